//! The three tracks of the feature in one, in every layout: no cue and no text lost, none shown twice, nothing wrong in
//! the result; and taken apart again they are what they were.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::collections::BTreeMap;
use tregua_parse::base::{Diagnostic, Lang};
use tregua_parse::format::write::{self, Body, Target};
use tregua_parse::format::{self, Format, ReadOptions, by_name, srt};
use tregua_parse::model::{Cue, Track};
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;
use tregua_qa::check::{Context, check};
use tregua_qa::merge::{
    AnswerOptions, Input, Seat, StackOptions, Timing, answers, interleaved, layers, stack, to_track,
};
use tregua_qa::profile::{Profile, RuleSet, Selection};
use tregua_qa::programme::{Kind, Programme};
use tregua_qa::split::{Options, split, track};
use xtask::root;

const LANGS: [&str; 3] = ["es-ES", "kk", "ru"];

type Times = Option<(Time, Time)>;

/// Languages with the texts of their cues and their times.
type Parted = BTreeMap<String, (Vec<String>, Vec<Option<(i64, i64)>>)>;

/// Hands the three tracks to `run`.
fn with<T>(run: impl FnOnce(&[Input<'_>]) -> T) -> T {
    let read = |lang: &str| {
        std::fs::read(root().join(format!("fixtures/feature/tregua-feature.{lang}.srt"))).unwrap()
    };
    let bytes = LANGS.map(read);
    let documents: Vec<_> = bytes.iter().map(|b| srt::parse(Source::open(b, None, None).unwrap())).collect();
    let tracks: Vec<_> = documents.iter().map(srt::lower).collect();
    let inputs: Vec<Input<'_>> = documents
        .iter()
        .zip(&tracks)
        .zip(LANGS)
        .map(|((document, track), lang)| Input { lang: Lang::parse(lang).unwrap(), document, track })
        .collect();
    run(&inputs)
}

fn written(track: &Track<'_>, format: &Format) -> Vec<u8> {
    let lang = Lang::parse("mul").ok();
    let told = Target { lang: lang.as_ref(), ..Target::default() };
    match write::write(track, format.write.unwrap(), &told).unwrap().body {
        Body::Text(text) => text.into_bytes(),
        Body::Bytes(bytes) => bytes,
    }
}

fn opened<'a>(bytes: &'a [u8], format: &Format) -> Document<'a> {
    (format.parse)(Source::open(bytes, None, None).unwrap(), &ReadOptions::default())
}

/// The text of a cue, lines joined.
fn texts(track: &Track<'_>) -> Vec<String> {
    let text = |cue| {
        let lines: Vec<String> = track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
        lines.join("\n")
    };
    track.cues.iter().map(text).collect()
}

/// Times to the millisecond, or to the hundredth that ASS has.
fn times(track: &Track<'_>, hundredths: bool) -> Vec<Option<(i64, i64)>> {
    let of = |time: Time| if hundredths { time.to_unit(100) } else { time.to_millis() };
    track.cues.iter().map(|cue| cue.times.map(|(start, end)| (of(start), of(end)))).collect()
}

/// Nothing is wrong with a result as a track in several languages.
fn is_sound(document: &Document<'_>) {
    let found = found(document, "bilingual", &[], None);
    assert!(found.is_empty(), "{}: {:?}", found.len(), found.first());
}

/// What these rules of a profile find, or all of them.
fn found(document: &Document<'_>, profile: &str, rules: &[&str], lang: Option<&str>) -> Vec<Diagnostic> {
    let selection =
        Selection { select: rules.iter().map(|rule| (*rule).to_owned()).collect(), ..Selection::default() };
    let profile = Profile::builtin(profile).unwrap();
    let rules = RuleSet::new(&profile, &BTreeMap::new(), &selection).unwrap();
    let track = format::lower(document);
    let (lang, programme) = (lang.and_then(|tag| Lang::parse(tag).ok()), Programme::default());
    check(&Context::new(document, &track, lang.as_ref(), Kind::Full, &programme), &rules)
}

/// What must not be found where three clean languages share a track, each with cues of its own.
const SHARING: [&str; 3] = ["timing/overlap", "language/wrong-language", "language/wrong-track"];

/// Under a profile of one of its languages too no cue of another is accused; and two cues of one language at once are.
fn is_checked_by_language(merged: &Track<'_>, format: &Format) {
    let bytes = written(merged, format);
    let document = opened(&bytes, format);
    for (lang, profile) in [("es-ES", "netflix/es-es"), ("mul", "netflix/base")] {
        let found = found(&document, profile, &SHARING, Some(lang));
        assert!(found.is_empty(), "{} as {lang}: {}: {:?}", format.id, found.len(), found.first());
    }
    let mut late = merged.clone();
    let kk = |cue: &Cue<'_>| cue.details.as_deref().is_none_or(|it| it.lang.as_deref() == Some("kk"));
    let cyrillic = |at: usize| texts(merged)[at].contains(['ә', 'і', 'ң', 'ғ', 'ү', 'ұ', 'қ', 'ө', 'һ']);
    let mut own = (700..merged.cues.len()).filter(|at| kk(&merged.cues[*at]) && cyrillic(*at));
    let (first, second) = (own.next().unwrap(), own.next().unwrap());
    let (start, _) = late.cues[first].times.unwrap();
    let until = late.cues[second].times.unwrap().0.checked_add(Time::SECOND).unwrap();
    late.cues[first].times = Some((start, until));
    let bytes = written(&late, format);
    let found = found(&opened(&bytes, format), "netflix/es-es", &SHARING, Some("es-ES"));
    assert!(
        !found.is_empty() && found.iter().all(|it| it.rule == "timing/overlap"),
        "{}: {found:?}",
        format.id
    );
}

/// What a file is taken apart into: languages with their texts and times.
fn apart(document: &Document<'_>, languages: &[&str], hundredths: bool) -> Parted {
    let whole = format::lower(document);
    let languages = languages.iter().map(|tag| Lang::parse(tag).unwrap()).collect();
    let found = split(&whole, &format::parts(document), &Options { languages, insist: false }).unwrap();
    eprintln!("{} doubts; {}", found.doubts.len(), found.evidence);
    let each = found.languages.iter().enumerate().map(|(at, lang)| {
        let (own, _) = track(&whole, &found, at);
        // What told the languages apart is no part of the track.
        let placed = |cue: &&Cue<'_>| {
            let details = cue.details.as_deref();
            cue.align.is_some() || details.is_some_and(|it| !it.place.is_plain() || it.lang.is_some())
        };
        assert_eq!(own.cues.iter().filter(placed).count(), 0, "{lang}");
        (lang.language().to_owned(), (texts(&own), times(&own, hundredths)))
    });
    each.collect()
}

/// Every cue of every track once, in the order of its track, with its times.
fn is_whole(found: &Parted, inputs: &[Input<'_>], hundredths: bool) {
    for input in inputs {
        let (got, at) = &found[input.lang.language()];
        let want = texts(input.track);
        for (n, (got, want)) in got.iter().zip(&want).enumerate() {
            assert_eq!(got, want, "{} cue {}", input.lang, n + 1);
        }
        assert_eq!(got.len(), want.len(), "{}", input.lang);
        assert_eq!(*at, times(input.track, hundredths), "{}", input.lang);
    }
}

#[test]
fn styled_and_in_regions() {
    with(|inputs| {
        let seats = [Seat { top: true, ..Seat::default() }, Seat::default(), Seat::default()];
        for (id, hundredths) in [("ass", true), ("ssa", true), ("vtt", false), ("imsc", false)] {
            let format = by_name(id).unwrap();
            let (merged, losses) = layers(inputs, &seats);
            assert!(losses.is_empty(), "{id}: {:?}", losses.first());
            assert_eq!(merged.cues.len(), inputs.iter().map(|it| it.track.cues.len()).sum::<usize>());
            let bytes = written(&merged, format);
            let document = opened(&bytes, format);
            is_sound(&document);
            is_checked_by_language(&merged, format);
            for languages in [&LANGS[..], &[]] {
                is_whole(&apart(&document, languages, hundredths), inputs, hundredths);
            }
        }
    });
}

#[test]
fn interleaved_in_a_plain_format() {
    with(|inputs| {
        let format = by_name("srt").unwrap();
        let (merged, losses) = interleaved(inputs, &[], false);
        assert!(losses.is_empty(), "{:?}", losses.first());
        let bytes = written(&merged, format);
        let document = opened(&bytes, format);
        is_sound(&document);
        is_checked_by_language(&merged, format);
        for languages in [&LANGS[..], &[]] {
            is_whole(&apart(&document, languages, false), inputs, false);
        }
    });
}

#[test]
fn stacked() {
    with(|inputs| {
        let format = by_name("srt").unwrap();
        for (timing, leader) in [
            (Timing::Union, None),
            (Timing::Intersection, None),
            (Timing::First, Some(0)),
            (Timing::Of(1), Some(1)),
            (Timing::Of(2), Some(2)),
        ] {
            let found =
                answers(inputs, &AnswerOptions { leader: leader.unwrap_or(0), ..AnswerOptions::default() });
            assert_eq!(found.strangers().count(), 0, "{:?}", found.related);
            assert!(found.losses.is_empty(), "{:?}", found.losses.first());
            let own: Vec<Vec<Times>> =
                inputs.iter().map(|it| it.track.cues.iter().map(|cue| cue.times).collect()).collect();
            assert_eq!(found.times, own, "nothing was brought over");
            let options = StackOptions { timing, times: found.times, ..StackOptions::default() };
            let merged = stack(inputs, &found.groups, &options);
            let alone =
                merged.cues.iter().filter(|cue| cue.members.iter().any(|list| list.len() != 1)).count();
            eprintln!(
                "{timing:?}: {} cues, {alone} not one to one, {} losses",
                merged.cues.len(),
                merged.losses.len()
            );
            let bytes = written(&to_track(&merged), format);
            let document = opened(&bytes, format);
            is_sound(&document);
            let parted = apart(&document, &[], false);
            for (at, input) in inputs.iter().enumerate() {
                let (got, shown) = &parted[input.lang.language()];
                // Cues that became one stay one, the text is all there, line by line.
                let want = texts(input.track);
                let lines =
                    |texts: &[String]| texts.join("\n").lines().map(str::to_owned).collect::<Vec<_>>();
                for (got, want) in lines(got).iter().zip(&lines(&want)) {
                    assert_eq!(got, want, "{}", input.lang);
                }
                assert_eq!(lines(got).len(), lines(&want).len(), "{}", input.lang);
                if leader == Some(at) {
                    let own = times(input.track, false);
                    let single: Vec<usize> = (0..merged.cues.len())
                        .filter(|cue| merged.cues[*cue].members[at].len() == 1)
                        .collect();
                    // Where the language led alone, its cue has its times.
                    let places: Vec<_> = merged
                        .cues
                        .iter()
                        .enumerate()
                        .filter(|(_, cue)| !cue.members[at].is_empty())
                        .collect();
                    assert_eq!(places.len(), shown.len());
                    for (time, (cue, members)) in shown.iter().zip(places) {
                        if single.contains(&cue) {
                            assert_eq!(
                                *time, own[members.members[at][0] as usize],
                                "{} cue {cue}",
                                input.lang
                            );
                        }
                    }
                }
            }
        }
    });
}

#[test]
fn two_languages_of_one_script_in_any_order() {
    with(|inputs| {
        for (first, second) in [(2, 1), (1, 2)] {
            let both = [inputs[first].clone(), inputs[second].clone()];
            let found = answers(&both, &AnswerOptions::default());
            let options = StackOptions { times: found.times, ..StackOptions::default() };
            let bytes = written(&to_track(&stack(&both, &found.groups, &options)), by_name("srt").unwrap());
            let document = opened(&bytes, by_name("srt").unwrap());
            let parted = apart(&document, &[], false);
            for input in &both {
                let (got, want) = (parted[input.lang.language()].0.join("\n"), texts(input.track).join("\n"));
                let wrong = got.lines().zip(want.lines()).filter(|(got, want)| got != want).count();
                assert_eq!((got.lines().count(), wrong), (want.lines().count(), 0), "{}", input.lang);
            }
        }
    });
}
