//! All other encodings of the WHATWG standard: chardetng names one, and its reading is checked.

use super::super::{Candidate, Encoding, text as said};
use super::classes::Script;
use super::{Facts, Reading, telling_lines};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs as e;

/// Bytes chardetng is fed: it weighs 27 encodings at 20 to 40 MB/s.
const FED: usize = 64 << 10;

/// Asks chardetng and rates its answer.
pub(super) fn ask(
    raw: &[u8],
    best: &Reading,
    facts: &Facts,
    language: Option<&str>,
    western: bool,
) -> Candidate {
    let mut text = Vec::new();
    for line in telling_lines(raw) {
        if text.len() + line.len() > FED {
            break;
        }
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&text, true);
    let found = detector.guess(language.and_then(country), Utf8Detection::Deny);
    let encoding = Encoding::from_whatwg(found);
    let (decoded, bad) = found.decode_without_bom_handling(&text);
    let (oddities, letters) = oddities(&decoded);
    let east_asian = looks_east_asian(found, &text, &decoded);
    let likely = !bad && letters > 0 && east_asian.unwrap_or(oddities * 25 <= letters);
    let (enough, plenty) = match east_asian {
        Some(_) => (12, 40),
        None if western && found == e::WINDOWS_1252 && best.shape.script == Script::Latin => (4, 40),
        // Two opinions: ours also prefers it to all others, only that the language is none of ours.
        None if best.shape.encoding == Some(encoding) && best.shape.script == Script::Latin => (8, 40),
        // Cyrillic that is neither Russian nor Kazakh nor near to Ukrainian must be close at least.
        None if best.shape.script == Script::Cyrillic && best.shape.encoding == Some(encoding) => {
            if best.cost <= facts.pairs * 12 { (40, 100) } else { (usize::MAX, usize::MAX) }
        }
        None => (40, 100),
    };
    let confidence = match letters {
        _ if facts.is_noise() || bad => 10,
        _ if !likely => 30,
        _ if letters < enough => 45,
        _ if letters < plenty => 62,
        _ => 72,
    };
    let evidence = match likely {
        true => said("statistics", "statistics of chardetng; { $letters } letters beyond ASCII")
            .with("letters", letters),
        false => said("odd", "chardetng’s guess, but words come out odd"),
    };
    Candidate { encoding, confidence, evidence }
}

/// The country code chardetng takes as a hint for a language.
fn country(language: &str) -> Option<&'static [u8]> {
    const KNOWN: [(&str, &str); 30] = [
        ("ar", "eg"),
        ("be", "by"),
        ("bg", "bg"),
        ("cs", "cz"),
        ("de", "de"),
        ("el", "gr"),
        ("es", "es"),
        ("et", "ee"),
        ("fa", "ir"),
        ("fr", "fr"),
        ("he", "il"),
        ("hr", "hr"),
        ("hu", "hu"),
        ("it", "it"),
        ("ja", "jp"),
        ("kk", "kz"),
        ("ko", "kr"),
        ("lt", "lt"),
        ("lv", "lv"),
        ("mk", "mk"),
        ("pl", "pl"),
        ("pt", "pt"),
        ("ro", "ro"),
        ("ru", "ru"),
        ("sk", "sk"),
        ("sl", "si"),
        ("th", "th"),
        ("tr", "tr"),
        ("uk", "ua"),
        ("vi", "vn"),
    ];
    KNOWN.iter().find(|(from, _)| *from == language).map(|(_, to)| to.as_bytes())
}

/// For the East Asian encodings, whether the text has the characters that ordinary text is made of. Their
/// tables are so full that almost any bytes decode to something.
fn looks_east_asian(encoding: &'static e::Encoding, raw: &[u8], text: &str) -> Option<bool> {
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    let share = |ranges: &[std::ops::RangeInclusive<char>]| {
        let hits = text.chars().filter(|c| ranges.iter().any(|r| r.contains(c))).count();
        hits * 100 / wide.max(1)
    };
    let leads = |common: std::ops::RangeInclusive<u8>| {
        let (mut hits, mut all, mut at) = (0usize, 0usize, 0);
        while at < raw.len() {
            if raw[at] < 0x80 {
                at += 1;
                continue;
            }
            all += 1;
            // Full-width punctuation is as common as the first plane of Chinese characters.
            hits += usize::from(common.contains(&raw[at]) || matches!(raw[at], 0xa1 | 0xa3));
            at += 2;
        }
        hits * 100 / all.max(1)
    };
    if encoding == e::SHIFT_JIS || encoding == e::EUC_JP {
        Some(share(&['\u{3041}'..='\u{30fe}']) >= 25)
    } else if encoding == e::EUC_KR {
        Some(leads(0xb0..=0xc8) >= 85)
    } else if encoding == e::GBK || encoding == e::GB18030 {
        Some(leads(0xb0..=0xd7) >= 90)
    } else if encoding == e::BIG5 {
        Some(leads(0xa4..=0xc6) >= 90)
    } else {
        None
    }
}

/// Counts pairs that words do not have (a small letter before a capital, two scripts, a sign between letters,
/// control characters), and letters beyond ASCII.
fn oddities(text: &str) -> (usize, usize) {
    let latin = |c: char| u32::from(c) < 0x250;
    let inner = |c: char| {
        matches!(c, '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b6}' | '\u{b8}' | '\u{b9}' | '\u{bb}'..='\u{bf}' | '×' | '÷')
            || matches!(c, '\u{201a}'..='\u{2bff}')
    };
    let (mut odd, mut letters) = (0, 0);
    let mut before = [' ', ' '];
    for c in text.chars() {
        let [a, b] = before;
        letters += usize::from(!c.is_ascii() && c.is_alphabetic());
        let both = b.is_alphabetic() && c.is_alphabetic() && !(b.is_ascii() && c.is_ascii());
        let wrong = both && (latin(b) != latin(c) || (b.is_lowercase() && c.is_uppercase()))
            || inner(b) && a.is_alphabetic() && c.is_alphabetic()
            || matches!(c, '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{2500}'..='\u{259f}');
        odd += usize::from(wrong);
        before = [b, c];
    }
    (odd, letters)
}
