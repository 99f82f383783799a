//! The house in order: what depends on what, which file holds what, and nothing left lying about. Reads the
//! repository's own files as text; a rule that the compiler can hold is not here.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::Path;
use tregua_tests::corpus::{files, root};

/// A text file of the repository: its path from the root, with `/`, and its text.
struct Page {
    path: String,
    text: String,
}

impl Page {
    /// Test code beside the sources, benchmarks and the workspace's tests.
    fn is_test(&self) -> bool {
        let part = |name: &str| self.path.split('/').any(|part| part == name);
        part("tests") || part("tests.rs") || part("benches")
    }

    /// The code without comments and without what only tests see. Relies on rustfmt: what a `#[cfg(test)]` is for
    /// ends at the first line that closes it at the same depth.
    fn code(&self) -> Vec<(usize, &str)> {
        let mut out = Vec::new();
        let mut lines = self.text.lines().enumerate();
        while let Some((n, line)) = lines.next() {
            let body = line.trim_start();
            if body == "#[cfg(test)]" {
                let depth = line.len() - body.len();
                let closes = |l: &str| l.len() - l.trim_start().len() == depth && l.ends_with(['}', ';']);
                lines.by_ref().find(|(_, l)| closes(l));
            } else if !body.starts_with("//") {
                out.push((n + 1, line));
            }
        }
        out
    }

    /// Where one of these words stands in the code.
    fn places(&self, words: &[&str]) -> Vec<String> {
        let hit = |line: &str| words.iter().find(|word| has_word(line, word)).copied();
        let all = self.code().into_iter();
        all.filter_map(|(n, line)| hit(line).map(|word| format!("{}:{n}: {word}", self.path))).collect()
    }
}

/// Whether `word` stands in `line` with nothing glued to it that would make another word of it.
fn has_word(line: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let ends_open = letter(word.chars().next_back());
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
        !(letter(before) || ends_open && letter(after))
    })
}

/// Every text file that belongs to the repository: no build output, no other tool's folder.
fn pages() -> Vec<Page> {
    let root = root();
    let mut out = Vec::new();
    for entry in fs::read_dir(&root).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("target") || [".git", ".hg", ".jj", ".idea", ".vscode"].contains(&name.as_str()) {
            continue;
        }
        let all = if entry.path().is_dir() { files(&entry.path()) } else { vec![entry.path()] };
        out.extend(all.into_iter().filter_map(|path| {
            let text = String::from_utf8(fs::read(&path).ok()?).ok()?;
            let path = path.strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
            Some(Page { path, text })
        }));
    }
    assert!(out.len() > 100, "only {} files found", out.len());
    out
}

/// The Rust files below a folder.
fn rust(folder: &str) -> Vec<Page> {
    pages().into_iter().filter(|p| p.path.starts_with(folder) && p.path.ends_with(".rs")).collect()
}

fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

fn libraries() -> Vec<Page> {
    let both = ["crates/parse/src/", "crates/containers/src/", "crates/qa/src/"];
    both.into_iter().flat_map(rust).filter(|page| !page.is_test()).collect()
}

#[test]
fn the_crates_depend_one_way() {
    let front = ["clap", "anyhow", "indicatif", "anstream", "anstyle", "annotate-snippets", "trycmd"];
    for (krate, others) in [
        ("parse", &["tregua", "tregua-qa", "tregua-containers", "toml", "rayon"][..]),
        ("containers", &["tregua", "tregua-qa", "toml", "rayon"]),
        ("qa", &["tregua", "tregua-containers"]),
    ] {
        let manifest = fs::read_to_string(root().join(format!("crates/{krate}/Cargo.toml"))).unwrap();
        let mut section = String::new();
        for line in manifest.lines() {
            if line.starts_with('[') {
                section = line.to_owned();
            }
            if !section.contains("dependencies") {
                continue;
            }
            // `clap.workspace = true`, `clap = "4"`, `[dependencies.clap]`.
            let name = line.trim_start_matches('[').trim_end_matches(']');
            let name = name.strip_prefix("dependencies.").unwrap_or(name);
            let name = name.split(['=', '.', ' ']).next().unwrap_or("").trim();
            let bad = front.contains(&name) || others.contains(&name);
            assert!(!bad, "crates/{krate} must not depend on {name}");
        }
    }
}

#[test]
fn the_libraries_touch_nothing_outside() {
    let words = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::time::SystemTime",
        "std::time::Instant",
        "SystemTime",
        "Instant",
        "println!",
        "eprintln!",
        "print!",
        "eprint!",
    ];
    let mut found: Vec<String> = libraries().iter().flat_map(|page| page.places(&words)).collect();
    // `use std::{env, fs};`
    for page in libraries() {
        let code: Vec<&str> = page.code().into_iter().map(|(_, line)| line).collect();
        for part in code.join(" ").split("use std::{").skip(1) {
            let group = part.split(';').next().unwrap_or("");
            let bad = ["fs", "env", "net", "process"].iter().find(|word| has_word(group, word));
            found.extend(bad.map(|word| format!("{}: std::{{{word}}}", page.path)));
        }
    }
    none("a library reads or writes nothing, asks no clock and prints nothing", &found);
}

#[test]
fn threads_are_named_in_one_file() {
    let mut found = Vec::new();
    for page in rust("crates/").iter().filter(|p| p.path != "crates/qa/src/par.rs" && !p.is_test()) {
        found.extend(page.places(&["rayon", "std::thread"]));
    }
    // The program's own progress line runs beside the work.
    found.retain(|place| !place.starts_with("crates/cli/") || place.ends_with("rayon"));
    none("only par.rs spreads work", &found);
    assert!(!rust("crates/qa/src/par.rs")[0].places(&["rayon"]).is_empty(), "the test sees nothing");
}

/// The rules, `timing/overlap`: a file each in a folder for each group.
fn rules() -> Vec<(String, Page)> {
    let name = |path: &str| path.strip_prefix("crates/qa/src/rules/")?.strip_suffix(".rs").map(str::to_owned);
    let all = rust("crates/qa/src/rules/").into_iter();
    let all = all.filter_map(|page| name(&page.path).map(|name| (name, page)));
    all.filter(|(name, _)| name.contains('/') && !name.ends_with("/mod")).collect()
}

#[test]
fn no_rule_knows_another_rule() {
    let rules = rules();
    assert!(rules.len() > 20, "only {} rules found", rules.len());
    let mut found = Vec::new();
    for (name, page) in &rules {
        for other in rules.iter().map(|(other, _)| other).filter(|other| *other != name) {
            let stem = other.rsplit('/').next().unwrap();
            let places = page.places(&[&format!("{stem}::"), &format!("super::{stem}")]);
            // An engine of the crate may have a rule's name.
            let engine = format!("crate::{stem}::");
            let line = |place: &String| place.split(':').nth(1).and_then(|n| n.parse::<usize>().ok());
            let is_rule = |place: &String| {
                let text = line(place).and_then(|n| page.text.lines().nth(n - 1)).unwrap_or_default();
                !text.contains(&engine)
            };
            found.extend(places.into_iter().filter(is_rule));
        }
        found.extend(page.places(&["rules::RULES", "rules::find"]));
    }
    none("a rule uses another; what both need goes into their group's mod.rs", &found);
}

/// The names of the formats: files and folders beside `crates/parse/src/format/mod.rs`.
fn formats() -> Vec<String> {
    let folder = root().join("crates/parse/src/format");
    let names = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    // What all formats share stands beside them.
    let shared = ["common", "demands", "mod", "sniffing", "take_out", "windows", "write"];
    let names: Vec<String> = names
        .map(|n| n.trim_end_matches(".rs").to_owned())
        .filter(|n| !shared.contains(&n.as_str()))
        .collect();
    assert!(names.iter().any(|n| n == "srt"), "{names:?}");
    names
}

#[test]
fn no_rule_knows_a_format() {
    let mut found = Vec::new();
    for (_, page) in rules().iter().filter(|(name, _)| name != "file/strict_reader") {
        for format in formats() {
            found.extend(page.places(&[&format!("{format}::"), &format!("format::{format}")]));
        }
    }
    none("a rule names a format", &found);
}

#[test]
fn no_format_knows_another_format() {
    let mut found = Vec::new();
    let formats = formats();
    for format in &formats {
        for page in rust(&format!("crates/parse/src/format/{format}")).iter().filter(|p| !p.is_test()) {
            for other in formats.iter().filter(|other| *other != format) {
                found.extend(page.places(&[&format!("{other}::"), &format!("format::{other}")]));
            }
        }
    }
    none("a format uses another", &found);
    // And what all formats stand on knows none of them.
    for page in ["base", "source", "syntax", "model", "time"]
        .iter()
        .flat_map(|f| rust(&format!("crates/parse/src/{f}")))
    {
        if !page.is_test() {
            let words: Vec<String> = formats.iter().map(|format| format!("format::{format}")).collect();
            found.extend(page.places(&words.iter().map(String::as_str).collect::<Vec<_>>()));
        }
    }
    none("the ground floor uses a format", &found);
}

#[test]
fn files_are_short_and_say_what_they_are() {
    /// Files that may be longer. Empty, and should stay so.
    const LONGER: &[&str] = &[];
    let mut found = Vec::new();
    for page in rust("") {
        let lines = page.text.lines().count();
        let most = if page.is_test() { 500 } else { 400 };
        if lines > most && !LONGER.contains(&page.path.as_str()) {
            found.push(format!("{}: {lines} lines, {most} at most", page.path));
        }
        // A rule's manual page is its head; unit tests in a file of their own belong to the file above.
        let unit_test = page.path.starts_with("crates/") && page.is_test();
        if !page.text.starts_with("//!") && !page.text.contains("declare_rule! {") && !unit_test {
            found.push(format!("{}: no //! head that says what it is", page.path));
        }
    }
    none("one idea a file", &found);
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not find itself.
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("X", "XX"),
        concat!("dbg", "!("),
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[ig", "nore"),
    ];
    let mut found = Vec::new();
    for page in
        pages().iter().filter(|p| [".rs", ".toml", ".yml", ".sh"].iter().any(|end| p.path.ends_with(end)))
    {
        for (n, line) in page.text.lines().enumerate() {
            let hit = words
                .iter()
                .find(|word| has_word(line, word) || word.starts_with('#') && line.contains(**word));
            found.extend(hit.map(|word| format!("{}:{}: {word}", page.path, n + 1)));
        }
    }
    none("do it now or write it where work is planned", &found);
}

#[test]
fn every_dependency_has_its_reason() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let table = page.split_once("## Dependencies").unwrap().1;
    let named: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(" | "))
        .filter(|(_, reason)| reason.len() > 15)
        .flat_map(|(names, _)| names.split([',', ' ']))
        .collect();
    let mut found = Vec::new();
    let manifests = pages().into_iter().filter(|page| page.path.ends_with("Cargo.toml"));
    for page in manifests.filter(|page| !page.path.contains("/rust-peers/") && !page.path.contains("fuzz/")) {
        let table: toml::Table = page.text.parse().unwrap();
        let mut lists: Vec<&toml::Value> = vec![&table]
            .into_iter()
            .chain(table.get("workspace").and_then(toml::Value::as_table))
            .flat_map(|it| {
                ["dependencies", "dev-dependencies", "build-dependencies"].map(|name| it.get(name))
            })
            .flatten()
            .collect();
        if let Some(targets) = table.get("target").and_then(toml::Value::as_table) {
            lists.extend(targets.values().filter_map(|it| it.get("dependencies")));
        }
        for name in lists.into_iter().filter_map(toml::Value::as_table).flat_map(toml::Table::keys) {
            let own = name.starts_with("tregua") || name == "xtask";
            if !own && !named.contains(&name.as_str()) {
                found.push(format!("{}: {name}", page.path));
            }
        }
    }
    none("a dependency without a line in ARCHITECTURE.md", &found);
}

#[test]
fn no_path_of_a_workplace() {
    let folders = [concat!("/wo", "rk"), concat!("/ro", "ot"), concat!("/ho", "me")];
    let begins = |line: &str, folder: &str| {
        line.match_indices(folder).any(|(at, _)| {
            let (before, after) = (line[..at].chars().next_back(), line[at + folder.len()..].chars().next());
            let inside = |c: char| c.is_alphanumeric() || "._-~/}>)*".contains(c);
            !before.is_some_and(inside) && !after.is_some_and(|c| c.is_alphanumeric() || "_-.".contains(c))
        })
    };
    let mut found = Vec::new();
    for page in pages() {
        for (n, line) in page.text.lines().enumerate() {
            let hit = folders.iter().find(|folder| begins(line, folder));
            found.extend(hit.map(|folder| format!("{}:{}: {folder}", page.path, n + 1)));
        }
    }
    none("a path that only one machine has", &found);
}

#[test]
fn the_pages_every_reader_looks_for_are_there() {
    let wanted = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "deny.toml",
    ];
    let is_there = |path: &Path| fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() > 0);
    let mut missing: Vec<String> =
        wanted.iter().filter(|name| !is_there(&root().join(name))).map(|name| (*name).to_owned()).collect();
    for entry in fs::read_dir(root().join("fixtures")).unwrap() {
        let folder = entry.unwrap().path();
        if folder.is_dir() && !is_there(&folder.join("README.md")) {
            missing.push(format!("{}", folder.join("README.md").strip_prefix(root()).unwrap().display()));
        }
    }
    none("missing or empty", &missing);
}

/// A row of a table that has more or fewer cells than its head: a script's slip, which a renderer hides.
fn crooked(page: &Page) -> Vec<String> {
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let (mut found, mut head, mut fenced) = (Vec::new(), None, false);
    for (n, line) in page.text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        if fenced || !line.starts_with('|') {
            head = None;
        } else if *head.get_or_insert(cells(line)) != cells(line) {
            found.push(format!("{}:{}", page.path, n + 1));
        }
    }
    found
}

#[test]
fn rows_of_tables_have_the_cells_of_their_heads() {
    let pages = pages();
    let written: Vec<&Page> = pages.iter().filter(|page| page.path.ends_with(".md")).collect();
    assert!(written.len() > 20, "only {} pages found", written.len());
    none("crooked tables", &written.into_iter().flat_map(crooked).collect::<Vec<_>>());
}

#[test]
fn the_tests_eyes_are_open() {
    let page = |text: &str| Page { path: "x.rs".to_owned(), text: text.to_owned() };
    let one = page(
        "use std::fs;\n// std::env\n#[cfg(test)]\nmod tests {\n    use std::env;\n}\nfn f() { std::env::args(); }\n",
    );
    assert_eq!(one.places(&["std::fs", "std::env"]), ["x.rs:1: std::fs", "x.rs:7: std::env"]);
    let two = page("#[cfg(test)]\nmod tests;\nuse super::overlap::RULE;\n");
    assert_eq!(two.places(&["overlap::"]), ["x.rs:3: overlap::"]);
    let table = page("| a | b |\n|---|---|\n| `\\|` | 2 |\n| 1 | 2 | 3 |\n```\n|\n```\n");
    assert_eq!(crooked(&table), ["x.rs:4"]);
    assert!(!has_word("std::fsync", "std::fs") && !has_word("non_overlap::x", "overlap::"));
}
