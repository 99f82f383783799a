//! Dictionaries in Hunspell's two files, read by the crate `spellbook`.

use super::dictionary::Dictionary;
use foldhash::fast::FixedState;
use std::fmt;
use std::hash::BuildHasher;
use tregua_parse::source::{Encoding, Source};

/// The seed of every hash: with a random one suggestions would come in another order from run to run.
const SEED: u64 = 0x7472_6567_7561;

/// No entry of a real dictionary is near this long; an entry that is could overflow what `spellbook` counts in.
const LONGEST_LINE: usize = 16 << 10;

/// A Hunspell dictionary.
pub struct Hunspell {
    words: spellbook::Dictionary<FixedState>,
    /// Hashes of the stems in small letters, sorted; empty where stems were not asked for.
    stems: Vec<u64>,
    name: Option<String>,
}

impl fmt::Debug for Hunspell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hunspell").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Why two files are no dictionary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DictionaryError(String);

impl fmt::Display for DictionaryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DictionaryError {}

impl Hunspell {
    /// Reads a dictionary from the bytes of its `.aff` and its `.dic`, in the encoding that the `.aff` declares.
    ///
    /// `lang` is its primary language: of a Kazakh dictionary the stems are kept too. Loading takes ten to forty
    /// milliseconds, so it should be done once a run.
    ///
    /// # Errors
    /// Where the declared encoding is not known, or the files do not have Hunspell's form.
    pub fn new(aff: &[u8], dic: &[u8], lang: &str) -> Result<Self, DictionaryError> {
        let encoding = declared(aff)?;
        let (aff, dic) = (decode(aff, encoding)?, decode(dic, encoding)?);
        for (what, text) in [(".aff", &aff), (".dic", &dic)] {
            if let Some(line) = text.lines().position(|line| line.len() > LONGEST_LINE) {
                return Err(DictionaryError(format!("line {} of the {what} is too long", line + 1)));
            }
        }
        let words = spellbook::Dictionary::new_with_hasher(&aff, &dic, FixedState::with_seed(SEED))
            .map_err(|e| DictionaryError(e.to_string()))?;
        let stems = if lang == "kk" { stems(&dic) } else { Vec::new() };
        Ok(Self { words, stems, name: None })
    }

    /// With a name to be called by, such as the place it was read from.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

impl Dictionary for Hunspell {
    fn has(&self, word: &str) -> bool {
        self.words.check(word)
    }

    fn has_stem(&self, word: &str) -> bool {
        if self.stems.is_empty() { self.has(word) } else { self.stems.binary_search(&hash(word)).is_ok() }
    }

    fn suggest(&self, word: &str, far: bool) -> Vec<String> {
        let mut out = Vec::new();
        self.words.suggester().with_ngram_suggestions(far).suggest(word, &mut out);
        out
    }
}

/// The encoding after `SET`; without it Hunspell means ISO 8859-1.
fn declared(aff: &[u8]) -> Result<Encoding, DictionaryError> {
    let aff = aff.strip_prefix(b"\xef\xbb\xbf").unwrap_or(aff);
    let label = aff.split(|b| *b == b'\n').find_map(|line| {
        let rest = line.strip_prefix(b"SET")?;
        rest.first().filter(|b| b" \t".contains(b))?;
        str::from_utf8(rest).ok().map(str::trim)
    });
    let label = label.unwrap_or("ISO8859-1");
    // Hunspell's own name for windows-1251 is microsoft-cp1251.
    let plain = label.strip_prefix("microsoft-").unwrap_or(label);
    Encoding::from_label(plain)
        .ok_or_else(|| DictionaryError(format!("its encoding \u{201c}{label}\u{201d} is not known")))
}

/// The text of a dictionary's file without its BOM.
fn decode(raw: &[u8], encoding: Encoding) -> Result<String, DictionaryError> {
    let source = Source::open(raw, Some(encoding), None).map_err(|e| DictionaryError(e.to_string()))?;
    if let Some(bad) = source.malformed().first() {
        let name = source.encoding();
        return Err(DictionaryError(format!("byte {} is no {name}, which it says it is in", bad.raw.start)));
    }
    Ok(source.text().trim_start_matches('\u{feff}').to_owned())
}

fn hash(word: &str) -> u64 {
    FixedState::with_seed(SEED).hash_one(word)
}

/// The stems of a `.dic`: what stands before `/` or a tab, in small letters.
fn stems(dic: &str) -> Vec<u64> {
    let words = dic.lines().skip(1).filter_map(|line| line.split(['/', '\t']).next());
    let mut out: Vec<u64> =
        words.filter(|word| !word.is_empty()).map(|word| hash(&word.to_lowercase())).collect();
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFF: &str = "SET UTF-8\nTRY eo\nSFX S Y 1\nSFX S 0 s .\n";

    #[test]
    fn a_small_dictionary() {
        let it = Hunspell::new(AFF.as_bytes(), "3\nnoche/S\nseñor/S\nMadrid\n".as_bytes(), "es").unwrap();
        for (word, known) in [
            ("noche", true),
            ("Noche", true),
            ("NOCHES", true),
            ("señor", true),
            ("madrid", false),
            ("MADRID", true),
            ("nochs", false),
        ] {
            assert_eq!(it.has(word), known, "{word}");
        }
        assert_eq!(it.suggest("nohce", false), ["noche"]);
    }

    #[test]
    fn the_declared_encoding_is_the_one_read() {
        let text = "2\nночь\nдень\n";
        for (set, label) in
            [("KOI8-R", "koi8-r"), ("microsoft-cp1251", "windows-1251"), ("ISO8859-5", "iso-8859-5")]
        {
            let encoding = Encoding::from_label(label).unwrap();
            let dic = tregua_parse::source::encode(text, encoding).unwrap();
            let it = Hunspell::new(format!("SET {set}\r\n").as_bytes(), &dic, "ru").unwrap();
            assert!(it.has("ночь") && it.has("День") && !it.has("дом"), "{set}");
        }
        // Latin-1 where nothing is declared, and flags above ASCII in it.
        let it = Hunspell::new(b"SFX \xd1 Y 1\nSFX \xd1 0 s .\n", b"1\nse\xf1or/\xd1\n", "es").unwrap();
        assert!(it.has("señor") && it.has("señors"));
        assert!(Hunspell::new(b"SET ISCII-DEVANAGARI\n", b"0\n", "hi").is_err());
        assert!(Hunspell::new(b"SET UTF-8\n", b"1\nse\xf1or\n", "es").is_err());
    }

    #[test]
    fn stems_are_kept_for_kazakh() {
        let aff = "SET UTF-8\nSFX A Y 1\nSFX A 0 лар .\n";
        let dic = "\u{feff}2\r\nбала/A\r\nАйгүл/A\r\n";
        let it = Hunspell::new(aff.as_bytes(), dic.as_bytes(), "kk").unwrap();
        assert!(it.has("балалар") && !it.has_stem("балалар") && it.has_stem("бала") && it.has_stem("айгүл"));
    }

    #[test]
    fn what_is_no_dictionary_is_refused() {
        let long = format!("1\n{}\n", "а/".repeat(LONGEST_LINE));
        for (aff, dic) in
            [("FLAG nonsense\n", "1\na\n"), ("SET UTF-8\n", long.as_str()), ("SFX A Y 99\nSFX A\n", "1\na\n")]
        {
            assert!(Hunspell::new(aff.as_bytes(), dic.as_bytes(), "es").is_err(), "{}", &aff[..8]);
        }
    }
}
