//! Where a large script may be cut.

use super::script::{Walker, What};
use super::version::look;
use crate::format::windows::{Windows, has_plain_ends, line_starts};

/// An event is a line, and takes nothing from the events before it. What does, a section or an order of fields, stands before
/// the first of them; a file with such lines further down is read as a whole.
pub(super) static WINDOWS: Windows = Windows { head, last_cut, is_apart };

const EVENTS: [&[u8]; 2] = [b"Dialogue:", b"Comment:"];

fn head(beginning: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(beginning.get(..=memchr::memrchr(b'\n', beginning)?)?).ok()?;
    let mut walker = Walker::new(text);
    loop {
        let (line, what) = walker.next()?;
        let What::Event(event) = what else { continue };
        let head = text.get(..line.start as usize)?;
        let plain = begins_event(text.as_bytes().get(head.len()..)?) && head.ends_with('\n');
        let usual = !event.outside && !event.unformatted && !event.enclosed;
        // The version is one that no event changes.
        let with = |mark: &str| {
            look(&format!("{head}Dialogue: {mark}0,0:00:01.00,0:00:02.00,Default,,0,0,0,,\n")).version
        };
        let (plain_mark, other_mark) = (with(""), with("Marked="));
        let decided = plain_mark.is_some() && plain_mark == other_mark;
        return (plain && usual && decided && has_plain_ends(head.as_bytes())).then_some(head.len());
    }
}

fn begins_event(line: &[u8]) -> bool {
    EVENTS.iter().any(|key| line.starts_with(key))
}

fn last_cut(raw: &[u8]) -> Option<usize> {
    line_starts(raw).find(|at| raw.get(*at..).is_some_and(begins_event))
}

fn is_apart(raw: &[u8]) -> bool {
    let is_plain = |line: &[u8]| begins_event(line) || matches!(line, b"" | b"\r");
    has_plain_ends(raw) && raw.split(|b| *b == b'\n').all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::windows::tests::{cuts, same};
    use proptest::prelude::*;

    const FORMAT: &str = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";

    fn heads() -> Vec<String> {
        let styles = "[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,40\nStyle: Voz,Arial,40\n\n";
        vec![
            format!("[Script Info]\nScriptType: v4.00+\nTitle: La estepa\n\n{styles}[Events]\n{FORMAT}"),
            format!("\u{feff}[Script Info]\nPlayResX: x\n\n{styles}[Events]\n{FORMAT}; note\n").replace('\n', "\r\n"),
            "[Script Info]\n\n[V4 Styles]\n\n[Events]\nFormat: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, \
             Effect, Text\n"
                .to_owned(),
            format!("{styles}[Events]\n"),
            format!("[Script Info]\n\n{styles}{FORMAT}"),
            format!("[Events]\n{}", FORMAT.replace("Layer, ", "")),
            format!("{styles}[Events]\nFormat: Text, Start, End\n"),
            String::new(),
        ]
    }

    const PIECES: &[&str] = &[
        "Dialogue: 0,0:00:07.00,0:00:08.00,Default,,0,0,0,,Hola, ¿qué tal?\n",
        "Dialogue: 0,0:00:07.00,0:00:08.00,Voz,Ana,0,0,0,,{\\i1}- Сәлем!\\N- Қайдасың?\r\n",
        "Dialogue: 0,0:00:07.00,0:00:09.00,None,,0,0,0,,{\\k20}А{\\k30}Б{\\t(0,500,\\fs20)}\n",
        "Comment: 0,0:00:07.00,0:00:08.00,Default,,0,0,0,,no\n",
        "Comment: 0,x,0:00:08.00,Default,,0,0,0,,no\n",
        "Dialogue: 0,0:00:07.00,0:00:0x.00,Default,,0,0,0,,damaged\n",
        "Dialogue: 0,0:00:07.00\n",
        "Dialogue: 0,0:00:07.00,0:00:08.000,Default,,0,0,0,,digits\n",
        "Dialogue: 0,0:00:05.00,0:00:08.00,Default,,0,0,0,,back in time\n",
        "dialogue: 0,0:00:07.00,0:00:08.00,Default,,0,0,0,,small\n",
        " Dialogue: 0,0:00:07.00,0:00:08.00,Default,,0,0,0,,blank\n",
        "Picture: 0,0:00:07.00,0:00:08.00,Default,,0,0,0,,a.png\n",
        "; note\n",
        "junk\n",
        "Format: Start, End, Text\n",
        "Style: Otra,Arial,40\n",
        "[V4+ Styles]\n",
        "[Events]\n",
        "[Fonts]\nfontname: a.ttf\n!!!!\n",
        "[Graphics]\n",
        "\n",
        "\r\n",
        "\r",
        " \n",
        "\0\n",
        "\u{feff}",
        "Dialogue: 0,0:00:07.00,0:00:08.00,Default,,0,0,0,,no end",
        "Dialogue: 0,0:00:07.00,0:00:08.00,Default,,0,0,0,,old\rDialogue: 0,0:00:07.00,0:00:08.00,,,0,0,0,,ends\r",
    ];

    #[test]
    fn a_clean_script_is_cut_before_every_event() {
        let text = format!("{}{}", heads()[0], format!("{}{}", PIECES[0], PIECES[3]).repeat(50));
        assert!(cuts(&super::super::FORMAT, text.as_bytes(), 200) > text.len() / 400);
    }

    #[test]
    fn some_scripts_are_read_whole() {
        for (nth, head) in heads().iter().enumerate() {
            let whole = format!("{head}{}", PIECES[0]);
            assert_eq!(super::head(whole.as_bytes()), Some(head.len()).filter(|_| nth < 3), "{head:?}");
        }
        for (nth, piece) in PIECES.iter().enumerate() {
            let plain = nth < 9 || [20, 21, 26].contains(&nth);
            assert_eq!(is_apart(format!("{}{piece}", PIECES[0]).as_bytes()), plain, "{piece:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn windows_say_what_the_whole_says(
            head in prop_oneof![4 => 0..3usize, 1 => 0..8usize],
            pieces in proptest::collection::vec(prop_oneof![30 => 0..8usize, 1 => 0..PIECES.len()], 0..40),
            size in 1..400usize,
        ) {
            let text: String = pieces.iter().map(|at| PIECES[*at]).collect();
            let format = if head == 2 { &super::super::SSA } else { &super::super::FORMAT };
            same(format, format!("{}{text}", heads()[head]).as_bytes(), size);
        }
    }
}
