//! Languages as XML formats want them named.

use super::Target;
use crate::base::Lang;
use crate::model::Track;

/// The language of the track: what the target says, or else the track itself. `None` where neither says one that is
/// understood.
#[must_use]
pub fn language(track: &Track<'_>, target: &Target<'_>) -> Option<String> {
    language_tag(target.lang.map(Lang::as_str).or(track.lang.as_deref())?)
}

/// A language tag in its canonical letters, with what stands behind it in extensions and private use: `kaz` is `kk`,
/// `pt_br` is `pt-BR`, `ru-x-forced` stays. `None` for what is no tag.
#[must_use]
pub fn language_tag(written: &str) -> Option<String> {
    let lang = Lang::parse(written.trim()).ok()?;
    let normal = lang.as_str().replace('_', "-");
    let mut tag = lang.canonical();
    for part in normal.split('-').skip(1).skip_while(|part| part.len() > 1) {
        tag.push('-');
        tag.push_str(part);
    }
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::language_tag;

    #[test]
    fn tags_are_canonical() {
        for (written, tag) in [
            ("kaz", Some("kk")),
            ("pt_br", Some("pt-BR")),
            ("ru-x-forced", Some("ru-x-forced")),
            ("es-419", Some("es-419")),
            ("kz", None),
            ("", None),
        ] {
            assert_eq!(language_tag(written).as_deref(), tag, "{written}");
        }
    }
}
