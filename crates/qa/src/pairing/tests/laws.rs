//! What holds whatever the tracks are.

use super::made::{Dice, Spoilt, clean, spoilt};
use crate::language::Tongue;
use crate::pairing::{Options, Pairing, Side, pair};
use tregua_parse::format::srt;
use tregua_parse::source::Source;

/// Every cue in exactly one group; those of a track in the order of their in-times.
pub(super) fn conserved(sides: &[Side], found: &Pairing) {
    for (track, side) in sides.iter().enumerate() {
        let all: Vec<u32> = found.groups.iter().flat_map(|group| &group.cues[track]).copied().collect();
        let mut sorted = all.clone();
        sorted.sort_unstable();
        let count = u32::try_from(side.cues).unwrap();
        assert_eq!(sorted, (0..count).collect::<Vec<_>>(), "track {track}");
        let timed: Vec<u32> = all.into_iter().filter(|cue| side.order.contains(cue)).collect();
        assert_eq!(timed, side.order, "track {track}");
    }
    for group in &found.groups {
        assert_eq!(group.cues.len(), sides.len());
        assert!(group.cues.iter().any(|cues| !cues.is_empty()));
        assert!(group.confidence <= 1000 && group.overlap <= 1000);
    }
}

#[test]
fn every_cue_is_in_one_group_and_the_order_stays() {
    for seed in 0..3 {
        let mut dice = Dice::new(seed);
        let made: Vec<Spoilt> = [2, 0, 1].iter().map(|track| spoilt(*track, &mut dice)).collect();
        let sides: Vec<Side> = made.iter().map(Spoilt::side).collect();
        let found = pair(&sides, &Options::default());
        conserved(&sides, &found);
        assert_eq!(found, pair(&sides, &Options::default()), "the same again");
    }
}

#[test]
fn a_track_answers_itself_cue_by_cue() {
    let sides = [clean(1).side(), clean(1).side()];
    let found = pair(&sides, &Options::default());
    assert_eq!(found.groups.len(), clean(1).cues.len());
    assert!(found.groups.iter().all(|group| group.cues[0] == group.cues[1] && group.overlap == 1000));
    let sure = found.groups.iter().filter(|group| group.confidence >= 900).count();
    assert!(sure * 100 >= found.groups.len() * 99, "{sure} of {}", found.groups.len());
}

#[test]
fn clean_tracks_answer_one_another_line_by_line() {
    let tracks = [clean(0), clean(1), clean(2)];
    let sides = tracks.each_ref().map(Spoilt::side);
    let found = pair(&sides, &Options::default());
    conserved(&sides, &found);
    let score = super::made::judge(&tracks.each_ref(), &found);
    assert!(score.f1() >= 995, "{score:?}");
    assert_eq!(found.spine, 0);
    assert!(
        found.offsets.iter().flatten().all(|offset| offset.by.to_millis().abs() < 300),
        "{:?}",
        found.offsets
    );
}

/// Another film with the same habits: the same cues in the other order, its text by other lines.
fn another(track: usize) -> Spoilt {
    let mut it = clean(track);
    let end = it.cues.last().map_or(0, |cue| cue.end);
    let count = it.cues.len();
    let texts: Vec<String> = (0..count).map(|at| it.cues[(at * 701 + 350) % count].text.clone()).collect();
    for (cue, text) in it.cues.iter_mut().zip(texts) {
        let start = cue.start;
        cue.start = end - cue.end + start * 37 % 1009;
        cue.end = end - start;
        cue.text = text;
    }
    it.cues.reverse();
    it
}

#[test]
fn another_film_answers_nothing() {
    let sides = [clean(0).side(), another(2).side()];
    let found = pair(&sides, &Options::default());
    conserved(&sides, &found);
    let alone = found.groups.iter().filter(|group| group.cues.iter().any(Vec::is_empty)).count();
    assert!(alone * 10 >= found.groups.len() * 8, "{alone} of {}", found.groups.len());
    let sure = found.groups.iter().filter(|group| group.confidence >= 500).count();
    assert!(sure * 20 <= found.groups.len(), "{sure} of {}", found.groups.len());
    println!("another film: {alone} of {} alone, related {:?}", found.groups.len(), found.related);
    assert!(found.related[1] < 500, "{:?}", found.related);
    // A third track of the first film is none the worse for it.
    let sides = [another(2).side(), clean(0).side(), clean(1).side()];
    let found = pair(&sides, &Options::default());
    conserved(&sides, &found);
    assert_ne!(found.spine, 0);
    let both = |group: &&crate::pairing::Group| !group.cues[1].is_empty() && !group.cues[2].is_empty();
    assert!(found.groups.iter().filter(both).count() > 1850);
}

#[test]
fn a_late_track_is_found_and_its_jumps_are_told() {
    let mut late = clean(2);
    for cue in &mut late.cues {
        let by = if cue.start < 4_000_000 { 37_000 } else { 40_500 };
        cue.start += by;
        cue.end += by;
    }
    let made = [clean(0), late];
    let sides = made.each_ref().map(Spoilt::side);
    let found = pair(&sides, &Options::default());
    let [first, second] = found.offsets[1].as_slice() else { panic!("{:?}", found.offsets) };
    assert!((first.by.to_millis() + 37_000).abs() < 100, "{first:?}");
    assert!((second.by.to_millis() + 40_500).abs() < 100, "{second:?}");
    assert!((second.from.to_millis() - 4_040_500).abs() < 20_000, "{second:?}");
    assert!(super::made::judge(&made.each_ref(), &found).f1() >= 990);
}

#[test]
fn a_cue_without_times_goes_with_the_one_before_it() {
    let a = "1\n00:00:01,000 --> 00:00:02,000\nDoctora, está vivo.\n\n2\n00:00:05,000 --> 00:00:06,000\nPor poco.\n";
    let b = "1\n00:0x:01,000 --> 00:00:02,000\nДоктор!\n\n2\n00:00:01,000 --> 00:00:02,000\nДоктор, он жив.\n\n\
             3\n00:00:0y,000 --> 00:00:06,000\nЕле жив.\n";
    let side = |text: &str, tongue| {
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        Side::new(&srt::lower(&document), tongue)
    };
    let sides = [side(a, Tongue::Spanish), side(b, Tongue::Russian)];
    let found = pair(&sides, &Options::default());
    let groups: Vec<_> = found.groups.iter().map(|group| group.cues.clone()).collect();
    assert_eq!(groups, [[vec![], vec![0]], [vec![0], vec![1, 2]], [vec![1], vec![]]]);
}
