use super::*;
use crate::check::check;
use crate::profile::{Profile, RuleSet, Selection};
use crate::programme::{Kind, Programme};
use crate::rule::Context;
use crate::shots::Shots;
use crate::spelling::tests::One;
use crate::spelling::{NoShelf, Shelf, Spelling, WordList};
use std::collections::BTreeMap;
use tregua_parse::base::Lang;
use tregua_parse::format::{Format, ReadOptions, Sniffed, by_name, sniff, srt};
use tregua_parse::source::Source;
use tregua_parse::time::{FrameRate, parse_signed};

/// One example of a manual page.
struct Example {
    text: String,
    format: &'static Format,
    bad: bool,
    fps: Option<String>,
    profile: String,
    lang: Option<String>,
    length: Option<String>,
    shots: Option<String>,
    /// What the dictionary has.
    words: Option<String>,
    file: Option<String>,
    /// A setting of the rule's own, laid over the profile's.
    set: Option<String>,
}

/// Characters that nobody sees are written on a page by their code: `\u{200b}`.
fn unescaped(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, behind) = after.split_once('}').unwrap();
        out.push_str(before);
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        rest = behind;
    }
    out + rest
}

fn examples(doc: &str) -> Vec<Example> {
    let mut out = Vec::new();
    let mut lines = doc.lines().map(|l| l.strip_prefix(' ').unwrap_or(l));
    while let Some(line) = lines.next() {
        // The format of the example, or `set` for several tracks.
        let Some((format, info)) = line.strip_prefix("```").and_then(|info| info.split_once(',')) else {
            continue;
        };
        let format = if format == "set" { "srt" } else { format };
        let mut words = info.split(' ');
        let bad = words.next() == Some("bad");
        let mut example = Example {
            text: String::new(),
            format: by_name(format).unwrap(),
            bad,
            fps: None,
            profile: "structure".into(),
            lang: None,
            length: None,
            shots: None,
            words: None,
            file: None,
            set: None,
        };
        for word in words {
            match word.split_once('=') {
                Some(("fps", v)) => example.fps = Some(v.to_owned()),
                Some(("profile", v)) => example.profile = v.to_owned(),
                Some(("length", v)) => example.length = Some(v.to_owned()),
                Some(("shots", v)) => example.shots = Some(v.to_owned()),
                Some(("words", v)) => example.words = Some(v.replace(',', " ")),
                Some(("file", v)) => example.file = Some(v.to_owned()),
                Some(("set", v)) => example.set = Some(v.to_owned()),
                Some(("lang", v)) => example.lang = Some(v.to_owned()),
                _ => panic!("unknown word {word}"),
            }
        }
        for line in lines.by_ref().take_while(|l| *l != "```") {
            example.text.push_str(&unescaped(line).replace("\\r", "\r"));
            example.text.push('\n');
        }
        out.push(example);
    }
    out
}

/// Changes of shot at these frames.
fn shots(frames: &str, rate: &str) -> Shots {
    let rate: FrameRate = rate.parse().unwrap();
    let times = frames.split(',').map(|n| rate.time_of(n.parse().unwrap()).unwrap()).collect();
    Shots::new(times, Some(rate))
}

fn run(id: &str, example: &Example) -> Vec<&'static str> {
    let programme = Programme {
        frame_rate: example.fps.as_ref().map(|f| f.parse().unwrap()),
        shots: example.shots.as_ref().map(|frames| shots(frames, example.fps.as_deref().unwrap())),
        length: example.length.as_ref().map(|t| parse_signed(t).unwrap()),
        ..Programme::default()
    };
    let lang = example.lang.as_ref().map(|l| Lang::parse(l).unwrap());
    let profile = Profile::builtin(&example.profile).unwrap();
    let project = example.set.as_ref().map(|set| format!("[rules.\"{id}\"]\nlevel = \"warning\"\n{set}\n"));
    let project = crate::project::Project::parse(&project.unwrap_or_default()).unwrap();
    let rules = RuleSet::new(&profile, &project.rules, &Selection::default()).unwrap();
    if example.text.starts_with('[') {
        return run_set(&example.text, &rules);
    }
    let source = Source::open(example.text.as_bytes(), None, None).unwrap();
    let document = (example.format.parse)(source, &ReadOptions::default());
    let track = (example.format.lower)(&document);
    let shelf = example.words.as_deref().map(One::new);
    let (none, list) = (NoShelf, WordList::default());
    let spelling = Spelling::new(shelf.as_ref().map_or(&none as &dyn Shelf, |it| it), &list);
    let context = Context::new(&document, &track, lang.as_ref(), Kind::Full, &programme);
    let mut context = context.with_spelling(shelf.is_some().then_some(&spelling));
    context.file = example.file.as_deref();
    check(&context, &rules).iter().map(|d| d.rule).collect()
}

/// Several tracks, each behind a line with its language in brackets, and what it carries: `[es forced]`.
fn run_set(text: &str, rules: &RuleSet) -> Vec<&'static str> {
    let programme = Programme::default();
    let parts: Vec<(Lang, Kind, String)> = text
        .split('[')
        .skip(1)
        .map(|part| part.split_once("]\n").unwrap())
        .map(|(head, text)| {
            let (lang, kind) = head.split_once(' ').unwrap_or((head, "full"));
            (Lang::parse(lang).unwrap(), Kind::parse(kind).unwrap(), text.to_owned())
        })
        .collect();
    let documents: Vec<_> = parts
        .iter()
        .map(|(.., text)| {
            let Sniffed::Found(format, _) = sniff(text, None) else { panic!("{text}") };
            let source = Source::open(text.as_bytes(), None, None).unwrap();
            (format, (format.parse)(source, &ReadOptions::default()))
        })
        .collect();
    let tracks: Vec<_> = documents.iter().map(|(format, document)| (format.lower)(document)).collect();
    let contexts: Vec<_> = documents
        .iter()
        .zip(&tracks)
        .zip(&parts)
        .map(|(((_, document), track), (lang, kind, _))| {
            Context::new(document, track, Some(lang), *kind, &programme)
        })
        .collect();
    let set = crate::check::check_set(&contexts, &[rules]);
    let single = contexts.iter().flat_map(|c| check(c, rules));
    set.into_iter().flatten().chain(single).map(|d| d.rule).collect()
}

#[test]
fn every_example_does_what_its_page_says() {
    for rule in RULES {
        let examples = examples(rule.doc);
        assert!(examples.iter().any(|e| e.bad) && examples.iter().any(|e| !e.bad), "{}: examples", rule.id);
        for example in &examples {
            let found = run(rule.id, example);
            assert_eq!(found.contains(&rule.id), example.bad, "{}: {found:?} in\n{}", rule.id, example.text);
            // A good example is good all over.
            assert!(example.bad || found.is_empty(), "{}: {found:?} in\n{}", rule.id, example.text);
        }
    }
}

#[test]
fn pages_are_complete_and_ids_well_formed() {
    for pair in RULES.windows(2) {
        assert!(pair[0].id < pair[1].id, "{} before {}", pair[0].id, pair[1].id);
    }
    for rule in RULES {
        assert!(rule.doc.contains("## Why"), "{}", rule.id);
        assert_eq!(rule.fix.is_some(), rule.doc.contains("## Fix safety"), "{}", rule.id);
        assert!(rule.summary().ends_with(['.', '\u{2026}']), "{}: {}", rule.id, rule.summary());
        let (group, fault) = rule.id.split_once('/').unwrap();
        assert!(["file", "text", "timing", "language", "set"].contains(&group) && !fault.is_empty());
    }
}

#[test]
fn a_project_may_change_a_level_or_one_number() {
    let project = |rules: &str| crate::project::Project::parse(rules).unwrap().rules;
    for text in [
        "[rules.\"timing/too-long\"]\nlevel = \"warning\"",
        "[rules.\"timing/gap-too-short\"]\nmin_frames = 3",
        "[rules.\"text/line-too-long\"]\nwarn_above = 30",
    ] {
        for (name, _) in crate::profile::BUILTIN {
            let profile = Profile::builtin(name).unwrap();
            let rules = RuleSet::new(&profile, &project(text), &Selection::default()).unwrap();
            let own = rules.active().iter().filter(|a| !profile.rules.contains_key(a.rule.id)).count();
            assert_eq!(own, 0, "{name}: {text}");
        }
    }
    let bad = project("[rules.\"timing/too-long\"]\nmax_seconds = \"x\"");
    let profile = Profile::builtin("netflix/kk").unwrap();
    let error = RuleSet::new(&profile, &bad, &Selection::default()).unwrap_err().to_string();
    assert!(error.contains("tregua.toml: line 1, column"), "{error}");
}

/// What a rule says of one cue from 00:00:05 under a profile of one setting.
fn said(setting: &str, lasts_ms: u32, text: &str, film: &Programme, kind: Kind) -> Vec<String> {
    let head = "title = \"t\"\nsource = \"s\"\ndate = \"d\"\n";
    let profile = Profile::parse("mine", &format!("{head}{setting}"), &|n| Profile::builtin(n)).unwrap();
    let rules = RuleSet::new(&profile, &BTreeMap::new(), &Selection::default()).unwrap();
    let end = format!("00:00:{:02},{:03}", 5 + lasts_ms / 1000, lasts_ms % 1000);
    let text = format!("1\n00:00:05,000 --> {end}\n{text}\n");
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let track = srt::lower(&document);
    let context = Context::new(&document, &track, None, kind, film);
    check(&context, &rules)
        .into_iter()
        .map(|d| crate::message::Catalogue::english().say(&d.message))
        .collect()
}

#[test]
fn a_speed_is_asked_by_the_ladder_of_variants() {
    use crate::profile::{FAMILY, Setting, Variant};
    use crate::programme::Audience;
    let kinds = [(Kind::Full, false), (Kind::Forced, false), (Kind::Sdh, true)];
    // Every choice of numbers that a profile may set, for every viewer.
    for set in 0u8..16 {
        let names = FAMILY.iter().zip(1u8..).filter(|(_, n)| set & (1 << (n - 1)) != 0);
        let numbers: String = names.map(|(name, n)| format!("{name} = {n}\n")).collect();
        let limits: toml::Table = toml::from_str(&numbers).unwrap();
        let setting = Setting { params: limits.clone(), ..Setting::default() };
        for (kind, sdh) in kinds {
            for (audience, children) in [(Audience::Adults, false), (Audience::Children, true)] {
                let film = Programme { audience, ..Programme::default() };
                let variant = Variant { children, sdh };
                assert_eq!(Variant::of(kind, audience), variant);
                // Without speeds in characters that hold, only words are counted.
                let table = format!("[rules.\"timing/reading-too-fast\"]\nwords_per_minute = 999\n{numbers}");
                let found = said(&table, 1000, "abcdefghijklm", &film, kind);
                let wanted = variant.holds(&setting).map(|name| format!("the limit is {}", limits[name]));
                assert_eq!(found.len(), usize::from(wanted.is_some()), "{numbers} {variant:?} {found:?}");
                assert!(
                    wanted.is_none_or(|limit| found[0].ends_with(&limit)),
                    "{numbers} {variant:?} {found:?}"
                );
            }
        }
    }
}

/// What one rule of a profile says of a track with these texts, one cue each.
pub(super) fn said_of(profile: &str, rule: &str, texts: &[&str]) -> Vec<String> {
    said_in(profile, rule, None, texts)
}

/// A file of these texts.
pub(super) fn texts(texts: &[&str]) -> String {
    (0..)
        .zip(texts)
        .map(|(n, text)| {
            format!("{}\n00:00:{:02},000 --> 00:00:{:02},500\n{text}\n\n", n + 1, n * 2, n * 2 + 1)
        })
        .collect()
}

/// The same, in a language.
pub(super) fn said_in(profile: &str, rule: &str, lang: Option<&str>, texts: &[&str]) -> Vec<String> {
    let rules =
        RuleSet::new(&Profile::builtin(profile).unwrap(), &BTreeMap::new(), &Selection::default()).unwrap();
    let text = self::texts(texts);
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let track = srt::lower(&document);
    let lang = lang.map(|lang| Lang::parse(lang).unwrap());
    let film = Programme::default();
    let context = Context::new(&document, &track, lang.as_ref(), Kind::Full, &film);
    let found = check(&context, &rules).into_iter().filter(|d| d.rule == rule);
    found.map(|d| crate::message::Catalogue::english().say(&d.message)).collect()
}

#[test]
fn words_are_counted_by_the_minute() {
    let film = Programme::default();
    let table = "[rules.\"timing/reading-too-fast\"]\nwords_per_minute = 180\n";
    let at = |ms, text: &str| said(table, ms, text, &film, Kind::Full);
    // Four words need 4/3 s; a lone dash and a note are no words, a number is one.
    assert_eq!(at(1333, "– One two\n– three 4 ♪"), ["180.0 words a minute, the limit is 180"]);
    assert!(at(1334, "– One two\n– three 4 ♪").is_empty());
    assert!(at(1334, "<i>One</i> two\nthree <i>fo</i>ur").is_empty());
    // Very long words are still few.
    assert!(at(1000, "internationalisation notwithstanding").is_empty());
    // Characters go before words: one cue, one finding.
    let both = format!("{table}adults = 10\n");
    assert_eq!(said(&both, 1000, "a b c d e f g", &film, Kind::Full).len(), 1);
}

#[test]
fn a_shortest_time_may_be_counted_in_frames() {
    let at = |table: &str, ms, fps: Option<&str>| {
        let film = Programme { frame_rate: fps.map(|f| f.parse().unwrap()), ..Programme::default() };
        said(&format!("[rules.\"timing/too-brief\"]\n{table}"), ms, "No.", &film, Kind::Full)
    };
    let frames = "min_frames = 15\n";
    let both = "min_frames = 15\nmin_seconds = \"15/24\"\n";
    assert_eq!(at(frames, 583, Some("24")), ["on screen for 14 frames (583 ms), the shortest is 15 frames"]);
    assert!(at(frames, 625, Some("24")).is_empty() && at(both, 500, Some("30")).is_empty());
    // Without a frame rate the seconds hold, where there are any.
    assert!(at(frames, 100, None).is_empty());
    assert_eq!(at(both, 583, None), ["on screen for 583 ms, the shortest is 0.625 s"]);
    assert_eq!(at("min_seconds = \"5/6\"\n", 792, Some("24")).len(), 1);
}

#[test]
fn numbers_that_say_nothing_are_refused() {
    for (id, setting) in [("timing/reading-too-fast", "children = 13"), ("timing/too-brief", "")] {
        let project = format!("[rules.\"{id}\"]\n{setting}\n");
        let text = format!("title = \"t\"\nsource = \"s\"\ndate = \"d\"\n{project}");
        let profile = Profile::parse("mine", &text, &|n| Profile::builtin(n)).unwrap();
        let error = RuleSet::new(&profile, &BTreeMap::new(), &Selection::default()).unwrap_err().to_string();
        assert!(error.contains("mine: line 4") && error.contains("must be set"), "{error}");
    }
}

/// A number that nobody means is refused or means very much, and ends no program.
#[test]
fn extreme_numbers_do_no_harm() {
    let cue = |n: usize, text: &str| {
        format!("{n}\n00:{:02}:{:02},000 --> 00:{:02}:{:02},900\n{text}\n\n", n / 60, n % 60, n / 60, n % 60)
    };
    let text = |loud: &str, soft: &str| -> String {
        (0..70).map(|n| cue(n, if n % 9 == 0 { loud } else { soft })).collect()
    };
    let tracks = [
        ("es", text("¡CORRED HACIA LA PLAYA!", "Vicente escribió 3 cartas a su madre… y a Pilar.")),
        ("ru", text("БЕГИТЕ К МОРЮ!", "Висенте написал три письма - маме и «Пилар».")),
        ("fr", text("¡CORRED HACIA LA PLAYA!", "Vicente escribió 3 cartas a su madre… y a Pilar.")),
    ];
    let programme = Programme { frame_rate: "24".parse().ok(), ..Programme::default() };
    let documents =
        tracks.each_ref().map(|(_, text)| srt::parse(Source::open(text.as_bytes(), None, None).unwrap()));
    let lowered = documents.each_ref().map(srt::lower);
    let langs = tracks.each_ref().map(|(lang, _)| Lang::parse(lang).unwrap());
    let contexts: Vec<_> = documents
        .iter()
        .zip(lowered.iter().zip(&langs))
        .map(|(document, (track, lang))| Context::new(document, track, Some(lang), Kind::Full, &programme))
        .collect();
    let base = Profile::builtin("netflix/base").unwrap();
    for rule in RULES {
        for param in rule.params {
            for value in [i64::MAX, i64::from(u32::MAX), 0, i64::MIN] {
                let table = format!("[rules.\"{}\"]\n{} = {value}\n", rule.id, param.name);
                let project = crate::project::Project::parse(&table).unwrap();
                let Ok(rules) = RuleSet::new(&base, &project.rules, &Selection::default()) else { continue };
                contexts.iter().for_each(|context| drop(check(context, &rules)));
                drop(crate::check::check_set(&contexts, &[&rules, &rules, &rules]));
            }
        }
    }
}
