//! Opening: any bytes in any encoding are a text with a map back to the bytes; what is not edited stays.

use super::input::{Dice, parse};
use super::{Verdict, parse as parser};
use tregua_parse::base::{Edit, Span, splice};
use tregua_parse::format::{Sniffed, declared_encoding, sniff, sniff_bytes};
use tregua_parse::source::{EditError, Encoding, Source, encode};

const LABELS: [&str; 16] = [
    "",
    "",
    "",
    "utf-8",
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "utf-32be",
    "kz-1048",
    "ptcp154",
    "windows-1251",
    "windows-1252",
    "koi8-r",
    "shift_jis",
    "gb18030",
    "iso-2022-jp",
];

pub(super) fn law(raw: &[u8]) -> Verdict {
    let mut dice = Dice::new(raw);
    let encoding = Encoding::from_label(dice.of(&LABELS));
    let language = dice.of(&[None, Some("kk"), Some("ru"), Some("es")]);
    let source = Source::open(raw, encoding, language).map_err(|e| e.to_string())?;
    let text = source.text();
    let whole = source.to_raw(Span::new(0, text.len()));
    if whole != Span::new(0, raw.len()) {
        return Err(format!("the text is {whole:?} of {} bytes", raw.len()));
    }
    // The map never goes backwards.
    let mut before = Span::empty(0);
    for (at, c) in text.char_indices().take(2048) {
        let here = source.to_raw(Span::new(at, at + c.len_utf8()));
        if here.start < before.start || here.end < here.start || here.end as usize > raw.len() {
            return Err(format!("{c:?} at {at} is at {here:?}, after {before:?}"));
        }
        before = here;
    }
    for bad in source.malformed() {
        if raw.get(bad.raw.range()).is_none() || text.get(bad.text.range()).is_none() {
            return Err(format!("{bad:?} is nowhere"));
        }
    }
    rewrite(&source, &mut dice)?;
    let _ = declared_encoding(raw);
    let found = match sniff_bytes(raw, None) {
        Sniffed::Nothing => sniff(text, None),
        found => found,
    };
    if let Sniffed::Found(format, _) = found {
        let document = parse(format, raw);
        parser::points(&document)?;
        parser::model(&document, &(format.lower)(&document))?;
    }
    Ok(())
}

/// Writing what stands in a place into that place changes no letter, and no byte where each letter has one spelling.
fn rewrite(source: &Source<'_>, dice: &mut Dice<'_>) -> Verdict {
    let (raw, text) = (source.raw(), source.text());
    let place = |at: usize| {
        let at = at % (text.len() + 1);
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let a = place(dice.number().unsigned_abs() as usize);
    let b = place(a + usize::from(dice.byte()));
    let span = Span::new(a.min(b), a.max(b));
    let old = span.of(text);
    let edits = match source.to_raw_edits(vec![Edit::new(span, old)]) {
        Ok(edits) => edits,
        Err((_, EditError::Malformed(_))) if !source.malformed().is_empty() => return Ok(()),
        Err((_, EditError::Undecided(_))) if !source.is_decided() => return Ok(()),
        // East Asian tables read letters that they do not write, as those of Hong Kong in Big5: refused by name, and nothing is lost.
        Err((_, EditError::Unencodable(_))) if matches!(source.encoding(), Encoding::Legacy(it) if !it.is_single_byte()) =>
        {
            return Ok(());
        }
        Err((_, EditError::Unencodable(bad))) => {
            return Err(format!(
                "{:?} was read as {} and cannot be written",
                bad.letter,
                source.encoding().name()
            ));
        }
        Err((_, why)) => return Err(why.to_string()),
    };
    let new = splice(raw, &edits).map_err(|e| e.to_string())?;
    let again = Source::open(&new, Some(source.encoding()), None).map_err(|e| e.to_string())?;
    if again.text() != text {
        let at = again.text().bytes().zip(text.bytes()).position(|(a, b)| a != b);
        let name = source.encoding().name();
        return Err(format!("{old:?} at {span:?} in {name} became another text, from {at:?} on"));
    }
    let one_spelling = !matches!(source.encoding(), Encoding::Legacy(it) if !it.is_single_byte());
    if one_spelling && new != raw {
        return Err(format!("{old:?} at {span:?} in {} is now other bytes", source.encoding().name()));
    }
    if source.malformed().is_empty() && one_spelling {
        let all = encode(text, source.encoding());
        if all.as_deref() != Ok(raw) && source.is_decided() {
            return Err(format!("the text in {} is not spelt as it was", source.encoding().name()));
        }
    }
    Ok(())
}
