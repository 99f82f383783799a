//! Parts of the screen that tracks share when several languages are shown at once.

use super::{Percent, Style};

/// What the cues of one language have in common in a track made of several: an ASS style, an IMSC region, a WebVTT
/// region with its class.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Layer {
    /// Its name: letters, digits and hyphens, beginning with a letter.
    pub name: String,
    /// Its language.
    pub lang: Option<String>,
    /// Its place, as on a numeric keypad.
    pub align: Option<u8>,
    /// The height of its letters in percent of the picture's; `None` for the format's usual one.
    pub size: Option<Percent>,
    /// The style all its text has.
    pub style: Style,
}
