//! What a header is asked to say.

use super::*;

/// Its faults, with the fields changed over those of a header that has none. The subtitle has four letters.
fn asked(fields: &[(header::Field, &str)]) -> Vec<&'static str> {
    asked_of(fields, b"Hola")
}

fn asked_of(fields: &[(header::Field, &str)], text: &[u8]) -> Vec<&'static str> {
    let whole = [
        (header::OPT, "La estepa"),
        (header::CD, "260101"),
        (header::RD, "260102"),
        (header::RN, "01"),
        (header::TNG, "001"),
        (header::TND, "1"),
        (header::DSN, "1"),
        (header::CO, "KAZ"),
    ];
    let raw = file(&[&whole[..], fields].concat(), &[text]);
    asked_raw(&raw)
}

fn asked_raw(raw: &[u8]) -> Vec<&'static str> {
    DELIVERY.unmet(&open(raw)).iter().map(|problem| problem.kind.id()).collect()
}

#[test]
fn each_field_says_what_it_should() {
    for (field, value, want) in [
        (header::DFC, "STL25.01", &[][..]),
        (header::DFC, "STL30.01", &[]),
        (header::DFC, "STL24.01", &["stl-asked-rate"]),
        (header::TNG, "000", &["stl-asked-groups"]),
        (header::TNG, "002", &[]),
        (header::MNC, "04", &[]),
        (header::MNC, "03", &["stl-asked-row-length"]),
        (header::MNC, "00", &[]),
        (header::TND, "2", &["stl-asked-disks"]),
        (header::DSN, " ", &["stl-asked-disks"]),
        (header::OPT, "         ", &["stl-asked-title"]),
        (header::LC, "00", &["stl-asked-language"]),
        (header::LC, "  ", &["stl-asked-language"]),
        (header::LC, "67", &[]),
        (header::CO, "   ", &["stl-asked-country"]),
        (header::CD, "      ", &[]),
        (header::CD, "260001", &["stl-asked-date"]),
        (header::CD, "261301", &["stl-asked-date"]),
        (header::CD, "260100", &["stl-asked-date"]),
        (header::CD, "251231", &[]),
        (header::RD, "260132", &["stl-asked-date"]),
        (header::RD, "26010x", &["stl-asked-date"]),
    ] {
        assert_eq!(asked(&[(field, value)]), want, "{} {value}", field.at);
    }
    assert_eq!(asked(&[(header::OPT, "         "), (header::TPT, "Dala")]), [] as [&str; 0]);
    // A file without a whole header is asked nothing.
    assert_eq!(asked_raw(&head(&[], 0)[..1023]), [] as [&str; 0]);
}

#[test]
fn a_revision_is_no_older_than_its_list() {
    for (created, revised, number, is_older) in [
        ("260102", "260102", "01", false),
        ("260102", "260101", "01", true),
        ("260102", "260101", "00", false),
        ("260102", "260101", "  ", false),
        // Those of the last century come first.
        ("991231", "000101", "01", false),
        ("000101", "991231", "01", true),
        ("260102", "      ", "01", false),
    ] {
        let found = asked(&[(header::CD, created), (header::RD, revised), (header::RN, number)]);
        assert_eq!(found.contains(&"stl-asked-dates"), is_older, "{created} {revised}");
    }
}

#[test]
fn rows_are_counted_in_letters_alone() {
    let fits = |text: &[u8], most: &str| asked_of(&[(header::MNC, most)], text).is_empty();
    // Colours, boxes and the accent before its letter are none.
    let text = b"\x0b\x0b\x01a\xc2eb\x0a\x0a\x8a\x8aabc\x80d";
    assert!(fits(text, "04") && !fits(text, "03"));
}

#[test]
fn no_subtitle_stands_below_the_last_row() {
    let below = |row: u8, most: &str| {
        let mut raw = file(&[(header::MNR, most)], &[b"Hola"]);
        raw[header::LEN + 13] = row;
        asked_raw(&raw).contains(&"stl-asked-rows")
    };
    // Teletext has 23 rows whatever is said.
    for (row, most, want) in
        [(23, "23", false), (24, "23", true), (23, "11", false), (24, "24", false), (99, "00", false)]
    {
        assert_eq!(below(row, most), want, "{row} of {most}");
    }
}
