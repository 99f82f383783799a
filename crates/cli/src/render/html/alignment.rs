//! The picture of an alignment: how far times move over the film, what the cues are out by then, and where the distance
//! changes. One file that stands alone.

use super::scale::{Axis, clock, round_step, signed, ticks, time_step};
use maud::{Markup, PreEscaped, html};
use std::fmt::Write as _;
use tregua_parse::time::Time;
use tregua_qa::align::{Alignment, Split};

const WIDTH: i64 = 1200;
const HEIGHT: i64 = 660;
const LEFT: i64 = 92;
const RIGHT: i64 = 1176;
/// From where to where each of the two plots goes down.
const MOVED: (i64, i64) = (96, 316);
const OUT: (i64, i64) = (382, 602);

const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#444}.title{font-size:18px;font-weight:600;fill:#111}\
.name{font-weight:600;fill:#222}.end{text-anchor:end}.middle{text-anchor:middle}.back{fill:#fff}\
.grid{stroke:#ddd}.zero{stroke:#999}.moved{stroke:#0b5cad;stroke-width:2.5;fill:none;stroke-linecap:round}\
.dots{stroke:#0b5cad;stroke-width:3;stroke-linecap:round;stroke-opacity:.55;fill:none}\
.unsure{fill:#c2410c;fill-opacity:.16}.split{stroke:#c2410c;stroke-dasharray:5 4}.jump{fill:#9a3412}\
@media(prefers-color-scheme:dark){text{fill:#bbb}.title{fill:#fff}.name{fill:#eee}.back{fill:#15181c}.grid{stroke:#333}\
.zero{stroke:#777}.moved,.dots{stroke:#6cb6ff}.unsure{fill:#fb923c;fill-opacity:.2}.split{stroke:#fb923c}.jump{fill:#fdba74}}";

/// The picture as SVG; `of` and `to` are the names of the track and of what it was held against.
pub(crate) fn picture(found: &Alignment, of: &str, to: &str) -> String {
    let times = || found.residuals.iter().map(|(at, _)| at.to_millis());
    let along = Axis::new(times().min().unwrap_or(0).min(0), times().max().unwrap_or(0));
    let title = format!("{of} on the times of {to}");
    let page = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(HEIGHT)
            viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(title) {
            title { (title) }
            style { (PreEscaped(STYLE)) }
            rect .back width=(WIDTH) height=(HEIGHT) {}
            text .title x="24" y="34" { (title) }
            text x="24" y="58" { (facts(found)) }
            (moved(found, along))
            (out(found, along))
        }
    };
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", page.into_string())
}

fn facts(found: &Alignment) -> String {
    let percent = |n: u16| format!("{}.{} %", n / 10, n % 10);
    format!(
        "{}speed {} \u{b7} {} sure \u{b7} {} of {} cues explained \u{b7} half of them within {} ms, nine in ten within {} ms",
        if found.in_sync { "in sync already \u{b7} " } else { "" },
        found.speed,
        percent(found.confidence),
        percent(found.explained),
        found.cues,
        found.median.to_millis(),
        found.most.to_millis(),
    )
}

/// How far every time moves.
fn moved(found: &Alignment, along: Axis) -> Markup {
    let ends = pieces(found, along);
    let all = || ends.iter().flat_map(|(a, b)| [a.1, b.1]);
    let (least, most) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
    let room = (most.saturating_sub(least) / 8).max(50);
    let up = Axis::new(least.saturating_sub(room), most.saturating_add(room));
    let plot = Plot { along, up, at: MOVED };
    let mut path = String::new();
    for (a, b) in &ends {
        let _ = write!(path, "M{} {}L{} {}", plot.x(a.0), plot.y(a.1), plot.x(b.0), plot.y(b.1));
    }
    html! {
        text .name x="24" y=(MOVED.0 - 12) { "Later by, in seconds" }
        (plot.grid(&in_seconds))
        @for split in &found.splits {
            line .split x1=(plot.x(split.at.to_millis())) x2=(plot.x(split.at.to_millis())) y1=(MOVED.0) y2=(MOVED.1) {}
        }
        path .moved d=(path) {}
    }
}

/// What the cues are out by, and how far each change may lie from where it was put.
fn out(found: &Alignment, along: Axis) -> Markup {
    let reach = found.most.to_millis().saturating_mul(3).clamp(60, 600);
    let plot = Plot { along, up: Axis::new(-reach, reach), at: OUT };
    let mut path = String::new();
    for (at, by) in &found.residuals {
        let _ = write!(path, "M{} {}h0", plot.x(at.to_millis()), plot.y(by.to_millis()));
    }
    html! {
        text .name x="24" y=(OUT.0 - 12) { "Out by then, in milliseconds, cue by cue" }
        @for split in &found.splits { (band(split, plot)) }
        (plot.grid(&signed))
        path .dots d=(path) {}
        @for (n, split) in found.splits.iter().enumerate() { (label(n, split, plot)) }
    }
}

fn band(split: &Split, plot: Plot) -> Markup {
    let (from, to) = (plot.x(split.earliest.to_millis()), plot.x(split.latest.to_millis()));
    let at = plot.x(split.at.to_millis());
    html! {
        rect .unsure x=(from) y=(OUT.0) width=((to - from).max(2)) height=(OUT.1 - OUT.0) {}
        line .split x1=(at) x2=(at) y1=(OUT.0) y2=(OUT.1) {}
    }
}

/// What changes at a split; neighbours stand in three rows, so that they do not hide one another.
fn label(n: usize, split: &Split, plot: Plot) -> Markup {
    let at = plot.x(split.at.to_millis());
    let row = i64::try_from(n % 3).unwrap_or(0);
    let right = at < RIGHT - 190;
    let text = format!("{} s at {}", in_seconds(split.jump.to_millis()), clock(split.at.to_millis()));
    html! {
        text .jump.end[!right] x=(if right { at + 6 } else { at - 6 }) y=(OUT.0 + 16 + row * 17) { (text) }
    }
}

/// The two ends of each piece within the film: old times, and what is added there. In milliseconds.
fn pieces(found: &Alignment, along: Axis) -> Vec<((i64, i64), (i64, i64))> {
    let pieces = found.map.pieces();
    let by = |at: i64| {
        let there = found.map.apply(Time::from_millis(at)?)?;
        Some((at, there.to_millis().saturating_sub(at)))
    };
    let one = |(n, piece): (usize, &tregua_qa::retime::Piece)| {
        let from = if n == 0 { along.from } else { piece.from.to_millis().saturating_add(1) };
        let to = pieces.get(n + 1).map_or(along.to, |next| next.from.to_millis().saturating_sub(1));
        by(from).zip(by(to.max(from)))
    };
    pieces.iter().enumerate().filter_map(one).collect()
}

/// A difference in seconds with its sign, as exact as it has to be.
fn in_seconds(ms: i64) -> String {
    let (whole, part) = (ms.unsigned_abs() / 1000, ms.unsigned_abs() % 1000);
    let sign = match ms {
        0 => "",
        1.. => "+",
        _ => "\u{2212}",
    };
    let part = format!("{part:03}");
    let part = part.trim_end_matches('0');
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

#[derive(Clone, Copy)]
struct Plot {
    along: Axis,
    up: Axis,
    at: (i64, i64),
}

impl Plot {
    fn x(self, at: i64) -> i64 {
        LEFT + part(self.along, at, RIGHT - LEFT)
    }

    fn y(self, by: i64) -> i64 {
        self.at.1 - part(self.up, by, self.at.1 - self.at.0)
    }

    fn grid(self, name: &dyn Fn(i64) -> String) -> Markup {
        html! {
            @for by in ticks(self.up, round_step(self.up.span(), 6)) {
                line .grid.zero[by == 0] x1=(LEFT) x2=(RIGHT) y1=(self.y(by)) y2=(self.y(by)) {}
                text .end x=(LEFT - 8) y=(self.y(by) + 4) { (name(by)) }
            }
            @for at in ticks(self.along, time_step(self.along.span(), 12)) {
                line .grid x1=(self.x(at)) x2=(self.x(at)) y1=(self.at.1) y2=(self.at.1 + 5) {}
                text .middle x=(self.x(at)) y=(self.at.1 + 20) { (clock(at)) }
            }
        }
    }
}

/// Pixels of `room` up to a value, which is held within the axis.
fn part(axis: Axis, at: i64, room: i64) -> i64 {
    let share = i128::from(at.clamp(axis.from, axis.to)) - i128::from(axis.from);
    i64::try_from(share * i128::from(room) / i128::from(axis.span())).unwrap_or(0)
}
