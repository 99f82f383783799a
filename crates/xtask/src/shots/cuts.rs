//! Where the cuts are.

use crate::feature::dice::Dice;
use crate::feature::{CHAIN, FPS, Film, PAUSE, times};

/// Any number does; another one cuts the film elsewhere.
const SEED: u64 = 0x636f_7274_6573;
/// The last frame of the film.
const END: i64 = 150 * 60 * FPS;
/// Length of a shot: one second and a quarter to eight and a half.
const SHOT: [i64; 2] = [30, 204];
/// Shots shorter than this are not made on purpose.
const SHORTEST: i64 = 24;
/// How far a cut may be moved to where it agrees with the tracks.
const REACH: i64 = 72;
/// Of a hundred cuts, how many look for an in-time to stand on.
const ON_IN_TIME: i64 = 55;

/// The first frame of each shot but the first one.
#[must_use]
pub fn cuts(film: &Film) -> Vec<i64> {
    let [starts, ends] = times(film);
    let near = |list: &[i64], at: i64, far: i64| -> Vec<i64> {
        let from = list.partition_point(|t| *t <= at - far);
        list[from..].iter().copied().take_while(|t| *t < at + far).collect()
    };
    let mut dice = Dice::new(SEED);
    let mut cuts: Vec<i64> = Vec::new();
    let mut last = 0;
    loop {
        let wish = last + dice.between(SHOT[0], SHOT[1]);
        let on_in_time = dice.percent(ON_IN_TIME);
        if wish + REACH >= END {
            return cuts;
        }
        // Half a second to either side, a time is in step with a cut or not there.
        let agrees = |cut: i64| {
            let step = |at: i64| at == cut || cuts.binary_search(&at).is_ok();
            cut - last >= SHORTEST
                && near(&starts, cut, PAUSE).into_iter().all(step)
                && near(&ends, cut, PAUSE).into_iter().all(|t| step(t + CHAIN))
        };
        let mut places = if on_in_time { near(&starts, wish, REACH) } else { Vec::new() };
        places.sort_by_key(|place| (place - wish).abs());
        let any = (0..REACH).flat_map(|off| [wish - off, wish + off]);
        match places.into_iter().chain(any).find(|place| agrees(*place)) {
            Some(cut) => {
                cuts.push(cut);
                last = cut;
            }
            // A long shot.
            None => last = wish,
        }
    }
}
