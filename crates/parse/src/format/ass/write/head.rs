//! The head of a script and its styles: the project's own, or a template's.

use super::super::columns::{EVENT_ORDER, SSA_EVENT_ORDER, SSA_STYLE_ORDER, STYLE_ORDER};
use super::super::head::Head;
use super::super::script::{Section, Walker, What};
use super::super::styles::{Styles, bare};
use super::super::version::Version;
use crate::format::write::WriteError;
use crate::model::{Colour, Layer, Style};
use std::fmt::Write as _;

/// The picture that positions and sizes count in where no template says otherwise.
const PICTURE: (i64, i64) = (1920, 1080);

/// The style of plain text, by the names of [`STYLE_ORDER`].
const DEFAULT: &str =
    "Default,Arial,60,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,96,96,54,1";
/// The same by the names of [`SSA_STYLE_ORDER`].
const SSA_DEFAULT: &str = "Default,Arial,60,16777215,255,0,0,0,0,1,3,1,2,96,96,54,0,1";

/// What the two versions call the same things.
impl Version {
    fn script_type(self) -> &'static str {
        match self {
            Self::Ass => "v4.00+",
            Self::Ssa => "v4.00",
        }
    }

    /// The section of styles.
    fn section(self) -> &'static str {
        match self {
            Self::Ass => "[V4+ Styles]",
            Self::Ssa => "[V4 Styles]",
        }
    }

    fn style_order(self) -> &'static str {
        match self {
            Self::Ass => STYLE_ORDER,
            Self::Ssa => SSA_STYLE_ORDER,
        }
    }

    fn event_order(self) -> &'static str {
        match self {
            Self::Ass => EVENT_ORDER,
            Self::Ssa => SSA_EVENT_ORDER,
        }
    }

    /// A colour of a style: blue before green before red.
    fn colour(self, Colour(r, g, b): Colour) -> String {
        match self {
            Self::Ass => format!("&H00{b:02X}{g:02X}{r:02X}"),
            Self::Ssa => u32::from_be_bytes([0, b, g, r]).to_string(),
        }
    }

    /// A place of the keypad. SSA counts 1 to 3 at the bottom, 5 to 7 at the top and 9 to 11 in the middle.
    pub(super) fn place(self, align: u8) -> u8 {
        match (self, align) {
            (Self::Ssa, 4..=6) => align + 5,
            (Self::Ssa, 7..=9) => align - 2,
            _ => align,
        }
    }
}

/// What text in a style has without any tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Look {
    pub(super) name: String,
    pub(super) style: Style,
    pub(super) align: u8,
}

/// Everything before the first event.
pub(super) struct Sheet {
    pub(super) head: String,
    pub(super) version: Version,
    pub(super) picture: (i64, i64),
    plain: Look,
    layers: Vec<Look>,
}

impl Sheet {
    pub(super) fn new(
        version: Version,
        layers: &[Layer],
        title: Option<&str>,
        lang: Option<&str>,
        template: Option<&str>,
    ) -> Result<Self, WriteError> {
        let said: Vec<(&str, String)> = [("Title", title), ("Language", lang)]
            .into_iter()
            .filter_map(|(k, v)| Some((k, one_line(v?))))
            .collect();
        let own = own_template(version);
        let Template { info, styles, columns, picture, all, plain, values } =
            Template::read(template.unwrap_or(&own), version)?;
        let mut head = String::from("[Script Info]\n");
        // Writing to a String cannot fail.
        for (key, value) in &said {
            let _ = writeln!(head, "{key}: {value}");
        }
        for line in info {
            let key = line.split(':').next().unwrap_or_default().trim();
            let again = said.iter().any(|(it, _)| it.eq_ignore_ascii_case(key))
                || key.eq_ignore_ascii_case("ScriptType");
            if !again {
                let _ = writeln!(head, "{line}");
            }
        }
        let (script_type, section) = (version.script_type(), version.section());
        let _ = writeln!(head, "ScriptType: {script_type}\n\n{section}\nFormat: {}", columns.join(", "));
        for line in styles {
            let _ = writeln!(head, "{line}");
        }
        let mut looks: Vec<Look> = Vec::new();
        for (at, layer) in layers.iter().enumerate() {
            let name = free_name(&layer.name, &looks);
            if let Some(found) = all.find(&name) {
                looks.push(Look { name, style: found.style, align: found.align });
                continue;
            }
            let look = Look {
                name,
                style: Style { background: None, ..joined(layer.style, plain.style) },
                align: layer.align.filter(|align| (1..=9).contains(align)).unwrap_or(plain.align),
            };
            let line = style_line(
                version,
                &columns,
                &values,
                layer,
                &look,
                (picture.1, lift(layers, at, picture.1)),
            );
            let _ = writeln!(head, "Style: {line}");
            looks.push(look);
        }
        let _ = writeln!(head, "\n[Events]\nFormat: {}", version.event_order());
        Ok(Self { head, version, picture, plain, layers: looks })
    }

    /// The look of a layer, or of plain text.
    pub(super) fn look(&self, layer: Option<u16>) -> &Look {
        layer.and_then(|n| self.layers.get(usize::from(n))).unwrap_or(&self.plain)
    }
}

/// A layer's style over another.
fn joined(style: Style, under: Style) -> Style {
    Style {
        italic: style.italic || under.italic,
        bold: style.bold || under.bold,
        underline: style.underline || under.underline,
        strike: style.strike || under.strike,
        colour: style.colour.or(under.colour),
        ..style
    }
}

/// The layer's name as a field may hold it, unlike the names before it and unlike `Default`.
fn free_name(name: &str, taken: &[Look]) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c == ',' || c.is_control() { '-' } else { c })
        .collect::<String>()
        .trim()
        .to_owned();
    let plain = plain.trim_start_matches('*').to_owned();
    let plain = if plain.is_empty() { "Layer".to_owned() } else { plain };
    let free = |name: &str| bare(name) != "Default" && !taken.iter().any(|look| look.name == name);
    if free(&plain) {
        return plain;
    }
    let all = (2..=taken.len() + 3).map(|n| format!("{plain}-{n}"));
    all.into_iter().find(|name| free(name)).unwrap_or(plain)
}

/// How far a layer is moved away from its edge of the picture, so that those between it and the edge have two lines
/// each: the last of the bottom layers and the first of the top ones stand nearest to theirs.
fn lift(layers: &[Layer], at: usize, height: i64) -> i64 {
    /// The usual size of letters in thousandths of a percent: 60 of 1080.
    const SIZE: i64 = 5556;
    let side = |layer: &Layer| (layer.align.unwrap_or(2).clamp(1, 9) - 1) / 3;
    let Some(own) = layers.get(at).map(side) else { return 0 };
    let nearer =
        |(n, layer): &(usize, &Layer)| side(layer) == own && if own == 2 { *n < at } else { *n > at };
    let all = layers.iter().enumerate().filter(nearer);
    // Two lines, with a quarter of a line between and around them.
    all.map(|(_, layer)| layer.size.map_or(SIZE, |s| s.milli().into()) * height * 5 / 2 / 100_000).sum()
}

/// A style made of another by a layer's wishes; `height` is the picture's.
fn style_line(
    version: Version,
    columns: &[String],
    values: &[String],
    layer: &Layer,
    look: &Look,
    (height, lift): (i64, i64),
) -> String {
    let colour = |colour: Colour| version.colour(colour);
    let flag = |on: bool| on.then(|| "-1".to_owned());
    let size = layer.size.map(|size| {
        let tenths = crate::time::round_div(i128::from(size.milli()) * i128::from(height), 10_000).max(1);
        if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
    });
    let each = columns.iter().enumerate().map(|(n, column)| {
        let is = |name: &str| column.eq_ignore_ascii_case(name);
        let old = || values.get(n).cloned().unwrap_or_default();
        let new = if is("Name") {
            Some(look.name.clone())
        } else if is("Fontsize") {
            size.clone()
        } else if is("PrimaryColour") {
            layer.style.colour.map(colour)
        } else if is("OutlineColour") || is("BackColour") {
            layer.style.background.map(colour)
        } else if is("BorderStyle") {
            // A box behind the letters, in the colour of what is otherwise their outline.
            layer.style.background.map(|_| "3".to_owned())
        } else if is("Italic") {
            flag(look.style.italic)
        } else if is("Bold") {
            flag(look.style.bold)
        } else if is("Underline") {
            flag(look.style.underline)
        } else if is("StrikeOut") {
            flag(look.style.strike)
        } else if is("MarginV") && lift > 0 {
            Some((old().trim().parse::<i64>().unwrap_or(0).saturating_add(lift)).to_string())
        } else if is("Alignment") {
            Some(version.place(look.align).to_string())
        } else {
            None
        };
        new.unwrap_or_else(old)
    });
    each.collect::<Vec<_>>().join(",")
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

/// The head that scripts have without a template.
fn own_template(version: Version) -> String {
    let (x, y) = PICTURE;
    // SSA breaks lines as this says without being told.
    let (wrap, style) = match version {
        Version::Ass => ("WrapStyle: 0\n", DEFAULT),
        Version::Ssa => ("", SSA_DEFAULT),
    };
    format!(
        "[Script Info]\n{wrap}ScaledBorderAndShadow: yes\nYCbCr Matrix: None\nPlayResX: {x}\nPlayResY: {y}\n\n\
         {}\nFormat: {}\nStyle: {style}\n",
        version.section(),
        version.style_order()
    )
}

/// A script whose head and styles are taken over.
struct Template<'t> {
    info: Vec<&'t str>,
    /// Its style lines.
    styles: Vec<&'t str>,
    /// The names of their values.
    columns: Vec<String>,
    picture: (i64, i64),
    all: Styles<'t>,
    /// The style that text without a layer has, and its values.
    plain: Look,
    values: Vec<String>,
}

impl<'t> Template<'t> {
    fn read(text: &'t str, version: Version) -> Result<Self, WriteError> {
        let refuse = |why: &str| Err(WriteError::Template(why.to_owned()));
        let (theirs, ours) = match version {
            Version::Ass => ("SSA v4", "Advanced SubStation Alpha"),
            Version::Ssa => ("Advanced SubStation Alpha", "SSA v4"),
        };
        let (mut head, mut all) = (Head::default(), Styles::default());
        let (mut info, mut styles, mut columns) = (Vec::new(), Vec::new(), Vec::new());
        let mut section = Section::Nothing;
        let mut walker = Walker::new(text);
        while let Some((line, what)) = walker.next() {
            let body = line.of(text).trim();
            match what {
                What::Header(found, _) => section = found,
                What::Info { key, value } => {
                    head.read(key.of(text), value.of(text));
                    info.push(body);
                }
                What::Note if section == Section::Info => info.push(body),
                What::Format(..) if matches!(section, Section::Styles { .. }) => {
                    let names: Vec<String> = split(body).map(str::to_owned).collect();
                    if !columns.is_empty() && names != columns {
                        return refuse("its styles have two Format lines that differ");
                    }
                    columns = names;
                }
                What::Style { ssa, .. } if ssa != (version == Version::Ssa) => {
                    return refuse(&format!("its styles are of {theirs}; save it as {ours} first"));
                }
                What::Style { fields, ssa, .. } => {
                    all.read(text, &fields, ssa, |_| {});
                    styles.push(body);
                }
                _ => {}
            }
        }
        if styles.is_empty() {
            return refuse(&format!("it has no style in {}", version.section()));
        }
        if columns.is_empty() {
            columns = version.style_order().split(", ").map(str::to_owned).collect();
        }
        let plain = all.fallback();
        let at = columns.iter().position(|name| name.eq_ignore_ascii_case("Name")).unwrap_or(0);
        let named = |line: &&&str| split(line).nth(at).is_some_and(|name| bare(name) == plain.name);
        let values = styles.iter().rev().find(named).map(|line| split(line).map(str::to_owned).collect());
        let plain = Look { name: plain.name.to_owned(), style: plain.style, align: plain.align };
        let (picture, values) = (head.picture(), values.unwrap_or_default());
        Ok(Self { info, styles, columns, picture, all, plain, values })
    }
}

/// The values behind a line's key.
fn split(line: &str) -> impl Iterator<Item = &str> {
    line.split_once(':').map_or("", |(_, values)| values).split(',').map(str::trim)
}
