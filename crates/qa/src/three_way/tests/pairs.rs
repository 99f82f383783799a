//! Random pairs of changes: what has nothing to do with one another never clashes, and nothing is lost.

use super::film::{Change, FORMATS, Film, film, spell, words};
use crate::three_way::{Labels, MergeError, Merged, by_cues};
use proptest::prelude::*;
use tregua_parse::format::{ReadOptions, by_name};
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;

pub(super) fn open<'a>(format: &str, text: &'a [u8]) -> Document<'a> {
    (by_name(format).unwrap().parse)(Source::open(text, None, None).unwrap(), &ReadOptions::default())
}

/// Merges by cues, even where files are the same.
pub(super) fn merged(format: &str, base: &str, ours: &str, theirs: &str) -> Result<Merged, MergeError> {
    let [base, ours, theirs] = [base, ours, theirs].map(|text| open(format, text.as_bytes()));
    by_cues([&base, &ours, &theirs], by_name(format).unwrap(), Labels::default())
}

/// Times in milliseconds and words as written, in the order of time.
pub(super) fn told(format: &str, bytes: &[u8]) -> Vec<(i64, i64, String)> {
    let document = open(format, bytes);
    let mut out: Vec<_> = document
        .cues
        .iter()
        .map(|cue| {
            let (from, to) = document.times(cue).unwrap();
            (from.to_millis(), to.to_millis(), cue.text.of(document.source.text()).to_owned())
        })
        .collect();
    out.sort();
    out
}

fn wanted(format: &str, film: &Film) -> Vec<(i64, i64, String)> {
    let mut out: Vec<_> = film.iter().map(|(_, it)| (it.from, it.to, words(format, &it.text))).collect();
    out.sort();
    out
}

/// How many milliseconds two lists are apart at most; `None` where the words differ.
fn apart(a: &[(i64, i64, String)], b: &[(i64, i64, String)]) -> Option<i64> {
    let same = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.2 == b.2);
    same.then(|| a.iter().zip(b).map(|(a, b)| (a.0 - b.0).abs().max((a.1 - b.1).abs())).max().unwrap_or(0))
}

fn change(count: usize) -> impl Strategy<Value = Change> {
    let cue = 0..count;
    prop_oneof![
        (-90i64..300).prop_map(|by| Change::All(by * 10)),
        (6..count / 2, 1i64..300).prop_map(|(n, by)| Change::From(n, by * 10)),
        Just(Change::Slower),
        (cue.clone(), -30i64..30).prop_map(|(n, by)| Change::In(n, by * 10)),
        (cue.clone(), -30i64..30).prop_map(|(n, by)| Change::Out(n, by * 10)),
        cue.clone().prop_map(Change::Word),
        cue.clone().prop_map(Change::Words),
        cue.clone().prop_map(Change::Italic),
        (cue.clone(), 0usize..4).prop_map(|(n, what)| Change::Insert(n, what)),
        cue.clone().prop_map(Change::Delete),
        cue.clone().prop_map(Change::Split),
        cue.prop_map(Change::Join),
    ]
}

/// A track, and what each side does to it.
fn case() -> impl Strategy<Value = (Film, Vec<Change>, Vec<Change>)> {
    (18usize..30, 0usize..60).prop_flat_map(|(count, seed)| {
        let list = || proptest::collection::vec(change(count), 1..4);
        (Just(film(count, seed)), list(), list())
    })
}

/// Leaves of the lists what has nothing to do with anything before it.
fn independent(ours: &[Change], theirs: &[Change]) -> (Vec<Change>, Vec<Change>) {
    let (mut a, mut b): (Vec<Change>, Vec<Change>) = (Vec::new(), Vec::new());
    for (n, change) in ours.iter().chain(theirs).enumerate() {
        let side = if n < ours.len() { &a } else { &b };
        // Whoever moves all from a cue on and that cue otherwise leaves it open where the move begins.
        let clear = side.iter().all(|it| !it.is_near(change) && !change.is_near(it));
        if clear && a.iter().chain(&b).all(|it| it.is_apart(change)) {
            if n < ours.len() { a.push(change.clone()) } else { b.push(change.clone()) }
        }
    }
    (a, b)
}

/// Cues are changed before all of it is moved: both orders mean the same.
fn made(format: &str, base: &Film, changes: &[&Change]) -> Film {
    let grain = if format == "ass" { 10 } else { 1 };
    let mut film = base.clone();
    let global = |it: &Change| matches!(it, Change::All(_) | Change::From(..) | Change::Slower);
    let shape = |it: &Change| matches!(it, Change::Delete(_) | Change::Split(_));
    let rank = |it: &Change| match it {
        Change::Insert(..) => 0,
        Change::Join(_) => 4,
        it if global(it) => 3,
        it => 1 + u8::from(shape(it)),
    };
    let mut changes = changes.to_vec();
    changes.sort_by_key(|it| rank(it));
    changes.iter().for_each(|it| it.make(&mut film, grain));
    film
}

fn pairs() -> u32 {
    #[allow(clippy::disallowed_methods, reason = "how long a test runs is for who runs it to say")]
    let asked = std::env::var("TREGUA_PAIRS");
    asked.ok().and_then(|it| it.parse().ok()).unwrap_or(200)
}

fn hold(format: &str, base: &Film, ours: &[Change], theirs: &[Change]) -> Result<(), TestCaseError> {
    let (ours, theirs) = independent(ours, theirs);
    let all = |list: &[Change]| made(format, base, &list.iter().collect::<Vec<_>>());
    let both = made(format, base, &ours.iter().chain(&theirs).collect::<Vec<_>>());
    let [b, o, t] = [base.clone(), all(&ours), all(&theirs)].map(|it| spell(format, &it));
    let slower = ours.iter().chain(&theirs).any(|it| *it == Change::Slower);
    let rounding = if !slower {
        0
    } else if format == "ass" {
        15
    } else {
        2
    };
    let result = merged(format, &b, &o, &t).unwrap();
    let say =
        || format!("{format}\nours {ours:?}\ntheirs {theirs:?}\n{}", String::from_utf8_lossy(&result.bytes));
    prop_assert!(result.conflicts.is_empty(), "false conflict {:?}: {}", result.conflicts, say());
    let (got, want) = (told(format, &result.bytes), wanted(format, &both));
    let off = apart(&got, &want);
    prop_assert!(
        off.is_some_and(|off| off <= rounding),
        "{off:?} lost: {}\nwanted {want:?}\nbut got {got:?}",
        say()
    );
    let turned = merged(format, &b, &t, &o).unwrap();
    prop_assert_eq!(told(format, &turned.bytes), got, "it matters who is who: {}", say());
    Ok(())
}

fn laws(format: &str, base: &Film, ours: &[Change], theirs: &[Change]) -> Result<(), TestCaseError> {
    let all = |list: &[Change]| made(format, base, &list.iter().collect::<Vec<_>>());
    let [b, o, t] = [base.clone(), all(ours), all(theirs)].map(|it| spell(format, &it));
    prop_assert_eq!(&merged(format, &b, &o, &b).unwrap().bytes, o.as_bytes());
    prop_assert_eq!(&merged(format, &b, &o, &o).unwrap().bytes, o.as_bytes());
    let other = merged(format, &b, &b, &o).unwrap();
    prop_assert!(other.conflicts.is_empty());
    prop_assert_eq!(told(format, &other.bytes), told(format, o.as_bytes()));
    // Whatever clashes, both versions are in the result, and it reads.
    let (one, two) = (merged(format, &b, &o, &t).unwrap(), merged(format, &b, &t, &o).unwrap());
    prop_assert_eq!(one.conflicts.len(), two.conflicts.len());
    let plain = |bytes: &[u8]| {
        let mut list: Vec<_> = told(format, bytes)
            .into_iter()
            .map(|(from, to, text)| {
                let lines = text
                    .lines()
                    .filter(|it| !["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| it.starts_with(mark)));
                (from, to, lines.collect::<Vec<_>>().join("\n"))
            })
            .filter(|it| !it.2.is_empty())
            .collect();
        list.sort();
        list
    };
    prop_assert_eq!(plain(&one.bytes), plain(&two.bytes), "it matters who is who");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: pairs(), failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() })]

    #[test]
    fn what_has_nothing_to_do_with_one_another_is_all_kept((base, ours, theirs) in case()) {
        hold("srt", &base, &ours, &theirs)?;
    }

    #[test]
    fn so_it_is_in_other_formats((base, ours, theirs) in case(), format in 1usize..4) {
        hold(FORMATS[format], &base, &ours, &theirs)?;
    }

    #[test]
    fn laws_hold_for_any_changes((base, ours, theirs) in case(), format in 0usize..4) {
        laws(FORMATS[format], &base, &ours, &theirs)?;
    }
}
