use super::*;

fn document<'a>(format: &str, text: &'a str) -> Document<'a> {
    let source = Source::open(text.as_bytes(), None, None).unwrap();
    (by_name(format).unwrap().parse)(source, &ReadOptions::default())
}

const SCRIPT: &str = "[Script Info]\n\n[V4+ Styles]\nStyle: kk\n\n[Events]\nFormat: Start, End, Style, Text\n\
    Dialogue: 0:00:01.00,0:00:02.00,kk,A\nComment: 0:00:01.00,0:00:02.00,note,B\n\
    Dialogue: 0:00:03.00,0:00:04.00,,C\nDialogue: 0:00:05.00,0:00:06.00, ru ,D\n";
const SUBRIP: &str = "1\n00:00:01,000 --> 00:00:02,000\nA\n\n";
const REEL: &str = "<DCSubtitle Version=\"1.0\"><SubtitleID>a</SubtitleID></DCSubtitle>";

#[test]
fn every_format_is_found_by_its_name_and_has_one_of_its_own() {
    for (at, format) in FORMATS.iter().enumerate() {
        assert_eq!(by_name(&format.id.to_ascii_uppercase()), Some(*format));
        assert_eq!(FORMATS.iter().position(|it| it.id == format.id), Some(at));
    }
    for (extension, id) in
        [("msrt", Some("srt")), ("ASS", Some("ass")), ("sub", Some("microdvd")), ("", None), (".srt", None)]
    {
        assert_eq!(by_name(extension).map(|it| it.id), id, "{extension}");
    }
}

#[test]
fn an_extension_is_written_by_those_whose_usual_one_it_is() {
    let ids = |extension| written_as(extension).iter().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids("srt"), ["srt"]);
    assert_eq!(ids("msrt"), ["srt"]);
    assert_eq!(ids("ssa"), ["ssa"]);
    assert_eq!(ids("SRT"), Vec::<&str>::new());
    for format in FORMATS.iter().filter(|it| it.write.is_none()) {
        assert!(!format.extensions.iter().any(|it| written_as(it).contains(format)), "{format:?}");
    }
}

#[test]
fn a_document_is_read_by_its_own_format() {
    let shown = |document: &Document<'_>| {
        lower(document).runs.iter().map(|run| run.text.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(shown(&document("srt", SUBRIP)), ["A"]);
    assert_eq!(shown(&document("ass", SCRIPT)), ["A", "C", "D"]);
    let unknown = Document { format: "?", ..document("srt", SUBRIP) };
    assert!(lower(&unknown).cues.is_empty() && parts(&unknown).is_empty());
}

#[test]
fn parts_are_the_styles_of_a_scripts_cues() {
    let of = |document: &Document<'_>| {
        let all = parts(document);
        all.into_iter().map(|part| part.map(Cow::into_owned)).collect::<Vec<_>>()
    };
    assert_eq!(of(&document("ass", SCRIPT)), [Some("kk".to_owned()), None, Some("ru".to_owned())]);
    assert_eq!(of(&document("srt", SUBRIP)), []);
}

#[test]
fn the_start_of_the_programme_is_what_the_file_says() {
    assert_eq!(programme_start(&document("srt", SUBRIP)), None);
    assert_eq!(programme_start(&document("dcp-interop", REEL)), Some(Time::ZERO));
}
