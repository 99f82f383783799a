//! The language codes of the header (LC).
//!
//! The standard's own table could not be read; this one is where two decoders that do not come from one another agree
//! (ttconv's and STL-Scope's), and the project's own facts. Serbo-Croat, Ruthenian and Moldavian have codes and no tag
//! of today's that says the same; they are read as no language.

use crate::base::Lang;

/// Code and BCP 47 tag.
const LANGUAGES: [(u8, &str); 98] = [
    (0x01, "sq"),
    (0x02, "br"),
    (0x03, "ca"),
    (0x04, "hr"),
    (0x05, "cy"),
    (0x06, "cs"),
    (0x07, "da"),
    (0x08, "de"),
    (0x09, "en"),
    (0x0a, "es"),
    (0x0b, "eo"),
    (0x0c, "et"),
    (0x0d, "eu"),
    (0x0e, "fo"),
    (0x0f, "fr"),
    (0x10, "fy"),
    (0x11, "ga"),
    (0x12, "gd"),
    (0x13, "gl"),
    (0x14, "is"),
    (0x15, "it"),
    (0x16, "se"),
    (0x17, "la"),
    (0x18, "lv"),
    (0x19, "lb"),
    (0x1a, "lt"),
    (0x1b, "hu"),
    (0x1c, "mt"),
    (0x1d, "nl"),
    (0x1e, "no"),
    (0x1f, "oc"),
    (0x20, "pl"),
    (0x21, "pt"),
    (0x22, "ro"),
    (0x23, "rm"),
    (0x24, "sr"),
    (0x25, "sk"),
    (0x26, "sl"),
    (0x27, "fi"),
    (0x28, "sv"),
    (0x29, "tr"),
    (0x2a, "nl-BE"),
    (0x2b, "wa"),
    (0x45, "zu"),
    (0x46, "vi"),
    (0x47, "uz"),
    (0x48, "ur"),
    (0x49, "uk"),
    (0x4a, "th"),
    (0x4b, "te"),
    (0x4c, "tt"),
    (0x4d, "ta"),
    (0x4e, "tg"),
    (0x4f, "sw"),
    (0x50, "srn"),
    (0x51, "so"),
    (0x52, "si"),
    (0x53, "sn"),
    (0x56, "ru"),
    (0x57, "qu"),
    (0x58, "ps"),
    (0x59, "pa"),
    (0x5a, "fa"),
    (0x5b, "pap"),
    (0x5c, "or"),
    (0x5d, "ne"),
    (0x5e, "nd"),
    (0x5f, "mr"),
    (0x61, "ms"),
    (0x62, "mg"),
    (0x63, "mk"),
    (0x64, "lo"),
    (0x65, "ko"),
    (0x66, "km"),
    (0x67, "kk"),
    (0x68, "kn"),
    (0x69, "ja"),
    (0x6a, "id"),
    (0x6b, "hi"),
    (0x6c, "he"),
    (0x6d, "ha"),
    (0x6f, "gu"),
    (0x70, "el"),
    (0x71, "ka"),
    (0x72, "ff"),
    (0x73, "prs"),
    (0x74, "cv"),
    (0x75, "zh"),
    (0x76, "my"),
    (0x77, "bg"),
    (0x78, "bn"),
    (0x79, "be"),
    (0x7a, "bm"),
    (0x7b, "az"),
    (0x7c, "as"),
    (0x7d, "hy"),
    (0x7e, "ar"),
    (0x7f, "am"),
];

/// What a language field says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Said {
    /// This language.
    Tag(&'static str),
    /// That it is not known, or nothing.
    Nothing,
    /// No code of the table.
    Strange,
}

/// Reads the field: two hexadecimal digits.
pub(super) fn read(field: &[u8]) -> Said {
    let code = std::str::from_utf8(field).ok().map(str::trim);
    match code {
        Some("" | "00") => Said::Nothing,
        Some(code) if code.len() == 2 && code.bytes().all(|b| b.is_ascii_hexdigit()) => {
            let code = u8::from_str_radix(code, 16).unwrap_or(0);
            LANGUAGES.iter().find(|(it, _)| *it == code).map_or(Said::Strange, |(_, tag)| Said::Tag(tag))
        }
        _ => Said::Strange,
    }
}

/// The code of a language; `None` where the table lacks it.
pub(super) fn code(lang: &Lang) -> Option<u8> {
    let find = |tag: &str| LANGUAGES.iter().find(|(_, it)| *it == tag).map(|(code, _)| *code);
    let norwegian = matches!(lang.language(), "nb" | "nn").then_some("no");
    find(&lang.canonical()).or_else(|| find(norwegian.unwrap_or(lang.language())))
}

/// The three letters of a country (CO), for the regions our tags name. Anything else stays blank: a language alone
/// does not say where a film is from.
pub(super) fn country(lang: &Lang) -> Option<&'static str> {
    const COUNTRIES: [(&str, &str); 12] = [
        ("AR", "ARG"),
        ("CL", "CHL"),
        ("CO", "COL"),
        ("DE", "DEU"),
        ("ES", "ESP"),
        ("FR", "FRA"),
        ("GB", "GBR"),
        ("KZ", "KAZ"),
        ("MX", "MEX"),
        ("RU", "RUS"),
        ("UA", "UKR"),
        ("US", "USA"),
    ];
    COUNTRIES.iter().find(|(region, _)| lang.region() == Some(region)).map(|(_, country)| *country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_tags() {
        for (code, tag) in
            [("0A", "es"), ("09", "en"), ("56", "ru"), ("67", "kk"), ("49", "uk"), ("29", "tr")]
        {
            assert_eq!(read(code.as_bytes()), Said::Tag(tag));
            assert_eq!(super::code(&Lang::parse(tag).unwrap()), u8::from_str_radix(code, 16).ok());
        }
        assert_eq!(read(b"0a"), Said::Tag("es"));
        assert_eq!(
            (read(b"00"), read(b"  "), read(b"2C"), read(b"x9")),
            (Said::Nothing, Said::Nothing, Said::Strange, Said::Strange)
        );
        let code = |tag| super::code(&Lang::parse(tag).unwrap());
        assert_eq!(
            (code("kk-Latn"), code("es-419"), code("nb"), code("ky")),
            (Some(0x67), Some(0x0a), Some(0x1e), None)
        );
        assert_eq!(
            (country(&Lang::parse("es-ES").unwrap()), country(&Lang::parse("es").unwrap())),
            (Some("ESP"), None)
        );
    }
}
