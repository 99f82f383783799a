//! What could not be met, in words.

use super::demand::Demand;
use super::explain::{Conflict, Unmet};
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, TICKS_PER_SECOND};

/// What messages need to know of the track.
#[derive(Clone, Copy, Debug)]
pub struct Told<'t> {
    /// The file.
    pub document: &'t Document<'t>,
    /// The film's frame rate.
    pub rate: FrameRate,
    /// The reading speed in words: `17 cps`.
    pub speed: &'t str,
    /// How far times could move, in frames.
    pub most: i64,
}

impl Told<'_> {
    /// Some cues: `cue 12`, `cues 211–213`.
    #[must_use]
    pub fn cues(&self, cues: &[u32]) -> String {
        let name = |cue: u32| self.document.cue_name(cue as usize);
        match cues {
            [] => String::new(),
            [one] => name(*one),
            [first, .., last] => {
                let (first, last) = (name(*first), name(*last));
                match (first.strip_prefix("cue "), last.strip_prefix("cue ")) {
                    (Some(first), Some(last)) => format!("cues {first}\u{2013}{last}"),
                    _ => format!("{first} to {last}"),
                }
            }
        }
    }

    /// A conflict: what is not met, with numbers, and what stands in its way.
    #[must_use]
    pub fn conflict(&self, conflict: &Conflict) -> String {
        let within = format!("{} of movement", frames(self.most));
        let others = |own: Option<Demand>| {
            let between = conflict.between.iter().filter(|demand| Some(**demand) != own);
            let mut list: Vec<&str> = between.map(|demand| in_the_way(*demand)).collect();
            list.dedup();
            list.push(&within);
            joined(&list)
        };
        let own = self.unmet(&conflict.unmet);
        let cues = self.cues(&conflict.cues);
        match conflict.reading {
            Some((needs, leave)) => {
                let several = conflict.cues.len() > 1;
                let need = if several { "need" } else { "needs" };
                let (needs, leave) = (at_least(needs), seconds(leave));
                let others = others(Some(Demand::Reading));
                format!("{own}: {cues} {need} {needs} at {}, {others} leave {leave}", self.speed)
            }
            None if conflict.between.is_empty() => own,
            None => {
                let others = others(Some(conflict.unmet.demand));
                let stand = if conflict.cues.len() > 1 { format!(" in {cues}") } else { String::new() };
                format!("{own}: it is at odds with {others}{stand}")
            }
        }
    }

    /// One demand that is not met.
    #[must_use]
    pub fn unmet(&self, unmet: &Unmet) -> String {
        let Unmet { cue, demand, has, needs } = *unmet;
        let cue = self.cues(&[cue]);
        let at = |frame: i64| self.rate.time_of(frame).unwrap_or_default();
        match demand {
            Demand::Start => format!("{cue} begins before the programme, at {}", at(has)),
            Demand::First => format!("{cue} begins at {}, before {}", at(has), at(needs)),
            Demand::End => format!("{cue} goes on until {}, beyond the programme\u{2019}s end", at(has)),
            Demand::Gap => format!("the gap before {cue} is {}, not {}", frames(has), frames(needs)),
            Demand::Brief => format!("{cue} lasts {}, not {}", frames(has), frames(needs)),
            Demand::Long => format!("{cue} lasts {}, more than {}", frames(has), frames(needs)),
            Demand::InCut => format!("{cue} begins beside a cut, at {}", at(has)),
            Demand::OutCut => format!("{cue} ends beside a cut, at {}", at(has)),
            Demand::Chaining => {
                format!(
                    "the gap before {cue} is {}, in the chaining zone below {}",
                    frames(has),
                    frames(needs)
                )
            }
            Demand::Reading => {
                format!(
                    "{cue} is seen for {}, too short by {}",
                    seconds(has),
                    seconds(needs.saturating_sub(has))
                )
            }
        }
    }
}

fn in_the_way(demand: Demand) -> &'static str {
    match demand {
        Demand::Start | Demand::End => "the programme\u{2019}s ends",
        Demand::First => "the earliest first text",
        Demand::Gap => "the smallest gap",
        Demand::Brief => "the shortest duration",
        Demand::Long => "the longest duration",
        Demand::InCut | Demand::OutCut => "the shots",
        Demand::Chaining => "the chaining zone",
        Demand::Reading => "the reading speed",
    }
}

fn joined(list: &[&str]) -> String {
    match list {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn frames(n: i64) -> String {
    if n == 1 { "1 frame".to_owned() } else { format!("{n} frames") }
}

/// Seconds to the hundredth, cut off: what there is never looks like more.
fn seconds(ticks: i64) -> String {
    hundredths(ticks.div_euclid(HUNDREDTH))
}

/// Seconds to the hundredth, rounded up: what is needed never looks like less.
fn at_least(ticks: i64) -> String {
    hundredths(ticks.saturating_add(HUNDREDTH - 1).div_euclid(HUNDREDTH))
}

const HUNDREDTH: i64 = TICKS_PER_SECOND / 100;

fn hundredths(n: i64) -> String {
    format!("{}.{:02} s", n / 100, (n % 100).abs())
}
