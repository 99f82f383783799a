//! The encodings a subtitle file may be in.

use super::kazakh::{KZ_1048, PTCP_154};
use std::fmt;

/// A character encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8, with or without BOM.
    Utf8,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// UTF-32, little-endian.
    Utf32Le,
    /// UTF-32, big-endian.
    Utf32Be,
    /// KZ-1048: windows-1251 with the Kazakh letters.
    Kz1048,
    /// PTCP154: the Asian Cyrillic code page.
    Ptcp154,
    /// Any of the encodings of the WHATWG standard.
    Legacy(&'static encoding_rs::Encoding),
    /// No text at all: each byte is read as the character of the same number, U+0000 to U+00FF.
    Bytes,
    /// Not decided: ASCII bytes are read as such, all others as placeholders (U+F780 to U+F7FF), one each.
    Unknown,
}

const OWN: [(&str, Encoding); 17] = [
    ("kz-1048", Encoding::Kz1048),
    ("kz1048", Encoding::Kz1048),
    ("strk1048-2002", Encoding::Kz1048),
    ("rk1048", Encoding::Kz1048),
    ("cskz1048", Encoding::Kz1048),
    ("ptcp154", Encoding::Ptcp154),
    ("csptcp154", Encoding::Ptcp154),
    ("pt154", Encoding::Ptcp154),
    ("cp154", Encoding::Ptcp154),
    ("cyrillic-asian", Encoding::Ptcp154),
    ("utf-8", Encoding::Utf8),
    ("utf8", Encoding::Utf8),
    ("utf-16le", Encoding::Utf16Le),
    ("utf-16", Encoding::Utf16Le),
    ("utf-16be", Encoding::Utf16Be),
    ("utf-32le", Encoding::Utf32Le),
    ("utf-32be", Encoding::Utf32Be),
];

impl Encoding {
    /// Windows' code page for Russian.
    pub const WINDOWS_1251: Self = Self::Legacy(&encoding_rs::WINDOWS_1251_INIT);
    /// Windows' code page for Western Europe.
    pub const WINDOWS_1252: Self = Self::Legacy(&encoding_rs::WINDOWS_1252_INIT);

    /// Reads a name or label in any letter case; every label of the WHATWG standard is known, and those of
    /// KZ-1048 and PTCP154.
    ///
    /// ```
    /// use tregua_parse::source::Encoding;
    /// assert_eq!(Encoding::from_label("RK1048"), Some(Encoding::Kz1048));
    /// assert_eq!(Encoding::from_label("cp1251").unwrap().name(), "windows-1251");
    /// ```
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase();
        if let Some((_, own)) = OWN.iter().find(|(name, _)| *name == label) {
            return Some(*own);
        }
        let dashed = label.replace("cp125", "windows-125").replace("koi8r", "koi8-r");
        let found = encoding_rs::Encoding::for_label(dashed.as_bytes())?;
        Some(Self::from_whatwg(found))
    }

    /// The encoding of the WHATWG standard as ours.
    pub(crate) fn from_whatwg(found: &'static encoding_rs::Encoding) -> Self {
        if found == encoding_rs::UTF_8 {
            Self::Utf8
        } else if found == encoding_rs::UTF_16LE {
            Self::Utf16Le
        } else if found == encoding_rs::UTF_16BE {
            Self::Utf16Be
        } else {
            Self::Legacy(found)
        }
    }

    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
            Self::Kz1048 => "KZ-1048",
            Self::Ptcp154 => "PTCP154",
            Self::Legacy(it) => it.name(),
            Self::Bytes => "bytes",
            Self::Unknown => "unknown",
        }
    }

    /// Whether every byte below 0x80 is the ASCII character of its number wherever it stands, and no other byte is: the text
    /// can be cut at a line end and its parts be read each by itself.
    #[must_use]
    pub fn keeps_ascii(self) -> bool {
        match self {
            Self::Utf8 | Self::Kz1048 | Self::Ptcp154 | Self::Bytes | Self::Unknown => true,
            Self::Utf16Le | Self::Utf16Be | Self::Utf32Le | Self::Utf32Be => false,
            Self::Legacy(it) => it.is_single_byte(),
        }
    }

    /// Characters of bytes 0x80 to 0xFF where one byte is one character; `None` for a byte without meaning.
    pub(crate) fn table(self) -> Option<[Option<char>; 128]> {
        let own = |table: &[u16; 128]| {
            let mut out = [None; 128];
            for (slot, code) in out.iter_mut().zip(table) {
                *slot = char::from_u32(u32::from(*code)).filter(|c| *c != '\0');
            }
            out
        };
        match self {
            Self::Kz1048 => Some(own(&KZ_1048)),
            Self::Ptcp154 => Some(own(&PTCP_154)),
            Self::Bytes => {
                let mut out = [None; 128];
                for (slot, byte) in out.iter_mut().zip(0x80u8..=0xff) {
                    *slot = Some(char::from(byte));
                }
                Some(out)
            }
            Self::Unknown => {
                let mut out = [None; 128];
                for (slot, code) in out.iter_mut().zip(0xf780u32..=0xf7ff) {
                    *slot = char::from_u32(code);
                }
                Some(out)
            }
            Self::Legacy(it) if it.is_single_byte() => {
                let mut out = [None; 128];
                for (slot, byte) in out.iter_mut().zip(0x80u8..=0xff) {
                    *slot = it
                        .decode_without_bom_handling_and_without_replacement(&[byte])
                        .and_then(|s| s.chars().next());
                }
                Some(out)
            }
            _ => None,
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
