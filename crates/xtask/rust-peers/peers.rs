//! What other Rust parsers make of the inputs of `crates/parse/benches/formats.rs`.
//!
//! The folder of the inputs is named by `TREGUA_BENCH_INPUTS`. Each parser is given what it may be given at once: a
//! text whose bytes were checked in the fastest way there is. One that does not read all cues is not timed, and that
//! is said on standard error. `roxmltree` and `serde_json` are no subtitle parsers: they are what reading the tree
//! alone costs, where no parser of the format was found.

use divan::counter::BytesCount;
use std::str::FromStr;
use std::sync::LazyLock;
use subtitler::model::SubtitleFile;

struct Input {
    id: &'static str,
    raw: Vec<u8>,
    cues: usize,
}

static INPUTS: LazyLock<Vec<Input>> = LazyLock::new(|| {
    let folder = std::env::var("TREGUA_BENCH_INPUTS").expect("TREGUA_BENCH_INPUTS names a folder");
    let index = std::fs::read_to_string(format!("{folder}/index.tsv")).expect("index.tsv");
    let input = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let id = fields[0].to_owned().leak();
        let raw = std::fs::read(format!("{folder}/{id}")).expect("an input");
        Input { id, raw, cues: fields[3].parse().expect("a number of cues") }
    };
    index.lines().map(input).collect()
});

fn main() {
    divan::main();
}

type Reader = fn(&str, &[u8]) -> Option<usize>;

/// The formats a parser reads all cues of.
fn read_by(name: &str, reader: Reader) -> Vec<&'static str> {
    let reads = |input: &&Input| match reader(input.id, &input.raw) {
        // More is fine: the rate of a MicroDVD file may be counted as a cue.
        Some(cues) if cues >= input.cues => true,
        Some(cues) => {
            eprintln!("short\t{name}\t{}\t{cues}\t{}", input.id, input.cues);
            false
        }
        None => false,
    };
    INPUTS.iter().filter(reads).map(|input| input.id).collect()
}

fn time(bencher: divan::Bencher<'_, '_>, id: &str, reader: Reader) {
    let input = INPUTS.iter().find(|input| input.id == id).expect("an input");
    bencher.counter(BytesCount::of_slice(&input.raw)).bench(|| reader(id, divan::black_box(&input.raw)));
}

fn text(raw: &[u8]) -> &str {
    simdutf8::basic::from_utf8(raw).unwrap_or_default()
}

fn by_aspasia(id: &str, raw: &[u8]) -> Option<usize> {
    use aspasia::Subtitle;
    match id {
        "srt" => Some(aspasia::SubRipSubtitle::from_str(text(raw)).map_or(0, |it| it.events().len())),
        "vtt" => Some(aspasia::WebVttSubtitle::from_str(text(raw)).map_or(0, |it| it.events().len())),
        "ass" => Some(aspasia::AssSubtitle::from_str(text(raw)).map_or(0, |it| it.events().len())),
        "microdvd" => Some(aspasia::MicroDvdSubtitle::from_str(text(raw)).map_or(0, |it| it.events().len())),
        _ => None,
    }
}

#[divan::bench(args = read_by("aspasia", by_aspasia))]
fn aspasia(bencher: divan::Bencher<'_, '_>, id: &str) {
    time(bencher, id, by_aspasia);
}

fn cues(file: &SubtitleFile) -> usize {
    match file {
        SubtitleFile::Srt(all) | SubtitleFile::Sbv(all) | SubtitleFile::Mpl2(all) => all.len(),
        SubtitleFile::Vtt { subtitles, .. }
        | SubtitleFile::MicroDvd { subtitles, .. }
        | SubtitleFile::SubViewer { subtitles, .. }
        | SubtitleFile::Ttml { subtitles, .. }
        | SubtitleFile::Lrc { subtitles, .. } => subtitles.len(),
        SubtitleFile::Ass(it) => it.subtitles.len(),
        SubtitleFile::Sami(it) => it.subtitles.len(),
        SubtitleFile::Scc(it) => it.subtitles.len(),
        SubtitleFile::EbuStl(it) => it.subtitles.len(),
        #[allow(unreachable_patterns, reason = "what it has depends on its features")]
        _ => 0,
    }
}

fn by_subtitler(id: &str, raw: &[u8]) -> Option<usize> {
    let file = match id {
        "srt" => subtitler::srt::parse_content(text(raw)),
        "vtt" => subtitler::vtt::parse_content(text(raw)),
        "ass" => subtitler::ass::parse_content(text(raw)),
        "imsc" => subtitler::ttml::parse_content(text(raw)),
        "scc" => subtitler::scc::parse_content(text(raw)),
        "stl" => subtitler::ebu_stl::parse_content(raw),
        "microdvd" => subtitler::microdvd::parse_content(text(raw), Some(24.0)),
        "subviewer" => subtitler::subviewer::parse_content(text(raw)),
        "sbv" => subtitler::sbv::parse_content(text(raw)),
        "mpl2" => subtitler::mpl2::parse_content(text(raw)),
        "sami" => subtitler::sami::parse_content(text(raw)),
        "lrc" => subtitler::lrc::parse_content(text(raw)),
        _ => return None,
    };
    Some(file.map_or(0, |file| cues(&file)))
}

#[divan::bench(args = read_by("subtitler", by_subtitler))]
fn subtitler(bencher: divan::Bencher<'_, '_>, id: &str) {
    time(bencher, id, by_subtitler);
}

fn by_ebustl(id: &str, raw: &[u8]) -> Option<usize> {
    // Its parser only cuts the file into blocks; the letters are read on demand.
    let texts = |file: ebustl::Stl| file.ttis.iter().filter(|block| !block.get_text().is_empty()).count();
    let read = || ebustl::parser::parse_stl_from_slice(raw).map_or(0, texts);
    (id == "stl").then(read)
}

#[divan::bench(args = read_by("ebustl", by_ebustl))]
fn ebustl(bencher: divan::Bencher<'_, '_>, id: &str) {
    time(bencher, id, by_ebustl);
}

fn by_roxmltree(id: &str, raw: &[u8]) -> Option<usize> {
    let tag = match id {
        "dcp" => "Subtitle",
        "imsc" => "p",
        _ => return None,
    };
    let tree = roxmltree::Document::parse(text(raw)).ok()?;
    Some(tree.descendants().filter(|node| node.has_tag_name(tag) || node.tag_name().name() == tag).count())
}

#[divan::bench(args = read_by("roxmltree", by_roxmltree))]
fn roxmltree(bencher: divan::Bencher<'_, '_>, id: &str) {
    time(bencher, id, by_roxmltree);
}

fn by_serde_json(id: &str, raw: &[u8]) -> Option<usize> {
    let read = || {
        let value: Option<serde_json::Value> = serde_json::from_slice(raw).ok();
        value.and_then(|v| v.get("cues").and_then(|cues| cues.as_array()).map(Vec::len)).unwrap_or(0)
    };
    (id == "json").then(read)
}

#[divan::bench(args = read_by("serde_json", by_serde_json))]
fn serde_json(bencher: divan::Bencher<'_, '_>, id: &str) {
    time(bencher, id, by_serde_json);
}
