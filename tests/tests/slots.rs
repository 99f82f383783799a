//! The clean feature with a wrong file in a slot, for another frame rate, or without its forced narratives.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::collections::BTreeMap;
use tregua_parse::base::Lang;
use tregua_parse::format::srt;
use tregua_parse::source::Source;
use tregua_parse::time::Time;
use tregua_qa::check::{Context, check_set};
use tregua_qa::profile::{Profile, RuleSet, Selection};
use tregua_qa::programme::{Kind, Programme};
use tregua_tests::corpus::{root, said};

/// A cue: in-time and out-time in milliseconds, and its text.
type Cue = (i64, i64, String);

fn film(lang: &str) -> Vec<Cue> {
    let text =
        std::fs::read_to_string(root().join(format!("fixtures/feature/tregua-feature.{lang}.srt"))).unwrap();
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let times = |cue: usize| {
        let node = &document.cues[cue];
        [node.start, node.end].map(|slot| document.time(slot).unwrap().to_millis())
    };
    let cue = |at: usize| {
        let [start, end] = times(at);
        (start, end, document.cues[at].text.of(&text).to_owned())
    };
    (0..document.cues.len()).map(cue).collect()
}

fn write(cues: &[Cue]) -> String {
    let time = |ms: i64| Time::from_millis(ms).unwrap().to_string().replace('.', ",");
    let one = |(n, (start, end, text)): (usize, &Cue)| {
        format!("{}\n{} --> {}\n{}\n\n", n + 1, time(*start), time(*end), text.trim_end())
    };
    cues.iter().enumerate().map(one).collect()
}

/// What the rules that compare say, by track and rule: the cue from 1, and the words.
type Said = BTreeMap<(usize, &'static str), Vec<(Option<u32>, String)>>;

fn said_of(tracks: &[(&str, Kind, &[Cue])]) -> Said {
    let programme = Programme::default();
    let texts: Vec<String> = tracks.iter().map(|(.., cues)| write(cues)).collect();
    let langs: Vec<Lang> = tracks.iter().map(|(lang, ..)| Lang::parse(lang).unwrap()).collect();
    let documents: Vec<_> =
        texts.iter().map(|text| srt::parse(Source::open(text.as_bytes(), None, None).unwrap())).collect();
    let lowered: Vec<_> = documents.iter().map(srt::lower).collect();
    let both = documents.iter().zip(&lowered).zip(tracks.iter().zip(&langs));
    let contexts: Vec<_> = both
        .map(|((document, track), ((_, kind, _), lang))| {
            Context::new(document, track, Some(lang), *kind, &programme)
        })
        .collect();
    let profile = Profile::builtin("structure").unwrap();
    let rules = RuleSet::new(&profile, &BTreeMap::new(), &Selection::default()).unwrap();
    let mut out = Said::new();
    for (track, found) in check_set(&contexts, &vec![&rules; tracks.len()]).into_iter().enumerate() {
        for one in found.into_iter().filter(|one| SPOKEN_OF.contains(&one.rule)) {
            out.entry((track, one.rule)).or_default().push((one.cue.map(|n| n + 1), said(&one.message)));
        }
    }
    out
}

/// The rules that this page is about, and those that must not flood where they speak.
const SPOKEN_OF: [&str; 5] =
    ["set/drift", "set/forced-missing", "set/frame-rates-differ", "set/no-counterpart", "set/wrong-file"];

fn moved(cues: &[Cue], by: impl Fn(i64) -> i64) -> Vec<Cue> {
    cues.iter().map(|(start, end, text)| (by(*start), by(*end), text.clone())).collect()
}

#[test]
fn the_wrong_file_is_named_once() {
    let (es, kk, ru) = (film("es-ES"), film("kk"), film("ru"));
    assert!(said_of(&[("es", Kind::Full, &es), ("kk", Kind::Full, &kk), ("ru", Kind::Full, &ru)]).is_empty());
    // Another episode: the second half of the film counted from its own start, and played a little unevenly.
    let half = ru.len() / 2;
    let first = ru[half].0 - 10_000;
    let other: Vec<Cue> = moved(&ru[half..], |t| (t - first) * 7 / 6 + (t / 60_000 % 7) * 900);
    for (tracks, strange) in [
        (vec![("es", Kind::Full, &es[..]), ("kk", Kind::Full, &kk[..]), ("ru", Kind::Full, &other[..])], 2),
        (vec![("es", Kind::Full, &es[..]), ("ru", Kind::Full, &other[..])], 1),
        (vec![("ru", Kind::Full, &other[..]), ("es", Kind::Full, &es[..]), ("kk", Kind::Full, &kk[..])], 0),
    ] {
        let found = said_of(&tracks);
        assert_eq!(found.keys().collect::<Vec<_>>(), [&(strange, "set/wrong-file")], "{found:?}");
    }
}

#[test]
fn an_hour_off_is_a_drift() {
    let (es, kk) = (film("es-ES"), film("kk"));
    let late = moved(&kk, |t| t + 3_600_000);
    let found = said_of(&[("es", Kind::Full, &es), ("kk", Kind::Full, &late)]);
    let drift = &found[&(1, "set/drift")];
    assert_eq!(drift.len(), 1, "{drift:?}");
    assert_eq!(drift[0], (Some(1), "the whole track is 3600000 ms behind the es track".to_owned()));
}

#[test]
fn a_grid_of_another_rate() {
    let (es, kk) = (film("es-ES"), film("kk"));
    // Each time on the nearest frame of 25 a second.
    let pal = moved(&kk, |t| (t + 20) / 40 * 40);
    let found = said_of(&[("es", Kind::Full, &es), ("kk", Kind::Full, &pal)]);
    assert_eq!(found.keys().collect::<Vec<_>>(), [&(1, "set/frame-rates-differ")], "{found:?}");
    let text = "the times stand on the frames of 25 a second; the es track has 24";
    assert_eq!(found[&(1, "set/frame-rates-differ")][0].1, text);
    // Whole tenths stand on no grid, and on a few of each.
    let tenths = moved(&kk, |t| t / 100 * 100);
    assert!(said_of(&[("es", Kind::Full, &es), ("kk", Kind::Full, &tenths)]).is_empty());
}

#[test]
fn forced_narratives_are_looked_for_in_the_full_track() {
    let es = film("es-ES");
    // Every fortieth cue is a narrative of the forced track too.
    let forced: Vec<Cue> = es.iter().step_by(40).cloned().collect();
    let run = |full: &[Cue]| said_of(&[("es", Kind::Full, full), ("es", Kind::Forced, &forced)]);
    assert!(run(&es).is_empty());
    // Three of them are taken out of the full track, with what stands around them.
    let lost = [4usize, 11, 23].map(|n| n * 40);
    let near = |at: usize| lost.iter().any(|gone| es[*gone].0.abs_diff(es[at].0) < 15_000);
    let full: Vec<Cue> = (0..es.len()).filter(|at| !near(*at)).map(|at| es[at].clone()).collect();
    let found = run(&full);
    let cues: Vec<Option<u32>> = found[&(1, "set/forced-missing")].iter().map(|one| one.0).collect();
    assert_eq!(cues, [Some(5), Some(12), Some(24)]);
    // A few seconds later is still there.
    let late = moved(&forced[..3], |t| t + 4000);
    let rest: Vec<Cue> = late.into_iter().chain(es[200..].iter().cloned()).collect();
    let three = said_of(&[("es", Kind::Full, &rest), ("es", Kind::Forced, &forced[..3])]);
    assert!(three.keys().all(|(_, rule)| *rule != "set/forced-missing"), "{three:?}");
    // Another language's track need not have it; a track without any is reported once.
    assert!(said_of(&[("kk", Kind::Full, &full), ("es", Kind::Forced, &forced)]).is_empty());
    let none = run(&es[..30]);
    assert_eq!(none[&(1, "set/forced-missing")].len(), 1, "{none:?}");
}
