//! CMX 3600 edit decision lists: each event's record-in is the first frame of a shot.
//!
//! ```text
//! TITLE: LA ESTEPA Y EL MAR
//! FCM: NON-DROP FRAME
//! 002  A012     V     D    024 02:00:10:00 02:00:14:00 10:00:03:18 10:00:07:18
//! M2   A012       050.0                02:00:10:00
//! * FROM CLIP NAME:  ESTEPA
//! ```
//!
//! Of a dissolve or a wipe the start is taken, which is where its event's record-in stands: from there on the new shot
//! is seen. Events without a picture and keys laid over one (`K`, `KO`) begin no shot. `FCM` holds for the events below
//! it; a timecode that says itself whether it is drop-frame (`;` and `,`, against `.`) is believed over it.

use super::lines::lines;
use super::moment::{Label, Moment};
use super::read::Reader;
use super::sink::Sink;
use tregua_parse::format::Sniff;

pub(super) static READER: Reader = Reader { id: "edl", name: "a CMX 3600 edit decision list", sniff, read };

/// No line of such a list is longer.
const LONGEST: usize = 1024;

fn sniff(text: &str) -> Sniff {
    const LINES: usize = 2000;
    let has = |what: &dyn Fn(&str) -> bool| lines(text).take(LINES).any(|(_, line)| what(line));
    // Four timecodes have three signs each, and blanks between them.
    match has(&|line| line.len() > 15 && matches!(Event::parse(line), Line::Event(_))) {
        true => Sniff { score: 95, reason: "events with four timecodes" },
        false => Sniff::NO,
    }
}

fn read(text: &str, sink: &mut Sink) {
    let mut drop = None;
    for (number, line) in lines(text) {
        match Event::parse(line) {
            Line::Event(Event { record_in, begins: true }) => {
                let label = Label { drop: record_in.drop.or(drop), ..record_in };
                sink.shot(number, line, Moment::Label(label));
            }
            Line::Event(_) | Line::Other => {}
            Line::Broken(why) => sink.line_problem(number, line, &why),
            Line::Mode(mode) => drop = mode,
            Line::Note(note) => sink.note(note.to_owned()),
        }
        if sink.is_refused() {
            return;
        }
    }
}

/// One line of a list.
enum Line {
    Event(Event),
    /// An event that cannot be read.
    Broken(&'static str),
    /// Whether the labels below drop.
    Mode(Option<bool>),
    /// Something a person should know.
    Note(&'static str),
    /// Everything else: comments, speeds, effects, audio.
    Other,
}

struct Event {
    record_in: Label,
    /// A shot begins with it.
    begins: bool,
}

impl Event {
    fn parse(line: &str) -> Line {
        let line = line.trim();
        let first = line.as_bytes().first();
        if line.len() > LONGEST {
            return Line::Other;
        }
        if let Some(mode) = line.strip_prefix("FCM:") {
            return Line::Mode(mode_of(mode.trim()));
        }
        if line.starts_with('*') && line.contains("PYSCENEDETECT") {
            // Seen of version 0.7.2: at 24 frames a second 5.458 s is frame 131, and its list says 130.
            return Line::Note(
                "PySceneDetect cuts times off to frames in this kind of list, so that many are a frame early; \
                 take its table (list-scenes)",
            );
        }
        if !first.is_some_and(u8::is_ascii_digit) {
            return Line::Other;
        }
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        let is_code = |word: &&str| word.matches([':', ';', '.', ',']).count() == 3;
        let Some(source) = words.iter().position(is_code) else {
            return if words.len() > 3 { Line::Broken("an event without timecodes") } else { Line::Other };
        };
        let codes: Vec<Option<Label>> =
            words.iter().skip(source).take_while(|w| is_code(w)).map(|w| timecode(w)).collect();
        let [_, _, record_in, _, ..] = codes.as_slice() else {
            return Line::Broken("an event without four timecodes");
        };
        let Some(record_in) = *record_in else { return Line::Broken("its record-in is no timecode") };
        match transition(words.get(1..source).unwrap_or_default()) {
            Some((channel, shot)) => Line::Event(Self { record_in, begins: shot && has_picture(channel) }),
            None => Line::Broken("an event without a transition"),
        }
    }
}

fn mode_of(text: &str) -> Option<bool> {
    let drops = text.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("DROP"));
    let not = text.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("NON"));
    (drops || not).then_some(drops)
}

/// The channel of an event, and whether its transition brings a new shot. `words` are those between the event's number
/// and its timecodes: reel, channel, transition, and how long that takes.
fn transition<'w>(words: &[&'w str]) -> Option<(&'w str, bool)> {
    let digits = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
    let (last, rest) = match words {
        [rest @ .., last, duration] if digits(duration) => (*last, rest),
        [rest @ .., last] => (*last, rest),
        [] => return None,
    };
    let (kind, rest) = match (last, rest) {
        ("B" | "O", [rest @ .., "K"]) => (if last == "B" { "KB" } else { "KO" }, rest),
        _ => (last, rest),
    };
    let wipe = kind.strip_prefix('W').is_some_and(|number| digits(&number));
    let shot = match kind {
        "C" | "D" | "KB" => true,
        "K" | "KO" => false,
        _ if wipe => true,
        _ => return None,
    };
    rest.last().map(|channel| (*channel, shot))
}

/// `V`, `V1`, `AA/V`, `B`: the picture is cut.
fn has_picture(channel: &str) -> bool {
    channel.contains(['V', 'v']) || channel.starts_with(['B', 'b'])
}

/// `HH:MM:SS:FF`. The last sign tells the field too: `;` and `,` are drop-frame, `.` is not, and `:` leaves it open.
fn timecode(word: &str) -> Option<Label> {
    let at = word.rfind([':', ';', '.', ','])?;
    let drop = match word.as_bytes().get(at) {
        Some(b';' | b',') => Some(true),
        Some(b'.') => Some(false),
        _ => None,
    };
    let plain: String = word.chars().map(|c| if c.is_ascii_digit() { c } else { ':' }).collect();
    let other = word.contains(|c: char| !(c.is_ascii_digit() || ":;.,".contains(c)));
    Label::parse(&plain).filter(|_| !other).map(|label| Label { drop, ..label })
}

#[cfg(test)]
mod tests;
