//! Planting, checking, counting.

use super::sheet::{FPS, STRAY};
use super::{Class, Cue, Dice, Film, SEED, Scale, Sheet, Site, mutations};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use tregua_parse::base::{Diagnostic, Lang, Severity};
use tregua_parse::format::srt;
use tregua_parse::source::{Source, encode};
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::check::{Context, check, check_set};
use tregua_qa::profile::{Profile, RuleSet, Selection};
use tregua_qa::programme::{Kind, Programme};
use tregua_qa::shots::Shots;

/// From one place to the next, in cues.
const WINDOW: usize = 6;
/// Cues of a stretch that holds many faults.
const PART: usize = 640;
/// How often a place is tried, with dice that fall otherwise.
const ATTEMPTS: usize = 6;
/// Stretches after which a class has not found places enough.
fn tries() -> usize {
    mutations() * 3
}
/// A set rule's finding is a fault's where it is so near in time, in frames.
const NEAR: i64 = 4 * FPS;
/// Examples that are kept of what went wrong.
const EXAMPLES: usize = 6;
const LANGS: [&str; 3] = ["es-ES", "kk", "ru"];
const PROFILES: [&str; 3] = ["netflix/es-es", "netflix/kk", "netflix/ru"];

/// What became of a class's mutations.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// How many were planted.
    pub planted: usize,
    /// How many of them were found.
    pub found: usize,
    /// Those that were not.
    pub missed: Vec<String>,
    /// Findings that nothing accounts for, by rule.
    pub false_findings: BTreeMap<&'static str, usize>,
    /// Examples of them.
    pub strange: Vec<String>,
    /// How long it took.
    pub took: std::time::Duration,
}

/// All classes with their scores.
pub type Scores = Vec<(Class, Score)>;

/// Where in a text each cue begins, and which cue of the clean film it is.
type Places = Vec<(usize, usize)>;

/// A finding, and the cue of the clean film that it is at.
struct Hit {
    track: usize,
    id: usize,
    rule: &'static str,
    severity: Severity,
    text: String,
}

/// The rules of a profile, by its name, and what they say of the clean film: track, cue, rule.
struct Book<'b> {
    film: &'b Film,
    langs: [Lang; 3],
    rules: BTreeMap<&'static str, RuleSet>,
    clean: BTreeSet<(usize, usize, &'static str)>,
}

impl<'b> Book<'b> {
    fn new(film: &'b Film, classes: &[Class]) -> Self {
        let names = classes.iter().filter_map(|class| class.profile).chain(PROFILES);
        let rules = names.map(|name| {
            let profile = Profile::builtin(name).unwrap();
            (name, RuleSet::new(&profile, &BTreeMap::new(), &Selection::default()).unwrap())
        });
        let langs = LANGS.map(|lang| Lang::parse(lang).unwrap());
        Self { film, langs, rules: rules.collect(), clean: BTreeSet::new() }
    }

    fn rules(&self, class: &Class, track: usize) -> &RuleSet {
        &self.rules[class.profile.unwrap_or(PROFILES[track])]
    }
}

/// Runs every class, on as many threads as there are processors.
#[must_use]
pub fn all(film: &Film, classes: Vec<Class>) -> Scores {
    let mut book = Book::new(film, &classes);
    if let Some(any) = classes.iter().find(|class| class.scale == Scale::Many && class.profile.is_none()) {
        let tracks = film.tracks.clone().map(Sheet::new);
        let runner = Runner::new(any, &book, Dice::new(SEED));
        let hits = (0..tracks.len()).flat_map(|track| runner.check(&tracks, track));
        book.clean = hits.map(|hit| (hit.track, hit.id, hit.rule)).collect();
    }
    let next = AtomicUsize::new(0);
    let scores = Mutex::new(vec![Score::default(); classes.len()]);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let at = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(class) = classes.get(at)
                {
                    // Dice of its own: a class more or less changes nothing for the others.
                    let name: u64 =
                        class.what.bytes().fold(SEED, |n, b| n.wrapping_mul(31).wrapping_add(b.into()));
                    let score = Runner::new(class, &book, Dice::new(name)).run();
                    scores.lock().unwrap_or_else(PoisonError::into_inner)[at] = score;
                }
            });
        }
    });
    let scores = scores.into_inner().unwrap_or_else(PoisonError::into_inner);
    classes.into_iter().zip(scores).collect()
}

struct Runner<'r> {
    class: &'r Class,
    film: &'r Film,
    book: &'r Book<'r>,
    dice: Dice,
    score: Score,
}

impl<'r> Runner<'r> {
    fn new(class: &'r Class, book: &'r Book<'r>, dice: Dice) -> Self {
        Self { class, film: book.film, book, dice, score: Score::default() }
    }

    fn run(mut self) -> Score {
        let start = std::time::Instant::now();
        for turn in 0..tries() {
            if self.score.planted >= mutations() {
                break;
            }
            let track = self.class.tracks[turn % self.class.tracks.len()];
            match self.class.scale {
                Scale::Many | Scale::Cuts | Scale::Set => self.many(track),
                Scale::Stretch(n) | Scale::SetStretch(n) => self.one(track, n),
            }
        }
        self.score.took = start.elapsed();
        self.score
    }

    /// Whether a finding is one to account for.
    fn counts(&self, hit: &Hit) -> bool {
        hit.severity >= Severity::Warning || hit.rule == self.class.rule
    }

    /// About so many cues of a track, and what the other tracks have at the time: from a row of the script to another.
    fn part(&mut self, track: usize, n: usize) -> Option<[Sheet; 3]> {
        let own = &self.film.tracks[track];
        let first = self.dice.below(own.len() - n - 10);
        let at = |track: &Vec<Cue>, start: i64| track.partition_point(|cue| cue.start < start);
        let is_row = |start: i64| {
            self.film
                .tracks
                .iter()
                .all(|track| track.get(at(track, start)).is_some_and(|cue| cue.start == start))
        };
        let row = |first: usize| own[first..].iter().map(|cue| cue.start).find(|start| is_row(*start));
        let (from, to) = (row(first)?, row(first + n)?);
        // A track of the wrong speed is the farther off the later it is.
        let back = if matches!(self.class.scale, Scale::SetStretch(_)) { from - 5 * FPS } else { 0 };
        Some([0, 1, 2].map(|track| {
            let all = &self.film.tracks[track];
            let mut cues = all[at(all, from)..at(all, to)].to_vec();
            for cue in &mut cues {
                cue.start -= back;
                cue.end -= back;
            }
            Sheet::new(cues)
        }))
    }

    /// Many faults, far apart, in a long part of a track.
    fn many(&mut self, track: usize) {
        // Places beside cuts and long pauses are rare.
        let rare = matches!(self.class.scale, Scale::Cuts | Scale::Set);
        let n = if rare { self.film.tracks[track].len() - 20 } else { PART };
        let Some(mut tracks) = self.part(track, n) else { return };
        let mut planted: Vec<usize> = Vec::new();
        // From the end, so that the places of what is still to come stay as they are.
        for window in (1..tracks[track].cues.len() / WINDOW - 1).rev() {
            // A third of them for each of three tracks.
            if planted.len() * 3 >= mutations() || self.score.planted + planted.len() >= mutations() {
                break;
            }
            for _ in 0..ATTEMPTS {
                let at = window * WINDOW + self.dice.below(2);
                let sheet = &mut tracks[track];
                let (dice, entry) = (&mut self.dice, self.class.entry);
                let mut site = Site { sheet, at, track, dice, film: self.film, entry };
                let id = site.cue().id;
                if (self.class.apply)(&mut site) {
                    // A class may move on to the next cue.
                    planted.push(id + site.at - at);
                    break;
                }
            }
        }
        let hits = self.check(&tracks, track);
        self.judge(track, &planted, &hits);
    }

    /// One fault in a stretch of the film.
    fn one(&mut self, track: usize, n: usize) {
        let Some(mut tracks) = self.part(track, n) else { return };
        let sheet = &mut tracks[track];
        let at = 2 + self.dice.below(sheet.cues.len() - 4);
        let (dice, entry) = (&mut self.dice, self.class.entry);
        let mut site = Site { sheet, at, track, dice, film: self.film, entry };
        if !(self.class.apply)(&mut site) {
            return;
        }
        let at = site.at;
        let id = tracks[track].cues[at].id;
        let hits = self.check(&tracks, track);
        self.judge(track, &[id], &hits);
    }

    /// Counts what is found at the planted places, given by the cues' places in the clean track, and what is not.
    fn judge(&mut self, track: usize, planted: &[usize], hits: &[Hit]) {
        let class = self.class;
        let stretch = matches!(class.scale, Scale::Stretch(_));
        let set = matches!(class.scale, Scale::Set | Scale::SetStretch(_));
        let start = |track: usize, id: usize| self.film.tracks[track][id].start;
        let near = |hit: &Hit, at: usize, far: usize| {
            let beside = hit.track == track && hit.id.abs_diff(at) <= far;
            beside
                || (class.scale == Scale::Set && (start(hit.track, hit.id) - start(track, at)).abs() <= NEAR)
        };
        let own = |hit: &Hit, at: usize| hit.rule == class.rule && (stretch || near(hit, at, 1));
        let brought = |hit: &Hit| {
            let beside = |at: &usize| near(hit, *at, 2) || (set && class.scale != Scale::Set);
            class.brings.contains(&hit.rule) && planted.iter().any(beside)
        };
        for at in planted {
            self.score.planted += 1;
            if hits.iter().any(|hit| own(hit, *at)) {
                self.score.found += 1;
            } else if self.score.missed.len() < EXAMPLES {
                let lines = self.film.tracks[track][*at].lines.join(" | ");
                self.score.missed.push(format!("{} cue {}: {lines}", LANGS[track], at + 1));
            }
        }
        let strange = hits.iter().filter(|hit| {
            let was = self.book.clean.contains(&(hit.track, hit.id, hit.rule));
            self.counts(hit) && !was && !brought(hit) && !planted.iter().any(|at| own(hit, *at))
        });
        let strange: Vec<&Hit> = strange.collect();
        for hit in strange {
            *self.score.false_findings.entry(hit.rule).or_default() += 1;
            if self.score.strange.len() < EXAMPLES {
                let (track, cue) = (LANGS[hit.track], hit.id + 1);
                self.score.strange.push(format!("{}, {track} cue {cue}: {}", hit.rule, hit.text));
            }
        }
    }

    /// The findings in one track, or of the rules that compare.
    fn check(&self, tracks: &[Sheet; 3], track: usize) -> Vec<Hit> {
        let set = matches!(self.class.scale, Scale::Set | Scale::SetStretch(_));
        // The reference comes first, as in the project.
        let which: Vec<usize> = if set { vec![0, track.max(1)] } else { vec![track] };
        let shots = (self.class.scale == Scale::Cuts).then(|| {
            let time = |frame: &i64| FrameRate::F24.time_of(*frame);
            Shots::new(self.film.cuts.iter().filter_map(time).collect(), Some(FrameRate::F24))
        });
        let length = tracks[track].length.and_then(|seconds| Time::from_millis(seconds * 1000));
        let programme = Programme { frame_rate: Some(FrameRate::F24), length, shots, ..Programme::default() };
        let written: Vec<(Vec<u8>, Places)> = which.iter().map(|i| bytes(&tracks[*i], *i)).collect();
        let documents: Vec<Document<'_>> = which
            .iter()
            .zip(&written)
            .map(|(i, (bytes, _))| {
                srt::parse(Source::open(bytes, None, Some(self.book.langs[*i].language())).unwrap())
            })
            .collect();
        let lowered: Vec<_> = documents.iter().map(srt::lower).collect();
        let contexts: Vec<Context<'_>> = which
            .iter()
            .zip(documents.iter().zip(&lowered))
            .map(|(i, (document, track))| {
                Context::new(document, track, Some(&self.book.langs[*i]), Kind::Full, &programme)
            })
            .collect();
        let found: Vec<Vec<Diagnostic>> = if set {
            check_set(&contexts, &which.iter().map(|i| self.book.rules(self.class, *i)).collect::<Vec<_>>())
        } else {
            contexts.iter().map(|context| check(context, self.book.rules(self.class, track))).collect()
        };
        let all = which.iter().zip(&written).zip(found);
        all.flat_map(|((track, (_, places)), found)| {
            found.into_iter().map(move |one| {
                let at =
                    places.partition_point(|(from, _)| *from <= one.span.start as usize).saturating_sub(1);
                let (rule, severity) = (one.rule, one.severity);
                let id = places.get(at).map_or(0, |(_, id)| *id);
                Hit { track: *track, id, rule, severity, text: crate::corpus::said(&one.message) }
            })
        })
        .collect()
    }
}

/// The bytes of a file, and where in its text each cue begins.
fn bytes(sheet: &Sheet, track: usize) -> (Vec<u8>, Places) {
    let (text, places) = sheet.write(track == super::KK);
    if let Some(encoding) = sheet.encoding {
        return (encode(&text, encoding).unwrap(), places);
    }
    let mut out = Vec::with_capacity(text.len());
    for (index, part) in text.split(STRAY).enumerate() {
        out.extend((index > 0).then_some(0xed));
        out.extend_from_slice(part.as_bytes());
    }
    (out, places)
}
