//! A cue as it stands on the screen: a picture of 16:9 with its safe areas, the text in its place and style.

use super::model::{Cue, Line, Run, TextAlign};
use super::words::{Word, Words};
use maud::{Markup, html};

/// The picture, in tenths of the units it is drawn with.
const WIDTH: i64 = 3200;
const HEIGHT: i64 = 1800;
/// The share of the picture that is safe for action and for titles (SMPTE ST 2046-1), in percent.
const ACTION: i64 = 93;
const TITLE: i64 = 90;
/// From one line to the next: a common size of letters, with 42 of them on a line well inside the safe area.
const LEADING: i64 = 126;

/// Cues that are on the screen together. The first stands where it belongs; those behind it that would cover it
/// stand above it, as players put them.
pub(super) fn picture(cues: &[&Cue], language: Option<&str>, words: Words) -> Markup {
    let text: Vec<String> = cues.iter().map(|cue| cue.text()).collect();
    html! {
        svg .frame viewBox="0 0 320 180" role="img" lang=[language]
            aria-label={ (words.get(Word::Picture)) ": " (text.join("\n")) } {
            rect .scene width="320" height="180" fill="url(#night)" {}
            (safe(ACTION, "safe"))
            (safe(TITLE, "safe title"))
            @for it in stacked(cues) {
                @for (n, line) in (0i64..).zip(&it.cue.lines) { (draw(&it, line, n)) }
            }
        }
    }
}

/// A cue with its place, as on a numeric keypad, and what stands there already.
struct Stacked<'c> {
    cue: &'c Cue,
    align: u8,
    lines: i64,
    /// Lines of the cues before it in the same place.
    used: i64,
}

fn stacked<'c>(cues: &[&'c Cue]) -> Vec<Stacked<'c>> {
    let mut out: Vec<Stacked<'c>> = Vec::with_capacity(cues.len());
    for cue in cues {
        let align = cue.align.filter(|it| (1..=9).contains(it)).unwrap_or(2);
        let lines = i64::try_from(cue.lines.len()).unwrap_or(1);
        let used = out.iter().filter(|it| it.align == align).map(|it| it.lines).sum();
        out.push(Stacked { cue, align, lines, used });
    }
    out
}

fn safe(percent: i64, class: &str) -> Markup {
    let margin = |whole: i64| unit(whole * (100 - percent) / 200);
    let size = |whole: i64| unit(whole * percent / 100);
    html! {
        rect class=(class) x=(margin(WIDTH)) y=(margin(HEIGHT)) width=(size(WIDTH)) height=(size(HEIGHT)) {}
    }
}

/// Tenths as SVG reads them.
fn unit(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
}

/// The part of a whole that thousandths of a percent are.
fn share(whole: i64, milli: i32) -> i64 {
    whole.saturating_mul(i64::from(milli)) / 100_000
}

/// The line number `n` of a cue.
fn draw(it: &Stacked<'_>, line: &Line, n: i64) -> Markup {
    let Stacked { cue, align, lines, used } = *it;
    let inset = |whole: i64| whole * (100 - TITLE) / 200;
    let (column, row) = ((align - 1) % 3, (align - 1) / 3);
    let anchor = cue.x.map(|x| share(WIDTH, x)).unwrap_or(match column {
        0 => inset(WIDTH),
        1 => WIDTH / 2,
        _ => WIDTH - inset(WIDTH),
    });
    let side = match (cue.text_align, column) {
        (Some(TextAlign::Left), _) | (None, 0) => "start",
        (Some(TextAlign::Right), _) | (None, 2) => "end",
        _ => "middle",
    };
    let block = lines.saturating_mul(LEADING);
    let top = match (row, cue.y.map(|y| share(HEIGHT, y))) {
        (0, y) => y.unwrap_or(HEIGHT - inset(HEIGHT)) - block - used * LEADING,
        (1, y) => y.unwrap_or(HEIGHT / 2) - block / 2 - used * LEADING,
        (_, y) => y.unwrap_or(inset(HEIGHT)) + used * LEADING,
    };
    // The foot of the letters stands a quarter above the foot of the line.
    let foot = top.saturating_add((n + 1).saturating_mul(LEADING)).saturating_sub(LEADING / 4);
    html! {
        text x=(unit(anchor)) y=(unit(foot)) text-anchor=(side) xml:space="preserve" {
            @for run in &line.runs { (styled(run)) }
        }
    }
}

fn styled(run: &Run) -> Markup {
    let colour = run.colour.map(|(r, g, b)| format!("#{r:02x}{g:02x}{b:02x}"));
    let dark = run.colour.is_some_and(|(r, g, b)| u32::from(r) * 2 + u32::from(g) * 5 + u32::from(b) < 480);
    html! {
        @if colour.is_none() && !run.italic && !run.bold && !run.underline { (run.text) } @else {
            tspan .dark[dark] fill=[colour] font-style=[run.italic.then_some("italic")]
                font-weight=[run.bold.then_some("bold")]
                text-decoration=[run.underline.then_some("underline")] { (run.text) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(text: &str, align: Option<u8>) -> Cue {
        let run = |text: &str| Run { text: text.to_owned(), italic: true, ..Run::default() };
        let line = |text: &str| Line { runs: vec![run(text)], characters: 0 };
        Cue { lines: text.lines().map(line).collect(), align, ..Cue::default() }
    }

    #[test]
    fn text_stands_where_it_belongs() {
        let at = |cues: &[&Cue]| {
            let svg = picture(cues, Some("kk"), Words::of(tregua_qa::message::MessageLanguage::English))
                .into_string();
            let texts = svg.split("<text ").skip(1).map(|it| it.split(" xml:").next().unwrap().to_owned());
            texts.collect::<Vec<_>>()
        };
        let (low, high) = (cue("Бірінші жол\nекінші жол", None), cue("Жоғарыда", Some(7)));
        assert_eq!(
            at(&[&low, &high, &low]),
            [
                r#"x="160.0" y="155.3" text-anchor="middle""#,
                r#"x="160.0" y="167.9" text-anchor="middle""#,
                r#"x="16.0" y="18.5" text-anchor="start""#,
                r#"x="160.0" y="130.1" text-anchor="middle""#,
                r#"x="160.0" y="142.7" text-anchor="middle""#,
            ]
        );
        let placed = Cue { x: Some(25_000), y: Some(50_000), text_align: Some(TextAlign::Right), ..low };
        assert!(at(&[&placed])[0].starts_with(r#"x="80.0" y="74."#), "{:?}", at(&[&placed]));
        assert!(
            picture(&[&high], None, Words::of(tregua_qa::message::MessageLanguage::English))
                .into_string()
                .contains(r#"font-style="italic""#)
        );
    }
}
