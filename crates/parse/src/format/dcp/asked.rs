//! What a package asks of its subtitles beyond their format: SMPTE Bv2.1 as libdcp's verifier has it, and what players
//! of Interop stumble over. What is remembered and not read is a warning.

use super::head::child;
use super::uuid;
use crate::format::demands::Demands;
use crate::syntax::{Document, Fault, Problem, ProblemKind};
use crate::xml::{Element, Xml};

/// SMPTE's.
pub static SMPTE_LIMITS: Demands = Demands {
    id: "dcp-smpte",
    name: "digital cinema packages, SMPTE Bv2.1",
    formats: &["dcp"],
    check: smpte,
};

/// Interop's.
pub static INTEROP_LIMITS: Demands = Demands {
    id: "dcp-interop",
    name: "digital cinema packages, Interop",
    formats: &["dcp-interop"],
    check: interop,
};

static NO_START: Fault =
    Fault::error("dcp-no-starttime", "the element StartTime is missing; Bv2.1 wants it, and zero")
        .help("write <StartTime>00:00:00:00</StartTime>");
static NO_LANGUAGE: Fault =
    Fault::error("dcp-smpte-no-language", "the element Language is missing; Bv2.1 wants it in every reel")
        .help("write the language of the reel, such as <Language>kk</Language>");
static NO_SUCH_FONT: Fault =
    Fault::warning("dcp-no-such-font", "no LoadFont has this name; players take a font of their own");
static NO_FONT: Fault =
    Fault::warning("dcp-no-font", "no font is loaded; players take one of their own, which may lack letters")
        .help("load a font that has the letters of the language");
static FONT_FILE: Fault = Fault::warning("dcp-font-file", "this font does not say which file it is");
static FONT_UUID: Fault = Fault::warning("dcp-font-uuid", "SMPTE names a font by urn:uuid:");
static FADES: Fault = Fault::info(
    "dcp-fades",
    "from here on a fade is not written, and lasts 80 ms then; zero makes a hard cut",
)
.help("write FadeUpTime=\"0\" and FadeDownTime=\"0\"");

fn smpte(document: &Document<'_>) -> Vec<Problem> {
    let xml = Xml::parse(document.source.text());
    let mut found = Vec::new();
    let Some(root) = xml.root() else { return found };
    for (name, fault) in [("StartTime", &NO_START), ("Language", &NO_LANGUAGE)] {
        if child(&xml, name).is_none_or(|it| it.plain_text().trim().is_empty()) {
            found.push(own(fault, root));
        }
    }
    let named = |font: Element<'_, '_>| {
        let text = font.plain_text();
        text.trim().strip_prefix("urn:uuid:").is_some_and(uuid::is_one)
    };
    fonts(&xml, |font| (!named(font)).then_some(&FONT_UUID), &mut found);
    found
}

fn interop(document: &Document<'_>) -> Vec<Problem> {
    let xml = Xml::parse(document.source.text());
    let mut found = Vec::new();
    let file = |font: Element<'_, '_>| value(font, &["URI"]).is_some_and(|uri| !uri.trim().is_empty());
    fonts(&xml, |font| (!file(font)).then_some(&FONT_FILE), &mut found);
    let unsaid = |it: &Element<'_, '_>| {
        it.name() == "Subtitle"
            && ["FadeUpTime", "FadeDownTime"].iter().any(|name| value(*it, &[*name]).is_none())
    };
    found.extend(xml.elements().find(unsaid).map(|it| own(&FADES, it)));
    found
}

/// The fonts that are loaded, and those that text asks for.
fn fonts(xml: &Xml<'_>, fault: impl Fn(Element<'_, '_>) -> Option<&'static Fault>, found: &mut Vec<Problem>) {
    const ID: [&str; 3] = ["ID", "Id", "id"];
    let loaded: Vec<_> = xml.elements().filter(|it| it.name() == "LoadFont").collect();
    found.extend(loaded.iter().filter_map(|font| Some(own(fault(*font)?, *font))));
    if loaded.is_empty() {
        let text = xml.elements().find(|it| it.name() == "Text");
        found.extend(text.and(xml.root()).map(|root| own(&NO_FONT, root)));
        return;
    }
    let is_loaded = |id: &str| loaded.iter().any(|font| value(*font, &ID).as_deref() == Some(id));
    let asked = xml.elements().filter(|it| it.name() == "Font");
    let lost = asked.filter(|font| value(*font, &ID).is_some_and(|id| !is_loaded(&id)));
    found.extend(lost.map(|font| own(&NO_SUCH_FONT, font)));
}

/// The first of these attributes that an element has.
fn value(element: Element<'_, '_>, names: &[&str]) -> Option<String> {
    element.attributes().find(|it| names.contains(&it.name())).map(|it| it.value().into_owned())
}

fn own(fault: &'static Fault, element: Element<'_, '_>) -> Problem {
    Problem { kind: ProblemKind::Own(fault), span: element.start_tag(), cue: None }
}
