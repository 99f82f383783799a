//! What EBU-TT-D (EBU Tech 3380) asks beyond TTML. What the comparison of IMSC with it says is an error; what is
//! remembered of the standard, and kept by all of its published samples, is a warning.

use super::super::names::{Space, Tag, attribute, plain, space};
use super::super::tree::Tree;
use super::{Found, is_no_percentage, look};
use crate::format::demands::Demands;
use crate::syntax::Fault;
use crate::xml::Element;

/// EBU-TT-D's.
pub static EBU_TT_D: Demands = Demands {
    id: "ebu-tt-d",
    name: "EBU-TT-D",
    formats: &["ttml"],
    check: |document| look(document, root, one),
};

static TIME_BASE: Fault =
    Fault::warning("ttml-ebu-time-base", "EBU-TT-D wants the time base said, and to be that of the media")
        .help("write ttp:timeBase=\"media\" on the element tt");
static PROFILE: Fault = Fault::error(
    "ttml-ebu-profile",
    "EBU-TT-D does not have this; it says what it conforms to in its metadata",
)
.help("write ebuttm:conformsToStandard in the head\u{2019}s metadata instead");
static FRAMES: Fault = Fault::warning("ttml-ebu-frames", "EBU-TT-D counts neither frames nor ticks");
static ROOT_EXTENT: Fault =
    Fault::warning("ttml-ebu-root-extent", "EBU-TT-D gives the picture no size; everything is in percent");
static UNIT: Fault = Fault::error("ttml-ebu-unit", "EBU-TT-D wants sizes and places in percent only")
    .help("write percentages of the picture");
static LINE_STYLE: Fault = Fault::error(
    "ttml-ebu-line-style",
    "EBU-TT-D has line padding and the alignment of rows on the element style only",
);
static INLINE: Fault = Fault::warning("ttml-ebu-inline", "EBU-TT-D has styles on style and region only")
    .help("make it a style of its own and refer to it");
static NO_ID: Fault =
    Fault::warning("ttml-ebu-no-id", "EBU-TT-D wants an xml:id on every style, region and paragraph");
static NO_REGION: Fault = Fault::warning("ttml-ebu-no-region", "EBU-TT-D wants every paragraph in a region");
static REGION_SIZE: Fault =
    Fault::warning("ttml-ebu-region-size", "EBU-TT-D wants the origin and the extent of every region");
static TIMED_ABOVE: Fault =
    Fault::warning("ttml-ebu-timed-above", "EBU-TT-D has times on paragraphs and spans only");
static TIMED_TWICE: Fault =
    Fault::warning("ttml-ebu-timed-twice", "EBU-TT-D has times on a paragraph or on its spans, not on both");
static CLOCK: Fault = Fault::warning("ttml-ebu-clock", "EBU-TT-D writes times as 00:00:01.500")
    .help("write hours, minutes, seconds and a decimal fraction");
static DURATION: Fault =
    Fault::warning("ttml-ebu-duration", "EBU-TT-D says when something ends, not how long it lasts");

fn root(tt: Element<'_, '_>, found: &mut Found) {
    let parameter = |name: &str| attribute(tt, Space::Parameter, name);
    match parameter("timeBase") {
        None => found.report(&TIME_BASE, tt.start_tag()),
        Some(it) if it.value().trim() != "media" => found.report(&TIME_BASE, it.value_span()),
        Some(_) => {}
    }
    for it in ["profile", "contentProfiles", "processorProfiles"].into_iter().filter_map(parameter) {
        found.report(&PROFILE, it.span());
    }
    let counted = ["frameRate", "frameRateMultiplier", "subFrameRate", "tickRate", "dropMode"];
    for it in counted.into_iter().filter_map(parameter) {
        found.report(&FRAMES, it.span());
    }
}

fn one(tree: &Tree<'_>, element: Element<'_, '_>, tag: Tag, found: &mut Found) {
    let has = |name: &str| attribute(element, Space::Style, name).is_some();
    match tag {
        Tag::Profile => found.report(&PROFILE, element.start_tag()),
        Tag::Style | Tag::Region | Tag::P if attribute(element, Space::Xml, "id").is_none() => {
            found.report(&NO_ID, element.start_tag());
        }
        _ => {}
    }
    if tag == Tag::Region && !(has("origin") && has("extent")) {
        found.report(&REGION_SIZE, element.start_tag());
    }
    if tag == Tag::P && !stands_in_region(element) {
        found.report(&NO_REGION, element.start_tag());
    }
    let content = matches!(tag, Tag::Body | Tag::Div | Tag::P | Tag::Span | Tag::Br);
    for it in element.attributes() {
        match space(it.namespace()) {
            Space::Style if tag == Tag::Tt && it.name() == "extent" => {
                found.report(&ROOT_EXTENT, it.span());
            }
            Space::Style if content => found.report(&INLINE, it.span()),
            Space::EbuStyle if matches!(it.name(), "linePadding" | "multiRowAlign") && tag != Tag::Style => {
                found.report(&LINE_STYLE, it.span());
            }
            _ if is_no_percentage(it) => found.report(&UNIT, it.value_span()),
            _ => {}
        }
    }
    times(tree, element, tag, found);
}

fn times(tree: &Tree<'_>, element: Element<'_, '_>, tag: Tag, found: &mut Found) {
    if let Some(it) = plain(element, "dur") {
        found.report(&DURATION, it.span());
    }
    let both = [plain(element, "begin"), plain(element, "end")];
    for it in both.iter().flatten() {
        if matches!(tag, Tag::Body | Tag::Div | Tag::Region) {
            found.report(&TIMED_ABOVE, it.span());
        } else if !is_clock(it.value().trim()) {
            found.report(&CLOCK, it.value_span());
        }
    }
    if tag == Tag::Span
        && tree.is_timed(element)
        && element.parent().is_some_and(|above| tree.tag(above) == Tag::P && tree.is_timed(above))
    {
        found.report(&TIMED_TWICE, element.start_tag());
    }
}

/// Whether a paragraph or what it stands in names a region.
fn stands_in_region(element: Element<'_, '_>) -> bool {
    std::iter::successors(Some(element), |it| it.parent()).any(|it| plain(it, "region").is_some())
}

/// `00:00:01`, `00:00:01.5`.
fn is_clock(text: &str) -> bool {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str, least: usize, most: usize| {
        (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let mut parts = clock.split(':');
    let fields = [parts.next(), parts.next(), parts.next()];
    let [Some(hours), Some(minutes), Some(seconds)] = fields else { return false };
    parts.next().is_none()
        && digits(hours, 2, 4)
        && digits(minutes, 2, 2)
        && digits(seconds, 2, 2)
        && digits(fraction, 1, 12)
}

#[cfg(test)]
mod tests {
    use crate::format::ttml::parse;
    use crate::format::{ReadOptions, demands};
    use crate::source::Source;

    const SOUND: &str = "<tt xml:lang=\"kk\" xmlns=\"http://www.w3.org/ns/ttml\" \
        xmlns:ttp=\"http://www.w3.org/ns/ttml#parameter\" xmlns:tts=\"http://www.w3.org/ns/ttml#styling\" \
        ttp:timeBase=\"media\"><head><styling><style xml:id=\"s\" tts:color=\"white\"/></styling><layout>\
        <region xml:id=\"r\" tts:origin=\"10% 80%\" tts:extent=\"80% 10%\"/></layout></head><body><div>\
        <p xml:id=\"p\" region=\"r\" begin=\"00:00:01.500\" end=\"00:00:02\">Тоқта!</p></div></body></tt>";

    /// What is said against a document, and of which words.
    fn said(text: &str) -> Vec<(&'static str, String)> {
        let document = parse(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default());
        let unmet = demands::Demands::named("ebu-tt-d").unwrap().unmet(&document);
        unmet.iter().map(|it| (it.kind.id(), it.span.of(text).to_owned())).collect()
    }

    #[test]
    fn each_demand_is_told_where_it_is_not_met_and_nowhere_else() {
        assert_eq!(said(SOUND), []);
        let extent = " tts:extent=\"80% 10%\"";
        for (old, new, want, words) in [
            ("<layout>", "<ttp:profile use=\"x\"/><layout>", "ttml-ebu-profile", "<ttp:profile use=\"x\"/>"),
            (extent, "", "ttml-ebu-region-size", "<region xml:id=\"r\" tts:origin=\"10% 80%\"/>"),
            (
                " tts:origin=\"10% 80%\"",
                "",
                "ttml-ebu-region-size",
                "<region xml:id=\"r\" tts:extent=\"80% 10%\"/>",
            ),
            ("10% 80%", "10px 80%", "ttml-ebu-unit", "10px 80%"),
            ("<style xml:id=\"s\"", "<style", "ttml-ebu-no-id", "<style tts:color=\"white\"/>"),
            // Times with a unit, with frames, of a digit too few, without hours.
            ("00:00:01.500", "1.5s", "ttml-ebu-clock", "1.5s"),
            ("00:00:02", "00:00:02:12", "ttml-ebu-clock", "00:00:02:12"),
            ("00:00:01.500", "0:00:01.500", "ttml-ebu-clock", "0:00:01.500"),
            ("00:00:02", "120s", "ttml-ebu-clock", "120s"),
        ] {
            let text = SOUND.replacen(old, new, 1);
            assert_ne!(text, SOUND, "{old}");
            assert_eq!(said(&text), [(want, words.to_owned())], "{new}");
        }
    }
}
