//! The letters of EBU STL: five tables for the subtitles, code pages for the header.

mod latin;
mod page;

pub(super) use page::Page;

use super::fault;
use crate::source::Encoding;
use crate::syntax::Fault;

/// A character code table (CCT).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Table {
    /// ISO 6937: an accent stands before its letter.
    Latin {
        /// 0xE2 is the capital eth of Icelandic and Faroese instead of a crossed D.
        eth: bool,
    },
    /// ISO 8859-5.
    Cyrillic,
    /// ISO 8859-6.
    Arabic,
    /// ISO 8859-7.
    Greek,
    /// ISO 8859-8.
    Hebrew,
}

/// A sign as shown.
#[derive(Clone, Copy)]
pub(super) struct Sign {
    /// Its character, and a mark on it where no single character has both.
    pub(super) letter: (char, Option<char>),
    /// Bytes it took.
    pub(super) len: usize,
    /// What is wrong with it.
    pub(super) fault: Option<&'static Fault>,
}

impl Sign {
    pub(super) fn push_to(self, text: &mut String) {
        text.push(self.letter.0);
        text.extend(self.letter.1);
    }
}

impl Table {
    /// The table of that number.
    pub(super) fn of(number: &[u8]) -> Option<Self> {
        match number {
            b"00" => Some(Self::Latin { eth: false }),
            b"01" => Some(Self::Cyrillic),
            b"02" => Some(Self::Arabic),
            b"03" => Some(Self::Greek),
            b"04" => Some(Self::Hebrew),
            _ => None,
        }
    }

    /// Its number in the header.
    pub(super) fn number(self) -> &'static [u8; 2] {
        match self {
            Self::Latin { .. } => b"00",
            Self::Cyrillic => b"01",
            Self::Arabic => b"02",
            Self::Greek => b"03",
            Self::Hebrew => b"04",
        }
    }

    /// Its name, for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Latin { .. } => "EBU STL\u{2019}s Latin table (ISO 6937)",
            Self::Cyrillic => "EBU STL\u{2019}s Cyrillic table (ISO 8859-5)",
            Self::Arabic => "EBU STL\u{2019}s Arabic table (ISO 8859-6)",
            Self::Greek => "EBU STL\u{2019}s Greek table (ISO 8859-7)",
            Self::Hebrew => "EBU STL\u{2019}s Hebrew table (ISO 8859-8)",
        }
    }

    fn whatwg(self) -> Option<&'static encoding_rs::Encoding> {
        match self {
            Self::Latin { .. } => None,
            Self::Cyrillic => Some(encoding_rs::ISO_8859_5),
            Self::Arabic => Some(encoding_rs::ISO_8859_6),
            Self::Greek => Some(encoding_rs::ISO_8859_7),
            Self::Hebrew => Some(encoding_rs::ISO_8859_8),
        }
    }
}

/// A table, ready for reading and writing.
pub(super) struct Charset {
    table: Table,
    /// The characters of 0x80 to 0xFF that take one byte.
    high: [Option<char>; 128],
    /// Those of 0xA0 and above the other way round, by character.
    bytes: Vec<(char, u8)>,
}

impl Charset {
    pub(super) fn new(table: Table) -> Self {
        let high = match (table, table.whatwg()) {
            (_, Some(it)) => Encoding::Legacy(it).table().unwrap_or([None; 128]),
            (Table::Latin { eth }, None) => latin::table(eth),
            _ => [None; 128],
        };
        // Bytes below 0xA0 are of the layout, not of the text.
        let letters = high.iter().zip(0x80u8..=0xff).skip(0x20);
        let mut bytes: Vec<(char, u8)> = letters.filter_map(|(c, byte)| Some(((*c)?, byte))).collect();
        // Of a letter that stands twice the first is written.
        bytes.sort_unstable();
        bytes.dedup_by_key(|(c, _)| *c);
        Self { table, high, bytes }
    }

    /// Whether a byte is a sign of ASCII that stands in the text as it is shown.
    pub(super) fn is_plain(byte: u8) -> bool {
        (0x20..0x7f).contains(&byte)
    }

    /// What is odd about a sign of ASCII in this table.
    pub(super) fn odd(&self, byte: u8) -> Option<&'static Fault> {
        let latin = matches!(self.table, Table::Latin { .. });
        (latin && byte == b'$').then_some(&fault::CURRENCY)
    }

    /// The sign that begins with `first`, which is 0xA0 or more.
    pub(super) fn read(&self, first: u8, second: Option<u8>) -> Sign {
        if matches!(self.table, Table::Latin { .. })
            && let Some(sign) = latin::accented(first, second)
        {
            return sign;
        }
        let high = usize::from(first).checked_sub(0x80).and_then(|i| self.high.get(i)).copied().flatten();
        let fault = match (high, first) {
            (None, _) => Some(&fault::NO_SIGN),
            (_, 0xa4) if matches!(self.table, Table::Latin { .. }) => Some(&fault::CURRENCY),
            _ => None,
        };
        Sign { letter: (high.unwrap_or(char::REPLACEMENT_CHARACTER), None), len: 1, fault }
    }

    /// The bytes of a character; `None` where the table lacks it.
    pub(super) fn write(&self, letter: char) -> Option<Bytes> {
        if let Table::Latin { .. } = self.table {
            if let Some(pair) = latin::write(letter) {
                return Some(pair);
            }
        } else if (' '..='~').contains(&letter) {
            return u8::try_from(letter).ok().map(Bytes::One);
        }
        let at = self.bytes.binary_search_by_key(&letter, |(c, _)| *c).ok()?;
        self.bytes.get(at).map(|(_, byte)| Bytes::One(*byte))
    }
}

/// A character as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bytes {
    /// A byte.
    One(u8),
    /// An accent and its letter.
    Two(u8, u8),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_numbers() {
        for number in [b"00", b"01", b"02", b"03", b"04"] {
            assert_eq!(Table::of(number).map(Table::number), Some(number));
        }
        assert!(Table::of(b"05").is_none() && Table::of(b"  ").is_none());
    }

    fn read(table: Table, bytes: &[u8]) -> String {
        let charset = Charset::new(table);
        let (mut at, mut out) = (0, String::new());
        while let Some(byte) = bytes.get(at) {
            if Charset::is_plain(*byte) {
                out.push(char::from(*byte));
                at += 1;
                continue;
            }
            let sign = charset.read(*byte, bytes.get(at + 1).copied());
            sign.push_to(&mut out);
            at += sign.len;
        }
        out
    }

    const LATIN: Table = Table::Latin { eth: false };

    #[test]
    fn letters_with_accents() {
        assert_eq!(read(LATIN, b"\xbfQu\xc2e ni\xc4no, ping\xc8uino?"), "¿Qué niño, pingüino?");
        assert_eq!(
            read(LATIN, b"1.\xeb, 2.\xe3, \xaahola\xba \xabs\xc2i\xbb \xd0 \xd5"),
            "1.º, 2.ª, “hola” «sí» — ♪"
        );
        assert_eq!(read(LATIN, b"\xc6G\xc6g \xcbS\xcbs \xc5U\xc5u \xc7I\xf5"), "Ğğ Şş Ūū İı");
        assert_eq!(read(LATIN, b"\xc2g\xcbg \xca \xc2 \xcc "), "ģģ ˚´_");
        assert_eq!(read(LATIN, b"\xc4m"), "m\u{303}");
        assert_eq!(read(LATIN, b"\xc1\xc2"), "`´");
        assert_eq!(read(Table::Latin { eth: true }, b"\xe2\xf3"), "Ðð");
        assert_eq!(read(Table::Cyrillic, b"\xc0\xe3\xf1 \xf012"), "Руё №12");
        assert_eq!(read(Table::Greek, b"\xc1\xe1"), "Αα");
        assert_eq!(read(Table::Hebrew, b"\xe0\xfa"), "את");
        assert_eq!(read(Table::Arabic, b"\xc7\xe8"), "او");
        assert_eq!(read(Table::Arabic, b"\xa1"), "\u{fffd}");
    }

    #[test]
    fn what_is_written_is_read() {
        for table in [LATIN, Table::Cyrillic, Table::Arabic, Table::Greek, Table::Hebrew] {
            let charset = Charset::new(table);
            let mut n = 0;
            for letter in (0x20u32..0x2f00).filter_map(char::from_u32) {
                let bytes = match charset.write(letter) {
                    Some(Bytes::One(a)) => vec![a],
                    Some(Bytes::Two(a, b)) => vec![a, b],
                    None => continue,
                };
                assert!(bytes[0] == 0x20 || !(0x7f..0xa0).contains(&bytes[0]), "{letter} {bytes:x?}");
                n += 1;
                // Two names of one sign.
                let same = matches!((table, letter), (LATIN, 'Ð' | '\u{2126}' | '\u{212b}' | '―'));
                assert!(same || read(table, &bytes) == letter.to_string(), "{letter} {bytes:x?}");
            }
            assert!(n > 130, "{table:?} {n}");
        }
    }

    #[test]
    fn the_2021_alphabet_of_kazakh_is_latin() {
        let charset = Charset::new(LATIN);
        assert!(
            "AÄBDEFGĞHIİJKLMNÑOÖPQRSŞTUŪÜVYZaäbdefgğhıijklmnñoöpqrsştuūüvyz«»“”—"
                .chars()
                .all(|c| charset.write(c).is_some())
        );
        assert!("Ǵǵ–…€".chars().all(|c| charset.write(c).is_none()));
        let cyrillic = Charset::new(Table::Cyrillic);
        assert!("АБВЯабвяЁёІі№§".chars().all(|c| cyrillic.write(c).is_some()));
        assert!("ӘәҒғҚқҢңӨөҰұҮүҺһ«»“”„–—…é".chars().all(|c| cyrillic.write(c).is_none()));
    }
}
