//! What a file says of a line beside its text.

use tregua_parse::model::{Cue, Line, Track, is_unseen};
use tregua_parse::time::Time;

/// Kinds of what is said.
pub(super) const KINDS: usize = 4;

/// What the kinds are called where evidence is told.
pub(super) const NAMES: [&str; KINDS] = ["named languages", "styles", "places", "colours and italics"];

/// What a file says of a line beside its text.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Look {
    /// The language it names, its style or part, its place on the screen, its colour and slant; one value is as good
    /// as another.
    pub(super) said: [Option<String>; KINDS],
    /// The cue's in-time.
    pub(super) start: Option<Time>,
}

impl Look {
    pub(super) fn new(track: &Track<'_>, cue: &Cue<'_>, line: &Line, part: Option<&str>) -> Self {
        let details = cue.details.as_deref();
        let mut shown = track.runs_of(line).iter().filter(|run| !run.text.trim_matches(is_unseen).is_empty());
        let first = shown.next();
        let run_lang = first.and_then(|run| run.details.as_deref()?.lang.as_deref());
        let lang = run_lang.or_else(|| details?.lang.as_deref()).map(str::to_owned);
        let layer = details.and_then(|it| it.layer).map(|layer| format!("layer {layer}"));
        let part = part.map(str::to_owned).or(layer);
        let place = details.map(|it| &it.place).filter(|it| !it.is_plain());
        let place = match place {
            Some(place) => format!("{} {place:?}", cue.align.unwrap_or(2)),
            None => cue.align.unwrap_or(2).to_string(),
        };
        let style = first.map(|run| run.style);
        let same = shown.all(|run| Some(run.style.colour) == style.map(|style| style.colour));
        let colour = style.filter(|_| same).map(|it| format!("{:?} {}", it.colour, it.italic));
        Self { said: [lang, part, Some(place), colour], start: None }
    }

    /// What two lines of a cue have in common.
    pub(super) fn meet(&mut self, other: &Self) {
        for (mine, theirs) in self.said.iter_mut().zip(&other.said) {
            if mine != theirs {
                *mine = None;
            }
        }
    }
}
