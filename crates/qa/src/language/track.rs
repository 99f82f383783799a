//! The language of a whole track.

use super::tally::Tally;
use super::{CERTAIN, Evidence, GUESS, Tongue, Verdict, glance, judge};

/// Cues from which a track is one; fewer are judged one by one.
const TRACK: usize = 10;
/// Cues that are looked at before all are.
const SAMPLE: usize = 40;

/// Tells the main language of a track from its cues' shown texts.
///
/// Cues are judged in stretches of three or more, and the stretches vote: a song or a scene in another language
/// does not sway the whole.
#[must_use]
pub fn identify_track<T: AsRef<str>>(cues: impl Iterator<Item = T>) -> Verdict {
    let mut told = TrackTongue::default();
    cues.for_each(|cue| told.add(cue.as_ref()));
    told.verdict()
}

/// The stretches of a track, which vote: what [`identify_track`] finds of cues that come one by one.
#[derive(Clone, Default, Debug)]
pub struct TrackTongue {
    votes: [u32; Tongue::ALL.len()],
    /// How many voted, with an answer or without.
    all: u32,
    /// How sure the last one was.
    only: u8,
    /// The stretch under way, and its cues.
    window: Tally,
    size: u32,
    total: Tally,
    cues: u32,
}

impl TrackTongue {
    /// Adds a cue's text.
    pub fn add(&mut self, cue: &str) {
        let tally = Tally::of(cue);
        self.total.add(&tally);
        self.window.add(&tally);
        self.size += 1;
        self.cues += 1;
        // Short cues are gathered on until there is enough to judge.
        if self.size >= 3 && self.window.cyrillic.words + self.window.latin.words >= 8 {
            self.vote();
        }
    }

    fn vote(&mut self) {
        self.all += 1;
        let verdict = judge(&self.window);
        self.only = verdict.confidence;
        let place = Tongue::ALL.iter().position(|&tongue| verdict.tongue == Some(tongue));
        if let Some(votes) = place.and_then(|place| self.votes.get_mut(place)) {
            *votes += 1;
        }
        (self.window, self.size) = (Tally::default(), 0);
    }

    /// Whether one language has so many votes that no other can have the most, with so many cues to come.
    fn is_settled_for(&self, tongue: Tongue, to_come: usize) -> bool {
        let most = |own: bool| {
            let votes = Tongue::ALL.into_iter().zip(self.votes).filter(|(it, _)| (*it == tongue) == own);
            votes.map(|(_, votes)| votes as usize).max().unwrap_or_default()
        };
        most(true) > most(false) + to_come / 3 + 1
    }

    /// What all of them so far say.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.clone().judged()
    }

    fn judged(mut self) -> Verdict {
        // What is left at the end counts if it is a stretch, or all there is.
        if self.size >= 3 || self.size == self.cues {
            self.vote();
        }
        let Self { votes, all, only, total, .. } = self;
        let best = Tongue::ALL
            .into_iter()
            .zip(votes)
            .max_by_key(|&(_, votes)| votes)
            .filter(|&(_, votes)| votes > 0);
        let (tongue, agree) = best.map_or((None, 0), |(tongue, votes)| (Some(tongue), votes));
        let decided: u32 = votes.iter().sum();
        // A main language has most of the stretches; four in five leave no doubt, half and half is none.
        let share = agree * 100 / decided.max(1);
        let confidence = if all == 1 { only } else { (share * 5 / 3).saturating_sub(33).min(99) as u8 };
        let confidence = if decided * 3 < all { confidence.min(CERTAIN - 5) } else { confidence };
        let tongue = tongue.filter(|_| confidence >= GUESS);
        let evidence = Evidence { tally: total, tongue, windows: (all > 1).then_some((agree, all)) };
        Verdict { tongue, confidence: if tongue.is_some() { confidence } else { 0 }, evidence }
    }
}

/// A verdict only if a whole track is certainly in another of Spanish, Kazakh, Russian and English than the expected
/// one. Says nothing of tracks of a few cues.
///
/// Looks at a few cues spread over the track, and at all only where those speak for another language.
#[must_use]
pub fn wrong_track<'a>(
    cues: impl ExactSizeIterator<Item = &'a str> + Clone,
    expected: &str,
) -> Option<Verdict> {
    let known = Tongue::ALL.into_iter().any(|tongue| tongue != Tongue::Other && tongue.tag() == expected);
    if !known || cues.len() < TRACK {
        return None;
    }
    let other = |verdict: &Verdict| {
        verdict.tongue.is_some_and(|tongue| tongue != Tongue::Other && tongue.tag() != expected)
    };
    let mut few = cues.clone().step_by((cues.len() / SAMPLE).max(1));
    if lean_nowhere_else(few.clone(), Tongue::of_tag(expected)) {
        return None;
    }
    let mut told = TrackTongue::default();
    while let Some(cue) = few.next() {
        told.add(cue);
        if told.is_settled_for(Tongue::of_tag(expected), few.len()) {
            return None;
        }
    }
    if !other(&told.verdict()) {
        return None;
    }
    let verdict = identify_track(cues);
    (other(&verdict) && verdict.confidence >= CERTAIN).then_some(verdict)
}

/// Whether three in four stretches of a few cues have certainly no vote for another language than the expected one: what is left is
/// too little for certainty, whatever it says.
fn lean_nowhere_else<'a>(few: impl Iterator<Item = &'a str>, expected: Tongue) -> bool {
    /// Bytes of a stretch that has words enough to be judged.
    const STRETCH: usize = 120;
    let leans_nowhere_else = match expected {
        Tongue::Kazakh | Tongue::Russian => {
            |stretch: &str, expected| glance::leans_nowhere_else(stretch, expected)
        }
        Tongue::Spanish => |stretch: &str, _| is_no_english(stretch),
        Tongue::English | Tongue::Other => return false,
    };
    let (mut stretch, mut cues) = (String::new(), 0);
    let (mut all, mut home) = (0, 0);
    for cue in few {
        stretch.push_str(cue);
        stretch.push('\n');
        cues += 1;
        if cues >= 3 && stretch.len() >= STRETCH {
            all += 1;
            home += u32::from(leans_nowhere_else(&stretch, expected));
            stretch.clear();
            cues = 0;
        }
    }
    all >= 3 && home * 4 >= all * 3
}

/// Whether a stretch of a Spanish track has no vote for another language, even where whichlang, which takes its time, would call
/// every word English.
fn is_no_english(stretch: &str) -> bool {
    let (mut tally, _) = Tally::but_guess(stretch);
    tally.latin.guessed_english = tally.latin.letters;
    matches!(judge(&tally).tongue, None | Some(Tongue::Spanish | Tongue::Other))
}
