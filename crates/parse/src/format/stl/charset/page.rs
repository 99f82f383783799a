//! The code pages of the header's text (CPN): those of IBM's personal computers.

/// A code page: its number in the header, and its characters from 0x80 on.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Page {
    number: &'static [u8; 3],
    high: &'static str,
}

impl Page {
    /// 850, the page for all languages in Latin letters.
    pub(in super::super) const MULTILINGUAL: Self = PAGES[1];

    /// The page of that number.
    pub(in super::super) fn of(number: &[u8]) -> Option<Self> {
        PAGES.into_iter().find(|page| number == page.number)
    }

    /// The character of a byte.
    pub(in super::super) fn read(self, byte: u8) -> char {
        match usize::from(byte).checked_sub(0x80) {
            Some(high) => self.high.chars().nth(high).unwrap_or(char::REPLACEMENT_CHARACTER),
            None => char::from(byte),
        }
    }

    /// The byte of a character; `None` where the page lacks it.
    pub(in super::super) fn write(self, letter: char) -> Option<u8> {
        if (' '..='~').contains(&letter) {
            return u8::try_from(letter).ok();
        }
        let high = self.high.chars().position(|c| c == letter)?;
        u8::try_from(high + 0x80).ok()
    }
}

const PAGES: [Page; 5] = [
    Page {
        number: b"437",
        high: "\
        ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
        áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
        └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
        αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
    },
    Page {
        number: b"850",
        high: "\
        ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
        áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
        └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
        ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
    },
    Page {
        number: b"860",
        high: "\
        ÇüéâãàÁçêÊèÍÔìÃÂÉÀÈôõòÚùÌÕÜ¢£Ù₧Ó\
        áíóúñÑªº¿Ò¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
        └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
        αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
    },
    Page {
        number: b"863",
        high: "\
        ÇüéâÂà¶çêëèïî‗À§ÉÈÊôËÏûù¤ÔÜ¢£ÙÛƒ\
        ¦´óú¨¸³¯Î⌐¬½¼¾«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
        └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
        αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
    },
    Page {
        number: b"865",
        high: "\
        ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø₧ƒ\
        áíóúñÑªº¿⌐¬½¼¡«¤░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
        └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
        αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for page in PAGES {
            assert_eq!(page.high.chars().count(), 128);
            for byte in (0x20..0x7f).chain(0x80..=0xff) {
                assert_eq!(page.write(page.read(byte)), Some(byte), "{byte:#x}");
            }
        }
        assert_eq!((PAGES[0].read(0xa4), PAGES[1].read(0xb5), PAGES[3].read(0x84)), ('ñ', 'Á', 'Â'));
        assert_eq!(Page::MULTILINGUAL.write('Қ'), None);
    }
}
