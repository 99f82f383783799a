//! Character references.

/// HTML's names for U+00A0 to U+00FF, in order.
const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo",
    "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot",
    "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",
    "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute",
    "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash",
    "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde",
    "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc",
    "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave",
    "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// Others that subtitles use.
const OTHERS: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("lsquo", '\u{2018}'),
    ("rsquo", '\u{2019}'),
    ("sbquo", '\u{201a}'),
    ("ldquo", '\u{201c}'),
    ("rdquo", '\u{201d}'),
    ("bdquo", '\u{201e}'),
    ("hellip", '\u{2026}'),
    ("bull", '\u{2022}'),
    ("euro", '\u{20ac}'),
    ("trade", '\u{2122}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("num", '#'),
];

/// No name or number is longer.
const LONGEST: usize = 12;

/// Reads the reference at the start of `text`, which begins with `&`: the letter and the length. `&nbsp` is often
/// written without its semicolon.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    let body = text.get(1..)?;
    let Some(len) = body.bytes().take(LONGEST).position(|b| b == b';') else {
        return text.get(..5).filter(|it| it.eq_ignore_ascii_case("&nbsp")).map(|_| ('\u{a0}', 5));
    };
    let name = body.get(..len)?;
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code).filter(|c| !c.is_control())?
        }
        None => named(name)?,
    };
    Some((letter, len + 2))
}

fn named(name: &str) -> Option<char> {
    let latin = |same: &dyn Fn(&str) -> bool| {
        let at = LATIN.iter().position(|it| same(it))?;
        char::from_u32(0xa0 + u32::try_from(at).ok()?)
    };
    let other =
        |same: &dyn Fn(&str) -> bool| OTHERS.iter().find(|(it, _)| same(it)).map(|(_, letter)| *letter);
    let exact: &dyn Fn(&str) -> bool = &|it| it == name;
    let loose: &dyn Fn(&str) -> bool = &|it| it.eq_ignore_ascii_case(name);
    latin(exact).or_else(|| other(exact)).or_else(|| other(loose)).or_else(|| latin(loose))
}

/// Whether a piece of text shows anything.
pub(super) fn shows(text: &str) -> bool {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (letter, len) = entity(rest).filter(|_| c == '&').unwrap_or((c, c.len_utf8()));
        if !crate::model::is_unseen(letter) {
            return true;
        }
        rest = rest.get(len..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        for (text, letter, len) in [
            ("&amp;", '&', 5),
            ("&#039;x", '\'', 6),
            ("&#x416;", 'Ж', 7),
            ("&iquest;", '¿', 8),
            ("&Ntilde;", 'Ñ', 8),
            ("&ntilde;", 'ñ', 8),
            ("&NBSP;", '\u{a0}', 6),
            ("&nbsp x", '\u{a0}', 5),
            ("&yuml;", 'ÿ', 6),
        ] {
            assert_eq!(entity(text), Some((letter, len)), "{text}");
        }
        for text in ["&", "&;", "& x;", "&#;", "&#xd800;", "&#0;", "&nosuchname;", "&я;"] {
            assert_eq!(entity(text), None, "{text}");
        }
        assert!(!shows(" &nbsp;\u{a0}&nbsp\n") && shows("&amp;") && shows("&"));
    }
}
