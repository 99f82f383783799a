use crate::programme::Kind;
use crate::rule::{Context, Sink};
use std::borrow::Cow;
use tregua_parse::base::{Lang, Span};

declare_rule! {
    /// The file's name is not of the form the project or the client asks for.
    ///
    /// ## What it does
    ///
    /// Holds the name, without its folder, against a pattern: `*` stands for any characters, `?` for one, `#` for a digit,
    /// `{lang}` for the track's language tag, `{language}` for its first part, `{kind}` for `full`, `forced` or `sdh`. An
    /// unknown language is any characters. No built-in profile has a pattern: no client's is public.
    ///
    /// ## Why
    ///
    /// Deliveries are sorted by their names. `film_ru.srt` with the Kazakh text in it is found by the viewer.
    ///
    /// ```srt,bad lang=kk file=film.ru.srt set=pattern="*.{lang}.srt"
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Қайдасың?
    /// ```
    ///
    /// ```srt,good lang=kk file=reels/film_r01.kk.srt set=pattern="film_r##.{lang}.srt"
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Қайдасың?
    /// ```
    "file/name-pattern", Warning, fix: None,
    params {
        /// the form of the name: `film_{lang}_{kind}.srt`
        pattern: String,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(name) = context.file.map(|file| file.rsplit(['/', '\\']).next().unwrap_or(file)) else { return };
    let kind = match context.kind {
        Kind::Full => "full",
        Kind::Forced => "forced",
        Kind::Sdh => "sdh",
    };
    let pattern = params.pattern.replace("{kind}", kind);
    let filled =
        |lang: &str| pattern.replace("{lang}", lang).replace("{language}", context.language().unwrap_or("*"));
    let Some(lang) = context.lang else {
        let wanted = filled("*");
        if !fits(&wanted, name) {
            sink.report(Span::new(0, 0), say!("found", name = name, pattern = wanted));
        }
        return;
    };
    // A tag as it was given and as it should be: `es-419`, `ru-Cyrl` or `ru`.
    let tags = [Cow::from(Lang::as_str(lang)), Cow::from(lang.canonical())];
    if !tags.iter().any(|tag| fits(&filled(tag), name)) {
        let [_, tag] = &tags;
        sink.report(Span::new(0, 0), say!("found", name = name, pattern = filled(tag)));
    }
}

/// Whether a name is of a form. Where a run does not fit, the last `*` takes one character more.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(letter) = name.get(n) {
        let same = match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
                continue;
            }
            Some('?') => true,
            Some('#') => letter.is_ascii_digit(),
            Some(other) => other == letter,
            None => false,
        };
        if same {
            (p, n) = (p + 1, n + 1);
        } else if let Some((at, from)) = star {
            star = Some((at, from + 1));
            (p, n) = (at + 1, from + 1);
        } else {
            return false;
        }
    }
    pattern.get(p..).unwrap_or_default().iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn forms() {
        for (pattern, name, is) in [
            ("*.srt", "фильм.srt", true),
            ("*.srt", "film.SRT", false),
            ("f*m*.srt", "film.m.srt", true),
            ("*_kk_*.srt", "a_kk_kk.srt", true),
            ("r##_?.srt", "r07_ә.srt", true),
            ("r##.srt", "r7.srt", false),
            ("", "", true),
            ("**", "", true),
            ("", "a", false),
            ("a*", "b", false),
        ] {
            assert_eq!(fits(pattern, name), is, "{pattern} {name}");
        }
    }
}
