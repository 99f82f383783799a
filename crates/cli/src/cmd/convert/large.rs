//! Converting a file that is too large to be held as text, cues and lines at once: window by window, each written by itself.
//!
//! What comes of it is what comes of the whole. Where that cannot be known from windows, the file is left to [`super::made`]:
//! where a loss is told of all cues together, or other than in another window, where the result has another head, where a writer refuses,
//! where the language is not that of the first window, and where times go back.

use super::losses::Losses;
use super::target::Wanted;
use super::{Done, body};
use crate::args::Convert;
use crate::io;
use crate::large::{self, Next, Part, Times, Walk, is_earlier};
use crate::load::{self, Bytes, name};
use crate::open::{Known, language_in, texts, told};
use anyhow::{Result, anyhow};
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_parse::format::write::{self, Body, Target, Writer};
use tregua_parse::format::{Format, ReadOptions, Windows};
use tregua_parse::model::{Loss, LossKind};
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Window;
use tregua_qa::language::TrackTongue;

/// A large file in its new form, and what stands for the file, without its bytes; `None` for every other, and where the whole has to
/// be seen.
///
/// # Errors
/// As converting the whole.
pub(super) fn made(
    args: &Convert,
    wanted: &Wanted,
    path: &Path,
    template: Option<&str>,
) -> Result<Option<(Done, Bytes)>> {
    if template.is_some() || wanted.script.is_some() {
        return Ok(None);
    }
    let reading = args.reading.general();
    let Some((begun, input)) = large::open(path, &reading, None, None, false)? else { return Ok(None) };
    let (from, to) = (begun.format, wanted.format.unwrap_or(begun.format));
    let (Some(writer), Some(windows)) = (to.write, to.windows) else { return Ok(None) };
    if !begun.has_plain_places() {
        return Ok(None);
    }
    let named = args.lang.clone().or_else(|| load::lang_of(path));
    let reading = Known::new(&reading, named.as_ref()).reading;
    let mut walk = Walk::new(path, begun, 0);
    let mut all = All { args, from, to, writer, windows, reading, named, done: None };
    loop {
        io::go_on(path)?;
        match walk.next()? {
            Next::Part(part) if all.add(path, &part)? => {}
            Next::Part(_) | Next::Uncut => return Ok(None),
            Next::End => break,
        }
    }
    walk.end()?;
    let Some(Written { text, losses, lang, tongue, gone, .. }) = all.done else { return Ok(None) };
    let same = tongue.is_none_or(|tongue| told(&tongue.verdict()) == lang);
    if !same || gone >= losses.cues() {
        return Ok(None);
    }
    let bytes = body::encode_body(Body::Text(text), args, writer.utf8_only)
        .map_err(|e| anyhow!("{}: {e:#}", name(path)))?;
    Ok(Some((Done::with(to, bytes, losses), Bytes::File(input))))
}

/// How all windows are written.
struct All<'a> {
    args: &'a Convert,
    from: &'static Format,
    to: &'static Format,
    writer: &'static Writer,
    /// How the result could be read in windows: where its head ends.
    windows: &'static Windows,
    reading: ReadOptions,
    named: Option<Lang>,
    done: Option<Written>,
}

/// What is written.
struct Written {
    text: String,
    /// Bytes of its head.
    head: usize,
    losses: Losses,
    /// What is lost of the track as a whole, as every window says.
    whole: Vec<Loss>,
    lang: Option<Lang>,
    /// What the texts say of the language, where nothing else says it.
    tongue: Option<TrackTongue>,
    /// Cues that could not be written.
    gone: usize,
    times: Times,
}

impl All<'_> {
    /// Writes a window behind the others; false where it does not tell what the whole would.
    fn add(&mut self, path: &Path, part: &Part) -> Result<bool> {
        let source = Source::open(&part.bytes, Some(Encoding::Utf8), None)?;
        let mut document = (self.from.parse)(source, &self.reading);
        let times = Times::of(&document, ..);
        let goes_back = |done: &Written| is_earlier(times.first, done.times.latest);
        if self.done.as_ref().is_some_and(goes_back)
            || document.cues.is_empty()
            || !document.source.malformed().is_empty()
        {
            return Ok(false);
        }
        let cues_before = self.done.as_ref().map_or(0, |done| done.losses.cues());
        document.window = Window { cues_before, goes_on: !part.last };
        let track = (self.from.lower)(&document);
        if self.done.is_none() {
            let lang = self.named.clone().or_else(|| language_in(&track));
            let tongue = lang.is_none().then(TrackTongue::default);
            let losses = Losses::of(path, &document, self.to);
            let (text, times) = (String::new(), Times::default());
            let whole = Vec::new();
            self.done = Some(Written { text, head: 0, losses, whole, lang, tongue, gone: 0, times });
        }
        let Some(done) = &mut self.done else { return Ok(false) };
        if let Some(tongue) = &mut done.tongue {
            texts(&track).for_each(|text| tongue.add(&text));
            if cues_before == 0 {
                done.lang = told(&tongue.verdict());
            }
        }
        let wishes = Target {
            lang: done.lang.as_ref(),
            title: self.args.title.as_deref(),
            rate: self.args.reading.more.fps,
            start: self.args.target_start,
            template: None,
            before: cues_before - done.gone,
        };
        let Ok(written) = write::write(&track, self.writer, &wishes) else { return Ok(false) };
        let Body::Text(text) = written.body else { return Ok(false) };
        // What is said of the whole track is said once. What counts over all its cues is not known from some of them, nor what is said of
        // some windows and not of others: which styles it has.
        let (whole, mut losses): (Vec<Loss>, Vec<Loss>) =
            written.losses.into_iter().partition(|loss| loss.cue.is_none());
        if cues_before > 0 && done.whole != whole {
            return Ok(false);
        }
        if cues_before == 0 {
            done.whole.clone_from(&whole);
            losses.splice(..0, whole);
        }
        if done.whole.iter().any(|loss| loss.of_all_cues) {
            return Ok(false);
        }
        let Some((head, cues)) =
            (self.windows.head)(text.as_bytes()).and_then(|at| text.split_at_checked(at))
        else {
            return Ok(false);
        };
        if done.text.is_empty() {
            (done.head, done.text) = (head.len(), text);
        } else if done.text.get(..done.head) == Some(head) {
            done.text.push_str(cues);
        } else {
            return Ok(false);
        }
        done.gone += losses.iter().filter(|loss| loss.kind == LossKind::Cue).count();
        done.losses.add(&document, losses);
        done.times = done.times.and(times);
        Ok(true)
    }
}
