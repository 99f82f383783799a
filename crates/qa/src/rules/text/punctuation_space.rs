use crate::bytes::next_sign;
use crate::chars;
use crate::rule::{Context, Shown, Sink, Traits};
use std::ops::Range;
use tregua_parse::base::{Applicability, Message};

declare_rule! {
    /// A blank is missing or one too many at a punctuation mark, or a mark is doubled.
    ///
    /// ## What it does
    ///
    /// Finds blanks before `, . ; : ! ?` (in French only before `,` and `.`; where the language is not known, too), blanks
    /// behind `¿` and `¡`, missing blanks between a mark and the word behind it, and doubled commas, semicolons and colons.
    /// Numbers, times, initials, abbreviations, addresses, file names and smileys are left alone, and so are ellipses, which
    /// are another rule's.
    ///
    /// ## Why
    ///
    /// A player may break the line at the blank and start the next one with the mark; without a blank it cannot break it
    /// where it should.
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Espera , que ya voy.
    /// ```
    ///
    /// ```srt,bad profile=kk lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Жүр,балам!Кеш болды.
    /// ```
    ///
    /// ```srt,good profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Espera, que ya voy.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix takes the blank away, puts one in, or leaves one mark of two. The text is set anew: unsafe.
    ///
    /// ## Sources
    ///
    /// Subtitle Edit's Netflix checks find blanks before `! ? ) . ,`. That no language but French sets them is the project's
    /// own reading.
    "text/punctuation-space", Warning, fix: Some(Unsafe),
    params {},
    Track check
}

/// What the language allows.
#[derive(Clone, Copy)]
struct Custom {
    /// Blanks before `! ? ; :` are faults.
    spaced: bool,
    /// Colons inside words are faults: Finnish and Swedish join endings to abbreviations with them.
    colons: bool,
}

/// What is wrong, where, and what to write instead where that is certain.
struct Fault {
    message: Message,
    range: Range<usize>,
    change: Option<(Range<usize>, &'static str, Message)>,
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let language = context.language();
    let custom = Custom {
        spaced: language.is_some_and(|it| it != "fr"),
        colons: !matches!(language, Some("fi" | "sv")),
    };
    // Beside nearly every mark stands what should; of blanks of other kinds more is to be seen.
    let odd = Traits::CONTROL | Traits::NO_BREAK | Traits::ODD_BLANK | Traits::OTHER;
    for (index, _, cue) in context.cues_with(Traits::MARK_AMISS | Traits::INVERTED_APART | odd) {
        let kinds = context.traits(index);
        if !kinds.any(Traits::MARK_AMISS | odd) && !kinds.any(Traits::INVERTED) {
            continue;
        }
        for line in context.shown(cue) {
            let bytes = line.text.as_bytes();
            let mut at = 0;
            while let Some(mark) = next_sign(bytes, at, is_mark) {
                at = mark;
                if !is_plain(bytes, at) {
                    examine(custom, at, index, line, sink);
                }
                at += 1;
            }
        }
    }
}

/// Kept apart from the search for marks, which nearly never gets here.
#[inline(never)]
fn examine(custom: Custom, at: usize, cue: u32, line: &Shown<'_>, sink: &mut Sink<'_>) {
    let text = &*line.text;
    let fault = match text.as_bytes().get(at) {
        Some(&INVERTED) => text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .filter(|c| matches!(c, '\u{bf}' | '\u{a1}'))
            .and_then(|c| blank_behind(text, at, c.len_utf8())),
        Some(&mark) => blank_before(text, at, mark, custom)
            .or_else(|| doubled(text, at, mark))
            .or_else(|| blank_missing(text, at, mark, custom)),
        None => None,
    };
    report(fault, cue, line, sink);
}

fn report(fault: Option<Fault>, cue: u32, line: &Shown<'_>, sink: &mut Sink<'_>) {
    let Some(Fault { message, range, change }) = fault else { return };
    let finding = sink.cue(cue, line.span(range), message);
    if let Some((edits, title)) =
        change.and_then(|(place, with, title)| Some((line.replace(place, with)?, title)))
    {
        finding.fix(Applicability::Unsafe, title, edits);
    }
}

/// The first byte of `¿` and `¡`, and of other signs of Latin-1.
const INVERTED: u8 = 0xc2;

#[inline]
fn is_mark(b: u8) -> bool {
    MARKS[usize::from(b)]
}

static MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let all = [b'!', b',', b'.', b':', b';', b'?', INVERTED];
    let mut at = 0;
    while at < all.len() {
        marks[all[at] as usize] = true;
        at += 1;
    }
    marks
};

/// A letter before the mark and a blank or nothing behind it, or a letter behind an opening one: nearly every mark there is. The last bytes of the no-break
/// blanks are those of some letters too, so they are looked at again.
#[inline]
fn is_plain(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let behind = bytes.get(at + 1).copied().unwrap_or(b' ');
    match behind {
        b' ' => !matches!(before, b' ' | b'\t' | 0xa0 | 0xaf),
        // Behind `¿` and `¡` there is no blank.
        0xa1 | 0xbf => {
            bytes.get(at).copied() == Some(INVERTED)
                && !matches!(bytes.get(at + 2), Some(b' ' | b'\t' | 0xc2))
        }
        _ => false,
    }
}

fn as_text(mark: u8) -> String {
    char::from(mark).to_string()
}

/// The characters beside a mark.
fn beside(text: &str, at: usize) -> (Option<char>, Option<char>) {
    let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
    (text.get(..at).and_then(|head| head.chars().next_back()), next)
}

fn closes(c: char) -> bool {
    matches!(c, '\u{bb}' | '\u{201d}' | '\u{2019}' | '"' | ')' | ']' | '%')
}

/// A blank between a word and its mark.
fn blank_before(text: &str, at: usize, mark: u8, custom: Custom) -> Option<Fault> {
    let head = text.get(..at)?;
    // Nearly always a letter: told by its byte.
    if at == 0 || head.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let word = head.trim_end();
    let last = word.chars().next_back().filter(|_| word.len() < head.len())?;
    let (_, next) = beside(text, at);
    let ends = next.is_none_or(char::is_whitespace);
    let letter = next.is_some_and(chars::is_alphabetic);
    let quote = next.is_some_and(closes);
    let emphasis = matches!(mark, b'!' | b'?');
    let wrong = match mark {
        // Ellipses, decimals, file names.
        b'.' => ends || quote,
        b',' => ends || letter || quote,
        // Smileys; proportions.
        b':' | b';' => {
            let digit = text
                .get(at + 1..)
                .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
            custom.spaced && (ends || letter && next != Some('D')) && !(last.is_ascii_digit() && digit)
        }
        _ => {
            custom.spaced
                && (ends || quote || next.is_some_and(|c| matches!(c, '!' | '?' | '.' | '\u{2026}')))
        }
    };
    let belongs = chars::is_alphanumeric(last) || closes(last) || emphasis && matches!(last, '!' | '?');
    if !wrong || !belongs {
        return None;
    }
    let change = match mark {
        b',' if letter => (word.len()..at + 1, ", ", say!("fix-behind")),
        b';' if letter => (word.len()..at + 1, "; ", say!("fix-behind")),
        b':' if letter => (word.len()..at + 1, ": ", say!("fix-behind")),
        _ => (word.len()..at, "", say!(common: "take-away")),
    };
    let message = say!("before", mark = as_text(mark));
    Some(Fault { message, range: word.len()..at + 1, change: Some(change) })
}

/// Two marks where one does.
fn doubled(text: &str, at: usize, mark: u8) -> Option<Fault> {
    if !matches!(mark, b',' | b';') {
        return None;
    }
    // Behind nothing, two commas are a quotation mark of German typewriters.
    let (last, next) = beside(text, at);
    if !last.is_some_and(|c| chars::is_alphanumeric(c) || closes(c)) {
        return None;
    }
    // Counted at the first of them alone, as the others have a mark before them.
    let rest = text.get(at + 1..)?;
    let run = rest.bytes().take_while(|b| matches!(b, b',' | b';')).count();
    if run > 0 {
        let range = at..at + 1 + run;
        let marks = text.get(range.clone())?;
        let change = Some((at + 1..range.end, "", say!("fix-one")));
        return Some(Fault { message: say!("doubled", marks = marks), range, change });
    }
    let end =
        mark == b',' && (matches!(next, Some('!' | '?')) || next == Some('.') && !rest.starts_with(".."));
    end.then(|| Fault {
        message: say!("doubled", marks = text.get(at..at + 2).unwrap_or("")),
        range: at..at + 2,
        // Of a comma and a full stop either may be right.
        change: (next != Some('.')).then(|| (at..at + 1, "", say!("fix-one"))),
    })
}

/// No blank between a mark and the next word.
fn blank_missing(text: &str, at: usize, mark: u8, custom: Custom) -> Option<Fault> {
    // Nearly always a blank, another mark or a digit.
    if text.as_bytes().get(at + 1).is_none_or(|b| b.is_ascii() && !b.is_ascii_alphabetic() && *b != b'(') {
        return None;
    }
    let (last, next) = beside(text, at);
    let (last, next) = last.zip(next)?;
    let letter = chars::is_alphabetic(last) || closes(last);
    let opens = matches!(next, '\u{bf}' | '\u{a1}' | '\u{ab}' | '\u{201c}' | '(');
    let token = token(text, at);
    let word = text.get(..at)?.chars().rev().take_while(|c| chars::is_alphabetic(*c)).count();
    let wrong = match mark {
        b',' => letter && chars::is_alphabetic(next),
        b';' => letter && chars::is_alphabetic(next) && !token.contains('&'),
        b':' => custom.colons && word > 1 && chars::is_alphabetic(next),
        b'.' => {
            let behind = text.get(at + 1..)?.chars().take_while(|c| chars::is_alphabetic(*c));
            let sentence = next.is_uppercase() && behind.skip(1).any(char::is_lowercase);
            last.is_lowercase() && word > 2 && (sentence || opens && next != '(')
        }
        // `P!nk` has one letter before its mark.
        _ if opens => letter || last.is_numeric() || matches!(last, '!' | '?'),
        _ => {
            (word > 1 || !chars::is_alphabetic(last) && letter || matches!(last, '!' | '?'))
                && chars::is_alphabetic(next)
        }
    };
    if !wrong || is_address(token, mark) {
        return None;
    }
    let range = at..at + 1 + next.len_utf8();
    let change = Some((at + 1..at + 1, " ", say!("fix-insert")));
    Some(Fault { message: say!("missing", mark = as_text(mark)), range, change })
}

/// What stands between two blanks around a place, as far as an address may be long.
fn token(text: &str, at: usize) -> &str {
    const FAR: usize = 200;
    let (head, tail) = text.split_at_checked(at).unwrap_or((text, ""));
    let inside = |c: &char| !c.is_whitespace();
    let before: usize = head.chars().rev().take(FAR).take_while(inside).map(char::len_utf8).sum();
    let behind: usize = tail.chars().take(FAR).take_while(inside).map(char::len_utf8).sum();
    text.get(at - before..at + behind).unwrap_or("")
}

/// Addresses, file names, code.
fn is_address(token: &str, mark: u8) -> bool {
    token.contains(['/', '\\', '@', '_', '#', '=', '<'])
        || token.contains("www.")
        || mark != b'.' && token.contains("::")
}

/// A blank behind an opening mark of Spanish.
fn blank_behind(text: &str, at: usize, len: usize) -> Option<Fault> {
    let rest = text.get(at + len..)?;
    let word = rest.trim_start();
    if word.len() == rest.len()
        || !word.starts_with(|c: char| chars::is_alphanumeric(c) || matches!(c, '\u{bf}' | '\u{a1}'))
    {
        return None;
    }
    let blank = at + len..at + len + rest.len() - word.len();
    let mark = text.get(at..at + len)?;
    Some(Fault {
        message: say!("behind", mark = mark),
        range: at..blank.end,
        change: Some((blank, "", say!(common: "take-away"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<&'static str> {
        let custom = Custom { spaced: true, colons: true };
        let marks = text.bytes().enumerate().filter(|(_, b)| is_mark(*b));
        marks
            .filter_map(|(at, mark)| {
                blank_before(text, at, mark, custom)
                    .or_else(|| doubled(text, at, mark))
                    .or_else(|| blank_missing(text, at, mark, custom))
                    .filter(|_| !is_plain(text.as_bytes(), at))
            })
            .map(|fault| fault.message.part)
            .collect()
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for text in [
            "Son 1,5 km, a las 10:30.",
            "А.С. Пушкин, т.е. поэт, и т.д.",
            "EE.UU., S.A.de C.V. y Sr.López",
            "Mira www.tregua.org,también http://a.b/c?d=e!f",
            "Un archivo .srt y otro .NET ;) :D :)",
            "Proporción 4 : 3",
            "- ? – !",
            "Sí... No ... ¿Sí?... ¡¿Qué?!",
            "Ph.D. y Node.js, etc., etc.",
            "?..Да?!",
            ",,Ja``",
            "std::fmt &aacute;rbol",
            "P!nk",
            "(Él), «ella», “eso”.",
        ] {
            assert_eq!(faults(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_found() {
        for (text, parts) in [
            ("Hola , amigo", &["before"][..]),
            ("Hola ,amigo", &["before"]),
            ("Fin .", &["before"]),
            ("Да\u{a0}!", &["before"]),
            ("No ! !", &["before", "before"]),
            ("Hola,amigo", &["missing"]),
            ("Fin.Ahora", &["missing"]),
            ("¿Sí?¿No?¡Ya!Ven", &["missing", "missing", "missing"]),
            ("ЖАН:Келдім;кеттім", &["missing", "missing"]),
            ("Sí,, claro;;", &["doubled", "doubled"]),
            ("Bueno,. Ya,?", &["doubled", "doubled"]),
        ] {
            assert_eq!(faults(text), parts, "{text}");
        }
        assert!(blank_behind("¿ Qué?", 0, 2).is_some() && blank_behind("¿ ?", 0, 2).is_none());
    }
}
