//! Languages as containers name them: ISO 639-2's three letters, Macintosh numbers, BCP 47 tags; and whether a track's
//! language is the one somebody asked for.

use tregua_parse::base::Lang;

/// ISO 639-1 and 639-2, a word each: two letters, the three of the terminological code, and the three of the
/// bibliographic code where that differs (`de` `deu` `ger`).
const CODES: &str = "aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul bhbih \
     bibis bmbam bnben bobodtib brbre bsbos cacat ceche chcha cocos crcre cscescze cuchu cvchv cycymwel \
     dadan dedeuger dvdiv dzdzo eeewe elellgre eneng eoepo esspa etest eueusbaq fafasper ffful fifin \
     fjfij fofao frfrafre fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv hthat \
     huhun hyhyearm hzher iaina idind ieile igibo iiiii ikipk ioido isislice itita iuiku jajpn jvjav \
     kakatgeo kgkon kikik kjkua kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor kykir lalat \
     lbltz lglug lilim lnlin lolao ltlit lulub lvlav mgmlg mhmah mimrimao mkmkdmac mlmal mnmon mrmar \
     msmsamay mtmlt mymyabur nanau nbnob ndnde nenep ngndo nlnlddut nnnno nonor nrnbl nvnav nynya ococi \
     ojoji omorm orori ososs papan pipli plpol pspus ptpor quque rmroh rnrun roronrum rurus rwkin sasan \
     scsrd sdsnd sesme sgsag sisin skslkslo slslv smsmo snsna sosom sqsqialb srsrp ssssw stsot susun \
     svswe swswa tatam tetel tgtgk ththa titir tktuk tltgl tntsn toton trtur tstso tttat twtwi tytah \
     uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho yiyid yoyor zazha zhzhochi zuzul";

/// Languages of QuickTime files older than ISO codes: Apple's number and the tag. Only those a film may meet.
const MACINTOSH: [(u16, &str); 26] = [
    (0, "en"),
    (1, "fr"),
    (2, "de"),
    (3, "it"),
    (4, "nl"),
    (5, "sv"),
    (6, "es"),
    (7, "da"),
    (8, "pt"),
    (9, "no"),
    (10, "he"),
    (11, "ja"),
    (12, "ar"),
    (13, "fi"),
    (14, "el"),
    (17, "tr"),
    (19, "zh-Hant"),
    (23, "ko"),
    (25, "pl"),
    (26, "hu"),
    (32, "ru"),
    (33, "zh-Hans"),
    (38, "cs"),
    (45, "uk"),
    (48, "kk"),
    (130, "ca"),
];

/// The two-letter code of a three-letter one.
fn short(code: &str) -> Option<&'static str> {
    let code = code.to_ascii_lowercase();
    if code.len() != 3 {
        return None;
    }
    CODES.split_ascii_whitespace().find_map(|word| {
        let (two, threes) = word.split_at_checked(2)?;
        let here = threes.as_bytes().chunks(3).any(|three| three == code.as_bytes());
        here.then_some(two)
    })
}

/// A language as a container writes it, as a BCP 47 tag: `kaz` is `kk`, `ger-AT` is `de-AT`. `None` where nothing is
/// said: `und`, `mis`, `zxx`, an empty name.
pub(crate) fn tag(written: &str) -> Option<String> {
    let written = written.trim_matches(['\0', ' ']).replace('_', "-");
    let (first, rest) = match written.split_once('-') {
        Some((first, rest)) => (first, Some(rest)),
        None => (written.as_str(), None),
    };
    if first.is_empty() || ["und", "mis", "zxx"].iter().any(|none| first.eq_ignore_ascii_case(none)) {
        return None;
    }
    let first = short(first).unwrap_or(first);
    Some(rest.map_or_else(|| first.to_owned(), |rest| format!("{first}-{rest}")))
}

/// The language of an MP4 track: three letters of five bits each, or Apple's number.
pub(crate) fn packed(code: u16) -> Option<String> {
    if code < 0x400 {
        return MACINTOSH.iter().find(|(number, _)| *number == code).map(|(_, tag)| (*tag).to_owned());
    }
    let letter = |shift: u16| char::from(u8::try_from(code >> shift & 0x1f).unwrap_or(0) + 0x60);
    let code: String = [letter(10), letter(5), letter(0)].into_iter().collect();
    if code.chars().all(|c| c.is_ascii_lowercase()) { tag(&code) } else { None }
}

/// How well a track's language answers a wish.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Answer {
    /// Another language.
    No,
    /// The same language, told less exactly: `kk` for the wish `kk-KZ`.
    Wider,
    /// Told more exactly: `kk-KZ` for the wish `kk`.
    Narrower,
    /// The same.
    Same,
}

/// Whether a track's language is the one that is wished.
pub(crate) fn answers(track: &str, wish: &str) -> Answer {
    let read = |written: &str| tag(written).and_then(|tag| Lang::parse(&tag).ok());
    match (read(track), read(wish)) {
        (Some(track), Some(wish)) => compare(&track, &wish),
        _ if track.eq_ignore_ascii_case(wish) => Answer::Same,
        _ => Answer::No,
    }
}

fn compare(track: &Lang, wish: &Lang) -> Answer {
    if track == wish {
        return Answer::Same;
    }
    if track.is_in(wish) && track.script() != wish.script() {
        return Answer::Narrower;
    }
    // `kk` covers the Cyrillic `kk-KZ`, never `kk-Latn`; a written script that is the usual one says nothing new.
    if track.language() != wish.language() || track.script() != wish.script() {
        return Answer::No;
    }
    match (track.region(), wish.region()) {
        (one, other) if one == other => Answer::Same,
        (Some(_), None) => Answer::Narrower,
        (None, Some(_)) => Answer::Wider,
        _ => Answer::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_letters_become_two() {
        for (written, want) in [
            ("kaz", Some("kk")),
            ("spa", Some("es")),
            ("rus", Some("ru")),
            ("ger", Some("de")),
            ("deu", Some("de")),
            ("zho", Some("zh")),
            ("KAZ", Some("kk")),
            ("kaz-KZ", Some("kk-KZ")),
            ("kk-Latn", Some("kk-Latn")),
            ("gsw", Some("gsw")),
            ("und", None),
            ("", None),
        ] {
            assert_eq!(tag(written).as_deref(), want, "{written}");
        }
        assert!(CODES.split_ascii_whitespace().all(|word| word.len() == 5 || word.len() == 8));
    }

    #[test]
    fn packed_letters_and_apple_numbers() {
        let pack = |code: &str| code.bytes().fold(0u16, |n, b| n << 5 | u16::from(b - 0x60));
        assert_eq!(packed(pack("kaz")).as_deref(), Some("kk"));
        assert_eq!(packed(pack("und")), None);
        assert_eq!(packed(32).as_deref(), Some("ru"));
        assert_eq!(packed(0x7fff), None);
        assert_eq!(packed(0x3ff), None);
    }

    #[test]
    fn languages_answer_wishes() {
        for (track, wish, want) in [
            ("kk", "kaz", Answer::Same),
            ("kaz", "kk", Answer::Same),
            ("kk", "kk-KZ", Answer::Wider),
            ("kk-KZ", "kk", Answer::Narrower),
            ("kk-Cyrl", "kk", Answer::Same),
            ("kk", "kk-Cyrl", Answer::Same),
            ("kk", "kk-Latn", Answer::No),
            ("kk-Latn", "kk-Cyrl", Answer::No),
            ("es-ES", "es-419", Answer::No),
            ("es", "es-419", Answer::Wider),
            ("es-419", "es", Answer::Narrower),
            ("ru", "kk", Answer::No),
            ("ger", "de", Answer::Same),
            ("kk-Latn", "kk", Answer::Narrower),
        ] {
            assert_eq!(answers(track, wish), want, "{track} for {wish}");
        }
    }
}
