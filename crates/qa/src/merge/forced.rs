//! Forced narratives, which are shown even where subtitles are off: put into a full track, and taken out of one.

use std::collections::HashSet;
use tregua_parse::model::{Cue, Loss, Track, is_unseen};
use tregua_parse::time::Time;

/// Cues that are looked at backwards from a narrative: dialogue has no more within a minute, hostile files may.
const NEAREST: usize = 400;
/// The top of the screen, in the middle.
const TOP: u8 = 8;

/// A full track with forced narratives in it.
#[derive(Clone, Debug)]
pub struct Overlaid<'a> {
    /// All cues of the full track and those narratives that it had not, each narrative marked as forced.
    pub track: Track<'a>,
    /// Narratives that the full track had.
    pub known: usize,
    /// Narratives that were put in.
    pub added: usize,
    /// Those of them that stand at the top now, as there is dialogue at the bottom.
    pub above: usize,
    /// The forced track's cues without readable times, which were left out.
    pub left_out: Vec<u32>,
}

/// Puts the forced narratives into the full track of their language.
///
/// A narrative is there already when a cue of the full track has its words no further off than `room`; that cue is
/// marked. The others are put in with their times; where the full track shows something at the same time, a narrative
/// that names no place goes to the top.
#[must_use]
pub fn overlay<'a>(full: &Track<'a>, forced: &Track<'a>, room: Time) -> Overlaid<'a> {
    let mut order: Vec<(Time, Time, usize)> = Vec::with_capacity(full.cues.len());
    order.extend(full.cues.iter().enumerate().filter_map(|(at, cue)| Some((cue.times?.0, cue.times?.1, at))));
    order.sort_unstable();
    let near = |(start, end): (Time, Time), room: Time| {
        let (from, to) = (start.saturating_sub(room), end.saturating_sub(room.negate()));
        let until = order.partition_point(|(start, ..)| *start <= to);
        let before = order.get(..until).unwrap_or_default().iter().rev().take(NEAREST);
        before.filter(move |(_, end, _)| *end >= from).map(|(.., at)| *at)
    };
    let (mut marked, mut left_out): (HashSet<usize>, Vec<u32>) = (HashSet::new(), Vec::new());
    let mut new: Vec<(Time, usize, bool)> = Vec::new();
    for (at, cue) in forced.cues.iter().enumerate() {
        let Some(times) = cue.times else {
            left_out.push(count(at));
            continue;
        };
        let own = words(forced, cue);
        let same = |other: &usize| {
            let other = full.cues.get(*other).map(|other| words(full, other));
            !own.is_empty() && other.is_some_and(|other| other == own)
        };
        let found = near(times, room).filter(|other| !marked.contains(other)).find(same);
        match found {
            Some(other) => {
                marked.insert(other);
            }
            None => {
                let shown = |other: usize| {
                    let theirs = full.cues.get(other).and_then(|cue| cue.times);
                    theirs.is_some_and(|(start, end)| start < times.1 && times.0 < end)
                };
                new.push((times.0, at, near(times, Time::ZERO).any(shown)));
            }
        }
    }
    new.sort_by_key(|(start, ..)| *start);
    let mut out = Overlaid {
        track: Track { lang: full.lang.clone(), title: full.title.clone(), ..Track::default() },
        known: marked.len(),
        added: new.len(),
        above: 0,
        left_out,
    };
    let mut places = (Places::new(full), Places::new(forced));
    let mut waiting = new.into_iter().peekable();
    for (at, cue) in full.cues.iter().enumerate() {
        let start = cue.times.map(|times| times.0);
        while let Some((_, narrative, over)) = waiting.next_if(|(own, ..)| start.is_some_and(|it| *own < it))
        {
            out.put(forced, narrative, over, &mut places.1);
        }
        let here = out.track.append(full, cue);
        places.0.is_at(at, here);
        if marked.contains(&at)
            && let Some(cue) = out.track.cues.last_mut()
        {
            cue.details.get_or_insert_default().forced = true;
        }
    }
    for (_, narrative, over) in waiting {
        out.put(forced, narrative, over, &mut places.1);
    }
    places.0.losses(full, &mut out.track);
    places.1.losses(forced, &mut out.track);
    out
}

impl<'a> Overlaid<'a> {
    fn put(&mut self, forced: &Track<'a>, at: usize, over: bool, places: &mut Places) {
        let Some(cue) = forced.cues.get(at) else { return };
        let here = self.track.append(forced, cue);
        places.is_at(at, here);
        let Some(cue) = self.track.cues.last_mut() else { return };
        let details = cue.details.get_or_insert_default();
        details.forced = true;
        if over && cue.align.is_none() && details.place.is_plain() {
            cue.align = Some(TOP);
            self.above += 1;
        }
    }
}

/// What a narrative is told by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// The file marks it as forced.
    Flag,
    /// All its letters are capitals.
    Capitals,
    /// All of it is in italics.
    Italics,
    /// It stands at the top.
    Top,
}

impl Sign {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Flag, Self::Capitals, Self::Italics, Self::Top];

    /// How a cue with this sign is called.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Flag => "marked as forced",
            Self::Capitals => "in capitals",
            Self::Italics => "in italics",
            Self::Top => "at the top",
        }
    }

    /// Whether a cue has it.
    #[must_use]
    pub fn is_on(self, track: &Track<'_>, cue: &Cue<'_>) -> bool {
        let mut shown = track
            .runs_of_cue(cue)
            .iter()
            .filter(|run| !run.text.trim_matches(is_unseen).is_empty())
            .peekable();
        if shown.peek().is_none() {
            return false;
        }
        match self {
            Self::Flag => cue.details.as_deref().is_some_and(|it| it.forced),
            Self::Top => cue.align.is_some_and(|align| align > 6),
            Self::Italics => shown.all(|run| run.style.italic),
            Self::Capitals => {
                let (mut capitals, mut small) = (0usize, 0usize);
                for c in shown.flat_map(|run| run.text.chars()) {
                    capitals += usize::from(c.is_uppercase());
                    small += usize::from(c.is_lowercase());
                }
                capitals > 1 && small == 0
            }
        }
    }
}

/// The cues of a track that have a sign, as a track of their own, and their places in the whole.
#[must_use]
pub fn narratives<'a>(full: &Track<'a>, sign: Sign) -> (Track<'a>, Vec<u32>) {
    let mut out = Track { lang: full.lang.clone(), title: full.title.clone(), ..Track::default() };
    let (mut found, mut places) = (Vec::new(), Places::new(full));
    for (at, cue) in full.cues.iter().enumerate().filter(|(_, cue)| sign.is_on(full, cue)) {
        let here = out.append(full, cue);
        places.is_at(at, here);
        found.push(count(at));
        if let Some(cue) = out.cues.last_mut() {
            cue.details.get_or_insert_default().forced = true;
        }
    }
    places.losses(full, &mut out);
    (out, found)
}

/// Where the cues of a track went.
struct Places(Vec<Option<u32>>);

impl Places {
    fn new(track: &Track<'_>) -> Self {
        Self(vec![None; track.cues.len()])
    }

    fn is_at(&mut self, cue: usize, here: u32) {
        if let Some(slot) = self.0.get_mut(cue) {
            *slot = Some(here);
        }
    }

    /// Takes over the losses of what was taken over.
    fn losses(&self, from: &Track<'_>, to: &mut Track<'_>) {
        for loss in &from.losses {
            let place = loss.cue.map(|cue| self.0.get(cue as usize).copied().flatten());
            if place != Some(None) {
                to.losses.push(Loss { cue: place.flatten(), ..loss.clone() });
            }
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The letters and digits of a cue, in lower case.
fn words(track: &Track<'_>, cue: &Cue<'_>) -> String {
    let shown = track.runs_of_cue(cue).iter().flat_map(|run| run.text.chars());
    shown.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tregua_parse::format::srt;
    use tregua_parse::source::Source;

    fn open(text: &'static str) -> Track<'static> {
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        srt::lower(Box::leak(Box::new(document)))
    }

    const FULL: &str = "1\n00:00:01,000 --> 00:00:03,000\n¿Quién es?\n\n2\n00:00:05,000 --> 00:00:07,000\n\
                        <i>Abran la puerta.</i>\n\n3\n00:00:08,000 --> 00:00:10,000\nCERRADO POR OBRAS\n\n\
                        4\n00:00:20,000 --> 00:00:22,000\n{\\an8}Nadie.\n\n";
    const FORCED: &str = "1\n00:00:01,500 --> 00:00:02,500\nKARAGANDÁ, 1941\n\n2\n00:00:08,200 --> 00:00:10,000\n\
                          Cerrado por obras.\n\n3\n00:00:15,000 --> 00:00:16,000\nESTACIÓN\n\n";

    fn texts(track: &Track<'_>) -> Vec<String> {
        let text = |cue: &Cue<'_>| track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
        track.cues.iter().map(text).collect()
    }

    #[test]
    fn narratives_go_in_once() {
        let out = overlay(&open(FULL), &open(FORCED), Time::SECOND);
        assert_eq!((out.known, out.added, out.above, out.left_out.len()), (1, 2, 1, 0));
        let want =
            ["¿Quién es?", "KARAGANDÁ, 1941", "Abran la puerta.", "CERRADO POR OBRAS", "ESTACIÓN", "Nadie."];
        assert_eq!(texts(&out.track), want);
        let forced = |cue: &Cue<'_>| cue.details.as_deref().is_some_and(|it| it.forced);
        let flags: Vec<bool> = out.track.cues.iter().map(forced).collect();
        assert_eq!(flags, [false, true, false, true, true, false]);
        // Above the dialogue that is shown with it; where nothing is, at its usual place.
        assert_eq!((out.track.cues[1].align, out.track.cues[4].align), (Some(8), None));
        assert!(out.track.cues.is_sorted_by_key(|cue| cue.times));
        // Once more changes nothing.
        let again = overlay(&out.track, &open(FORCED), Time::SECOND);
        assert_eq!((again.known, again.added), (3, 0));
        assert_eq!(again.track.cues.len(), out.track.cues.len());
    }

    #[test]
    fn and_come_out_by_their_signs() {
        let full = open(FULL);
        let by = |sign| narratives(&full, sign).1;
        assert_eq!(by(Sign::Flag), [0u32; 0]);
        assert_eq!(by(Sign::Capitals), [2]);
        assert_eq!(by(Sign::Italics), [1]);
        assert_eq!(by(Sign::Top), [3]);
        let whole = overlay(&full, &open(FORCED), Time::SECOND).track;
        let (out, places) = narratives(&whole, Sign::Flag);
        assert_eq!(places, [1, 3, 4]);
        assert_eq!(texts(&out), ["KARAGANDÁ, 1941", "CERRADO POR OBRAS", "ESTACIÓN"]);
    }

    #[test]
    fn a_crowd_of_the_same_words_is_met_in_linear_time() {
        let one = |n: usize| format!("{n}\n00:00:01,000 --> 00:00:02,000\nALTO {}\n\n", n % 7);
        let text: String = (0..4000).map(one).collect();
        let track = open(Box::leak(text.into_boxed_str()));
        let out = overlay(&track, &track, Time::SECOND);
        assert_eq!(out.track.cues.len(), 4000 + out.added);
    }
}
