//! Retiming a file that is too large to be held: window by window, straight into the temporary file that takes its place.
//!
//! What comes of it is what [`super::one`] makes of the whole, byte by byte and word by word; where that cannot be known
//! from windows, the file is left to it. A refusal may come at the last cue, so a file is written under its temporary name
//! only, and dropped with it; what goes to a stream cannot be taken back, so such a file is read twice.

use super::Maps;
use super::output::{Form, Targets};
use crate::args::Moving;
use crate::catalogue::Clock;
use crate::io::{self, Fault, Input, Outcome, Pieces, Sent, Spool, Target, Written};
use crate::large::{self, HEAD, LONGEST, format_of};
use crate::load::{self, name};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_parse::format::srt;
use tregua_parse::source::{Encoding, Source, detect};
use tregua_parse::syntax::{Document, LineEnds, ProblemKind, Window};
use tregua_qa::retime::{Anchor, AnchorSearch, Options, TimeMap, Totals, Windows};

/// A large file, open.
pub(super) struct Large<'f> {
    path: &'f Path,
    files: &'f Moving,
    pieces: Pieces,
    lang: Option<Lang>,
    /// The encoding that the user or the file's beginning names.
    named: Option<Encoding>,
    window: usize,
    /// The time that it may take.
    pub(super) clock: Option<&'f Clock>,
}

/// What was done to a file.
pub(super) struct Done {
    pub(super) totals: Totals,
    pub(super) notes: Vec<String>,
    pub(super) written: Written,
}

/// How a walk through all windows ended.
enum Walked {
    /// At the end of the file.
    Whole(Form, u64),
    /// Where the text is no UTF-8, as it was taken for.
    NotUtf8,
    /// Where windows do not tell what the whole would.
    Uncut,
}

/// How an attempt in one encoding ended.
enum Attempt {
    Done(Box<Done>),
    NotUtf8,
    Uncut,
}

impl<'f> Large<'f> {
    /// Opens a file that is large and can be read in windows; `None` for every other, which is left untouched.
    ///
    /// # Errors
    /// As reading the whole.
    pub(super) fn open(path: &'f Path, files: &'f Moving, in_place: bool) -> Result<Option<(Self, Input)>> {
        if files.plan.is_some() {
            return Ok(None);
        }
        let Some((begun, input)) = large::open(path, &files.to.reading, None, Some(&srt::FORMAT), in_place)?
        else {
            return Ok(None);
        };
        let large::Large { pieces, named, window, .. } = begun;
        let lang = load::lang_of(path);
        Ok(Some((Self { path, files, pieces, lang, named, window, clock: None }, input)))
    }

    /// Moves its times; `None` where it has to be done with the whole file, of which nothing was changed.
    ///
    /// # Errors
    /// As for the whole: what refuses the move, or could not be written.
    pub(super) fn run(mut self, input: &Input, to: &Targets, maps: &Maps) -> Result<Option<Done>> {
        let first = self.named.unwrap_or(Encoding::Utf8);
        match self.attempt(first, input, to, maps)? {
            Attempt::Done(done) => return Ok(Some(*done)),
            Attempt::Uncut => return Ok(None),
            Attempt::NotUtf8 => {}
        }
        let bytes = self.pieces.whole(self.path)?;
        let found = detect(&bytes, self.lang.as_ref().map(Lang::language)).encoding;
        drop(bytes);
        self.named = Some(found);
        if !found.keeps_ascii() {
            return Ok(None);
        }
        match self.attempt(found, input, to, maps)? {
            Attempt::Done(done) => Ok(Some(*done)),
            Attempt::Uncut | Attempt::NotUtf8 => Ok(None),
        }
    }

    fn attempt(&mut self, encoding: Encoding, input: &Input, to: &Targets, maps: &Maps) -> Result<Attempt> {
        let map = match maps {
            Maps::One(map) => map.clone(),
            Maps::Points(anchors) => match self.points(encoding, anchors)? {
                Ok(map) => map,
                Err(attempt) => return Ok(attempt),
            },
            Maps::Align(_) => return Ok(Attempt::Uncut),
        };
        self.written(encoding, to, &map, input)
    }

    /// The map of points that may name cues.
    fn points(&mut self, encoding: Encoding, anchors: &[Anchor]) -> Result<Result<TimeMap, Attempt>> {
        let mut search = AnchorSearch::new(anchors);
        if anchors.iter().any(|anchor| anchor.asks()) {
            match self.walk(encoding, |document| {
                search.look(document);
                Ok(())
            })? {
                Walked::Whole(..) => {}
                Walked::NotUtf8 => return Ok(Err(Attempt::NotUtf8)),
                Walked::Uncut => return Ok(Err(Attempt::Uncut)),
            }
        }
        let fail = |e: String| anyhow!("{}: {e}", name(self.path));
        let points = anchors.iter().map(|anchor| search.resolve(*anchor)).collect::<Result<Vec<_>, _>>();
        let points = points.map_err(|e| fail(e.to_string()))?;
        Ok(Ok(TimeMap::points(&points).map_err(|e| fail(e.to_string()))?))
    }

    fn written(&mut self, encoding: Encoding, to: &Targets, map: &TimeMap, input: &Input) -> Result<Attempt> {
        let path = self.path;
        let target = match to {
            Targets::Stdout => return self.streamed(encoding, map, Path::new(io::STDOUT), input),
            Targets::InPlace => Target::Replace(input),
            Targets::Files(paths) => match paths.first() {
                Some(path) => Target::Create { path, overwrite: self.files.to.overwrite },
                None => return Ok(Attempt::Uncut),
            },
        };
        // What forbids to write is told after what refuses the move, as it is of the whole.
        let mut spool = Spool::to(&[input], target);
        if let Ok(Some(stream)) = spool.as_ref().map(Spool::stream) {
            return self.streamed(encoding, map, stream, input);
        }
        let mut changed = false;
        let moved = self.moved(encoding, map, |bytes, edited| {
            changed |= edited;
            if let Ok(open) = &mut spool
                && let Err(fault) = open.write(bytes)
            {
                spool = Err(fault);
            }
            Ok(())
        });
        let itself =
            matches!(to, Targets::InPlace) || spool.as_ref().is_ok_and(|spool| spool.replaces(input));
        let (totals, form) = match moved {
            Ok(Ok((totals, form, _))) if changed || !itself => {
                let written = io::finish_all(vec![spool?])?;
                return Ok(Attempt::Done(Box::new(Done { totals, notes: form.notes(path), written })));
            }
            other => {
                // Nothing comes of the temporary file.
                if let Some(left) = spool.ok().and_then(Spool::discard) {
                    let text = format!("a temporary file could not be removed: {}", io::shown(&left));
                    render::message("warning", &text);
                }
                match other? {
                    Ok((totals, form, _)) => (totals, form),
                    Err(attempt) => return Ok(attempt),
                }
            }
        };
        let written = Written { outcomes: vec![Outcome::Unchanged], left: Vec::new() };
        Ok(Attempt::Done(Box::new(Done { totals, notes: form.notes(path), written })))
    }

    /// To a stream, which takes nothing back: the file is read once to see that nothing refuses the move, and once more.
    fn streamed(&mut self, encoding: Encoding, map: &TimeMap, to: &Path, input: &Input) -> Result<Attempt> {
        let (first, form, sum) = match self.moved(encoding, map, |_, _| Ok(()))? {
            Ok(moved) => moved,
            Err(attempt) => return Ok(attempt),
        };
        let (mut sent, mut out) = (Sent::All, Vec::new());
        let mut send = |out: &mut Vec<u8>| -> Result<(), Fault> {
            if sent == Sent::All {
                sent = match to == Path::new(io::STDOUT) {
                    true => io::write_stdout(&[input], out)?,
                    false => io::write_to(&[input], to, out)?,
                };
            }
            out.clear();
            Ok(())
        };
        let again = self.moved(encoding, map, |bytes, _| {
            out.extend_from_slice(bytes);
            if out.len() < HEAD { Ok(()) } else { Ok(send(&mut out)?) }
        });
        let again = again?.ok().filter(|(totals, _, again)| (*again, totals) == (sum, &first));
        if again.is_none() {
            return Err(io::was_changed(self.path).into());
        }
        send(&mut out)?;
        let outcome = if sent == Sent::All { Outcome::Streamed } else { Outcome::ReaderGone };
        let written = Written { outcomes: vec![outcome], left: Vec::new() };
        Ok(Attempt::Done(Box::new(Done { totals: first, notes: form.notes(self.path), written })))
    }

    /// Hands the file's new bytes on, window by window and until a refusal is certain, with whether they are others.
    fn moved(
        &mut self,
        encoding: Encoding,
        map: &TimeMap,
        mut put: impl FnMut(&[u8], bool) -> Result<()>,
    ) -> Result<Result<(Totals, Form, u64), Attempt>> {
        let options: Options = self.files.edges.options();
        let mut windows = Windows::new(map, options);
        let mut out = Vec::new();
        let path = self.path;
        let fail = |e: String| anyhow!("{}: {e}", name(path));
        let walked = self.walk(encoding, |document| {
            out.clear();
            let Some(changed) = windows.next(document, &mut out) else { return Ok(()) };
            put(&out, changed)
        })?;
        let (form, sum) = match walked {
            Walked::Whole(form, sum) => (form, sum),
            Walked::NotUtf8 => return Ok(Err(Attempt::NotUtf8)),
            Walked::Uncut => return Ok(Err(Attempt::Uncut)),
        };
        let totals = match windows.finish() {
            Ok(totals) => totals,
            Err(refusal) if refusal.is_of_the_window() => return Ok(Err(Attempt::Uncut)),
            Err(refusal) => return Err(fail(refusal.to_string())),
        };
        if totals.dropped.count() == totals.cues && !self.files.to.allow_empty {
            bail!(
                "{}: all of its cues would be taken out; nothing was written (--allow-empty accepts that)",
                name(path)
            );
        }
        Ok(Ok((totals, form, sum)))
    }

    /// Reads the file from its beginning and hands on each window.
    fn walk(
        &mut self,
        encoding: Encoding,
        mut work: impl FnMut(&Document<'_>) -> Result<()>,
    ) -> Result<Walked> {
        let path = self.path;
        let format = self.files.to.reading.more.input_format;
        let decided = encoding != Encoding::Unknown;
        let mut form = Form { decided, encoding, malformed: 0, problems: 0 };
        let (mut ends, mut cues) = (LineEnds::default(), 0_usize);
        self.pieces.rewind(path)?;
        let (head, _) = self.pieces.look(HEAD, path)?;
        if format_of(head, encoding, format).is_none_or(|it| *it != srt::FORMAT) {
            return Ok(Walked::Uncut);
        }
        let mut room = self.window.max(1);
        loop {
            io::go_on(path)?;
            self.clock.map_or(Ok(()), |clock| clock.in_time(path))?;
            let (raw, last) = self.pieces.look(room, path)?;
            let cut = if last { Some(raw.len()) } else { srt::last_cut(raw) };
            let window = cut.and_then(|at| raw.get(..at));
            let document = match window {
                Some(window) => Some((window, srt::parse(Source::open(window, Some(encoding), None)?))),
                None => None,
            };
            let Some((window, mut document)) = document.filter(|(_, it)| last || !it.cues.is_empty()) else {
                if room >= LONGEST {
                    return Ok(Walked::Uncut);
                }
                room = room.saturating_mul(2);
                continue;
            };
            if self.named.is_none() && !document.source.malformed().is_empty() {
                return Ok(Walked::NotUtf8);
            }
            if cues == 0 && document.cues.is_empty() {
                return Ok(Walked::Uncut);
            }
            document.window = Window { cues_before: cues, goes_on: !last };
            cues = cues.saturating_add(document.cues.len());
            ends = ends.join(document.ends);
            form.malformed += document.source.malformed().iter().map(|m| m.raw.len()).sum::<usize>();
            let of_all = |kind| matches!(kind, ProblemKind::LineEndsMixed | ProblemKind::LineEndsCr);
            form.problems += document.problems.iter().filter(|problem| !of_all(problem.kind)).count();
            work(&document)?;
            drop(document);
            let used = window.len();
            self.pieces.take(used);
            if last {
                break;
            }
            room = self.window.max(1);
        }
        form.problems += usize::from(ends.problem().is_some());
        let sum = self.pieces.sum(path)?;
        Ok(Walked::Whole(form, sum))
    }
}
