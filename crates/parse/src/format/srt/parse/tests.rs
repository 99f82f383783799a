//! The way through clean blocks against the state machine alone: the same document, whatever the bytes.

use super::{index, parse};
use crate::source::{Encoding, Source};
use proptest::prelude::*;

fn agree(raw: &[u8]) {
    let open = || Source::open(raw, Some(Encoding::Utf8), None).unwrap();
    let (quick, slow) = (parse(open()), index(open(), false));
    let shown = String::from_utf8_lossy(raw);
    assert_eq!(quick.cues, slow.cues, "{shown:?}");
    assert_eq!(quick.slots, slow.slots, "{shown:?}");
    assert_eq!(quick.problems, slow.problems, "{shown:?}");
}

/// Clean blocks, and what is nearly one.
const BLOCKS: &[&str] = &[
    "1\n00:00:01,000 --> 00:00:02,000\nA\n\n",
    "1\n00:00:01,000 --> 00:00:02,000\nДала кең,\nжол ұзақ\n\n",
    "23\n00:00:01,000 --> 00:00:02,000\n- <i>Да?</i>\n- \u{2014} Нет > да.\n\u{2026}\n\n",
    "1234567\n00:00:01,000 --> 00:00:02,000\n 5 лет\n\n",
    "12345678\n00:00:01,000 --> 00:00:02,000\n\u{ab}A\u{bb}\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\n1984\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\nB\n1984\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\n1984\n12:30\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\n\nB\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\nB\n\nC\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\nB\n \n",
    "4\n00:00:01,000 --> 00:00:02,000\nB\n\u{a0}\n\u{feff}\n",
    "4\n00:00:01,000 --> 00:00:02,000\nB\n\u{200b}\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\nB\n\u{feff}5\n\n",
    "\u{feff}4\n00:00:01,000 --> 00:00:02,000\nB\n\n\n",
    "123456789\n00:00:01,000 --> 00:00:02,000\nB\n\n",
    "4 \n00:00:01,000 --> 00:00:02,000\nB\n",
    "4\n\n00:00:01,000 --> 00:00:02,000\nB\n\n",
    "4\n00:00:01,000 --> 00:00:02,000 \nB\0\n\n",
    "4\n00:00:01.000 --> 00:00:02,000\nB\n\n",
    "4\n00:60:01,000 --> 00:00:02,000\nB\n\n",
    "4\n00:00:01,000 --> 00:00:02,0001\nB\n\n",
    "4\n00:00:01,000 -> 00:00:02,000\nB\n\n",
    "4\n00:00:01,000 --> \nB\n\n",
    "00:00:01,000 --> 00:00:02,000\nB\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\n00:00:03,000 --> 00:00:04,000\nB\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\n0:3 > 0:4\n-0:01 -> 0:02\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\na --> b\n\n",
    "4\n00:00:01,000 --> 00:00:02,000\na > b --> 00:00:02,000\n\n",
    "7\n100:00:01,000 --> 100:00:02,000\nB\n\n",
    "7\n99:59:59,000 --> 100:00:02,000\nB\n\n",
    "7\n100:00:01,000 --> 00:00:02,000\nB\n\n",
    "7\n1000:00:01,000 --> 1000:00:02,000\nB\n\n",
    "7\n9999:00:01,000 --> 10000:00:02,000\nB\n\n",
    "7\n010:00:01,000 --> 010:00:02,000\nB\n\n",
    "7\n100:00:01,000 --> 100:00:02,000 X1:1\nB\n\n",
    "7\n100:60:01,000 --> 100:00:02,0001\nB\n\n",
    "junk\n\n",
    "5\n",
    "\n",
];

const LONG: &str = "7\n99:59:59,000 --> 100:00:02,000\nB\n\n";

fn text(ends: [&'static str; 3]) -> impl Strategy<Value = String> {
    let ends = prop::sample::select(ends.to_vec());
    let block = (prop::sample::select(BLOCKS), ends).prop_map(|(block, end)| block.replace('\n', end));
    prop::collection::vec(block, 0..12).prop_map(|blocks| blocks.concat())
}

#[test]
fn cut_anywhere_and_any_byte_changed() {
    let text = format!("\u{feff}{}{}{}{LONG}", BLOCKS[1], BLOCKS[2], BLOCKS[0]);
    for text in [text.clone(), text.replace('\n', "\r\n"), text.replacen('\n', "\r\n", 4)] {
        for at in 0..=text.len() {
            agree(&text.as_bytes()[..at]);
            for byte in *b"\n\r >0-<\t\0:\xef\xc2\xe2" {
                let mut raw = text.clone().into_bytes();
                raw.insert(at, byte);
                agree(&raw);
                if at < text.len() {
                    raw.remove(at + 1);
                    agree(&raw);
                    raw.remove(at);
                    agree(&raw);
                }
            }
        }
    }
}

#[test]
fn a_strict_file_is_nothing_but_clean_blocks() {
    let strict =
        |text: &str| parse(Source::open(text.as_bytes(), Some(Encoding::Utf8), None).unwrap()).strict;
    let good = [BLOCKS[0], BLOCKS[1]].concat();
    for text in [good.clone(), good.replace('\n', "\r\n"), format!("\u{feff}{good}")] {
        assert!(strict(&text), "{text:?}");
    }
    assert!(!strict("") && !strict("\u{feff}") && !strict("\n"));
    for odd in [
        "junk\n\n",
        "\n",
        "4 \n00:00:01,000 --> 00:00:02,000\nB\n\n",
        "4\n00:00:01.000 --> 00:00:02,000\nB\n\n",
        "4\n00:00:01,000 --> 00:00:02,000\nB\n\nC\n\n",
        // A strict reader may want a text, and hours of two digits.
        "4\n00:00:01,000 --> 00:00:02,000\n\n",
        LONG,
    ] {
        for text in [format!("{odd}{good}"), format!("{good}{odd}"), format!("{good}{odd}{good}")] {
            assert!(!strict(&text), "{text:?}");
        }
    }
}

#[test]
fn every_pair_of_blocks() {
    for end in ["\n", "\r\n", "\r", "\r\r\n"] {
        for first in BLOCKS {
            for second in BLOCKS {
                agree(format!("{first}{second}{}", BLOCKS[0]).replace('\n', end).as_bytes());
            }
        }
    }
}

proptest! {
    #[test]
    fn blocks_with_one_line_end(text in text(["\n"; 3])) {
        agree(text.as_bytes());
        agree(text.replace('\n', "\r\n").as_bytes());
    }

    #[test]
    fn blocks_with_mixed_line_ends(text in text(["\n", "\r\n", "\r"])) {
        agree(text.as_bytes());
    }

    #[test]
    fn blocks_with_damage(
        text in text(["\n", "\n", "\r\n"]),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3u8), 1..4),
    ) {
        let mut raw = text.into_bytes();
        for (at, byte, how) in damage {
            let at = at.index(raw.len() + 1);
            match how {
                0 => raw.insert(at, byte),
                1 if at < raw.len() => raw[at] = byte,
                _ => drop(raw.drain(at..raw.len().min(at + usize::from(byte % 4)))),
            }
        }
        agree(&raw);
    }

    #[test]
    fn any_signs(text in "[0-9:,> \\-\\n\\r<i/\\u{feff}\u{a0}\u{439}]{0,200}") {
        agree(text.as_bytes());
    }
}
