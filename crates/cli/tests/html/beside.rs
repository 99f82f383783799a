//! The pages of `tregua compare` and `tregua diff`: tracks side by side.

use super::browser::{Window, dom, screenshot};
use super::hostile::TEXTS;
use super::markup::{Element, elements};
use super::pages::{folder, root};
use super::picture::{Picture, colour};
use super::structure::{leads_somewhere, stands_alone};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;
use std::sync::OnceLock;

const ES: &str = "fixtures/feature/defects/tregua-feature.es-ES.srt";
const KK: &str = "fixtures/feature/defects/tregua-feature.kk.srt";
const RU: &str = "fixtures/feature/defects/tregua-feature.ru.srt";
const CLEAN: &str = "fixtures/feature/tregua-feature.kk.srt";

/// What the program prints.
fn printed(args: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_tregua")).current_dir(root()).args(args).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(matches!(run.status.code(), Some(0 | 1)), "{args:?}: {said}");
    String::from_utf8(run.stdout).unwrap()
}

fn compared() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| printed(&["compare", "--format", "html", ES, KK, RU]))
}

fn differing() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| printed(&["diff", "--format", "html", CLEAN, KK]))
}

/// Two tracks whose every text and name means harm, compared and told apart.
fn hostile() -> &'static [String; 2] {
    static PAGES: OnceLock<[String; 2]> = OnceLock::new();
    PAGES.get_or_init(|| {
        let folder = folder("beside-hostile");
        let text = |shift: usize| {
            let cue = |(n, evil): (usize, &&str)| {
                let at = n * 3 + shift;
                format!("{}\n00:00:{at:02},000 --> 00:00:{at:02},900\n{evil}{shift}\n\n", n + 1)
            };
            TEXTS.iter().enumerate().map(cue).collect::<String>()
        };
        let name = |file: &str| folder.join(file).to_str().unwrap().to_owned();
        let (one, other) = (name("a\"><img src=x onerror=x>&'.srt"), name("b<title><b>.srt"));
        std::fs::write(&one, text(0)).unwrap();
        std::fs::write(&other, text(1)).unwrap();
        [
            printed(&["compare", "--format", "html", "--lang", "kk,es", &one, &other]),
            printed(&["diff", "--format", "html", &one, &other]),
        ]
    })
}

fn pages() -> [(&'static str, &'static str); 4] {
    let [first, second] = hostile();
    [("compare", compared()), ("diff", differing()), ("hostile compare", first), ("hostile diff", second)]
}

#[test]
fn no_page_has_an_external_reference_or_a_script() {
    for (name, page) in pages() {
        let all = elements(page);
        stands_alone(name, &all);
        leads_somewhere(name, &all);
        assert!(!all.iter().any(|it| it.name == "script"), "{name}");
        let policy = all.iter().find(|it| it.get("http-equiv").is_some()).unwrap().get("content").unwrap();
        assert!(!policy.contains("script-src"), "{name}: {policy}");
    }
}

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    for page in hostile() {
        let all = elements(page);
        assert!(
            !all.iter().any(|it| it.name == "img" || it.attributes.keys().any(|key| key.starts_with("on")))
        );
        for c in
            ['\x1b', '\x07', '\0', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{2028}', '\u{2029}']
        {
            assert!(!page.contains(c), "{c:?} is in the page");
        }
        let h1 = all.iter().find(|it| it.name == "h1").unwrap();
        assert!(h1.text.contains("a\"><img src=x onerror=x>&'.srt") && h1.text.contains("<b>.srt"), "{h1:?}");
        assert!(all.iter().filter(|it| it.is("said")).count() >= TEXTS.len() * 2);
    }
    let Some(dom) = dom("beside-evil", &hostile()[0], "", WIDE, Some(&probe(""))) else { return };
    let root = dom.split_once("<html").unwrap().1.split_once('>').unwrap().0;
    assert!(root.contains("data-probe") && !root.contains("data-hacked"), "{root}");
}

fn rows<'p>(all: &'p [Element], class: &str) -> Vec<&'p str> {
    let of = |it: &&Element| it.name == "tr" && it.is(class);
    all.iter().filter(of).filter_map(|it| it.get("id")).collect()
}

#[test]
fn the_page_shows_what_the_comparison_found() {
    let json: Value = serde_json::from_str(&printed(&["compare", "--format", "json", ES, KK, RU])).unwrap();
    let groups = json["groups"].as_array().unwrap();
    let all = elements(compared());
    let ids = |is: &dyn Fn(&Value) -> bool| -> Vec<String> {
        let odd = groups.iter().enumerate().filter(|(_, it)| is(it));
        odd.map(|(at, _)| format!("g{}", at + 1)).collect()
    };
    let sizes = |it: &Value| -> Vec<usize> {
        it["cues"].as_array().unwrap().iter().map(|cues| cues.as_array().unwrap().len()).collect()
    };
    let gap = |it: &Value| sizes(it).contains(&0);
    let unsure = |it: &Value| it["confidence"].as_u64().unwrap() < 700;
    let uneven = |it: &Value| !gap(it) && !unsure(it) && sizes(it).iter().any(|n| *n > 1);
    let (gaps, doubts) = (ids(&gap), ids(&|it: &Value| !gap(it) && unsure(it)));
    assert!(gaps.len() > 2 && doubts.len() > 1, "{gaps:?} {doubts:?}");
    assert_eq!(rows(&all, "gap"), gaps);
    assert_eq!(rows(&all, "unsure"), doubts);
    assert_eq!(rows(&all, "uneven"), ids(&uneven));
    assert_eq!(rows(&all, "doubt"), ids(&unsure));
    // Every cue of every track, in its language.
    for (track, lang) in [(0, "es-ES"), (1, "kk"), (2, "ru")] {
        let said = all.iter().filter(|it| it.is("said") && it.get("lang") == Some(lang)).count();
        assert_eq!(said, usize::try_from(json["tracks"][track]["cues"].as_u64().unwrap()).unwrap());
    }
}

#[test]
fn the_page_marks_the_words_that_changed() {
    let json: Value = serde_json::from_str(&printed(&["diff", "--format", "json", CLEAN, KK])).unwrap();
    let all = elements(differing());
    let bare = |text: &str| text.replace(['\u{21b5}', '\n', ' '], "");
    // What is taken out or put in as a whole is marked too.
    let marked = |name: &str| -> Vec<String> {
        all.iter().filter(|it| it.name == name).map(|it| bare(&it.text)).collect()
    };
    for (op, name) in [("removed", "del"), ("added", "ins")] {
        let marked = marked(name);
        let kept = json["changes"].as_array().unwrap().iter().filter(|change| change["kind"] == "kept");
        let pieces = kept.flat_map(|change| change["text"].as_array().into_iter().flatten());
        let wanted: Vec<String> = pieces
            .filter(|piece| piece["op"] == op)
            .map(|piece| bare(piece["text"].as_str().unwrap()))
            .collect();
        assert!(wanted.len() > 20, "{wanted:?}");
        for piece in wanted {
            // The text behind an end belongs to the element before it here.
            assert!(marked.iter().any(|it| it.starts_with(&piece)), "{name}: {piece}: {marked:?}");
        }
    }
    assert_eq!(rows(&all, "removed").len(), 1);
}

#[test]
fn people_and_their_helpers_find_their_way() {
    for (name, page) in pages() {
        let all = elements(page);
        assert_eq!(all.iter().filter(|it| it.name == "h1").count(), 1, "{name}");
        for it in all.iter().filter(|it| it.name == "th") {
            assert!(it.get("scope").is_some(), "{name}: {it:?}");
        }
        // A sign is for the eye; what it says stands beside it in words.
        let signs: Vec<usize> = (0..all.len()).filter(|at| all[*at].is("badge")).collect();
        assert!(!signs.is_empty(), "{name}");
        for at in signs {
            assert_eq!(all[at].get("aria-hidden"), Some("true"), "{name}");
        }
        let told = |class: &str| {
            let row = all.iter().position(|it| it.name == "tr" && it.is(class))?;
            Some(all[row..].iter().find(|it| it.is("vh"))?.text.clone())
        };
        for (class, says) in [("gap", "A track has nothing"), ("changed", "Changed"), ("removed", "Removed")]
        {
            assert!(told(class).is_none_or(|it| it.starts_with(says)), "{name}: {class}");
        }
    }
}

#[test]
fn no_word_of_the_frame_stays_english() {
    let frame = |page: &str| -> BTreeSet<String> {
        let all = elements(page);
        let named = all.iter().filter(|it| {
            ["lead", "what", "none"].iter().any(|class| it.is(class))
                || ["h2", "h3", "caption", "legend", "label", "li"].contains(&it.name.as_str())
        });
        let texts = named.map(|it| it.text.trim().to_owned());
        texts.filter(|it| it.chars().filter(|c| c.is_alphabetic()).count() > 2).collect()
    };
    for args in
        [&["compare", "--format", "html", ES, KK, RU][..], &["diff", "--format", "html", CLEAN, KK][..]]
    {
        let english = frame(&printed(args));
        assert!(english.len() > 8, "{english:?}");
        for language in ["es", "ru", "kk"] {
            let page = printed(&[args, &["--message-language", language]].concat());
            let lang =
                elements(&page).iter().find(|it| it.name == "html").unwrap().get("lang").map(str::to_owned);
            assert_eq!(lang.as_deref(), Some(language));
            let same: Vec<String> = frame(&page).intersection(&english).cloned().collect();
            assert!(same.is_empty(), "{language}: {same:?}");
        }
    }
}

const WIDE: Window = Window { width: 1280, height: 900, dark: false };
const NARROW: Window = Window { width: 400, height: 800, dark: false };

/// A probe: `body` is run in the page, and what it returns is written into it.
fn probe(body: &str) -> String {
    format!(
        "{{
            const many = (it) => Array.from(document.querySelectorAll(it));
            const seen = (it) => many(it).filter((it) => it.getClientRects().length > 0).length;
            const out = {{}};
            document.documentElement.dataset.ready = 'yes';
            try {{ {body} }} catch (error) {{ out.error = String(error); }}
            document.documentElement.dataset.probe = JSON.stringify(out);
        }}"
    )
}

/// What a probe has written.
fn told(dom: &str) -> Value {
    let tag = dom.split_once("<html").unwrap().1.split_once('>').unwrap().0;
    let root = elements(&format!("<html{tag}></html>")).remove(0);
    serde_json::from_str(root.get("data-probe").expect("the probe did not end")).unwrap()
}

#[test]
fn rows_are_chosen_without_a_script_and_fit_on_every_screen() {
    let body = "
        const count = () => [seen('tr.fine'), seen('tr.gap') + seen('tr.removed'), seen('tr.skipped')];
        document.querySelector('#rows-all').checked = true; out.all = count();
        document.querySelector('#rows-odd').checked = true; out.odd = count();
        out.wide = [document.documentElement.scrollWidth, window.innerWidth];
        out.out = many('.side td').map((it) => it.getBoundingClientRect())
            .filter((it) => it.width > 0 && (it.left < 0 || it.right > window.innerWidth + 1)).length;
    ";
    for (name, page) in [("beside-compare", compared()), ("beside-diff", differing())] {
        for (size, window) in [("wide", WIDE), ("narrow", NARROW)] {
            let Some(dom) = dom(&format!("{name}-{size}"), page, "", window, Some(&probe(body))) else {
                return;
            };
            let it = told(&dom);
            assert_eq!(it["error"], Value::Null, "{name}");
            let number = |key: &str, n: usize| it[key][n].as_u64().unwrap();
            assert!(number("all", 0) > 1000 && number("all", 1) > 0 && number("all", 2) == 0, "{name}: {it}");
            assert!(number("odd", 0) == 0 && number("odd", 2) > 10, "{name}: {it}");
            assert_eq!(number("odd", 1), number("all", 1), "{name}: {it}");
            assert!(number("wide", 0) <= u64::from(window.width) && it["out"] == 0, "{name} {size}: {it}");
        }
    }
}

#[test]
fn what_deserves_a_look_is_coloured_in_both_themes() {
    // With the other choice made, so that it stands at the top.
    let odd = compared()
        .replace(
            "id=\"rows-odd\" type=\"radio\" name=\"rows\"",
            "id=\"rows-odd\" type=\"radio\" name=\"rows\" checked",
        )
        .replace(
            "id=\"rows-all\" type=\"radio\" name=\"rows\" checked",
            "id=\"rows-all\" type=\"radio\" name=\"rows\"",
        );
    assert_ne!(odd, compared());
    for (theme, dark) in [("light", false), ("dark", true)] {
        let name = format!("beside-{theme}");
        let Some(png) = screenshot(&name, &odd, Window { width: 1280, height: 4000, dark }) else { return };
        let picture = Picture::read(&png);
        for wash in ["error-wash", "warning-wash", "note-wash"] {
            let (pixels, ..) = picture.find(colour(theme, wash));
            assert!(pixels > 10_000, "{theme}: {wash}: {pixels}");
        }
        let (pixels, ..) = picture.find(colour(theme, "card"));
        assert!(pixels > 100_000, "{theme}: {pixels}");
    }
}
