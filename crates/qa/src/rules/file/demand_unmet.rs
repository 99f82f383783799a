use crate::rule::{Context, Sink};
use tregua_parse::format::Demands;

declare_rule! {
    /// The file is not as the client or the standard asks, though its format allows it.
    ///
    /// ## What it does
    ///
    /// Looks for what a profile asks of files of certain formats, by name; files of other formats are let be.
    ///
    /// * `netflix-ttml`: a well-formed language on the root, percentages only, a font size of 100 %, regions that stay, no
    ///   attributes of other vocabularies;
    /// * `ebu-tt-d`: the media's time base and clock times, an xml:id on every style, region and paragraph, styles on
    ///   `style` and `region` only, a region for every paragraph with its origin and extent, percentages, no profile;
    /// * `dcp-smpte`: StartTime and Language present, fonts named and loaded;
    /// * `dcp-interop`: fonts named and loaded, fades written;
    /// * `ebu-stl`: fields of the header that agree with what the file holds, and say what it is.
    ///
    /// What is an error, a warning or worth knowing is declared with each demand. What the format itself forbids is said by
    /// `file/form`.
    ///
    /// ## Why
    ///
    /// A file that every player shows comes back from the client's inspection.
    ///
    /// ```ttml,bad profile=ebu-tt-d
    /// <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="es"
    ///   ttp:timeBase="media"><body><div>
    /// <p begin="00:00:01.000" end="00:00:03.000">¿Quién es?</p>
    /// </div></body></tt>
    /// ```
    ///
    /// ```ttml,good profile=ebu-tt-d
    /// <?xml version="1.0" encoding="UTF-8"?>
    /// <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
    ///   xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="es" ttp:timeBase="media" ttp:cellResolution="50 30">
    /// <head><styling><style xml:id="s1" tts:fontFamily="proportionalSansSerif" tts:fontSize="160%"/></styling>
    /// <layout><region xml:id="r1" tts:origin="10% 10%" tts:extent="80% 80%" tts:displayAlign="after"/></layout></head>
    /// <body><div>
    /// <p xml:id="p1" region="r1" style="s1" begin="00:00:01.000" end="00:00:03.000">¿Quién es?</p>
    /// </div></body></tt>
    /// ```
    ///
    /// ## Sources
    ///
    /// Netflix: General Requirements, and Additional TTML Schema Inspections. EBU Tech 3380, by the comparison of IMSC
    /// with it and by the 62 samples of the IRT, all of which pass. libdcp's verifier, which cites SMPTE Bv2.1. EBU Tech
    /// 3264.
    "file/demand-unmet", Error, fix: None,
    valid: valid,
    params {
        /// what is asked for: a list of the names above
        asked: Vec<String>,
    },
    Track check
}

fn valid(params: &Params) -> Result<(), &'static str> {
    let known = params.asked.iter().all(|id| Demands::named(id).is_some());
    known.then_some(()).ok_or("asked names what nobody asks for; the rule's page has the list")
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    use tregua_parse::syntax::ProblemKind;
    for demands in params.asked.iter().filter_map(|id| Demands::named(id)) {
        for problem in demands.unmet(context.document) {
            let ProblemKind::Own(fault) = problem.kind else { continue };
            sink.problem(&problem).at_most(fault.level);
        }
    }
}
