//! The `.segments` XML that EZTitles cuts subtitles anew by: `Start_tc` and `End_tc` of the old picture, `Destination_tc`
//! in the new one.
//!
//! Only the names of the three fields are documented, so they are taken wherever they stand: as attributes of an
//! element or as its children. Whether `End_tc` is the last frame or the one behind it is read off the list where
//! segments follow each other in the new picture; else it is the one behind.

use super::read::{Events, LineFault};
use crate::shots::{Label, Moment};
use tregua_parse::time::FrameRate;

const FIELDS: [&str; 3] = ["start_tc", "end_tc", "destination_tc"];

pub(super) fn fits(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.to_ascii_lowercase().contains(FIELDS[2])
}

/// Beyond these the reader is not asked: its check for attributes given twice is quadratic.
fn is_beyond(text: &str) -> bool {
    const LONGEST: usize = 16 << 20;
    const MOST_ATTRIBUTES: usize = 64;
    const MOST_NAMESPACES: usize = 256;
    let crowded = text.split('<').any(|tag| tag.bytes().filter(|b| *b == b'=').count() > MOST_ATTRIBUTES);
    text.len() > LONGEST || crowded || text.matches("xmlns").count() > MOST_NAMESPACES
}

pub(super) fn read(text: &str, rate: FrameRate, out: &mut Events) -> Result<(), LineFault> {
    let whole = |why: String| LineFault { line: None, why };
    let text = text.trim_start_matches('\u{feff}');
    if is_beyond(text) {
        return Err(whole("it is larger than any list of segments".to_owned()));
    }
    let options = roxmltree::ParsingOptions {
        allow_dtd: false,
        nodes_limit: 1 << 20,
        ..roxmltree::ParsingOptions::default()
    };
    let xml = roxmltree::Document::parse_with_options(text, options).map_err(|e| whole(e.to_string()))?;
    let mut found = Vec::new();
    // One pass over the text tells the lines, as they only grow.
    let (mut line, mut read_to) = (1, 0);
    for node in xml.descendants().filter(roxmltree::Node::is_element) {
        let mut values = [None::<&str>; 3];
        let own = node.attributes().map(|a| (a.name(), a.value()));
        let below = node.children().filter(roxmltree::Node::is_element);
        let below = below.filter_map(|child| Some((child.tag_name().name(), child.text()?)));
        for (name, value) in own.chain(below) {
            let at = FIELDS.iter().position(|field| field.eq_ignore_ascii_case(name));
            if let Some(slot) = at.and_then(|at| values.get_mut(at)) {
                *slot = Some(value.trim());
            }
        }
        if values == [None; 3] {
            continue;
        }
        let start = node.range().start;
        line += text.get(read_to..start).map_or(0, |part| part.matches('\n').count());
        read_to = start.max(read_to);
        let fail = |why: String| LineFault { line: Some(line), why };
        let [Some(from), Some(to), Some(at)] = values else {
            return Err(fail("a segment without Start_tc, End_tc or Destination_tc".to_owned()));
        };
        let frame = |value: &str| {
            let label = Label::parse(value);
            let moment = label.map_or_else(|| Moment::parse(value), |label| Ok(Moment::Label(label)));
            let clock = super::clock::Clock { rate, start: None };
            let frame = moment.and_then(|moment| clock.absolute(moment));
            frame.map_err(|why| {
                fail(format!("\u{201c}{}\u{201d}: {why}", value.chars().take(40).collect::<String>()))
            })
        };
        found.push((frame(from)?, frame(to)?, frame(at)?, line));
    }
    found.sort_by_key(|(_, _, at, _)| *at);
    let short = |pair: &[(i64, i64, i64, usize)]| match pair {
        [a, b] => b.2 - a.2 == a.1 - a.0 + 1,
        _ => false,
    };
    let last_frame = found.len() > 1 && found.windows(2).all(short);
    if last_frame {
        out.note(
            "its End_tc are taken for the segments' last frames, as each is followed at once by the next",
        );
    }
    for (from, to, at, line) in found {
        let to = to.saturating_add(i64::from(last_frame));
        if to <= from {
            return Err(LineFault {
                line: Some(line),
                why: "a segment that ends before it begins".to_owned(),
            });
        }
        out.push(String::new(), (from, to, at), line);
    }
    Ok(())
}
