use crate::rule::{Context, Sink, with_its_line};
use tregua_parse::base::{Applicability, Edit, Severity, Span};
use tregua_parse::source::Encoding;
use tregua_parse::syntax::ProblemKind;

declare_rule! {
    /// The file is not in UTF-8, or holds bytes that cannot be read.
    ///
    /// ## What it does
    ///
    /// Reports any encoding but UTF-8, with the evidence it was told by; bytes that spell nothing in the file's
    /// encoding; zero bytes; and byte order marks that are not at the start.
    ///
    /// ## Why
    ///
    /// An old code page shows other letters on another machine. Kazakh suffers most: KZ-1048 read as windows-1251
    /// turns ә into ј and қ into ќ.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Uno.
    ///
    /// \u{feff}2
    /// 00:00:04,000 --> 00:00:05,000
    /// Dos.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Uno.
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:05,000
    /// Dos.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A byte order mark inside the file is taken away; no viewer can tell: safe. Nothing else is changed here.
    ///
    /// ## Sources
    ///
    /// Festivals and streamers ask for UTF-8 without byte order mark. Measured on 210 real files: UTF-8 or ASCII
    /// 91 %, windows-1252 and its kin 6 %, windows-1251 2.4 %, UTF-16 1 %.
    "file/encoding", Warning, fix: Some(Safe),
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let source = &context.document.source;
    let detection = source.detection();
    let start = Span::new(0, 0);
    match source.encoding() {
        Encoding::Utf8 | Encoding::Bytes => {}
        Encoding::Unknown => {
            let names: Vec<&str> = detection.candidates.iter().take(4).map(|c| c.encoding.name()).collect();
            let help = if names.is_empty() {
                say!("any", evidence = detection.evidence.clone())
            } else {
                say!("candidates", evidence = detection.evidence.clone(), names = names.join(", "))
            };
            sink.report(start, say!("uncertain")).help(help);
        }
        other => {
            sink.report(start, say!("not-utf-8", encoding = other.name())).help(say!(
                "evidence",
                evidence = detection.evidence.clone(),
                confidence = i64::from(detection.confidence)
            ));
        }
    }
    for bad in source.malformed() {
        let bytes: Vec<String> = source
            .raw()
            .get(bad.raw.range())
            .unwrap_or_default()
            .iter()
            .map(|b| format!("{b:02X}"))
            .collect();
        sink.report(
            bad.text,
            say!(
                "malformed",
                bytes = bytes.join(" "),
                at = bad.raw.start.to_string(),
                encoding = source.encoding().name()
            ),
        );
    }
    for problem in &context.document.problems {
        match problem.kind {
            ProblemKind::Nul => {
                sink.problem(problem);
            }
            ProblemKind::BomInside => {
                sink.problem(problem).at_most(Severity::Warning).fix(
                    Applicability::Safe,
                    say!(common: "take-away"),
                    vec![Edit::new(with_its_line(context.text(), problem.span), *b"")],
                );
            }
            _ => {}
        }
    }
}
