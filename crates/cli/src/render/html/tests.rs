use super::model::{Cue, Finding, Input, Level, Line, Run, Track};
use super::{BESIDE_POLICY, BESIDE_STYLE, POLICY, SCRIPT, STYLE, beside, page};
use tregua_qa::message::MessageLanguage;

/// The colours of a theme by their names.
fn theme(css: &str) -> impl Fn(&str) -> [f64; 3] + '_ {
    move |name: &str| {
        let hex = css.split_once(&format!("--{name}: #")).unwrap_or_else(|| panic!("no colour {name}")).1;
        let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        [part(0), part(2), part(4)]
    }
}

/// How much two colours differ for the eye, as WCAG 2.2 has it.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let light = |[r, g, b]: [f64; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn colours_can_be_told_apart() {
    let text = [
        ("ink", "page"),
        ("ink", "card"),
        ("ink", "well"),
        ("soft", "page"),
        ("soft", "card"),
        ("soft", "well"),
        ("accent", "page"),
        ("accent", "card"),
        ("accent", "well"),
        ("on-accent", "accent"),
        ("ink", "bar-wash"),
        ("ink", "note-wash"),
        ("ink", "warning-wash"),
        ("ink", "error-wash"),
        ("soft", "error-wash"),
        ("soft", "warning-wash"),
        ("soft", "note-wash"),
    ];
    let shapes = [
        ("error", "card"),
        ("warning", "card"),
        ("note", "card"),
        ("error", "well"),
        ("warning", "well"),
        ("note", "well"),
        ("bar", "card"),
        ("bar", "well"),
        ("plot", "card"),
        ("middle", "card"),
        ("good", "well"),
        ("on-sign", "error"),
        ("on-sign", "warning"),
        ("on-sign", "note"),
        ("on-sign", "good"),
        ("error", "error-wash"),
        ("warning", "warning-wash"),
        ("note", "note-wash"),
        ("over", "card"),
    ];
    for (name, css) in
        [("light", include_str!("assets/light.css")), ("dark", include_str!("assets/dark.css"))]
    {
        let colour = theme(css);
        let pairs = text.iter().map(|it| (it, 4.5)).chain(shapes.iter().map(|it| (it, 3.0)));
        for ((on, ground), least) in pairs {
            let found = contrast(colour(on), colour(ground));
            assert!(found >= least, "{name}: {on} on {ground} has {found:.2}, {least} is the least");
        }
        // The steps of the heat map run one way, so that they are a scale without hue too.
        let steps: Vec<f64> = (0..9).map(|n| contrast(colour(&format!("h{n}")), colour("card"))).collect();
        assert!(steps.is_sorted(), "{name}: {steps:?}");
    }
    assert!(contrast([1.0; 3], [0.0; 3]) > 20.99);
}

#[test]
fn both_themes_name_the_same_colours() {
    let names = |css: &str| -> Vec<String> {
        css.lines().filter_map(|line| Some(line.trim().split_once(':')?.0.to_owned())).collect()
    };
    let light = names(include_str!("assets/light.css"));
    assert_eq!(light, names(include_str!("assets/dark.css")));
    for used in STYLE.split("var(").chain(BESIDE_STYLE.split("var(")).filter(|it| it.starts_with("--")) {
        let name = used.split(')').next().unwrap();
        assert!(light.iter().any(|it| it == name), "{name} is no colour of a theme");
    }
}

/// A SHA-256 digest as policies write it.
fn digest(text: &str) -> String {
    use sha2::{Digest, Sha256};
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = Sha256::digest(text.as_bytes());
    let mut out = String::from("sha256-");
    for three in bytes.chunks(3) {
        let byte = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for n in 0..4usize {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * n) & 63) as usize]);
            out.push(if n > three.len() { '=' } else { letter });
        }
    }
    out
}

#[test]
fn the_policy_allows_this_style_and_this_script_alone() {
    assert_eq!(digest("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    for (what, text, policy) in
        [("style", STYLE, POLICY), ("script", SCRIPT, POLICY), ("style", BESIDE_STYLE, BESIDE_POLICY)]
    {
        let digest = digest(text);
        assert!(policy.contains(&format!("{what}-src '{digest}'")), "{what}-src must be '{digest}'");
    }
    for policy in [POLICY, BESIDE_POLICY] {
        assert!(!policy.contains("unsafe") && policy.starts_with("default-src 'none'"));
    }
    assert!(!BESIDE_POLICY.contains("script-src"));
}

#[test]
fn nothing_is_written_that_the_policy_would_stop() {
    // A style attribute would be dropped by the browser without a word.
    let html = page(&hostile(), MessageLanguage::English);
    assert!(!html.contains(" style="), "a style attribute");
    assert!(
        !SCRIPT.contains("innerHTML") && !SCRIPT.contains("outerHTML") && !SCRIPT.contains("insertAdjacent")
    );
    assert!(!SCRIPT.contains("</"), "would end the element");
}

/// Everything a film can say, said by somebody who means harm.
fn hostile() -> Input {
    const EVIL: &str =
        "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x1b]0;x\x07\u{202e}&lt;";
    let evil = || EVIL.to_owned();
    let run = Run { text: evil(), ..Run::default() };
    let cue = |n: i64| Cue {
        number: evil(),
        times: Some((n * 1000, n * 1000 + 1500)),
        lines: vec![Line { runs: vec![run.clone(), run.clone()], characters: u32::MAX }],
        characters: u32::MAX,
        align: Some(255),
        x: Some(i32::MIN),
        y: Some(i32::MAX),
        ..Cue::default()
    };
    let finding = Finding {
        rule: evil(),
        level: Level::Error,
        message: evil(),
        help: Some(evil()),
        fix: Some(evil()),
        cue: Some(1),
        line: Some(u32::MAX),
    };
    let track = Track {
        path: evil(),
        language: Some(evil()),
        profile: evil(),
        format: evil(),
        encoding: evil(),
        cues: (0..4).map(cue).collect(),
        findings: vec![finding.clone(), Finding { cue: Some(usize::MAX), ..finding }],
        ..Track::default()
    };
    Input {
        title: Some(evil()),
        tracks: vec![track.clone(), track],
        failed: vec![super::model::Failed { path: evil(), why: evil() }],
        rules: vec![super::model::Rule { id: evil(), summary: evil() }],
        one_film: true,
        ..Input::default()
    }
}

#[test]
fn hostile_texts_are_texts() {
    let html = page(&hostile(), MessageLanguage::English);
    assert!(!html.contains("<img") && !html.contains("alert(1)</script>"));
    assert_eq!(html.matches("<script").count(), 2);
    assert!(!html.contains(['\x1b', '\x07', '\u{202e}']));
    assert!(
        html.contains("&lt;img src=x onerror=alert(1)&gt;\u{241b}]0;x\u{2407}\u{2039}U+202E\u{203a}&amp;lt;")
    );
}

#[test]
fn times_and_numbers_of_any_size_make_a_page() {
    let odd = [(i64::MIN, i64::MAX), (i64::MAX, i64::MIN), (0, 0), (-5, 5), (i64::MAX, i64::MAX)];
    let cue = |times: &(i64, i64)| Cue { times: Some(*times), characters: 7, ..Cue::default() };
    let track = Track { cues: odd.iter().map(cue).collect(), ..Track::default() };
    for length in [None, Some(0), Some(-1), Some(i64::MAX), Some(i64::MIN)] {
        let rate = super::model::FrameRate { name: String::new(), frames: u32::MAX, seconds: 0 };
        let shots = vec![i64::MIN, 0, i64::MAX];
        let input = Input {
            tracks: vec![track.clone(), track.clone()],
            length,
            shots,
            frame_rate: Some(rate),
            one_film: true,
            ..Input::default()
        };
        assert!(page(&input, MessageLanguage::English).ends_with("</html>"));
    }
    for language in MessageLanguage::ALL {
        let html = page(&Input::default(), language);
        assert!(html.ends_with("</html>") && html.contains(&format!("<html lang=\"{}\"", language.tag())));
    }
}

#[test]
fn tracks_side_by_side_are_texts_too() {
    use beside::{By, Column, Input, Lie, Mark, Note, Row, Rule, Said, Sign, What};
    const EVIL: &str = "</style><img src=x onerror=alert(1)>\x1b]0;x\x07\u{202e}&lt;";
    let evil = || EVIL.to_owned();
    let said = |mark| Said { number: evil(), times: Some((i64::MIN, i64::MAX)), text: vec![(mark, evil())] };
    let row = |sign| Row {
        sign,
        kind: evil(),
        sure: Some(u16::MAX),
        unsure: true,
        uneven: false,
        notes: vec![Note::In(i64::MIN), Note::Out(i64::MAX), Note::Look(beside::Look::Voice)],
        cells: vec![
            vec![said(Mark::Kept), said(Mark::Removed)],
            vec![said(Mark::Added), Said::default()],
            vec![],
        ],
    };
    let column =
        |lie| Column { label: evil(), path: evil(), language: Some(evil()), lie, ..Column::default() };
    let steps = vec![(i64::MIN, i64::MAX), (i64::MAX, i64::MIN), (0, 0)];
    let rule = |by| Rule { from: Some(i64::MIN), to: None, cues: usize::MAX, by };
    for what in [
        What::Compare { bar: u16::MAX, kinds: vec![(evil(), usize::MAX)] },
        What::Diff { rules: vec![rule(By::Later(i64::MIN)), rule(By::Speed(evil(), i64::MAX, i64::MIN))] },
    ] {
        let tracks =
            vec![column(Lie::Spine), column(Lie::Steps(steps.clone())), column(Lie::Between(i64::MIN, 0, 9))];
        let input =
            Input { what, tracks, rows: vec![row(None), row(Some(Sign::Gap)), row(Some(Sign::Added))] };
        for language in MessageLanguage::ALL {
            let html = beside::page(input.clone(), language);
            assert!(!html.contains("<img") && !html.contains(['\x1b', '\x07', '\u{202e}']));
            assert_eq!(html.matches("</style>").count(), 1);
            assert!(!html.contains(" style=") && html.ends_with("</html>"));
            assert!(html.contains(
                "&lt;img src=x onerror=alert(1)&gt;\u{241b}]0;x\u{2407}\u{2039}U+202E\u{203a}&amp;lt;"
            ));
        }
    }
}
