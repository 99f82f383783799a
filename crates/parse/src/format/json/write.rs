//! A track as JSON: a cue an object, a plain line a string, a styled one a list of runs.

use super::KIND;
use super::names::TEXT;
use crate::format::common::spell_clock;
use crate::format::write::{Body, Carries, Target, WriteError, Writer, Written, pieces};
use crate::model::{Cue, Details, Layer, Line, Place, Ruby, Style, Track, Vertical};
use crate::time::Time;
use std::fmt::Write as _;

/// Everything.
pub(super) static WRITER: Writer = Writer {
    carries: Carries {
        italic: true,
        bold: true,
        underline: true,
        strike: true,
        colour: true,
        background: true,
        ruby: true,
        align: true,
        place: true,
        lang: true,
        foreign: true,
        voice: true,
        id: true,
        forced: true,
        fade: true,
        title: true,
        start: false,
    },
    template: None,
    utf8_only: true,
    write,
};

fn write(track: &Track<'_>, target: &Target<'_>) -> Result<Written, WriteError> {
    let mut out = format!("{{\n  \"format\": \"{KIND}\",\n  \"version\": 1");
    let lang = target.lang.map(crate::base::Lang::as_str).or(track.lang.as_deref());
    let title = target.title.or(track.title.as_deref());
    for (key, value) in [("lang", lang), ("title", title)] {
        if let Some(value) = value {
            // Writing to a String cannot fail.
            let _ = write!(out, ",\n  \"{key}\": {}", string(value));
        }
    }
    if !track.layers.is_empty() {
        let layers: Vec<String> = track.layers.iter().map(layer).collect();
        let _ = write!(out, ",\n  \"layers\": [\n    {}\n  ]", layers.join(",\n    "));
    }
    out.push_str(",\n  \"cues\": [");
    for (index, it) in track.cues.iter().enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        cue(&mut out, track, it, index)?;
    }
    out.push_str("\n  ]\n}\n");
    Ok(Written { body: Body::Text(out), losses: Vec::new() })
}

/// An object on one line, from its entries.
fn object(entries: &[(&str, String)]) -> String {
    let all: Vec<String> = entries.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{{}}}", all.join(", "))
}

fn cue(out: &mut String, track: &Track<'_>, cue: &Cue<'_>, index: usize) -> Result<(), WriteError> {
    let spelt = |time: Time| {
        let fault =
            WriteError::Time { cue: super::super::common::index(index), time, limit: "it is out of range" };
        clock(time).ok_or(fault)
    };
    let mut head: Vec<(&str, String)> = Vec::new();
    let details = cue.details.as_deref();
    if let Some(id) = details.and_then(|it| it.id.as_deref()) {
        head.push(("id", string(id)));
    }
    if let Some((start, end)) = cue.times {
        head.extend([("start", spelt(start)?), ("end", spelt(end)?)]);
    }
    if let Some(align) = cue.align {
        head.push(("align", align.to_string()));
    }
    if let Some(details) = details {
        if let Some((from, to)) = details.fade {
            head.push(("fade", format!("[{}, {}]", spelt(from)?, spelt(to)?)));
        }
        rare(&mut head, details);
    }
    let lines: Vec<String> = track.lines_of(cue).iter().map(|it| line(track, it)).collect();
    head.push(("lines", format!("[{}]", lines.join(", "))));
    let entries: Vec<String> = head.iter().map(|(key, value)| format!("      \"{key}\": {value}")).collect();
    let _ = write!(out, "    {{\n{}\n    }}", entries.join(",\n"));
    Ok(())
}

fn rare(head: &mut Vec<(&str, String)>, details: &Details<'_>) {
    if let Some(lang) = &details.lang {
        head.push(("lang", string(lang)));
    }
    if let Some(layer) = details.layer {
        head.push(("layer", layer.to_string()));
    }
    if details.forced {
        head.push(("forced", "true".to_owned()));
    }
    if !details.place.is_plain() {
        head.push(("place", place(&details.place)));
    }
}

fn place(place: &Place) -> String {
    let percents = [("x", place.x), ("y", place.y), ("width", place.width), ("height", place.height)];
    let mut out: Vec<(&str, String)> =
        percents.into_iter().filter_map(|(key, it)| Some((key, it?.to_string()))).collect();
    if let Some(row) = place.row {
        let of = row.of.map(|of| ("of", of.to_string()));
        let entries: Vec<_> = [("n", row.n.to_string())].into_iter().chain(of).collect();
        out.push(("row", object(&entries)));
    }
    if let Some((name, _)) = TEXT.iter().find(|(_, it)| Some(*it) == place.text) {
        out.push(("text", string(name)));
    }
    match place.vertical {
        Some(Vertical::RightToLeft) => out.push(("vertical", string("rl"))),
        Some(Vertical::LeftToRight) => out.push(("vertical", string("lr"))),
        None => {}
    }
    object(&out)
}

fn layer(layer: &Layer) -> String {
    let mut out = vec![("name", string(&layer.name))];
    out.extend(layer.lang.as_deref().map(|lang| ("lang", string(lang))));
    out.extend(layer.align.map(|align| ("align", align.to_string())));
    out.extend(layer.size.map(|size| ("size", size.to_string())));
    style(&mut out, layer.style);
    object(&out)
}

fn style(out: &mut Vec<(&str, String)>, style: Style) {
    let flags = [
        ("italic", style.italic),
        ("bold", style.bold),
        ("underline", style.underline),
        ("strike", style.strike),
    ];
    out.extend(flags.into_iter().filter(|(_, on)| *on).map(|(key, _)| (key, "true".to_owned())));
    let colours = [("colour", style.colour), ("background", style.background)];
    out.extend(colours.into_iter().filter_map(|(key, it)| Some((key, string(&it?.to_string())))));
    match style.ruby {
        Ruby::None => {}
        Ruby::Base => out.push(("ruby", string("base"))),
        Ruby::Text => out.push(("ruby", string("text"))),
    }
}

fn line(track: &Track<'_>, line: &Line) -> String {
    let pieces = pieces(track, line, true);
    let plain = |at: usize| {
        pieces
            .get(at)
            .is_none_or(|it| it.style == Style::default() && it.lang.is_none() && it.voice.is_none())
    };
    if pieces.len() <= 1 && plain(0) {
        return string(pieces.first().map_or("", |piece| &piece.text));
    }
    let runs = pieces.iter().map(|piece| {
        let mut out = vec![("text", string(&piece.text))];
        style(&mut out, piece.style);
        out.extend(piece.lang.map(|lang| ("lang", string(lang))));
        out.extend(piece.voice.map(|voice| ("voice", string(voice))));
        object(&out)
    });
    format!("[{}]", runs.collect::<Vec<_>>().join(", "))
}

/// A clock in quotes, exact.
fn clock(time: Time) -> Option<String> {
    let digits = if Time::from_millis(time.to_millis()) == Some(time) { 3 } else { 9 };
    let clock = spell_clock(time.abs(), digits, 2)?;
    Some(format!("\"{}{clock}\"", if time.is_negative() { "-" } else { "" }))
}

fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
