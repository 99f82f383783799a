//! Where a large WebVTT file may be cut.

use super::block::{Kind, Scanner, has_arrow, line_at};
use super::timing;
use crate::format::windows::{Windows, has_no_conflict, has_plain_ends, line_starts};
use crate::source::{Encoding, Source};

/// A blank line ends every block, and a block with times ends the part in which regions and style sheets count. So a window is
/// what stands before the first such block, and blocks that begin with one.
pub(super) static WINDOWS: Windows = Windows { head, last_cut, is_apart };

fn head(beginning: &[u8]) -> Option<usize> {
    /// What is wrong with a head is found in every window, and rules list so many findings of a window.
    const FAULTS: usize = 64;
    let whole_lines = beginning.get(..=memchr::memrchr(b'\n', beginning)?)?;
    let text = std::str::from_utf8(whole_lines).ok()?;
    if !text.trim_start_matches('\u{feff}').starts_with("WEBVTT") {
        return None;
    }
    let mut scanner = Scanner::new(text);
    scanner.head();
    let first = loop {
        let block = scanner.block()?;
        match block.kind {
            Kind::Cue { times: Some(_), .. } if !block.glued => break block.span.start as usize,
            // Players drop it, but a reader that keeps it has a cue there.
            Kind::Cue { .. } => return None,
            _ => {}
        }
    };
    let head = text.get(..first)?;
    let document = super::parse(Source::open(head.as_bytes(), Some(Encoding::Utf8), None).ok()?);
    let usual = document.cues.is_empty() && document.problems.len() < FAULTS;
    (usual && has_plain_ends(head.as_bytes())).then_some(first)
}

fn is_apart(raw: &[u8]) -> bool {
    has_plain_ends(raw) && has_no_conflict(raw)
}

fn last_cut(raw: &[u8]) -> Option<usize> {
    let is_behind_blank = |at: &usize| {
        let before = raw.get(..*at).unwrap_or_default();
        before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n")
    };
    line_starts(raw).filter(is_behind_blank).find(|at| begins_cue(raw, *at))
}

/// Whether the lines that begin at `at` are whole, and those of a cue that players show.
fn begins_cue(raw: &[u8], at: usize) -> bool {
    let mut from = at;
    for _ in 0..2 {
        let Some(line) =
            line_at(raw, from, false).filter(|line| line.start < line.end && line.next < raw.len())
        else {
            return false;
        };
        let bytes = raw.get(line.start..line.end).unwrap_or_default();
        if has_arrow(bytes) {
            return timing::strict(bytes).is_some();
        }
        from = line.next;
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::format::windows::tests::{cuts, same};
    use proptest::prelude::*;

    const HEADS: &[&str] = &[
        "WEBVTT\n\n",
        "\u{feff}WEBVTT - La estepa\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n",
        "WEBVTT\r\n\r\nSTYLE\r\n::cue(.a) { color: red }\r\n\r\nREGION\r\nid:arriba\r\n\r\nNOTE uno\r\n\r\n",
        "WEBVTT\n\nNOTE\n00:01.000 -> 00:02.000\n\n",
        "WEBVTT\n\n00:01.000 -> 00:02.000\nnone\n\n",
        "WEBVTT\n",
        "WEBVTT\n00:01.000 -> 00:02.000\nnone\n\n",
        "WEBVT\n\n",
        "WEBVTT\r\r\n\r\r\n",
        "",
    ];

    const PIECES: &[&str] = &[
        "00:00:07.000 --> 00:00:08.000\nHola, ¿qué tal?\n\n",
        "a7\n00:07.000 --> 00:08.000 region:arriba line:10%\n- Сәлем!\n- Қайдасың?\n\n",
        "9\r\n00:00:07.000 --> 00:00:09.000\r\nОтпусти <c.a>меня</c>.\r\n\r\n",
        "00:00:07.000 --> 00:00:08.000\n\n",
        "00:00:07.000 --> 00:00:08.000\nuno\n\ndos\n\n",
        "00:00:07.000 --> 00:00:08.000\nuno <00:00:07.500> dos\n",
        "00:00:07,000 --> 00:00:08,000\nsigns\n\n",
        "00:07.0 -> 00:08\nloose\n\n",
        "00:00:99.000 --> 00:00:08.000\ndamaged\n\n",
        "NOTE\n00:00:07.000 --> 00:00:08.000\nits name is NOTE\n\n",
        "NOTE uno\n\n",
        "STYLE\n::cue { color: red }\n\n",
        "REGION\nid:abajo\n\n",
        "STYLE\n\n",
        "stray\n\n",
        "--> \n\n",
        "x -->\ny\n\n",
        "00:00:07.000 --> 00:00:08.000\rold\r\r",
        "00:00:07.000 --> 00:00:08.000\r\r\ntwice\r\r\n\r\r\n",
        "\u{feff}00:00:07.000 --> 00:00:08.000\nmark\n\n",
        "WEBVTT\n\n",
        "\n",
        "\r\n",
        "\r",
        " \n",
        "\0\0\n",
        "text",
        "12345678901:00:07.000 --> 12345678902:00:08.000\nbeyond\n\n",
        "00:00:05.000 --> 00:00:06.000\nback in time\n\n",
        "00:00:07.000 --> 00:00:08.000",
    ];

    #[test]
    fn a_clean_file_is_cut_before_nearly_every_cue() {
        let text = format!("{}{}", HEADS[2], PIECES[0].repeat(100));
        assert!(cuts(&super::super::FORMAT, text.as_bytes(), 200) > text.len() / 400);
    }

    #[test]
    fn some_files_are_read_whole() {
        for head in &HEADS[4..] {
            assert_eq!(super::head(format!("{head}{}", PIECES[0]).as_bytes()), None, "{head:?}");
        }
        for head in &HEADS[..4] {
            assert_eq!(super::head(format!("{head}{}", PIECES[0]).as_bytes()), Some(head.len()), "{head:?}");
        }
        assert_eq!(super::head(HEADS[0].as_bytes()), None, "no cue in sight");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn windows_say_what_the_whole_says(
            head in prop_oneof![4 => 0..4usize, 1 => 0..HEADS.len()],
            pieces in proptest::collection::vec(prop_oneof![8 => 0..4usize, 3 => 0..PIECES.len()], 0..40),
            size in 1..400usize,
        ) {
            let text: String = pieces.iter().map(|at| PIECES[*at]).collect();
            same(&super::super::FORMAT, format!("{}{text}", HEADS[head]).as_bytes(), size);
        }
    }
}
