use super::*;
use crate::check::check;
use crate::profile::{Profile, RuleSet, Selection};
use crate::programme::{Kind, Programme};
use crate::rule::Context;
use std::collections::BTreeMap;
use tregua_parse::base::Lang;
use tregua_parse::format::{Format, ReadOptions, by_name, srt};
use tregua_parse::source::Source;
use tregua_parse::time::parse_signed;

/// One example of a manual page.
struct Example {
    text: String,
    format: &'static Format,
    bad: bool,
    fps: Option<String>,
    profile: String,
    lang: Option<String>,
    length: Option<String>,
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
        };
        for word in words {
            match word.split_once('=') {
                Some(("fps", v)) => example.fps = Some(v.to_owned()),
                Some(("profile", v)) => example.profile = v.to_owned(),
                Some(("length", v)) => example.length = Some(v.to_owned()),
                Some(("lang", v)) => example.lang = Some(v.to_owned()),
                _ => panic!("unknown word {word}"),
            }
        }
        for line in lines.by_ref().take_while(|l| *l != "```") {
            example.text.push_str(&line.replace("\\u{feff}", "\u{feff}").replace("\\r", "\r"));
            example.text.push('\n');
        }
        out.push(example);
    }
    out
}

fn run(example: &Example) -> Vec<&'static str> {
    let programme = Programme {
        frame_rate: example.fps.as_ref().map(|f| f.parse().unwrap()),
        length: example.length.as_ref().map(|t| parse_signed(t).unwrap()),
        ..Programme::default()
    };
    let lang = example.lang.as_ref().map(|l| Lang::parse(l).unwrap());
    let profile = Profile::builtin(&example.profile).unwrap();
    let rules = RuleSet::new(&profile, &BTreeMap::new(), &Selection::default()).unwrap();
    if example.text.starts_with('[') {
        return run_set(&example.text, &rules);
    }
    let source = Source::open(example.text.as_bytes(), None, None).unwrap();
    let document = (example.format.parse)(source, &ReadOptions::default());
    let track = (example.format.lower)(&document);
    let context = Context::new(&document, &track, lang.as_ref(), Kind::Full, &programme);
    check(&context, &rules).iter().map(|d| d.rule).collect()
}

/// Several tracks, each behind a line with its language in brackets.
fn run_set(text: &str, rules: &RuleSet) -> Vec<&'static str> {
    let programme = Programme::default();
    let parts: Vec<(Lang, String)> = text
        .split('[')
        .skip(1)
        .map(|part| part.split_once("]\n").unwrap())
        .map(|(lang, text)| (Lang::parse(lang).unwrap(), text.to_owned()))
        .collect();
    let documents: Vec<_> = parts
        .iter()
        .map(|(_, text)| srt::parse(Source::open(text.as_bytes(), None, None).unwrap()))
        .collect();
    let tracks: Vec<_> = documents.iter().map(srt::lower).collect();
    let contexts: Vec<_> = documents
        .iter()
        .zip(&tracks)
        .zip(&parts)
        .map(|((document, track), (lang, _))| {
            Context::new(document, track, Some(lang), Kind::Full, &programme)
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
            let found = run(example);
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
fn built_in_profiles_are_sound() {
    for (name, _) in crate::profile::BUILTIN {
        let profile = Profile::builtin(name).unwrap();
        assert!(profile.rules.values().all(|s| s.because.is_some()), "{name}: every rule says why");
        RuleSet::new(&profile, &BTreeMap::new(), &Selection::default()).unwrap();
    }
    let pick = |tag: &str| crate::profile::for_language(&Lang::parse(tag).unwrap());
    assert_eq!(pick("es"), "netflix/es-es");
    assert_eq!(pick("es-ES"), "netflix/es-es");
    assert_eq!(pick("es-419"), "netflix/es-419");
    assert_eq!(pick("es-MX"), "netflix/es-419");
    assert_eq!(pick("kk-Cyrl"), "kk");
    assert_eq!(pick("ru-RU"), "netflix/ru");
    assert_eq!(pick("pl"), "netflix/base");
}

#[test]
fn a_project_may_change_a_level_or_one_number() {
    let project = |rules: &str| crate::project::Project::parse(rules).unwrap().rules;
    for text in [
        "[rules.\"timing/too-long\"]\nlevel = \"warning\"",
        "[rules.\"timing/reading-too-fast\"]\nadults = 20",
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
    let profile = Profile::builtin("kk").unwrap();
    let error = RuleSet::new(&profile, &bad, &Selection::default()).unwrap_err().to_string();
    assert!(error.contains("tregua.toml: line 1, column"), "{error}");
}

#[test]
fn faults_of_a_profile_are_named_with_their_place() {
    let read = |rules: &str| {
        let text = format!("title = \"t\"\nsource = \"s\"\ndate = \"d\"\n{rules}");
        Profile::parse("mine", &text, &|n| Profile::builtin(n)).unwrap_err().to_string()
    };
    let error = read("[rules.\"timing/gap-too-short\"]\nmin_frame = 2\n");
    assert!(error.contains("line 5, column 1") && error.contains("min_frames"), "{error}");
    assert!(read("[rules.\"timing/no-such\"]\n").contains("line 4"));
    assert!(read("[rules.\"timing/overlap\"]\nlevel = \"fatal\"\n").contains("fatal"));
    assert!(read("colour = 1\n").contains("colour"));
}
