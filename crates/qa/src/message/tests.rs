//! Every catalogue has every message, with the same values.

use super::*;
use crate::rules::RULES;
use std::collections::{BTreeMap, BTreeSet};

/// The texts of a catalogue: `timing-overlap.found` and the values it names.
fn texts(language: MessageLanguage) -> BTreeMap<String, BTreeSet<String>> {
    let source = language.text();
    assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{} is read without a fault", language.tag());
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut entry, mut text) = (String::new(), String::new());
    for line in source.lines().filter(|l| !l.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
            entry = name.to_owned();
        } else if let Some((name, _)) = line.trim_start().strip_prefix('.').and_then(|l| l.split_once(" =")) {
            text = format!("{entry}.{name}");
            assert!(!out.contains_key(&text), "{}: {text} stands twice", language.tag());
            out.insert(text.clone(), BTreeSet::new());
        }
        let values = line.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
        if let Some(set) = out.get_mut(&text) {
            set.extend(values.map(str::to_owned));
        }
    }
    out
}

#[test]
fn no_catalogue_lacks_a_message() {
    let english = texts(MessageLanguage::English);
    assert!(english.len() > 50, "{}", english.len());
    for language in [MessageLanguage::Spanish, MessageLanguage::Russian, MessageLanguage::Kazakh] {
        let own = texts(language);
        // What readers say in English themselves.
        let rules = |key: &&String| !key.starts_with("fault") && !key.starts_with("encoding");
        let missing: Vec<_> = english.keys().filter(|key| !own.contains_key(*key)).collect();
        let surplus: Vec<_> = own.keys().filter(rules).filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && surplus.is_empty(), "{}: {missing:?}, {surplus:?}", language.tag());
        for (key, values) in &english {
            assert_eq!(own.get(key), Some(values), "{}: the values of {key}", language.tag());
        }
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test may read the sources")]
fn every_message_of_a_rule_stands_in_the_catalogue_and_is_used() {
    // The sources name the texts: `say!("found", …)` in the file of a rule, `say!(common: "cue", …)` everywhere.
    let mut named: BTreeSet<String> = BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let code = std::fs::read_to_string(&path).unwrap();
            // The text of a module called `x.rs` and of the folder `x` is said by the rule of `x.rs`.
            let rule = RULES.iter().map(|rule| rule.id).find(|id| {
                let (group, fault) = id.split_once('/').unwrap();
                let file = format!("/rules/{group}/{}", fault.replace('-', "_"));
                let shown = path.to_string_lossy().replace('\\', "/");
                shown.ends_with(&format!("{file}.rs")) || shown.contains(&format!("{file}/"))
            });
            for call in code.split("Message::new(\"").skip(1) {
                let mut words = call.split('"');
                let found = (words.next().filter(|it| !it.is_empty()), words.next(), words.next());
                if let (Some(topic), Some(", "), Some(part)) = found {
                    named.insert(format!("{}.{part}", topic.replace('/', "-")));
                }
            }
            for call in code.split("say!(").skip(1) {
                let call = call.trim_start();
                let (topic, rest) = match call.strip_prefix("common:") {
                    Some(rest) => ("common".to_owned(), rest.trim_start()),
                    None => match rule {
                        Some(id) => (id.replace('/', "-"), call),
                        None => continue,
                    },
                };
                if let Some((part, _)) = rest.strip_prefix('"').and_then(|r| r.split_once('"')) {
                    named.insert(format!("{topic}.{part}"));
                }
            }
        }
    }
    let english: BTreeSet<String> = texts(MessageLanguage::English).into_keys().collect();
    let missing: Vec<_> = named.difference(&english).collect();
    assert!(missing.is_empty(), "not in en.ftl: {missing:?}");
    let unused: Vec<_> = english.difference(&named).filter(|key| !key.starts_with("report")).collect();
    assert!(unused.is_empty(), "said nowhere: {unused:?}");
}

/// The sources of a folder, without its tests.
#[allow(clippy::disallowed_methods, reason = "a test may read the sources")]
fn sources(folder: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests.rs") {
                out.push(std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    out
}

#[test]
fn what_readers_report_is_said_in_every_language() {
    let first = |text: &str| text.split('"').nth(1).unwrap_or_default().to_owned();
    // The texts of readers by their keys, with the values they name.
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for code in sources("../parse/src") {
        for level in ["Fault::error(", "Fault::warning(", "Fault::info("] {
            for fault in code.split(level).skip(1) {
                assert!(!first(fault).is_empty(), "{fault}");
                wanted.insert(format!("fault.{}", first(fault)), BTreeSet::new());
            }
        }
        for fault in code.split(": Fault").skip(1) {
            let own = fault.split("\nstatic ").next().unwrap_or_default();
            let own = own.split("\npub").next().unwrap_or_default();
            if own.contains(".help(") && own.contains("Fault::") {
                wanted.insert(format!("fault-help.{}", first(own)), BTreeSet::new());
            }
        }
    }
    let problems = include_str!("../../../parse/src/syntax/problem.rs");
    let ids = problems.split_once("pub fn id(").unwrap().1.split_once("pub fn message(").unwrap().0;
    for id in ids.split("=> \"").skip(1) {
        wanted.insert(format!("fault.{}", id.split('"').next().unwrap()), BTreeSet::new());
    }
    assert!(wanted.len() > 300, "{}", wanted.len());
    for language in [MessageLanguage::Spanish, MessageLanguage::Russian, MessageLanguage::Kazakh] {
        let mut own = texts(language);
        own.retain(|key, _| key.starts_with("fault"));
        let missing: Vec<_> = wanted.keys().filter(|key| !own.contains_key(*key)).collect();
        let surplus: Vec<_> = own.keys().filter(|key| !wanted.contains_key(*key)).collect();
        assert!(missing.is_empty() && surplus.is_empty(), "{}: {missing:?}, {surplus:?}", language.tag());
    }
}

#[test]
fn what_tells_of_an_encoding_is_said_in_every_language() {
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for code in sources("../parse/src/source/detect") {
        for call in ["text(", "said("] {
            for text in code.split(call).skip(1).map(str::trim_start).filter(|it| it.starts_with('"')) {
                let mut strings = text.split('"');
                let (part, english) = (strings.nth(1).unwrap(), strings.nth(1).unwrap());
                let values = english.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next());
                wanted.insert(format!("encoding.{part}"), values.map(str::to_owned).collect());
            }
        }
    }
    assert!(wanted.len() > 15, "{wanted:?}");
    for language in [MessageLanguage::Spanish, MessageLanguage::Russian, MessageLanguage::Kazakh] {
        let mut own = texts(language);
        own.retain(|key, _| key.starts_with("encoding"));
        assert_eq!(own, wanted, "{}", language.tag());
    }
    let inner = Message::in_english("encoding", "ascii", "ASCII only");
    let weak = Message::in_english("encoding", "weak", "the best: { $best }").with("best", inner);
    assert_eq!(Catalogue::english().say(&weak), "the best: ASCII only");
    assert!(Catalogue::of(MessageLanguage::Russian).say(&weak).ends_with("лучшая: только ASCII"));
}

#[test]
fn plurals_and_messages_inside_messages() {
    let of = |frames: i64| Message::new("common", "frames-ms").with("frames", frames).with("ms", 42_i64);
    let gap = Message::new("timing/gap-too-short", "gap").with("gap", of(1));
    let all = Message::new("timing/gap-too-short", "found")
        .with("gap", gap)
        .with("cue", Message::new("common", "cue").with("number", "7"))
        .with("least", Message::new("common", "frames").with("frames", 2_i64));
    assert_eq!(
        Catalogue::english().say(&all),
        "a gap of 1 frame (42 ms) after cue 7, the smallest is 2 frames"
    );
}

#[test]
fn locales() {
    for (name, language) in [
        ("es_MX.UTF-8", Some(MessageLanguage::Spanish)),
        ("es-419", Some(MessageLanguage::Spanish)),
        ("RU", Some(MessageLanguage::Russian)),
        ("kk_KZ@cyrillic", Some(MessageLanguage::Kazakh)),
        ("POSIX", None),
        ("", None),
        ("est", None),
    ] {
        assert_eq!(MessageLanguage::of_locale(name), language, "{name}");
    }
}
