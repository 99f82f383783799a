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
    let xml = Xml::read(document.source.text());
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
    let xml = Xml::read(document.source.text());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Format, ReadOptions, dcp};
    use crate::source::Source;

    fn unmet(demands: &Demands, format: &Format, text: &str) -> Vec<&'static str> {
        let source = Source::open(text.as_bytes(), None, None).unwrap();
        let document = (format.parse)(source, &ReadOptions::default());
        demands.unmet(&document).iter().map(|problem| problem.kind.id()).collect()
    }

    const INTEROP: &str = "<DCSubtitle Version=\"1.0\"><SubtitleID>0</SubtitleID><LoadFont Id=\"f\" URI=\"a.ttf\"/>\
        <Font Id=\"f\"><Subtitle SpotNumber=\"1\" TimeIn=\"00:00:01:000\" TimeOut=\"00:00:02:000\" FadeUpTime=\"0\" \
        FadeDownTime=\"20\"><Text>A</Text></Subtitle><Subtitle SpotNumber=\"2\" TimeIn=\"00:00:03:000\" \
        TimeOut=\"00:00:04:000\" FadeUpTime=\"0\" FadeDownTime=\"0\"><Font Id=\"f\"><Text>B</Text></Font>\
        </Subtitle></Font></DCSubtitle>";

    const SMPTE: &str = "<SubtitleReel xmlns=\"http://www.smpte-ra.org/schemas/428-7/2014/DCST\"><Id>urn:uuid:0</Id>\
        <Language>kk</Language><EditRate>24 1</EditRate><TimeCodeRate>24</TimeCodeRate>\
        <StartTime>00:00:00:00</StartTime>\
        <LoadFont ID=\"f\">urn:uuid:01234567-89ab-cdef-0123-456789abcdef</LoadFont><SubtitleList><Font ID=\"f\">\
        <Subtitle SpotNumber=\"1\" TimeIn=\"00:00:01:00\" TimeOut=\"00:00:02:00\"><Text>A</Text></Subtitle></Font>\
        </SubtitleList></SubtitleReel>";

    #[test]
    fn interop_wants_fonts_that_are_files_and_fades_that_are_written() {
        for (old, new, want) in [
            ("", "", &[][..]),
            (" URI=\"a.ttf\"", "", &["dcp-font-file"]),
            ("a.ttf", " ", &["dcp-font-file"]),
            ("<Font Id=\"f\"><Text>", "<Font Id=\"g\"><Text>", &["dcp-no-such-font"]),
            ("<Font Id=\"f\"><Text>", "<Font id=\"f\" Size=\"42\"><Text>", &[]),
            ("<Font Id=\"f\"><Text>", "<Font Size=\"42\"><Text>", &[]),
            ("LoadFont Id=\"f\"", "LoadFont Id=\"g\"", &["dcp-no-such-font", "dcp-no-such-font"]),
            ("<LoadFont Id=\"f\" URI=\"a.ttf\"/>", "", &["dcp-no-font"]),
            (" FadeUpTime=\"0\"", "", &["dcp-fades"]),
            (" FadeDownTime=\"20\"", "", &["dcp-fades"]),
        ] {
            assert_eq!(
                unmet(&INTEROP_LIMITS, &dcp::INTEROP, &INTEROP.replacen(old, new, 1)),
                want,
                "{old} {new}"
            );
        }
        // Once for the whole file.
        let none = INTEROP.replace(" FadeUpTime=\"0\"", "");
        assert_eq!(unmet(&INTEROP_LIMITS, &dcp::INTEROP, &none), ["dcp-fades"]);
        // Without text there is no need of a font.
        let empty = "<DCSubtitle Version=\"1.0\"><SubtitleID>0</SubtitleID></DCSubtitle>";
        assert_eq!(unmet(&INTEROP_LIMITS, &dcp::INTEROP, empty), [] as [&str; 0]);
    }

    #[test]
    fn smpte_wants_a_start_a_language_and_fonts_named_by_uuid() {
        let font = &SMPTE[SMPTE.find("<LoadFont").unwrap()..SMPTE.find("<SubtitleList>").unwrap()];
        for (old, new, want) in [
            ("", "", &[][..]),
            ("<StartTime>00:00:00:00</StartTime>", "", &["dcp-no-starttime"]),
            ("<StartTime>00:00:00:00</StartTime>", "<StartTime/>", &["dcp-no-starttime"]),
            ("<Language>kk</Language>", "", &["dcp-smpte-no-language"]),
            ("<Language>kk</Language>", "<Language> </Language>", &["dcp-smpte-no-language"]),
            ("urn:uuid:01234567", "01234567", &["dcp-font-uuid"]),
            ("urn:uuid:01234567", "urn:uuid:1234567", &["dcp-font-uuid"]),
            ("LoadFont ID=\"f\"", "LoadFont ID=\"g\"", &["dcp-no-such-font"]),
            (font, "", &["dcp-no-font"]),
        ] {
            assert_eq!(unmet(&SMPTE_LIMITS, &dcp::SMPTE, &SMPTE.replacen(old, new, 1)), want, "{old} {new}");
        }
    }
}
