use super::*;

fn open(raw: &[u8], label: &str) -> (String, usize) {
    let source = Source::open(raw, Encoding::from_label(label), None).unwrap();
    (source.text().to_owned(), source.malformed().len())
}

#[test]
fn utf8_is_borrowed() {
    let raw = "1\n00:00:01,000 --> 00:00:02,000\nҚазақстан\n".as_bytes();
    let source = Source::open(raw, None, None).unwrap();
    assert!(matches!(source.text, Cow::Borrowed(_)));
    assert_eq!(source.to_raw(Span::new(3, 9)), Span::new(3, 9));
}

#[test]
fn every_encoding_there_and_back() {
    let text = "1\r\n00:00:01,000 --> 00:00:02,000\r\nЗима. Зима!\r\n";
    for label in [
        "utf-8",
        "utf-16le",
        "utf-16be",
        "utf-32le",
        "utf-32be",
        "kz-1048",
        "ptcp154",
        "cp1251",
        "koi8-r",
        "ibm866",
        "iso-8859-5",
        "shift_jis",
        "gb18030",
        "euc-kr",
    ] {
        let encoding = Encoding::from_label(label).unwrap();
        let raw = encode(text, encoding).unwrap();
        let source = Source::open(&raw, Some(encoding), None).unwrap();
        assert_eq!((source.text(), source.malformed().len()), (text, 0), "{label}");
        // Every character's span maps to bytes that decode to that character.
        for (at, c) in text.char_indices() {
            let place = source.to_raw(Span::new(at, at + c.len_utf8()));
            assert_eq!(encode(&c.to_string(), encoding).unwrap(), &raw[place.range()], "{label} {at}");
        }
        let at = text.find("000").unwrap();
        let edits = source.to_raw_edits(vec![Edit::new(Span::new(at, at + 3), *b"250")]).unwrap();
        let out = crate::base::splice(&raw, &edits).unwrap();
        assert_eq!(open(&out, label).0, text.replacen("000", "250", 1), "{label}");
    }
}

#[test]
fn letters_are_written_in_the_encoding_of_the_file_though_it_has_none_yet() {
    for (label, want) in
        [("windows-1251", &b"\xc4\xe0"[..]), ("koi8-r", b"\xe4\xc1"), ("utf-8", "Да".as_bytes())]
    {
        for raw in [&b"1\n00:00:01,000 --> 00:00:02,000\nOK\n"[..], b""] {
            let source = Source::open(raw, Encoding::from_label(label), None).unwrap();
            let place = source.text().find("OK").map_or(Span::empty(0), |at| Span::new(at, at + 2));
            let edits = source.to_raw_edits(vec![Edit::new(place, "Да".as_bytes())]).unwrap();
            assert_eq!(edits, [Edit::new(place, want)], "{label}");
        }
    }
}

#[test]
fn only_what_spells_ascii_as_itself_can_be_read_in_parts() {
    for (label, keeps) in [
        ("utf-8", true),
        ("windows-1251", true),
        ("kz-1048", true),
        ("ptcp154", true),
        ("koi8-r", true),
        ("utf-16le", false),
        ("utf-32be", false),
        // Second bytes of their letters are those of ASCII.
        ("shift_jis", false),
        ("gb18030", false),
        ("big5", false),
        ("iso-2022-jp", false),
    ] {
        assert_eq!(Encoding::from_label(label).unwrap().keeps_ascii(), keeps, "{label}");
    }
    assert!(Encoding::Unknown.keeps_ascii() && Encoding::Bytes.keeps_ascii());
}

#[test]
fn kazakh_tables() {
    let text = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі";
    for encoding in [Encoding::Kz1048, Encoding::Ptcp154] {
        let raw = encode(text, encoding).unwrap();
        assert_eq!(raw.len(), text.chars().count());
        let source = Source::open(&raw, Some(encoding), None).unwrap();
        assert_eq!(source.text(), text);
    }
    assert_eq!(encode("қ", Encoding::Kz1048).unwrap(), [0x9d]);
    assert_eq!(encode("ғ", Encoding::Ptcp154).unwrap(), [0x83]);
    assert_eq!(open(b"\x98", "kz-1048").1, 1);
}

#[test]
fn nothing_is_substituted() {
    for (label, letter) in
        [("windows-1251", 'қ'), ("iso-8859-5", '«'), ("kz-1048", '♪'), ("shift_jis", 'ñ'), ("ibm866", 'ә')]
    {
        let error = encode(&format!("ab{letter}"), Encoding::from_label(label).unwrap()).unwrap_err();
        assert_eq!((error.letter, error.at), (letter, 2), "{label}");
    }
}

#[test]
fn malformed_bytes_are_kept_and_placed() {
    let raw = b"caf\xc3\xa9 \xff\xfe caf\xe9 \xd2\x9b";
    let source = Source::open(raw, Some(Encoding::Utf8), None).unwrap();
    assert_eq!(source.text(), "café \u{fffd}\u{fffd} caf\u{fffd} қ");
    let places: Vec<_> = source.malformed().iter().map(|m| m.raw.range()).collect();
    assert_eq!(places, [6..7, 7..8, 12..13]);
    let at = source.text().find('қ').unwrap();
    assert_eq!(source.to_raw(Span::new(at, at + 2)).range(), 14..16);
    let bad = source.malformed()[0].text;
    assert!(matches!(source.to_raw_edits(vec![Edit::new(bad, *b"x")]), Err((0, EditError::Malformed(_)))));
    let (text, bad) = open(b"a\0\xd8\0b\0\0", "utf-16le");
    assert_eq!((text.chars().count(), bad), (4, 1));
}

#[test]
fn what_follows_half_a_letter_has_its_own_bytes() {
    // Bytes that the decoder looks at before it knows that the first is bad, and then reads again.
    for (raw, label, text, places) in [
        (&b"\xd0\x37\x9f\xd0\xb5\xd1"[..], "gb18030", "\u{fffd}7熜笛", &[0..1, 1..2, 2..4, 4..6][..]),
        (b"\xd0\x37\x9f", "gb18030", "\u{fffd}", std::slice::from_ref(&(0..3))),
        (b"\x81 ", "shift_jis", "\u{fffd} ", &[0..1, 1..2]),
        (b"\x1b$B\x1ba", "iso-2022-jp", "\u{fffd}\u{fffd}a", &[]),
    ] {
        let source = Source::open(raw, Encoding::from_label(label), None).unwrap();
        let at = source.text().char_indices();
        let found: Vec<_> =
            at.map(|(at, c)| source.to_raw(Span::new(at, at + c.len_utf8())).range()).collect();
        if label == "iso-2022-jp" {
            assert_eq!((found.first().unwrap().start, found.last().unwrap().end), (0, raw.len()));
            assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start), "{found:?}");
        } else {
            assert_eq!((source.text(), found.as_slice()), (text, places), "{label}");
        }
    }
}

#[test]
fn a_file_may_end_with_a_code_that_shows_nothing() {
    // As every Japanese line of ISO-2022-JP does: back to ASCII.
    assert_eq!(open(b"a\x1b$B$\"\x1b(B", "iso-2022-jp"), ("aあ".to_owned(), 0));
    assert_eq!(open(b"\x1b(B", "iso-2022-jp"), (String::new(), 0));
}

#[test]
fn marks_and_wide_text() {
    for (raw, name, bom) in [
        (&b"\xef\xbb\xbfabc"[..], "UTF-8", true),
        (b"\xff\xfea\0", "UTF-16LE", true),
        (b"\xfe\xff\0a", "UTF-16BE", true),
        (b"\xff\xfe\0\0a\0\0\0", "UTF-32LE", true),
        (b"", "UTF-8", false),
        (b"abc", "UTF-8", false),
    ] {
        let found = detect::detect(raw, None);
        assert_eq!((found.encoding.name(), found.bom), (name, bom));
    }
    let text = "1\n00:00:01,000 --> 00:00:02,000\nЗима в степи долгая\n\n";
    for label in ["utf-16le", "utf-16be", "utf-32le", "utf-32be"] {
        let encoding = Encoding::from_label(label).unwrap();
        let found = detect::detect(&encode(text, encoding).unwrap(), None);
        assert_eq!(found.encoding, encoding, "{label}");
        // Letters of two units in UTF-16, and the first and the last of them.
        let rare = "1 😀 𐐷 \u{10000} \u{10ffff}";
        assert_eq!(
            Source::open(&encode(rare, encoding).unwrap(), Some(encoding), None).unwrap().text(),
            rare
        );
        // Four characters are the least that tell UTF-32.
        let least = detect::detect(&encode("1\n00", encoding).unwrap(), None);
        assert_eq!(least.encoding == encoding, label.starts_with("utf-32"), "{label}");
        assert_eq!(
            detect::detect(&encode("1\n00:00:", encoding).unwrap(), None).encoding,
            encoding,
            "{label}"
        );
        assert_eq!(Source::open(&encode("", encoding).unwrap(), Some(encoding), None).unwrap().text(), "");
    }
}

#[test]
fn stray_zero_bytes_make_no_wide_text() {
    for raw in ["WEBVTT\n\n1\na\0b\na\0b", "a\0b\na\0b\na\0b\na\0b\na\0b\n"] {
        let found = detect::detect(raw.as_bytes(), None);
        assert_eq!(found.encoding, Encoding::Utf8, "{raw:?}");
    }
    // At both places, as no text of two bytes a letter has them.
    let both = b"\0T\0 \0\0\0A".repeat(8);
    let turned: Vec<u8> = both.chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect();
    for raw in [both, turned] {
        let found = detect::detect(&raw, None);
        assert!(![Encoding::Utf16Le, Encoding::Utf16Be].contains(&found.encoding), "{found:?}");
    }
    // U+4E0A, U+0420, U+2014 and U+0D15 have bytes in them that are blanks elsewhere.
    let text = "1\n00:00:01,000 --> 00:00:02,000\n— Роза Романовна, 上海 — ക\n— Россия…\n\n";
    for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
        let found = detect::detect(&encode(text, encoding).unwrap(), None);
        assert_eq!(found.encoding, encoding);
    }
}

#[test]
fn what_ends_a_file_and_is_no_letter_stays_where_it_is() {
    // ISO-2022-JP says at the end that ASCII follows: a new stamp there leaves that alone.
    let raw = b"0:00:01,000\x1b(B";
    let source = Source::open(raw, Encoding::from_label("iso-2022-jp"), None).unwrap();
    assert_eq!(source.text(), "0:00:01,000");
    let edits = source.to_raw_edits(vec![Edit::new(Span::new(0, 11), *b"0:00:02,000")]).unwrap();
    assert_eq!(crate::base::splice(raw, &edits).unwrap(), b"0:00:02,000\x1b(B");
}

proptest::proptest! {
    #[test]
    fn any_bytes_in_any_encoding(raw in proptest::collection::vec(proptest::num::u8::ANY, 0..200), which in 0usize..14) {
        let label = ["utf-8", "utf-16le", "utf-16be", "utf-32le", "kz-1048", "ptcp154", "windows-1252", "shift_jis", "gb18030", "big5", "euc-jp", "iso-2022-jp", "koi8-r", "euc-kr"][which];
        let source = Source::open(&raw, Encoding::from_label(label), None).unwrap();
        let whole = Span::new(0, source.text().len());
        let place = source.to_raw(whole);
        let behind = raw.get(place.end as usize..).unwrap_or_default();
        // Codes that switch alphabets are of no letter where none follows.
        let is_code = label == "iso-2022-jp" && behind.first() == Some(&0x1b);
        proptest::prop_assert!(place.start == 0 && (behind.is_empty() || is_code), "{} {}", label, place.end);
        let _ = Source::open(&raw, None, None).unwrap();
    }
    #[test]
    fn places_are_the_same_in_any_order(
        raw in proptest::collection::vec(proptest::num::u8::ANY, 0..300),
        which in 0usize..5,
        places in proptest::collection::vec((0usize..400, 0usize..9), 1..12),
    ) {
        let label = ["utf-8", "utf-16le", "windows-1251", "shift_jis", "kz-1048"][which];
        let source = Source::open(&raw, Encoding::from_label(label), None).unwrap();
        let mut run = 0;
        for (from, len) in places {
            let span = Span::new(from, from + len);
            proptest::prop_assert_eq!(source.map.to_raw_behind(span, &mut run), source.to_raw(span), "{}", label);
        }
    }

    #[test]
    fn bytes_of_one_letter_each_are_read_one_by_one(
        raw in proptest::collection::vec(proptest::prop_oneof![0x80u8..=0xff, 0xe0u8..=0xe1, 0u8..=0x7f], 0..120),
        which in 0usize..6,
    ) {
        let label = ["windows-1251", "windows-1252", "kz-1048", "ptcp154", "koi8-r", "ibm866"][which];
        let encoding = Encoding::from_label(label).unwrap();
        let source = Source::open(&raw, Some(encoding), None).unwrap();
        let table = encoding.table().unwrap();
        let letter = |b: &u8| match b.checked_sub(0x80) {
            None => char::from(*b),
            Some(high) => table[usize::from(high)].unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        let letters: String = raw.iter().map(letter).collect();
        proptest::prop_assert_eq!(source.text(), &letters);
        for (nth, (at, c)) in letters.char_indices().enumerate() {
            let place = source.to_raw(Span::new(at, at + c.len_utf8()));
            proptest::prop_assert_eq!(place, Span::new(nth, nth + 1));
        }
    }
}
