//! `tregua merge reels`: the tracks of a film's reels behind one another.

use crate::Outcome;
use crate::args::MergeReels;
use crate::cmd::result::{self, target};
use crate::io::Input;
use crate::load::{self, Bytes, name};
use crate::open::{self, Known, Opened};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::collections::BTreeSet;
use std::path::Path;
use tregua_parse::base::{Lang, splice};
use tregua_parse::format::Format;
use tregua_parse::format::write::Target as Told;
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Time, Timecode};
use tregua_qa::conform::{
    Clock, Joined, PlaceError, Placing, ReelFacts, Reels, Seams, join_track, join_with, joins_bytes, place,
};
use tregua_qa::retime::Options;
use tregua_qa::shots::Moment;

/// Lines named of each kind.
const SHOWN: usize = 50;

pub(super) fn run(args: &MergeReels) -> Result<Outcome> {
    if args.tolerance.is_negative() {
        bail!("the tolerance cannot be negative");
    }
    if args.reading.more.start.is_some() {
        bail!("each reel has a clock of its own; say with --starts what they show at their first frames");
    }
    if !args.starts.is_empty() && args.starts.len() != args.files.len() {
        let (starts, files) =
            (render::count(args.starts.len(), "time"), render::count(args.files.len(), "reel"));
        bail!("--starts names {starts} for {files}");
    }
    one_language(args)?;
    let read = args.files.iter().map(|file| load::read(file, &args.reading)).collect::<Result<Vec<_>>>()?;
    let mut opened = Vec::with_capacity(read.len());
    for (file, bytes) in args.files.iter().zip(&read) {
        opened.push(one(args, file, bytes)?);
    }
    let tracks: Vec<Option<&Document<'_>>> =
        opened.iter().map(|it| it.as_ref().map(|it| &it.document)).collect();
    let rate = rate(args, &tracks)?;
    let facts = facts(args, &tracks, rate)?;
    let lengths =
        args.lengths.iter().map(|text| frame("--lengths", text, rate)).collect::<Result<Vec<_>>>()?;
    let (reels, placing) = place(rate, &lengths, &facts).map_err(|why| way_out(args, &why))?;
    let seams = Seams { fold: Some(args.tolerance), count: true };
    let first = opened.iter().flatten().next();
    let Some(first) = first else { bail!("none of the reels holds a cue") };
    let format = target(args.to, args.output.as_deref(), first.format)?;
    let alike = |it: &Opened<'_>| {
        let own = &it.document.source;
        it.format == format && own.encoding() == first.document.source.encoding()
    };
    let (bytes, joined, losses) = if joins_bytes(format.id) && opened.iter().flatten().all(alike) {
        let joined = join_with(&reels, &tracks, Options::default(), seams)?;
        let into = read.get(joined.into).map_or(&[][..], Bytes::bytes);
        (splice(into, &joined.edits)?, joined, Vec::new())
    } else {
        as_track(args, (&reels, &tracks), seams, format, facts.first().and_then(|it| it.start))?
    };
    let told = Telling { args, reels: &reels, joined: &joined, losses, placing };
    if args.strict && told.is_grave() {
        told.say();
        render::message("error", "nothing was written, as --strict allows no loss and no overlap");
        return Ok(Outcome::Findings);
    }
    let inputs: Vec<&Input> = read.iter().filter_map(Bytes::input).collect();
    result::deliver(&inputs, args.output.as_deref(), args.overwrite, &bytes)?;
    told.say();
    told.summary(tracks.iter().flatten().map(|track| track.cues.len()).sum());
    Ok(Outcome::Clean)
}

/// Reels of one track are in one language.
fn one_language(args: &MergeReels) -> Result<()> {
    let mut named = args.files.iter().filter_map(|file| Some((file, load::lang_of(file)?)));
    let Some((first, lang)) = named.next() else { return Ok(()) };
    if let Some((file, other)) = named.find(|(_, other)| other.language() != lang.language())
        && !args.insist
    {
        bail!(
            "{} is in {lang}, and {} in {other}, as their names say: they are no reels of one track; --insist joins them \
             all the same",
            name(first),
            name(file)
        );
    }
    Ok(())
}

/// Opens a reel; `None` is one without cues, which was allowed.
fn one<'a>(args: &MergeReels, file: &Path, bytes: &'a Bytes) -> Result<Option<Opened<'a>>> {
    let lang = load::lang_of(file).or_else(|| bytes.lang());
    match open::open(file, bytes.bytes(), Known::new(&args.reading, lang.as_ref())) {
        Ok(opened) if !opened.document.cues.is_empty() => Ok(Some(opened)),
        Ok(_) if !args.allow_empty => {
            bail!("{}: holds no cue; --allow-empty accepts such reels", name(file))
        }
        Err(error) if !args.allow_empty => Err(error),
        Ok(_) | Err(_) => Ok(None),
    }
}

/// The film's frame rate: named, or as the reels say it themselves.
fn rate(args: &MergeReels, tracks: &[Option<&Document<'_>>]) -> Result<FrameRate> {
    if let Some(rate) = args.reading.more.fps {
        return Ok(rate);
    }
    let said = tracks.iter().zip(&args.files);
    let mut said = said.filter_map(|(track, file)| Some(((*track)?.clockwork.film_rate()?, file)));
    let Some((rate, first)) = said.next() else {
        bail!("the film\u{2019}s frame rate is not known; name it with --fps");
    };
    if let Some((other, file)) = said.find(|(other, _)| *other != rate) {
        bail!(
            "{} runs at {rate} frames a second, and {} at {other}; bring them to one rate first (`tregua retime rate`)",
            name(first),
            name(file)
        );
    }
    Ok(rate)
}

/// A length or a start, in frames.
fn frame(option: &str, text: &str, rate: FrameRate) -> Result<i64> {
    let moment = Moment::parse(text).and_then(|moment| Clock { rate, start: None }.frame(moment));
    moment.map_err(|why| anyhow!("{option}: \u{201c}{}\u{201d}: {why}", text.escape_debug()))
}

/// What is known of each reel.
fn facts(args: &MergeReels, tracks: &[Option<&Document<'_>>], rate: FrameRate) -> Result<Vec<ReelFacts>> {
    let mut all: Vec<ReelFacts> =
        tracks.iter().map(|track| track.map(ReelFacts::of).unwrap_or_default()).collect();
    for (facts, text) in all.iter_mut().zip(&args.starts) {
        let start = rate.time_of(frame("--starts", text, rate)?);
        facts.start =
            Some(start.ok_or_else(|| anyhow!("--starts: {} is out of range", text.escape_debug()))?);
    }
    Ok(all)
}

/// Why reels have no place, and what to give.
fn way_out(args: &MergeReels, why: &PlaceError) -> anyhow::Error {
    let what = match why {
        PlaceError::NoStart(_) => {
            "; give the reels\u{2019} lengths with --lengths, or, where their clocks run on from one to the next, with \
             --starts what each shows at its first frame"
        }
        why if why.wants_lengths() => "; give the reels\u{2019} lengths with --lengths",
        PlaceError::Outside { .. } if args.lengths.is_empty() => {
            ": the clocks do not run on from reel to reel as they should; give --lengths"
        }
        PlaceError::Outside { .. } => {
            "; say with --starts what each reel\u{2019}s clock shows at its first frame, or correct --lengths"
        }
        PlaceError::Late { .. } => {
            "; say with --starts what each reel\u{2019}s clock shows at its first frame, or with --lengths how long it is"
        }
        PlaceError::Lengths { .. } => "; see --lengths",
        _ => "",
    };
    let of = match why {
        PlaceError::Outside { reel, .. }
        | PlaceError::Late { reel, .. }
        | PlaceError::NoStart(reel)
        | PlaceError::NotOn { reel, .. } => reel.checked_sub(1).and_then(|at| args.files.get(at)),
        _ => None,
    };
    let of = of.map(|file| format!("{}: ", name(file))).unwrap_or_default();
    anyhow!("{of}{why}{what}")
}

/// The film as what is shown, spelt in its format.
fn as_track(
    args: &MergeReels,
    (reels, tracks): (&Reels, &[Option<&Document<'_>>]),
    seams: Seams,
    format: &'static Format,
    start: Option<Time>,
) -> Result<(Vec<u8>, Joined, Vec<String>)> {
    for (file, track) in args.files.iter().zip(tracks) {
        if let Some(track) = track {
            open::decided(file, &track.source)?;
        }
    }
    let (film, joined) = join_track(reels, tracks, seams)?;
    let lang: Option<Lang> = args.files.iter().find_map(|file| load::lang_of(file));
    let lang = lang.or_else(|| open::language_in(&film)).or_else(|| open::told(&open::language_of(&film)));
    let start = start.filter(|_| format.write.is_some_and(|writer| writer.carries.start));
    let told = Told { lang: lang.as_ref(), rate: Some(reels.rate()), start, ..Told::default() };
    let (bytes, losses) = result::spell(&film, format, &told, result::of_the_result)?;
    Ok((bytes, joined, losses))
}

/// What is said of a join.
struct Telling<'t> {
    args: &'t MergeReels,
    reels: &'t Reels,
    joined: &'t Joined,
    losses: Vec<String>,
    placing: Placing,
}

impl Telling<'_> {
    /// A reel's file, counted from 1.
    fn file(&self, reel: usize) -> String {
        reel.checked_sub(1).and_then(|at| self.args.files.get(at)).map(|file| name(file)).unwrap_or_default()
    }

    fn is_grave(&self) -> bool {
        let joined = self.joined;
        let alike = joined.folded.iter().all(|it| !it.otherwise);
        let whole = self.losses.is_empty() && joined.left.is_empty() && alike;
        let apart = joined.reaching.is_empty() && joined.beyond.is_empty();
        !whole || !apart
    }

    fn say(&self) {
        let joined = self.joined;
        let mut losses = self.losses.clone();
        for it in joined.folded.iter().filter(|it| it.otherwise) {
            let (next, here) = (self.file(it.reel + 1), self.file(it.reel));
            losses.push(format!(
                "{next}: {} is set otherwise than {} of {here}, which stays",
                it.gone, it.kept
            ));
        }
        let left = joined.left.iter().map(|reel| {
            let what = "what it holds beside its cues (header, styles, notes) is not that of the first reel, and was left \
                        behind";
            format!("{}: {what}", self.file(*reel))
        });
        losses.extend(left);
        let mut warnings: Vec<String> = Vec::new();
        for it in &joined.reaching {
            let (here, next) = (self.file(it.reel), self.file(it.reel + 1));
            let by = seconds(it.by);
            warnings
                .push(format!("{here}: {} is shown together with {} of {next}, for {by} s", it.cue, it.next));
        }
        let told: BTreeSet<(usize, &str)> =
            joined.reaching.iter().map(|it| (it.reel, it.cue.as_str())).collect();
        for (reel, cue) in joined.beyond.iter().filter(|(reel, cue)| !told.contains(&(*reel, cue.as_str()))) {
            warnings.push(format!("{}: {cue} goes on where reel {reel} has ended", self.file(*reel)));
        }
        let mut notes: Vec<String> = joined
            .healed
            .iter()
            .map(|cue| format!("{cue} was cut by a change of reels, and is one again"))
            .collect();
        for it in &joined.folded {
            let (here, next) = (self.file(it.reel), self.file(it.reel + 1));
            notes.push(format!(
                "{} of {next} ({}\u{2013}{}) is {} of {here}, and is shown once, {}\u{2013}{}",
                it.gone, it.were.0, it.were.1, it.kept, it.times.0, it.times.1
            ));
        }
        if joined.counted {
            notes.push("the cues were counted anew, as each reel counted its own".to_owned());
        }
        for (level, list) in [("loss", &losses), ("warning", &warnings), ("note", &notes)] {
            list.iter().take(SHOWN).for_each(|line| render::message(level, line));
            if let Some(more) = list.len().checked_sub(SHOWN).filter(|n| *n > 0) {
                render::message(level, &format!("and {more} more"));
            }
        }
    }

    fn summary(&self, all: usize) {
        let joined = self.joined;
        let rate = self.reels.rate();
        let begin = self.reels.all().iter().filter_map(|reel| Timecode::from_frame(reel.from, rate));
        let begin: Vec<String> = begin.map(|at| at.to_string()).collect();
        let by = match self.placing {
            Placing::Lengths => "by their lengths",
            Placing::Clocks if self.args.starts.is_empty() => "by the clocks that the files name",
            Placing::Clocks => "by their clocks",
        };
        let file = self.args.output.as_deref().filter(|path| *path != Path::new("-"));
        let film = file.map(|path| format!(" into {}", name(path))).unwrap_or_default();
        render::note(&format!(
            "joined {}{film}: {} of {all}, {} cut by a change, {} in two reels, {}; they begin at {}, {by}",
            render::count(self.reels.all().len(), "reel"),
            render::count(joined.cues, "cue"),
            joined.healed.len(),
            joined.folded.len(),
            render::count(joined.reaching.len(), "overlap"),
            begin.join(", ")
        ));
    }
}

/// A length in seconds.
fn seconds(time: Time) -> String {
    let ms = time.to_millis();
    format!("{}.{:03}", ms / 1000, ms % 1000)
}
