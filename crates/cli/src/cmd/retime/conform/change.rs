//! How the film was changed: from a list, or from cuts and inserts.

use super::length;
use crate::args::Conform;
use crate::load::{self, name};
use crate::render;
use anyhow::{Result, anyhow, bail};
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::conform::{Clock, Listed, Recut, Telling, parse_cut, parse_insert, read, with_cuts};
use tregua_qa::programme::Programme;
use tregua_qa::shots::Moment;

/// How the film was changed.
pub(super) struct Change {
    pub(super) recut: Recut,
    /// The list, and what it is called.
    listed: Option<(String, Listed)>,
    /// Where cuts and inserts begin, and how they were written.
    places: Vec<(i64, i64, String)>,
}

impl Change {
    pub(super) fn read(
        args: &Conform,
        programme: &Programme,
        rate: FrameRate,
        tracks: &[Option<Document<'_>>],
    ) -> Result<Self> {
        let first = |document: &Document<'_>| {
            document.cues.iter().filter_map(|cue| document.times(cue)).map(|times| times.0).min()
        };
        let programme = programme.start.map(Moment::Clock);
        if let Some(path) = &args.edl {
            let bytes = load::read(path, &args.to.reading)?;
            let fail = |why: String| anyhow!("{}: {why}", name(path));
            // Timecodes are ASCII, and certain in every encoding.
            let source = Source::open(bytes.bytes(), None, None).map_err(|e| fail(e.to_string()))?;
            let told = Telling {
                rate,
                start: args.edl_start,
                programme,
                first_cue: tracks.iter().flatten().filter_map(first).min(),
                new_start: args.record_start,
                source: args.reel.clone(),
            };
            let listed = read(source.text(), &told).map_err(|e| fail(e.to_string()))?;
            let recut = listed.recut.clone();
            return Ok(Self { recut, listed: Some((name(path), listed)), places: Vec::new() });
        }
        let clock = Clock { rate, start: args.edl_start.or(programme) };
        let option = |option: &str, why: String| anyhow!("{option} {why}");
        let cuts = args.cut.iter().map(|text| parse_cut(text, &clock));
        let cuts = cuts.collect::<Result<Vec<_>, _>>().map_err(|e| option("--cut", e.to_string()))?;
        let inserts = args.insert.iter().map(|text| parse_insert(text, &clock));
        let inserts =
            inserts.collect::<Result<Vec<_>, _>>().map_err(|e| option("--insert", e.to_string()))?;
        let recut = with_cuts(&clock, &cuts, &inserts).map_err(|e| option("--cut:", e.to_string()))?;
        let named = |option: &'static str| move |text: &String| format!("{option} {text}");
        let cut = cuts.iter().zip(args.cut.iter().map(named("--cut")));
        let insert = inserts.iter().zip(args.insert.iter().map(named("--insert")));
        let places = cut.map(|((from, to), text)| (*from, *to, text));
        let places = places.chain(insert.map(|((at, _), text)| (*at, *at, text))).collect();
        Ok(Self { recut, listed: None, places })
    }

    /// Cuts and inserts must be in the film. Behind the last cue they would change nothing, which nobody asks for.
    pub(super) fn check_reach(&self, tracks: &[Option<Document<'_>>], programme: &Programme) -> Result<()> {
        let rate = self.recut.rate();
        let end = programme.length.map(|length| rate.nearest_frame(length));
        let last = tracks.iter().flatten().filter_map(last_time).max();
        let last = last.map(|time| (time, rate.nearest_frame(time)));
        for (from, to, text) in &self.places {
            if let Some(end) = end.filter(|end| to > end) {
                bail!("{text} goes beyond the film, which is {} long", length(end, rate));
            }
            if let Some((time, _)) = last.filter(|(_, last)| from >= last) {
                bail!(
                    "{text} is behind the last cue, which ends {time} into the film; nothing would change. Say what \
                     the picture\u{2019}s clock shows at its first frame with --edl-start"
                );
            }
        }
        Ok(())
    }

    /// What may be wrong where no cue is left.
    pub(super) fn clock_hint(&self) -> String {
        match &self.listed {
            Some((list, listed)) => format!(
                "{list} has its first picture at {} ({}); say with --edl-start what its source clock shows at the \
                 film\u{2019}s first frame",
                listed.earliest.at, listed.earliest.place
            ),
            None => "The cuts take all of them".to_owned(),
        }
    }

    /// What was read.
    pub(super) fn say(&self) {
        let rate = self.recut.rate();
        let (lost, gained) = self.recut.lost_and_gained();
        let kept = self.recut.kept().map(|kept| format!("keeps {} of the old picture", length(kept, rate)));
        let lost = (lost > 0).then(|| format!("loses {}", length(lost, rate)));
        let gained = (gained > 0).then(|| format!("gains {}", length(gained, rate)));
        let all: Vec<String> = [kept, lost, gained].into_iter().flatten().collect();
        let mut line = format!("the new cut {}", all.join(", "));
        if let Some((list, listed)) = &self.listed {
            line = format!("{list}: {line}, read as {}", listed.form);
            for note in &listed.notes {
                render::note(&format!("{list}: {note}"));
            }
        }
        render::note(&line);
    }

    pub(super) fn json(&self) -> serde_json::Value {
        let (lost, gained) = self.recut.lost_and_gained();
        let notes = self.listed.iter().flat_map(|(_, listed)| &listed.notes).collect::<Vec<_>>();
        serde_json::json!({
            "form": self.listed.as_ref().map(|(_, listed)| listed.form),
            "rate": self.recut.rate().to_string(),
            "lost_frames": lost,
            "gained_frames": gained,
            "notes": notes,
        })
    }
}

fn last_time(document: &Document<'_>) -> Option<Time> {
    document.cues.iter().filter_map(|cue| document.times(cue)).map(|times| times.1).max()
}
