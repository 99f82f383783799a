//! What the page is made of.

use super::markup::{Element, data, elements};
use super::pages::{check, clean, counted, defects, folder, hostile, root};
use std::collections::BTreeSet;
use std::fmt::Write as _;

fn pages() -> [(&'static str, &'static str); 3] {
    [("defects", defects()), ("clean", clean()), ("hostile", hostile())]
}

/// Nothing in a page refers to anything outside it, and its policy says so.
pub(crate) fn stands_alone(name: &str, all: &[Element]) {
    const ELEMENTS: &str = "a article b blockquote body br button caption circle code dd defs del div dl dt fieldset \
        figcaption figure footer form g h1 h2 h3 head header html input ins label legend li line lineargradient link \
        main meta nav ol option output p path pattern rect script section select span stop strong style svg table \
        tbody td text th thead title tr tspan ul use wbr";
    let known: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    for it in all {
        assert!(known.contains(it.name.as_str()), "{name}: an element {}", it.name);
        for (key, value) in &it.attributes {
            assert!(!key.starts_with("on") && key != "style", "{name}: {key} on {}", it.name);
            let refers = [
                "href",
                "src",
                "xlink:href",
                "srcset",
                "action",
                "formaction",
                "data",
                "poster",
                "ping",
                "background",
                "manifest",
                "cite",
            ];
            if refers.contains(&key.as_str()) {
                let icon = it.name == "link" && it.get("rel") == Some("icon") && value == "data:,";
                assert!(value.starts_with('#') || icon, "{name}: {key} = {value}");
            }
            let calls = value.matches("url(").count();
            assert_eq!(calls, value.matches("url(#").count(), "{name}: {key} = {value}");
        }
        let refresh =
            it.get("http-equiv").is_some_and(|it| !it.eq_ignore_ascii_case("content-security-policy"));
        assert!(!refresh, "{name}: {it:?}");
        if it.name == "style" {
            assert!(!it.text.contains("@import") && !it.text.contains("://"), "{name}: style");
            assert_eq!(it.text.matches("url(").count(), it.text.matches("url(#").count(), "{name}: style");
        }
    }
    let policy = all.iter().find(|it| it.get("http-equiv").is_some()).unwrap().get("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{name}: {policy}");
}

#[test]
fn no_page_has_an_external_reference() {
    for (name, page) in pages() {
        let all = elements(page);
        assert!(all.len() > 200, "{name}: {}", all.len());
        stands_alone(name, &all);
        let scripts: Vec<&Element> = all.iter().filter(|it| it.name == "script").collect();
        let [json, code] = scripts.as_slice() else { panic!("{name}: {} scripts", scripts.len()) };
        assert_eq!(json.get("type"), Some("application/json"));
        // The one address in the script names SVG and is never asked for.
        for word in [
            "fetch",
            "XMLHttpRequest",
            "import(",
            "WebSocket",
            "EventSource",
            "sendBeacon",
            "eval",
            "Function(",
        ] {
            assert!(!code.text.contains(word), "{name}: {word} in the script");
        }
        for address in code.text.split("://").skip(1) {
            assert!(address.starts_with("www.w3.org/"), "{name}: {}", &address[..20]);
        }
    }
}

/// Ids stand once, and what refers to one finds it.
pub(crate) fn leads_somewhere(name: &str, all: &[Element]) {
    let ids: Vec<&str> = all.iter().filter_map(|it| it.get("id")).collect();
    let set: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), set.len(), "{name}: an id twice");
    for it in all {
        for (key, value) in &it.attributes {
            let target = match key.as_str() {
                "href" => value.strip_prefix('#'),
                "for" | "aria-describedby" | "aria-labelledby" => Some(value.as_str()),
                _ => value.strip_prefix("url(#").and_then(|it| it.strip_suffix(')')),
            };
            assert!(target.is_none_or(|it| set.contains(it)), "{name}: {key} = {value}");
        }
    }
}

#[test]
fn references_inside_the_page_lead_somewhere() {
    for (name, page) in pages() {
        leads_somewhere(name, &elements(page));
    }
}

#[test]
fn people_and_their_helpers_find_their_way() {
    for (name, page) in pages() {
        let all = elements(page);
        assert_eq!(all.iter().find(|it| it.name == "html").unwrap().get("lang"), Some("en"), "{name}");
        assert_eq!(all.iter().filter(|it| it.name == "h1").count(), 1, "{name}");
        // The text of a track says its language, in lists and in pictures.
        for it in all.iter().filter(|it| it.name == "blockquote" || it.is("frame")) {
            assert!(
                it.get("lang").is_some_and(|it| ["es", "es-ES", "kk", "ru"].contains(&it)),
                "{name}: {it:?}"
            );
        }
        // Pictures have a text instead, or are hidden from those who do not see.
        for it in all.iter().filter(|it| it.name == "svg" && !it.inside.iter().any(|it| it == "svg")) {
            let told = it.get("aria-label").is_some_and(|it| !it.is_empty());
            let hidden = it.get("aria-hidden") == Some("true");
            let parts = it.get("id") == Some("tl-svg");
            assert!(told || hidden || parts, "{name}: {it:?}");
        }
        for it in all.iter().filter(|it| it.name == "th") {
            assert!(it.get("scope").is_some(), "{name}: {it:?}");
        }
    }
}

#[test]
fn the_page_says_what_the_check_found() {
    let all = elements(defects());
    let findings: Vec<&Element> = all.iter().filter(|it| it.is("finding")).collect();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_tregua"))
        .current_dir(root().join("fixtures/feature/defects"))
        .args(["check", "--format", "json"])
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let mut wanted = Vec::new();
    for (track, file) in json["files"].as_array().unwrap().iter().enumerate() {
        for it in file["findings"].as_array().unwrap() {
            let cue = it["cue"].as_u64().map(|n| (n - 1).to_string());
            wanted.push((track.to_string(), it["rule"].as_str().unwrap().to_owned(), cue));
        }
    }
    let seen: Vec<_> = findings
        .iter()
        .map(|it| {
            let get = |key: &str| it.get(key).map(str::to_owned);
            (get("data-track").unwrap(), get("data-rule").unwrap(), get("data-cue"))
        })
        .collect();
    assert!(wanted.len() > 50);
    assert_eq!(seen, wanted);
    // And the numbers on top are those of the summary.
    let figure = |level: &str| {
        let tile = all.iter().position(|it| it.name == "a" && it.get("data-level") == Some(level)).unwrap();
        let around: String = all[tile..tile + 5].iter().map(|it| it.text.trim()).collect();
        around.chars().take_while(char::is_ascii_digit).collect::<String>()
    };
    for (level, key) in [("error", "errors"), ("warning", "warnings"), ("note", "infos")] {
        assert_eq!(figure(level), json["summary"][key].to_string(), "{level}");
    }
}

#[test]
fn the_plots_are_drawn_without_the_script() {
    for (name, page) in [("defects", defects()), ("clean", clean())] {
        let all = elements(page);
        let count = |test: &dyn Fn(&Element) -> bool| all.iter().filter(|it| test(it)).count();
        assert_eq!(count(&|it| it.is("row")), 3, "{name}: rows of the timeline");
        assert!(count(&|it| it.is("bar") && it.name == "path") >= 3, "{name}: bars");
        assert!(count(&|it| it.is("cell")) > 3 * 140, "{name}: cells of the heat map");
        assert_eq!(count(&|it| it.is("histogram")), 9, "{name}: histograms");
        assert!(count(&|it| it.is("column")) > 9 * 8, "{name}: columns");
        // Two limits of durations, one of gaps, one of speeds: they come from the profile, by their names there.
        assert_eq!(count(&|it| it.is("limit")), 3 * 4, "{name}: limits");
        assert_eq!(count(&|it| it.is("drift")), 3, "{name}: drift");
        assert!(all.iter().filter(|it| it.is("dots")).all(|it| it.get("d").unwrap().len() > 1000), "{name}");
        assert!(count(&|it| it.is("frame")) >= 18, "{name}: pictures");
    }
    let bad = |page: &str| elements(page).iter().filter(|it| it.is("column") && it.is("bad")).count();
    // The legend shows one.
    assert_eq!(bad(clean()), 1);
    assert!(bad(defects()) > 6);
}

#[test]
fn the_cues_are_there_for_the_script() {
    let all = elements(defects());
    let data = data(&all);
    let tracks = data["tracks"].as_array().unwrap();
    assert_eq!(tracks.len(), 3);
    for (n, track) in tracks.iter().enumerate() {
        let cues = track["starts"].as_array().unwrap().len();
        assert!(cues > 1800);
        for list in ["lasts", "characters", "texts"] {
            assert_eq!(track[list].as_array().unwrap().len(), cues, "{list}");
        }
        let worst = track["worst"].as_str().unwrap();
        assert_eq!(worst.len(), cues);
        let n = n.to_string();
        let with: BTreeSet<_> = all
            .iter()
            .filter(|it| it.is("finding") && it.get("data-track") == Some(&n))
            .filter_map(|it| it.get("data-cue"))
            .collect();
        let marked = worst.bytes().filter(|it| *it != b'0').count();
        // A cue whose time cannot be read has no place on the timeline.
        assert!(marked > 5 && (marked..=marked + 2).contains(&with.len()), "{marked} {}", with.len());
    }
}

#[test]
fn a_cut_list_says_so_and_keeps_the_gravest() {
    let folder = root().join("fixtures/feature/defects");
    let page = check(&folder, &["--max-shown", "5"]);
    let all = elements(&page);
    let levels: Vec<_> =
        all.iter().filter(|it| it.is("finding")).map(|it| it.get("data-level").unwrap()).collect();
    assert_eq!(levels, ["error"; 5]);
    let (_, findings) = counted();
    let words = format!("Showing 5 of {findings} findings, the gravest first.");
    assert!(page.contains(&words), "no word of it");
    let page = check(&folder, &["--max-shown", "0"]);
    assert_eq!(elements(&page).iter().filter(|it| it.is("finding")).count() as u64, findings);
    assert!(!page.contains("Showing "));
}

#[test]
fn a_page_of_an_earlier_run_is_replaced_unasked_and_no_other() {
    let folder = folder("again");
    let film = "1\n00:00:01,000 --> 00:00:03,000\nVuelve a casa.\n";
    std::fs::write(folder.join("film.es.srt"), film).unwrap();
    let page = folder.join("page.html");
    let _ = std::fs::remove_file(&page);
    let run = |lang: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tregua"));
        command.current_dir(&folder).args(["check", "--report", "html=page.html", "film.es.srt"]);
        command.args(["--message-language", lang]).output().unwrap().status.code()
    };
    assert_eq!((run("es"), run("kk"), run("en")), (Some(0), Some(0), Some(0)));
    std::fs::write(&page, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>x").unwrap();
    assert_eq!(run("en"), Some(2));
    assert!(std::fs::read_to_string(&page).unwrap().ends_with("<title>x"));
}

#[test]
fn a_feature_with_many_findings_stays_small_and_the_same() {
    let folder = folder("many");
    let feature = root().join("fixtures/feature");
    let mut project =
        String::from("[programme]\ntitle = 'Дала мен теңіз'\nframe_rate = '24'\nlength = '02:30:00'\n");
    for lang in ["es-ES", "kk", "ru"] {
        let file = format!("tregua-feature.{lang}.srt");
        let text = std::fs::read_to_string(feature.join(&file)).unwrap();
        let between = if text.contains("\r\n") { "\r\n\r\n" } else { "\n\n" };
        let mut cues: Vec<String> = text.split(between).map(str::to_owned).collect();
        // A blank too many in every eleventh cue.
        for cue in cues.iter_mut().step_by(11) {
            let end = cue.trim_end().len();
            cue.replace_range(end.., " ");
        }
        std::fs::write(folder.join(&file), cues.join(between) + &between[..between.len() / 2]).unwrap();
        let _ = write!(project, "[[track]]\nlang = '{lang}'\nfile = '{file}'\n");
    }
    std::fs::write(folder.join("tregua.toml"), project).unwrap();
    let page = check(&folder, &[]);
    let all = elements(&page);
    let found = all.iter().filter(|it| it.is("finding")).count();
    assert!((500..=540).contains(&found), "{found} findings");
    assert!(page.len() < 1_500_000, "{} bytes", page.len());
    assert!(page.contains("Дала мен теңіз"));
    assert_eq!(page, check(&folder, &[]), "the same films make the same page");
}

#[test]
fn files_by_themselves_and_none_at_all() {
    let feature = root().join("fixtures/feature");
    let page = check(&feature, &["tregua-feature.kk.srt"]);
    assert!(page.contains("nothing to compare it with"));
    assert_eq!(elements(&page).iter().filter(|it| it.is("drift")).count(), 0);
    let page = check(&feature, &["tregua-feature.kk.srt", "tregua-feature.ru.srt"]);
    assert!(page.contains("are not compared"));
    // A folder that holds no subtitle, and a file that is none.
    let page = check(&feature, &["script.tsv"]);
    let all = elements(&page);
    assert!(page.contains("Could not be checked") && !page.contains("Nothing found."), "{page}");
    assert!(all.iter().any(|it| it.is("grave")) && !all.iter().any(|it| it.is("plot")));
}

#[test]
fn very_many_tracks_are_not_all_drawn_and_that_is_said() {
    let folder = folder("crowd");
    let text = "1\n00:00:01,000 --> 00:00:01,500\n\u{a1}Venid todos  aqu\u{ed}!\n";
    let names: Vec<String> = (0..30).map(|n| format!("n{n:02}.es.srt")).collect();
    for name in &names {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let page = check(&folder, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let all = elements(&page);
    let count = |test: &dyn Fn(&Element) -> bool| all.iter().filter(|it| test(it)).count();
    assert_eq!((count(&|it| it.is("row")), count(&|it| it.is("histogram"))), (24, 3 * 24));
    assert!(page.contains("There are 30 tracks.") && page.contains("show the first 24"));
    // What is counted and listed is whole.
    assert_eq!(count(&|it| it.name == "tr" && it.inside.iter().any(|it| it == "tbody")), 30 + 3);
    let last = |it: &Element| it.is("finding") && it.get("data-track") == Some("29");
    assert_eq!(count(&last), 3);
    assert_eq!(data(&all)["tracks"].as_array().unwrap().len(), 24);
}
