//! Numbers of whole tracks, read once, and what differs between the cues that answer one another.

use super::compare::{MOST, accuses, same};
use super::{Difference, Number, Said, differences, find_into, may_hold, remaining};
use crate::language::Tongue;
use crate::pairs::{Group, Pairs};
use tregua_parse::model::Track;

/// The numbers of each cue of a track.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted {
    tongue: Tongue,
    numbers: Vec<Number>,
    /// For each cue the end of its numbers.
    ends: Vec<u32>,
}

impl Counted {
    /// Reads a track. Places count in the cue's text, as [`text_of`] gives it.
    #[must_use]
    pub fn of(track: &Track<'_>, tongue: Tongue) -> Self {
        let mut out = Self { tongue, numbers: Vec::new(), ends: Vec::with_capacity(track.cues.len()) };
        let mut text = String::new();
        for (index, cue) in (0u32..).zip(&track.cues) {
            match track.runs_of_cue(cue) {
                // Most cues are one run, and need no text of their own.
                [run] => find_into(head(&run.text, LONGEST), tongue, &mut out.numbers),
                runs if runs.iter().any(|run| may_hold(&run.text, tongue)) => {
                    text.clear();
                    text_of(track, &[index], &mut text);
                    find_into(&text, tongue, &mut out.numbers);
                }
                _ => {}
            }
            out.ends.push(u32::try_from(out.numbers.len()).unwrap_or(u32::MAX));
        }
        out
    }

    /// The numbers of a cue.
    #[must_use]
    pub fn of_cue(&self, cue: u32) -> &[Number] {
        let cue = cue as usize;
        let from = cue.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(cue).copied().unwrap_or(from);
        self.numbers.get(from as usize..to as usize).unwrap_or_default()
    }

    fn has_any(&self, cues: &[u32]) -> bool {
        cues.iter().any(|cue| !self.of_cue(*cue).is_empty())
    }

    fn of_cues(&self, cues: &[u32]) -> impl Iterator<Item = &Number> {
        cues.iter().flat_map(|cue| self.of_cue(*cue))
    }
}

/// Bytes of a cue that are looked through for numbers. The longest speech of a film has a few hundred; a damaged file may
/// have a cue of millions of numbers, each of which would be held against each of another track.
const LONGEST: usize = 1 << 14;

/// Writes what some cues show behind `out`, a line end behind every line; of each the first 16 KiB.
pub fn text_of(track: &Track<'_>, cues: &[u32], out: &mut String) {
    for cue in cues.iter().filter_map(|cue| track.cues.get(*cue as usize)) {
        let mut left = LONGEST;
        for line in track.lines_of(cue) {
            for run in track.runs_of(line) {
                let text = head(&run.text, left);
                out.push_str(text);
                left -= text.len();
            }
            out.push('\n');
            left = left.saturating_sub(1);
            if left == 0 {
                break;
            }
        }
    }
}

/// The first bytes of a text, up to the end of a character.
fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The differences of a group of cues.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupDifferences {
    /// The group's place among the pairs.
    pub group: usize,
    /// What differs. Places count in the texts of the group's cues, as [`text_of`] gives them.
    pub differences: Vec<Difference>,
}

/// What differs between two tracks, group by group. A number that stands in the group before or behind is no
/// difference.
#[must_use]
pub fn between(a: (&Track<'_>, &Counted), b: (&Track<'_>, &Counted), pairs: &Pairs) -> Vec<GroupDifferences> {
    let groups: Vec<Group<'_>> = pairs.iter().collect();
    let mut out = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        if group.a.is_empty() || group.b.is_empty() || !is_suspect(a.1, b.1, *group) {
            continue;
        }
        let [mut text_a, mut text_b] = [String::new(), String::new()];
        text_of(a.0, group.a, &mut text_a);
        text_of(b.0, group.b, &mut text_b);
        let said = |text, tongue| Said { text, tongue };
        let found = differences(said(&text_a, a.1.tongue), said(&text_b, b.1.tongue));
        if found.is_empty() {
            continue;
        }
        let [mut near_a, mut near_b] = [String::new(), String::new()];
        let around = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        for neighbour in around.filter_map(|at| groups.get(at)) {
            text_of(a.0, neighbour.a, &mut near_a);
            text_of(b.0, neighbour.b, &mut near_b);
        }
        let rest = remaining(found, said(&near_a, a.1.tongue), said(&near_b, b.1.tongue));
        if !rest.is_empty() {
            out.push(GroupDifferences { group: at, differences: rest });
        }
    }
    out
}

/// Whether any number of a group has no answer, told from the numbers alone.
fn is_suspect(a: &Counted, b: &Counted, group: Group<'_>) -> bool {
    // Most groups have no number.
    if !a.has_any(group.a) && !b.has_any(group.b) {
        return false;
    }
    if a.of_cues(group.a).count() + b.of_cues(group.b).count() > MOST {
        return false;
    }
    let missed = |own: (&Counted, &[u32]), other: (&Counted, &[u32])| {
        let answered = |n: &Number| other.0.of_cues(other.1).any(|m| same(n, m));
        own.0.of_cues(own.1).any(|n| accuses(n) && !answered(n))
    };
    missed((a, group.a), (b, group.b)) || missed((b, group.b), (a, group.a))
}
