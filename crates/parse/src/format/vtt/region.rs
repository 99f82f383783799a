//! REGION blocks: parts of the picture that cues may name.

use super::faults as fault;
use super::number::Number;
use super::settings::{pair, words};
use crate::base::Span;
use crate::syntax::Fault;
use std::ops::Range;

/// A region. Where the file says nothing valid, the values are the standard's defaults.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region<'t> {
    /// Its name; empty where the file gives none.
    pub id: &'t str,
    /// Its width in percent of the picture's.
    pub width: Number<'t>,
    /// How many lines it is high.
    pub lines: Number<'t>,
    /// The point inside the region that stands at `viewport`, in percent from its left and its top.
    pub anchor: (Number<'t>, Number<'t>),
    /// The point of the picture, in percent from its left and its top.
    pub viewport: (Number<'t>, Number<'t>),
    /// New lines push older ones upwards.
    pub scroll: bool,
    /// Its settings in the text.
    pub span: Span,
}

impl<'t> Region<'t> {
    /// Reads the settings of a region as the standard does; what it ignores is told to `report`.
    pub(super) fn read(
        text: &'t str,
        span: Span,
        report: &mut impl FnMut(&'static Fault, Range<usize>),
    ) -> Self {
        let mut out = Self {
            id: "",
            width: Number::HUNDRED,
            lines: Number::THREE,
            anchor: (Number::ZERO, Number::HUNDRED),
            viewport: (Number::ZERO, Number::HUNDRED),
            scroll: false,
            span,
        };
        for (word, range) in words(text) {
            let Some((name, value)) = pair(word) else {
                report(&fault::REGION_SETTING_UNKNOWN, range);
                continue;
            };
            let point = || {
                let (x, y) = value.split_once(',')?;
                Some((Number::percentage(x)?, Number::percentage(y)?))
            };
            let good = match name {
                "id" => {
                    out.id = value;
                    true
                }
                "width" => Number::percentage(value).map(|it| out.width = it).is_some(),
                "lines" => Number::digits(value).map(|it| out.lines = it).is_some(),
                "regionanchor" => point().map(|it| out.anchor = it).is_some(),
                "viewportanchor" => point().map(|it| out.viewport = it).is_some(),
                "scroll" => {
                    out.scroll = out.scroll || value == "up";
                    value == "up"
                }
                _ => {
                    report(&fault::REGION_SETTING_UNKNOWN, range);
                    continue;
                }
            };
            if !good {
                report(&fault::REGION_SETTING_INVALID, range);
            }
        }
        out
    }
}

/// Whether two names are one, where zero bytes have become U+FFFD.
pub(super) fn same(a: &str, b: &str) -> bool {
    let chars = |name: &str| name.replace('\0', "\u{fffd}");
    a == b || (a.contains('\0') || b.contains('\0')) && chars(a) == chars(b)
}
