//! Tags that name a language, and not a part of something's name that looks like one.

use tregua_parse::base::Lang;

/// Languages that films have subtitles in, by ISO 639-1. The others are parts of names as a rule: "cv", "ii", "li".
const SPOKEN: &str = "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja \
                      ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru si sk sl sq sr sv sw ta \
                      te tg th tk tr tt uk ur uz vi zh zu";

/// The language of a tag in its usual spelling (`sv`, `pt-BR`, `zh-Hant`), where films have subtitles in it.
pub(crate) fn spoken(tag: &str) -> Option<Lang> {
    let language = tag.split('-').next().unwrap_or(tag);
    if !SPOKEN.split_ascii_whitespace().any(|it| it == language) {
        return None;
    }
    Lang::parse(tag).ok().filter(|lang| lang.canonical() == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_in_their_usual_spelling() {
        for tag in ["es", "kk", "ru", "sv", "pt-BR", "zh-Hant", "es-419", "fil"] {
            assert_eq!(spoken(tag).map(|lang| lang.canonical()).as_deref(), Some(tag));
        }
        for tag in ["", "ES", "op", "Default", "pt-br", "ii", "esp", "es-", "es es"] {
            assert_eq!(spoken(tag), None, "{tag}");
        }
    }
}
