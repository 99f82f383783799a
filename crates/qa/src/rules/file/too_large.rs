use crate::rule::{Context, Sink};
use tregua_parse::base::Span;

declare_rule! {
    /// The file is larger than whoever takes it allows.
    ///
    /// ## Why
    ///
    /// A cinema server refuses a package whose timed text is too large, and it is a matter of pictures or fonts put into
    /// the text, or of the wrong file, when it is.
    ///
    /// ```srt,bad set=max_kib=0
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Quién es?
    /// ```
    ///
    /// ```srt,good set=max_kib=1
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Quién es?
    /// ```
    ///
    /// ## Sources
    ///
    /// SMPTE Bv2.1 as libdcp's verifier cites it: 115 MiB for all timed text.
    "file/too-large", Error, fix: None,
    params {
        /// largest size in KiB
        max_kib: u32,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let size = context.document.source.raw().len();
    let most = usize::try_from(params.max_kib).unwrap_or(usize::MAX).saturating_mul(1024);
    if size > most {
        let message = say!("found", size = size.div_ceil(1024), most = i64::from(params.max_kib));
        sink.report(Span::new(0, 0), message);
    }
}
