//! What is seen: the plots are in the picture, in their order and in the colours of the theme.

use super::browser::{Window, screenshot};
use super::pages::{check, clean, defects, root};
use std::io::Cursor;

/// A picture as stretches of one colour: colour, length, row. Most of a page is flat.
pub(crate) struct Picture {
    width: usize,
    ground: [u8; 3],
    stretches: Vec<([u8; 3], usize, usize)>,
}

impl Picture {
    pub(crate) fn read(png: &[u8]) -> Self {
        let mut reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        let per = info.color_type.samples();
        assert!(per >= 3 && info.bit_depth == png::BitDepth::Eight, "{info:?}");
        let width = info.width as usize;
        let mut stretches = Vec::new();
        for (row, line) in bytes[..info.buffer_size()].chunks_exact(width * per).enumerate() {
            for same in line.chunks_exact(per).collect::<Vec<_>>().chunk_by(|a, b| a == b) {
                stretches.push(([same[0][0], same[0][1], same[0][2]], same.len(), row));
            }
        }
        Self { width, ground: [bytes[0], bytes[1], bytes[2]], stretches }
    }

    /// How many pixels have a colour, and the first and the last row they stand in.
    pub(crate) fn find(&self, colour: [u8; 3]) -> (usize, usize, usize) {
        self.rows(|it| it.iter().zip(colour).all(|(a, b)| a.abs_diff(b) <= 2))
    }

    /// The same for a colour that is mixed with the one behind it, as a bar is that is thinner than a pixel.
    fn find_mixed(&self, colour: [u8; 3], ground: [u8; 3]) -> (usize, usize, usize) {
        let part = |it: &[u8; 3], n: usize| {
            let whole = f64::from(colour[n]) - f64::from(ground[n]);
            (f64::from(it[n]) - f64::from(ground[n])) / whole
        };
        self.rows(|it| {
            let parts = [0, 1, 2].map(|n| part(it, n));
            (0.4..1.02).contains(&parts[0]) && parts.iter().all(|it| (it - parts[0]).abs() < 0.06)
        })
    }

    fn rows(&self, test: impl Fn(&[u8; 3]) -> bool) -> (usize, usize, usize) {
        let mut seen = (0, 0, 0);
        for (_, length, row) in self.stretches.iter().filter(|(colour, _, _)| test(colour)) {
            seen = (seen.0 + length, if seen.0 == 0 { *row } else { seen.1 }, *row);
        }
        seen
    }
}

/// A colour of a theme by its name.
pub(crate) fn colour(theme: &str, name: &str) -> [u8; 3] {
    let css = match theme {
        "light" => include_str!("../../src/render/html/assets/light.css"),
        _ => include_str!("../../src/render/html/assets/dark.css"),
    };
    let hex = css.split_once(&format!("--{name}: #")).unwrap().1;
    [0, 2, 4].map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
}

/// Looks at a page; `theme` is what it must look like.
fn look(name: &str, page: &str, window: Window, theme: &str, findings: bool) {
    // The table of rules grows with the rules; the plots stand below it.
    let (above, table) = page.split_once("<table class=\"rules\">").unwrap_or((page, "</table>"));
    let page = format!("{above}{}", table.split_once("</table>").unwrap().1);
    let Some(png) = screenshot(name, &page, window) else { return };
    let picture = Picture::read(&png);
    assert_eq!(picture.width, window.width as usize, "{name}");
    let seen = |name: &str| picture.find(colour(theme, name));
    assert_eq!(picture.ground, colour(theme, "page"), "{name}: the ground");
    // Colours that one plot has alone, from the top to the foot of the page.
    let timeline = picture.find_mixed(colour(theme, "bar"), colour(theme, "well"));
    let heat = ["h3", "h4", "h5", "h6"].map(seen);
    let histogram = seen("plot");
    let drift = seen("middle");
    // The ground of the pictures is the same in both themes.
    let frames = picture.find([0x16, 0x19, 0x1b]);
    assert!(timeline.0 > 10_000, "{name}: the timeline has {timeline:?}");
    let cells: usize = heat.iter().map(|it| it.0).sum();
    let first = heat.iter().filter(|it| it.0 > 0).map(|it| it.1).min().unwrap_or(0);
    assert!(
        cells > 10_000 && heat.iter().filter(|it| it.0 > 200).count() >= 3,
        "{name}: the heat map has {heat:?}"
    );
    assert!(histogram.0 > 20_000, "{name}: the histograms have {histogram:?}");
    assert!(drift.0 > 300, "{name}: the drift has {drift:?}");
    assert!(frames.0 > 1000, "{name}: the pictures have {frames:?}");
    let order = [seen("bar").1, first, histogram.1, drift.1];
    assert!(order.is_sorted() && drift.2 < frames.2, "{name}: {order:?}, {frames:?}");
    let grave = seen("error");
    if findings {
        assert!(grave.0 > 500, "{name}: errors have {grave:?}");
    } else {
        // Signs in the legend, and the limits of the histograms.
        let good = seen("good");
        assert!(good.0 > 300 && good.1 < first, "{name}: the verdict has {good:?}");
    }
}

/// As tall as the page without its table of rules and its list of findings.
const WIDE: Window = Window { width: 1280, height: 4800, dark: false };
const NARROW: Window = Window { width: 400, height: 9000, dark: false };

#[test]
fn the_plots_are_there_in_light() {
    look("light", defects(), WIDE, "light", true);
}

#[test]
fn the_plots_are_there_in_dark() {
    look("dark", defects(), Window { dark: true, ..WIDE }, "dark", true);
}

#[test]
fn the_plots_are_there_where_nothing_was_found() {
    look("clean", clean(), Window { dark: true, ..WIDE }, "dark", false);
}

#[test]
fn the_plots_are_there_on_a_narrow_screen() {
    look("narrow", defects(), NARROW, "light", true);
}

#[test]
fn the_plots_are_there_in_kazakh() {
    let page = check(&root().join("fixtures/feature/defects"), &["--message-language", "kk"]);
    look("kazakh", &page, WIDE, "light", true);
}

#[test]
fn the_switch_is_stronger_than_the_system() {
    // As if a person had chosen: without the script, by the radio buttons alone.
    let chosen = |theme: &str| {
        let (auto, other) =
            ("name=\"theme\" checked>", format!("id=\"theme-{theme}\" type=\"radio\" name=\"theme\">"));
        assert!(defects().contains(auto) && defects().contains(&other));
        let page = defects().replacen(auto, "name=\"theme\">", 1);
        page.replacen(&other, &other.replace("\">", "\" checked>"), 1)
    };
    look("to-dark", &chosen("dark"), WIDE, "dark", true);
    look("to-light", &chosen("light"), Window { dark: true, ..WIDE }, "light", true);
}
