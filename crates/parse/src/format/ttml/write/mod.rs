//! TTML as it is written: IMSC 1.1 Text, EBU-TT-D, TTML1 for Netflix, iTunes Timed Text.
//!
//! All four are one document: a head with shared styles, each a property, and regions; a `p` for each cue, with `br`
//! between its lines and `span` where words look otherwise. What differs is in `dialect`. Everything a receiver would
//! have to guess is written out: language, times from the start of the film, ids, regions. Times are in the order of
//! the track; the start of the programme (10:00:00:00) is added where times are timecode labels, in iTunes Timed Text.
//!
//! | | IMSC 1.1 | EBU-TT-D | Netflix | iTunes |
//! |---|---|---|---|---|
//! | times | `HH:MM:SS.mmm` | `HH:MM:SS.mmm` | `HH:MM:SS.mmm` | `HH:MM:SS:FF` labels |
//! | places | all nine, boxes, columns | all nine, boxes, columns | all nine | top and bottom |
//! | ruby | yes | in brackets | in brackets | in brackets |
//! | speakers, backgrounds | yes | yes | no | no |
//! | strike-through, forced | yes | no | no | no |

mod body;
mod dialect;
mod fine;
mod losses;
mod regions;
mod styles;
mod template;
#[cfg(test)]
mod tests;
mod times;

use crate::format::write::{Body as File, Target, WriteError, Writer, Written, language, language_tag, xml};
use crate::format::{Format, Look};
use crate::model::{LossKind, Track};
use body::Body;
use dialect::Dialect;
use losses::Losses;
use regions::{Layout, Region};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use styles::Sheet;
use template::{Parts, Template};
use times::Clock;

const TEMPLATE: &str =
    "a TTML file: its head and the attributes of its root are taken over, its body is filled";

/// IMSC 1.1 Text.
pub static IMSC: Format = Format {
    id: "imsc",
    name: "IMSC 1.1 Text",
    extensions: &["ttml"],
    sniff: Look::Never,
    parse: super::FORMAT.parse,
    lower: super::FORMAT.lower,
    take_out: super::FORMAT.take_out,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&Writer {
        carries: Dialect::Imsc.carries(),
        utf8_only: true,
        template: Some(TEMPLATE),
        write: |track, target| spell(track, target, Dialect::Imsc),
    }),
};

/// EBU-TT-D.
pub static EBU_TT_D: Format = Format {
    id: "ebu-tt-d",
    name: "EBU-TT-D",
    extensions: &["xml"],
    sniff: Look::Never,
    parse: super::FORMAT.parse,
    lower: super::FORMAT.lower,
    take_out: super::FORMAT.take_out,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&Writer {
        carries: Dialect::EbuTtD.carries(),
        utf8_only: true,
        template: Some(TEMPLATE),
        write: |track, target| spell(track, target, Dialect::EbuTtD),
    }),
};

/// TTML1 for Netflix.
pub static NETFLIX: Format = Format {
    id: "netflix-ttml",
    name: "TTML for Netflix",
    extensions: &["xml", "dfxp"],
    sniff: Look::Never,
    parse: super::FORMAT.parse,
    lower: super::FORMAT.lower,
    take_out: super::FORMAT.take_out,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&Writer {
        carries: Dialect::Netflix.carries(),
        utf8_only: true,
        template: Some(TEMPLATE),
        write: |track, target| spell(track, target, Dialect::Netflix),
    }),
};

/// iTunes Timed Text.
pub static ITT: Format = Format {
    id: "itt",
    name: "iTunes Timed Text",
    extensions: &["itt"],
    sniff: Look::Never,
    parse: super::FORMAT.parse,
    lower: super::FORMAT.lower,
    take_out: super::FORMAT.take_out,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&Writer {
        carries: Dialect::Itt.carries(),
        utf8_only: true,
        template: Some(TEMPLATE),
        write: |track, target| spell(track, target, Dialect::Itt),
    }),
};

/// The prefixes in a file, with their colons.
#[derive(Clone, Debug)]
struct Names {
    tt: String,
    tts: String,
    ttm: String,
    itts: String,
    ebutts: String,
}

fn spell(track: &Track<'_>, target: &Target<'_>, dialect: Dialect) -> Result<Written, WriteError> {
    let mut losses = Losses::default();
    let template = target.template.map(|text| Template::read(text, target, dialect)).transpose()?;
    let own_lang = || template.as_ref().and_then(Template::lang).and_then(|lang| language_tag(&lang));
    let lang = language(track, target).or_else(own_lang).ok_or(WriteError::Language)?;
    let (clock, names) = match &template {
        Some(template) => (template.clock, template.names.clone()),
        None => (dialect.clock(target)?, dialect.names()),
    };
    let mut taken = own_ids(track);
    let base = free(dialect.base_style().0, &taken);
    let mut ids = HashSet::from([base.clone()]);
    if let Some(template) = &template {
        ids.clone_from(&template.ids);
    }
    taken.extend(ids.iter().cloned());
    let layout = match &template {
        Some(template) => template.lay_out(track, &mut losses),
        None => regions::lay_out(track, dialect, &taken, &mut losses),
    };
    ids.extend(layout.regions.iter().map(|region| region.id.clone()));
    taken.extend(ids.iter().cloned());
    let mut sheet = Sheet::without(taken.clone());
    let layers = layer_styles(track, dialect, &names, &mut sheet, &mut losses);
    let mut body = Body {
        dialect,
        white: template.is_none() && dialect != Dialect::Imsc,
        clock,
        names: &names,
        lang: &lang,
        layout: &layout,
        sheet: &mut sheet,
        losses: &mut losses,
        ids,
        taken: &taken,
        voices: HashMap::new(),
        layers,
    };
    let paragraphs = body.spell(track)?;
    let voices = agents(&std::mem::take(&mut body.voices), &names);
    let title = target.title.or(track.title.as_deref()).filter(|title| !title.trim().is_empty());
    let text = match &template {
        Some(template) => template.fill(&Parts {
            lang: &lang,
            title,
            metadata: &voices,
            styles: &sheet.spell(&names),
            paragraphs: &paragraphs,
        })?,
        None => {
            let title = title.or(track.title.as_deref()).filter(|title| !title.trim().is_empty());
            let about = title.map(|title| spell_title(title, &names)).unwrap_or_default() + &voices;
            let head = head(dialect, clock, &lang, &about, &base, &sheet.spell(&names), &layout);
            // EBU-TT-D has no body without text.
            let body = match paragraphs.is_empty() && dialect == Dialect::EbuTtD {
                true => String::new(),
                false => format!("  <body style=\"{base}\">\n    <div>\n{paragraphs}    </div>\n  </body>\n"),
            };
            head + &body + "</tt>\n"
        }
    };
    Ok(Written { body: File::Text(text), losses: losses.into_all() })
}

/// Everything before the body.
fn head(
    dialect: Dialect,
    clock: Clock,
    lang: &str,
    about: &str,
    base: &str,
    styles: &str,
    layout: &Layout,
) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tt");
    for (name, value) in dialect.root(clock) {
        xml::attribute(&mut out, name, &value);
    }
    xml::attribute(&mut out, "xml:lang", lang);
    out.push_str(">\n  <head>\n");
    let about = about.to_owned() + dialect.metadata();
    if !about.is_empty() {
        let _ = write!(out, "    <metadata>\n{about}    </metadata>\n");
    }
    let _ = write!(out, "    <styling>\n      <style xml:id=\"{base}\"");
    for (name, value) in dialect.base_style().1 {
        xml::attribute(&mut out, name, value);
    }
    let _ = write!(out, "/>\n{styles}    </styling>\n    <layout>\n");
    spell_regions(layout, dialect, &mut out);
    out.push_str("    </layout>\n  </head>\n");
    out
}

/// The ids that cues have of their own.
fn own_ids(track: &Track<'_>) -> HashSet<String> {
    let ids = track.cues.iter().filter_map(|cue| cue.details.as_ref()?.id.as_deref());
    ids.filter(|id| xml::is_id(id)).map(str::to_owned).collect()
}

fn free(id: &str, taken: &HashSet<String>) -> String {
    let mut id = id.to_owned();
    while taken.contains(&id) {
        id.push_str("-x");
    }
    id
}

fn spell_title(title: &str, names: &Names) -> String {
    let ttm = &names.ttm;
    let mut out = format!("      <{ttm}title>");
    xml::text(&mut out, title);
    let _ = writeln!(out, "</{ttm}title>");
    out
}

/// Who speaks.
fn agents(voices: &HashMap<String, String>, names: &Names) -> String {
    let ttm = &names.ttm;
    let mut out = String::new();
    let mut agents: Vec<(&String, &String)> = voices.iter().map(|(voice, id)| (id, voice)).collect();
    agents.sort_by_key(|(id, _)| (id.len(), *id));
    for (id, voice) in agents {
        let _ = write!(out, "      <{ttm}agent xml:id=\"{id}\" type=\"character\"><{ttm}name type=\"full\">");
        xml::text(&mut out, voice);
        let _ = writeln!(out, "</{ttm}name></{ttm}agent>");
    }
    out
}

/// References to the styles of each layer.
fn layer_styles(
    track: &Track<'_>,
    dialect: Dialect,
    names: &Names,
    sheet: &mut Sheet,
    losses: &mut Losses,
) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for layer in &track.layers {
        let mut refs = sheet.look(layer.style, names);
        match layer.size {
            // Percent of the picture's height.
            Some(size) if dialect == Dialect::Imsc => {
                let attributes = format!(" {}fontSize=\"{size}rh\"", names.tts);
                refs.push(sheet.refer((format!("size-{size}"), attributes)));
            }
            Some(size) => {
                losses.track(LossKind::Font, format!("letters of {size} % in layer {}", layer.name));
            }
            None => {}
        }
        out.push(refs);
    }
    out
}

fn spell_regions(layout: &Layout, dialect: Dialect, out: &mut String) {
    for region in &layout.regions {
        let Region { id, rect, display, vertical, lang } = region;
        out.push_str("      <region");
        xml::attribute(out, "xml:id", id);
        let lang = lang.as_deref().filter(|_| dialect == Dialect::Imsc).and_then(language_tag);
        if let Some(lang) = lang {
            xml::attribute(out, "xml:lang", &lang);
        }
        xml::attribute(out, "tts:origin", &rect.origin());
        xml::attribute(out, "tts:extent", &rect.extent());
        xml::attribute(out, "tts:displayAlign", display);
        if matches!(dialect, Dialect::Netflix | Dialect::Itt) {
            xml::attribute(out, "tts:textAlign", "center");
        }
        if let Some(vertical) = vertical {
            let mode = match vertical {
                crate::model::Vertical::RightToLeft => "tbrl",
                crate::model::Vertical::LeftToRight => "tblr",
            };
            xml::attribute(out, "tts:writingMode", mode);
        }
        out.push_str("/>\n");
    }
}
