//! How a run of text looks.

/// The style of a run. The default is the player's own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Style {
    /// Italics.
    pub italic: bool,
    /// Bold.
    pub bold: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck out.
    pub strike: bool,
    /// Colour of the letters, where one is set.
    pub colour: Option<Colour>,
    /// Colour behind the letters, where one is set.
    pub background: Option<Colour>,
    /// Its part in ruby.
    pub ruby: Ruby,
}

/// Small letters beside others, which say how those are read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub enum Ruby {
    /// Ordinary text.
    #[default]
    None,
    /// The letters explained.
    Base,
    /// The explanation of the base before it.
    Text,
}

/// Red, green, blue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// The colour of one of HTML's sixteen basic names, or `grey`, `magenta` or `cyan`, in any letter case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(it, _)| name.eq_ignore_ascii_case(it)).map(|(_, colour)| *colour)
    }

    /// Reads `#rrggbb`, `rrggbb`, `#rgb` or a [name](Self::named).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(colour) = Self::named(text) {
            return Some(colour);
        }
        let hex = text.strip_prefix('#').unwrap_or(text);
        if !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(hex, 16).ok()?;
        let byte = |shift: u32| u8::try_from(value >> shift & 0xff).unwrap_or(0);
        let nibble = |shift: u32| u8::try_from((value >> shift & 0xf) * 17).unwrap_or(0);
        match hex.len() {
            6 => Some(Self(byte(16), byte(8), byte(0))),
            3 => Some(Self(nibble(8), nibble(4), nibble(0))),
            _ => None,
        }
    }
}

impl std::fmt::Display for Colour {
    /// `#rrggbb`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

const NAMES: [(&str, Colour); 19] = [
    ("black", Colour(0, 0, 0)),
    ("silver", Colour(192, 192, 192)),
    ("gray", Colour(128, 128, 128)),
    ("grey", Colour(128, 128, 128)),
    ("white", Colour(255, 255, 255)),
    ("maroon", Colour(128, 0, 0)),
    ("red", Colour(255, 0, 0)),
    ("purple", Colour(128, 0, 128)),
    ("fuchsia", Colour(255, 0, 255)),
    ("magenta", Colour(255, 0, 255)),
    ("green", Colour(0, 128, 0)),
    ("lime", Colour(0, 255, 0)),
    ("olive", Colour(128, 128, 0)),
    ("yellow", Colour(255, 255, 0)),
    ("navy", Colour(0, 0, 128)),
    ("blue", Colour(0, 0, 255)),
    ("teal", Colour(0, 128, 128)),
    ("aqua", Colour(0, 255, 255)),
    ("cyan", Colour(0, 255, 255)),
];
