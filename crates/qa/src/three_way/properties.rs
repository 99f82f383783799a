//! One cue that all three versions have: property by property.

use super::Of;
use super::block::{Version, is_stamped};
use super::motion::{Motion, Times};
use super::text;
use tregua_parse::time::Time;

/// Where the words of the merged cue come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Words {
    Ours,
    Theirs,
    /// Put together from both; no times inside.
    Both(String),
}

/// What stands beside times and words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Beside {
    /// Ours, with some stretches changed (by number).
    Ours(Vec<(usize, String)>),
    /// All theirs: its parts stand in another order.
    Theirs,
}

/// A cue made of both sides' changes.
pub(super) struct Property {
    pub(super) times: Times,
    pub(super) words: Words,
    pub(super) beside: Beside,
    /// What both changed in their own way; ours stands above.
    pub(super) clashes: Vec<Of>,
}

/// Merges the cues `base`, `ours` and `theirs` of the three versions.
pub(super) fn merge(
    [b, o, t]: [&Version<'_, '_>; 3],
    [base, ours, theirs]: [usize; 3],
    motion: &Motion,
) -> Property {
    let mut clashes = Vec::new();
    let (was, mine, other) = (b.times(base), o.times(ours), t.times(theirs));
    let at = was.0.or(was.1).unwrap_or(Time::ZERO);
    let mut meet = |of: Of, was, mine, other| {
        motion.meet(at, was, mine, other).unwrap_or_else(|_| {
            clashes.push(of);
            mine
        })
    };
    let times = (meet(Of::Start, was.0, mine.0, other.0), meet(Of::End, was.1, mine.1, other.1));
    // An in-time from one side and an out-time from the other must still be a cue.
    let turned = |times: Times| matches!(times, (Some(from), Some(to)) if to <= from);
    let times = if turned(times) && !turned(mine) && !turned(other) && clashes.is_empty() {
        clashes.extend([Of::Start, Of::End]);
        mine
    } else {
        times
    };
    let (x, y, z) = (b.words(base), o.words(ours), t.words(theirs));
    let words = if z == x || y == z {
        Words::Ours
    } else if y == x {
        Words::Theirs
    } else {
        let both = if [x, y, z].into_iter().any(is_stamped) { None } else { text::both(x, y, z) };
        both.map_or_else(
            || {
                clashes.push(Of::Text);
                Words::Ours
            },
            Words::Both,
        )
    };
    let beside = beside([b, o, t], [base, ours, theirs]).unwrap_or_else(|| {
        clashes.push(Of::Beside);
        Beside::Ours(Vec::new())
    });
    Property { times, words, beside, clashes }
}

fn beside([b, o, t]: [&Version<'_, '_>; 3], [base, ours, theirs]: [usize; 3]) -> Option<Beside> {
    let kinds = (b.kinds(base), o.kinds(ours), t.kinds(theirs));
    let (x, y, z) = (b.around(base), o.around(ours), t.around(theirs));
    let nothing = Beside::Ours(Vec::new());
    if (kinds.0 == kinds.2 && x == z) || (kinds.1 == kinds.2 && y == z) {
        return Some(nothing);
    }
    if kinds.0 != kinds.1 || kinds.0 != kinds.2 {
        // Theirs alone gave the cue another form.
        return (kinds.0 == kinds.1 && x == y).then_some(Beside::Theirs);
    }
    let mut changes = Vec::new();
    for (at, ((x, y), z)) in x.iter().zip(&y).zip(&z).enumerate() {
        if z == x || y == z {
            continue;
        }
        let merged = if y == x { z.clone() } else { fields(x, y, z)? };
        changes.push((at, merged));
    }
    Some(Beside::Ours(changes))
}

/// Fields between commas or blanks, each by itself, where all three have as many.
fn fields(x: &str, y: &str, z: &str) -> Option<String> {
    let split = |text: &str| -> Vec<String> {
        text.split_inclusive([',', ' ', '\t', '\n']).map(str::to_owned).collect()
    };
    let (x, y, z) = (split(x), split(y), split(z));
    if x.len() != y.len() || x.len() != z.len() {
        return None;
    }
    let mut out = String::new();
    for ((x, y), z) in x.iter().zip(&y).zip(&z) {
        out.push_str(match () {
            () if z == x || y == z => y,
            () if y == x => z,
            () => return None,
        });
    }
    Some(out)
}
