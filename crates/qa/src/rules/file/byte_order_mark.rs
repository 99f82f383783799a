use crate::rule::{Context, Sink};
use serde::Deserialize;
use tregua_parse::base::Span;
use tregua_parse::source::Encoding;

declare_rule! {
    /// The file begins with a byte order mark where none is wanted, or without one where it is.
    ///
    /// ## What it does
    ///
    /// Looks at the first bytes of files in UTF-8. No built-in profile asks for either; a project or a profile of one's
    /// own says which it is.
    ///
    /// ## Why
    ///
    /// Some readers take the mark for a part of the first counter and lose the first cue, and festivals ask for files
    /// without it; some old Windows programs take a file without it for one in the system's own code page.
    ///
    /// ```srt,bad set=mark="required"
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Қайдасың?
    /// ```
    ///
    /// ```srt,bad set=mark="unwanted"
    /// \u{feff}1
    /// 00:00:01,000 --> 00:00:03,000
    /// Қайдасың?
    /// ```
    ///
    /// ```srt,good set=mark="unwanted"
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Қайдасың?
    /// ```
    ///
    /// ## Sources
    ///
    /// Measured on 210 real files: a third begins with the mark.
    "file/byte-order-mark", Warning, fix: None,
    params {
        /// `required` or `unwanted`
        mark: Mark,
    },
    Track check
}

/// What a client wants.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Mark {
    Required,
    Unwanted,
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let source = &context.document.source;
    if source.encoding() != Encoding::Utf8 {
        return;
    }
    let start = Span::new(0, 0);
    match (params.mark, source.detection().bom) {
        (Mark::Required, false) => {
            sink.report(start, say!("missing")).help(say!("help-missing"));
        }
        (Mark::Unwanted, true) => {
            sink.report(start, say!("found")).help(say!("help"));
        }
        _ => {}
    }
}
