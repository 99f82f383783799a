//! Language tags: what was written is kept, what it means is asked of `unic-langid`.

use std::fmt;
use unic_langid::LanguageIdentifier;

/// The script a track is written in, as far as checks care.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Anything else, or not known.
    Other,
}

/// A BCP 47 language tag with the spelling it was written in.
///
/// Extensions and private-use parts (`ru-x-forced`) are legal in BCP 47 but refused by `unic-langid`; they are
/// kept in [`as_str`](Lang::as_str) and left aside for matching. The three-letter codes `spa`, `kaz` and `rus`
/// that containers use are understood as `es`, `kk` and `ru`.
#[derive(Clone, Debug)]
pub struct Lang {
    written: String,
    id: LanguageIdentifier,
}

/// A text that is not a language tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LangError {
    written: String,
    hint: Option<&'static str>,
}

impl fmt::Display for LangError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\u{201c}{}\u{201d} is not a language tag", self.written)?;
        match self.hint {
            Some(hint) => write!(f, "; did you mean \u{201c}{hint}\u{201d}?"),
            None => write!(f, " (write one like es-ES, es-419, kk or ru)"),
        }
    }
}

impl std::error::Error for LangError {}

/// ISO 639-2 codes met in containers and file names, with the tag BCP 47 wants.
const THREE_LETTER: [(&str, &str); 4] = [("spa", "es"), ("kaz", "kk"), ("rus", "ru"), ("eng", "en")];

impl Lang {
    /// Reads a tag in any letter case, with `-` or `_` between its parts.
    ///
    /// # Errors
    /// [`LangError`] when the language itself is not understood; `kz`, a country, is refused with a hint.
    ///
    /// ```
    /// use tregua_parse::base::Lang;
    /// let lang = Lang::parse("ru-x-forced").unwrap();
    /// assert_eq!((lang.language(), lang.as_str()), ("ru", "ru-x-forced"));
    /// assert!(Lang::parse("kz").unwrap_err().to_string().contains("kk"));
    /// ```
    pub fn parse(written: &str) -> Result<Self, LangError> {
        let refuse = |hint| LangError { written: written.to_owned(), hint };
        let normal = written.replace('_', "-");
        let mut core = normal.as_str();
        for (at, part) in parts(&normal) {
            // A single character opens an extension or the private-use part; all that follows belongs to it.
            if part.len() == 1 && at > 0 {
                core = &normal[..at - 1];
                break;
            }
        }
        let (first, rest) = core.split_once('-').unwrap_or((core, ""));
        if first.eq_ignore_ascii_case("kz") {
            return Err(refuse(Some("kk")));
        }
        let short = THREE_LETTER.iter().find(|(long, _)| first.eq_ignore_ascii_case(long));
        let mapped =
            short.map(|(_, s)| if rest.is_empty() { (*s).to_owned() } else { format!("{s}-{rest}") });
        let id: LanguageIdentifier = mapped.as_deref().unwrap_or(core).parse().map_err(|_| refuse(None))?;
        if id.language.is_empty() || !written.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)) {
            return Err(refuse(None));
        }
        Ok(Self { written: written.to_owned(), id })
    }

    /// The tag as its author spelt it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The primary language, lower case: `kk`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.id.language.as_str()
    }

    /// The region, where one is named: `ES`, `419`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.id.region.as_ref().map(unic_langid::subtags::Region::as_str)
    }

    /// The script, named or likely: `kk` is Cyrillic, `kk-Latn` is Latin.
    #[must_use]
    pub fn script(&self) -> Script {
        let mut id = self.id.clone();
        id.maximize();
        match id.script.as_ref().map(unic_langid::subtags::Script::as_str) {
            Some("Latn") => Script::Latin,
            Some("Cyrl") => Script::Cyrillic,
            _ => Script::Other,
        }
    }

    /// The tag in canonical letter case without extensions: `es-ES`.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.id.to_string()
    }

    /// Whether a profile or rule made for `range` covers this tag: equal, or more special (`es-ES` in `es`).
    #[must_use]
    pub fn is_in(&self, range: &Lang) -> bool {
        range.id.matches(&self.id, true, false)
    }
}

impl PartialEq for Lang {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.canonical())
    }
}

/// The parts of a tag between hyphens, each with its position.
fn parts(tag: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    tag.split('-').map(move |part| {
        let here = at;
        at += part.len() + 1;
        (here, part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_kept_and_understood() {
        for (tag, language, region) in [
            ("es-ES", "es", Some("ES")),
            ("ES_mx", "es", Some("MX")),
            ("es-419", "es", Some("419")),
            ("kaz", "kk", None),
            ("rus-KZ", "ru", Some("KZ")),
            ("es-ES-u-nu-latn", "es", Some("ES")),
            ("kk-Cyrl-KZ", "kk", Some("KZ")),
        ] {
            let lang = Lang::parse(tag).unwrap();
            assert_eq!((lang.language(), lang.region(), lang.as_str()), (language, region, tag));
        }
        for bad in ["", "x", "kz", "español", "1", "toolonglanguage", "es ES"] {
            assert!(Lang::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn ranges_and_scripts() {
        let es = Lang::parse("es").unwrap();
        assert!(Lang::parse("es-419").unwrap().is_in(&es));
        assert!(!es.is_in(&Lang::parse("es-ES").unwrap()));
        assert_eq!(Lang::parse("kk").unwrap().script(), Script::Cyrillic);
        assert_eq!(Lang::parse("kk-Latn").unwrap().script(), Script::Latin);
    }
}
