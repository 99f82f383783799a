//! What sets the written forms of TTML apart.

use super::Names;
use crate::format::write::{Carries, Target, WriteError};
use crate::time::{FrameRate, Time};

use super::times::Clock;

/// A written form of TTML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Dialect {
    /// IMSC 1.1 Text of the W3C.
    Imsc,
    /// EBU-TT-D (EBU Tech 3380).
    EbuTtD,
    /// TTML1 as Netflix takes it.
    Netflix,
    /// iTunes Timed Text.
    Itt,
}

impl Dialect {
    /// What it can say. What is only known from hearsay is left out, so that nothing is written that a receiver might
    /// refuse.
    pub(super) const fn carries(self) -> Carries {
        let (imsc, ebu) = (matches!(self, Self::Imsc), matches!(self, Self::EbuTtD));
        Carries {
            italic: true,
            bold: true,
            underline: true,
            strike: imsc,
            colour: true,
            background: imsc || ebu,
            ruby: imsc,
            align: true,
            // The receiver's own regions are a place too; what else is lost is listed where regions are made.
            place: true,
            lang: true,
            foreign: true,
            voice: imsc || ebu,
            id: true,
            forced: imsc,
            fade: false,
            title: true,
            start: matches!(self, Self::Itt),
        }
    }

    /// The clock of its times.
    pub(super) fn clock(self, target: &Target<'_>) -> Result<Clock, WriteError> {
        match (self, target.rate) {
            (Self::Itt, None) => Err(WriteError::FrameRate),
            (Self::Itt, Some(rate)) => Ok(Clock::Labels { rate, start: target.start.unwrap_or(Time::ZERO) }),
            (_, rate) => Ok(Clock::Millis { rate }),
        }
    }

    /// The regions that may be on the screen at once.
    pub(super) const fn most_regions(self) -> usize {
        4
    }

    /// Whether it has a region in the middle of the screen, beside the ones at the top and at the bottom.
    pub(super) const fn has_middle(self) -> bool {
        !matches!(self, Self::Itt)
    }

    /// Whether text may stand left and right.
    pub(super) const fn has_columns(self) -> bool {
        !matches!(self, Self::Itt)
    }

    /// Whether styles and regions know text in columns and lines aligned otherwise than their block.
    pub(super) const fn has_fine_places(self) -> bool {
        matches!(self, Self::Imsc | Self::EbuTtD)
    }

    /// The namespaces of the root and its other attributes, but for the language.
    pub(super) fn root(self, clock: Clock) -> Vec<(&'static str, String)> {
        let mut out: Vec<(&'static str, String)> = vec![
            ("xmlns", TT.to_owned()),
            ("xmlns:ttp", TTP.to_owned()),
            ("xmlns:tts", TTS.to_owned()),
            ("xmlns:ttm", TTM.to_owned()),
        ];
        let mut put = |name, value: &str| out.push((name, value.to_owned()));
        match self {
            Self::Imsc => {
                put("xmlns:itts", ITTS);
                put("xmlns:ebutts", EBUTTS);
                put("ttp:contentProfiles", "http://www.w3.org/ns/ttml/profile/imsc1.1/text");
                put("ttp:timeBase", "media");
            }
            Self::EbuTtD => {
                put("xmlns:ebuttm", "urn:ebu:tt:metadata");
                put("xmlns:ebutts", EBUTTS);
                put("ttp:timeBase", "media");
                put("ttp:cellResolution", "32 15");
            }
            Self::Netflix => put("ttp:timeBase", "media"),
            Self::Itt => put("ttp:timeBase", "smpte"),
        }
        match clock {
            // EBU-TT-D knows no frames.
            Clock::Millis { rate: Some(rate) } if self != Self::EbuTtD => frames(rate, &mut put),
            Clock::Millis { .. } => {}
            Clock::Labels { rate, .. } => {
                frames(rate, &mut put);
                put("ttp:dropMode", if rate.drops() { "dropNTSC" } else { "nonDrop" });
            }
        }
        out
    }

    /// The id of the style that all text has, and its attributes.
    pub(super) const fn base_style(self) -> (&'static str, &'static [(&'static str, &'static str)]) {
        match self {
            // White is where IMSC begins.
            Self::Imsc => (
                "default",
                &[
                    ("tts:fontFamily", "proportionalSansSerif"),
                    ("tts:fontSize", "80%"),
                    ("tts:lineHeight", "125%"),
                    ("tts:textAlign", "center"),
                    ("ebutts:linePadding", "0.5c"),
                ],
            ),
            Self::EbuTtD => (
                "default",
                &[
                    ("tts:fontFamily", "proportionalSansSerif"),
                    ("tts:fontSize", "80%"),
                    ("tts:lineHeight", "125%"),
                    ("tts:textAlign", "center"),
                    ("tts:color", "#ffffff"),
                    ("ebutts:linePadding", "0.5c"),
                ],
            ),
            Self::Netflix => (
                "default",
                &[
                    ("tts:fontFamily", "Arial"),
                    ("tts:fontSize", "100%"),
                    ("tts:textAlign", "center"),
                    ("tts:color", "white"),
                ],
            ),
            Self::Itt => (
                "normal",
                &[
                    ("tts:fontFamily", "sansSerif"),
                    ("tts:fontSize", "100%"),
                    ("tts:fontStyle", "normal"),
                    ("tts:fontWeight", "normal"),
                    ("tts:color", "white"),
                ],
            ),
        }
    }

    /// What the metadata say beside the title and the speakers.
    pub(super) const fn metadata(self) -> &'static str {
        match self {
            Self::EbuTtD => {
                "      <ebuttm:documentMetadata>\n        \
                 <ebuttm:conformsToStandard>urn:ebu:tt:distribution:2014-01</ebuttm:conformsToStandard>\n        \
                 <ebuttm:conformsToStandard>http://www.w3.org/ns/ttml/profile/imsc1/text</ebuttm:conformsToStandard>\n      \
                 </ebuttm:documentMetadata>\n"
            }
            _ => "",
        }
    }

    /// The prefixes of a file that has no template.
    pub(super) fn names(self) -> Names {
        Names {
            tt: String::new(),
            tts: "tts:".to_owned(),
            ttm: "ttm:".to_owned(),
            itts: "itts:".to_owned(),
            ebutts: "ebutts:".to_owned(),
        }
    }
}

/// The namespace of TTML's elements.
pub(super) const TT: &str = "http://www.w3.org/ns/ttml";
/// Of its parameters.
pub(super) const TTP: &str = "http://www.w3.org/ns/ttml#parameter";
/// Of its styles.
pub(super) const TTS: &str = "http://www.w3.org/ns/ttml#styling";
/// Of its metadata.
pub(super) const TTM: &str = "http://www.w3.org/ns/ttml#metadata";
/// Of IMSC's own styles.
pub(super) const ITTS: &str = "http://www.w3.org/ns/ttml/profile/imsc1#styling";
/// Of EBU-TT's.
pub(super) const EBUTTS: &str = "urn:ebu:tt:style";

/// A rate of 23.976 is written as 24 frames and a multiplier, with a blank between its numbers.
fn frames(rate: FrameRate, put: &mut impl FnMut(&'static str, &str)) {
    put("ttp:frameRate", &rate.timebase().to_string());
    put("ttp:frameRateMultiplier", if rate.is_ntsc() { "1000 1001" } else { "1 1" });
}
