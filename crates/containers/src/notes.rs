//! What an extraction had to decide, counted: one sentence for each kind of thing, however many cues it meets.

/// The notes of one extraction.
#[derive(Default, Debug)]
pub(crate) struct Notes {
    whole: Vec<String>,
    /// What happened, to how many cues, the first of them.
    cues: Vec<(&'static str, usize, usize)>,
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
        match self.cues.iter_mut().find(|(known, ..)| *known == what) {
            Some((_, count, _)) => *count = count.saturating_add(1),
            None => self.cues.push((what, 1, cue.saturating_add(1))),
        }
    }

    /// As sentences, in the order things first came up.
    pub(crate) fn finish(self) -> Vec<String> {
        let mut out = self.whole;
        out.extend(self.cues.into_iter().map(|(what, count, first)| match count {
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
        notes.cue("damaged", 1);
        notes.say("fonts stay in the film");
        notes.say("fonts stay in the film");
        let want = ["fonts stay in the film", "without a duration: 2 cues, the first is cue 5", "damaged: cue 2"];
        assert_eq!(notes.finish(), want);
    }
}
