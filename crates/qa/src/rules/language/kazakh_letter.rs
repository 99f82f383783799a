use crate::check::{Context, Sink};
use crate::language::kazakh_twin;
use tregua_parse::base::{Applicability, Edit, Span};

declare_rule! {
    /// A foreign letter stands for one of the nine Kazakh ones.
    ///
    /// ## What it does
    ///
    /// In Kazakh tracks, looks in Cyrillic words for letters Kazakh does not have that pass for ә ғ қ ң ө ұ ү һ і:
    /// the phonetic ə, the Bashkir ҡ, the Greek θ, the Ukrainian є and their kin.
    ///
    /// ## Why
    ///
    /// The word is misspelt, though it may look right: no search finds it and no dictionary knows it.
    ///
    /// ```srt,bad lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Cəлем, балам!
    /// ```
    ///
    /// ```srt,good lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Сәлем, балам!
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Where the two letters look alike no viewer can tell: safe. Where they do not, the word looks different
    /// afterwards: unsafe.
    ///
    /// ## Sources
    ///
    /// Unicode confusables; the substitutes for each letter are listed with the project's language facts.
    "language/kazakh-letter", Error, fix: Some(Safe),
    params {},
    Track check
}

/// Letters that no eye tells from the Kazakh one.
const ALIKE: &str = "əǝƏƟɵҝѲѳ";

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("kk") {
        return;
    }
    for (index, _, cue) in context.cues() {
        for run in context.track.runs_of_cue(cue) {
            let bytes = run.text.as_bytes();
            // The Kazakh letters and Russian's are U+0410 to U+04E9; most foreign ones need another lead byte.
            let foreign = bytes.iter().any(|b| matches!(b, 0xc2..=0xcf | 0xd1..=0xd4));
            if !foreign {
                continue;
            }
            for word in words(run.text) {
                let inside = run.text.get(word.clone()).unwrap_or("");
                if !inside.chars().any(|c| matches!(c, '\u{410}'..='\u{44f}' | '\u{490}'..='\u{4ff}')) {
                    continue;
                }
                for (at, c) in inside.char_indices() {
                    let Some(twin) = kazakh_twin(c).filter(|_| !c.is_ascii()) else { continue };
                    let span = Span::new(word.start + at, word.start + at + c.len_utf8())
                        .offset(run.span.start as usize);
                    let how = if ALIKE.contains(c) { Applicability::Safe } else { Applicability::Unsafe };
                    sink.cue(
                        index,
                        span,
                        format!(
                            "\u{201c}{c}\u{201d} (U+{:04X}) is not a Kazakh letter; here stands {twin}",
                            u32::from(c)
                        ),
                    )
                    .fix(
                        how,
                        format!("write the Kazakh {twin}"),
                        vec![Edit::new(span, twin.to_string())],
                    );
                }
            }
        }
    }
}

/// Runs of letters.
fn words(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|(_, c)| c.is_alphabetic())?;
        let mut end = start;
        while let Some((at, c)) = rest.next_if(|(_, c)| c.is_alphabetic()) {
            end = at + c.len_utf8();
        }
        let end =
            end.max(text.get(start..).and_then(|t| t.chars().next()).map_or(start, |c| start + c.len_utf8()));
        Some(start..end)
    })
}
