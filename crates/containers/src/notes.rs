//! What an extraction had to decide, counted: one sentence for each kind of thing, however many cues it meets.

/// The notes of one extraction.
#[derive(Default, Debug)]
pub(crate) struct Notes {
    whole: Vec<String>,
    cues: Vec<Count>,
}

/// What happened, to how many cues, the first and the latest of them.
#[derive(Debug)]
struct Count {
    what: &'static str,
    count: usize,
    first: usize,
    latest: usize,
}

impl Notes {
    /// Something about the whole track.
    pub(crate) fn say(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.whole.contains(&what) {
            self.whole.push(what);
        }
    }

    /// Something about one cue, counted from 0.
    pub(crate) fn cue(&mut self, what: &'static str, cue: usize) {
        match self.cues.iter_mut().find(|known| known.what == what) {
            // Both times of a cue may be rounded.
            Some(known) if known.latest == cue => {}
            Some(known) => (known.count, known.latest) = (known.count.saturating_add(1), cue),
            None => self.cues.push(Count { what, count: 1, first: cue.saturating_add(1), latest: cue }),
        }
    }

    /// As sentences, in the order things first came up.
    pub(crate) fn finish(self) -> Vec<String> {
        let mut out = self.whole;
        out.extend(self.cues.into_iter().map(|Count { what, count, first, .. }| match count {
            1 => format!("{what}: cue {first}"),
            _ => format!("{what}: {count} cues, the first is cue {first}"),
        }));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_one_sentence() {
        let mut notes = Notes::default();
        notes.cue("without a duration", 4);
        notes.cue("without a duration", 7);
        notes.cue("without a duration", 7);
        notes.cue("damaged", 1);
        notes.say("fonts stay in the film");
        notes.say("fonts stay in the film");
        let want =
            ["fonts stay in the film", "without a duration: 2 cues, the first is cue 5", "damaged: cue 2"];
        assert_eq!(notes.finish(), want);
    }
}
