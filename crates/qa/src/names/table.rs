//! Which name of one track answers which of another, learnt from where they stand, and where they do not fit.

use super::alike::{Heard, Match, same_name};
use super::find::{Names, Place};
use crate::pairs::{Group, Pairs};

/// Times two names must stand together before they are taken for one, if they do not sound alike.
const OFTEN: u32 = 3;

/// Names of one group that are looked at. Dialogue has no more; a hostile file may.
const MOST: usize = 12;

/// How alike an ordinary word must sound to be taken for a misspelt name.
const FIRST: u16 = 830;

/// The names of two tracks of one film, matched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameTable {
    answers: [Vec<Option<Answer>>; 2],
}

/// What a name is called in the other track.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The name's place in the other track's list.
    pub name: usize,
    /// How alike they sound.
    pub sound: Match,
    /// In how many groups of cues both stand.
    pub together: u32,
}

impl Answer {
    /// Whether more than one place speaks for it.
    const fn is_sure(self) -> bool {
        self.together >= 2
    }
}

/// A place where a name does not fit what stands at its time in the other track.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Misfit<'t> {
    /// The group's place among the pairs.
    pub group: usize,
    /// The name in the first track, as a place in its list.
    pub name: usize,
    /// Where it stands.
    pub a: Place<'t>,
    /// What stands in its place in the second track.
    pub b: Place<'t>,
    /// What the second track calls it elsewhere, as a place in its list.
    pub usual: usize,
    /// What is wrong.
    pub kind: MisfitKind,
}

/// What is wrong with a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MisfitKind {
    /// It is somebody else's.
    Other,
    /// It is spelt otherwise than in the rest of the track.
    Spelling,
}

impl NameTable {
    /// Learns which names stand in cues that answer one another. Names that sound alike need one such place, others
    /// three, and must stand together most of the time. Each name has one answer.
    #[must_use]
    pub fn learn(a: &Names<'_>, b: &Names<'_>, pairs: &Pairs) -> Self {
        let mut together: Vec<(usize, usize)> = Vec::new();
        let mut seen = [vec![0u32; a.list.len()], vec![0u32; b.list.len()]];
        for group in pairs.iter() {
            if !a.has_any(group.a) && !b.has_any(group.b) {
                continue;
            }
            let (of_a, of_b) = (list(a, group.a), list(b, group.b));
            // Counted where the other track says something at all.
            if !group.a.is_empty() && !group.b.is_empty() {
                for (names, seen) in [&of_a, &of_b].into_iter().zip(&mut seen) {
                    for name in names {
                        if let Some(count) = seen.get_mut(*name) {
                            *count += 1;
                        }
                    }
                }
            }
            for x in &of_a {
                together.extend(of_b.iter().map(|y| (*x, *y)));
            }
        }
        together.sort_unstable();
        let mut found: Vec<(u32, usize, usize, Answer)> = Vec::new();
        let mut ears = [Ears::of(a), Ears::of(b)];
        for both in together.chunk_by(|one, other| one == other) {
            let (Some((x, y)), count) =
                (both.first().copied(), u32::try_from(both.len()).unwrap_or(u32::MAX))
            else {
                continue;
            };
            let [ear_a, ear_b] = &mut ears;
            let (Some(one), Some(other)) = (ear_a.hear(x), ear_b.hear(y)) else { continue };
            let sound = one.like(other);
            let count_of =
                |side: usize, name: usize| seen.get(side).and_then(|s| s.get(name)).copied().unwrap_or(0);
            let both = count_of(0, x).saturating_add(count_of(1, y)).max(1);
            // How much of all their places they share, in per mille.
            let shared = count.saturating_mul(2000) / both;
            if sound.is_same() || count >= OFTEN && shared >= 600 {
                // Sound decides, then company.
                let weight = if sound.is_same() { 2000 } else { 0 } + shared + u32::from(sound.score) / 4;
                found.push((weight, x, y, Answer { name: y, sound, together: count }));
            }
        }
        found.sort_unstable_by_key(|(weight, x, y, _)| (std::cmp::Reverse(*weight), *x, *y));
        let mut table = Self { answers: [vec![None; a.list.len()], vec![None; b.list.len()]] };
        let [of_a, of_b] = &mut table.answers;
        for (_, x, y, answer) in found {
            if let (Some(one @ None), Some(other @ None)) = (of_a.get_mut(x), of_b.get_mut(y)) {
                *one = Some(answer);
                *other = Some(Answer { name: x, ..answer });
            }
        }
        table
    }

    /// The same table, seen from the second track.
    #[must_use]
    pub fn flipped(&self) -> Self {
        let [a, b] = &self.answers;
        Self { answers: [b.clone(), a.clone()] }
    }

    /// What the second track calls a name of the first.
    #[must_use]
    pub fn answer(&self, name: usize) -> Option<Answer> {
        self.answers.first().and_then(|answers| answers.get(name)).copied().flatten()
    }

    /// What the first track calls a name of the second.
    #[must_use]
    pub fn asked(&self, name: usize) -> Option<Answer> {
        self.answers.last().and_then(|answers| answers.get(name)).copied().flatten()
    }
}

/// How the names of a track sound, each found when it is first asked for.
struct Ears<'e, 't> {
    names: &'e Names<'t>,
    heard: Vec<Option<Heard>>,
}

impl<'e, 't> Ears<'e, 't> {
    fn of(names: &'e Names<'t>) -> Self {
        Self { names, heard: vec![None; names.list.len()] }
    }

    fn hear(&mut self, name: usize) -> Option<&Heard> {
        let tongue = self.names.tongue;
        let text = self.names.list.get(name)?.text;
        Some(self.heard.get_mut(name)?.get_or_insert_with(|| Heard::of(text, tongue)))
    }
}

/// The names of some cues, each once, and no more than [`MOST`].
fn list(names: &Names<'_>, cues: &[u32]) -> Vec<usize> {
    let mut out: Vec<usize> = cues.iter().flat_map(|cue| names.of_cue(*cue)).collect();
    out.sort_unstable();
    out.dedup();
    out.truncate(MOST);
    out
}

/// The places where a name of one track meets a name of the other that is not its own. A name that is missing is no
/// misfit: translators say "he". Names in the cues before and behind count as present.
#[must_use]
pub fn misfits<'t>(a: &Names<'t>, b: &Names<'t>, pairs: &Pairs, table: &NameTable) -> Vec<Misfit<'t>> {
    let look = Look { a, b, table };
    let groups: Vec<Group<'_>> = pairs.iter().collect();
    let of = |at: Option<usize>| {
        let group = at.and_then(|at| groups.get(at));
        group.map_or_else(Default::default, |group| (list(a, group.a), list(b, group.b)))
    };
    let mut out = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        // Most names have their answers beside them, and are done with at a glance.
        let answered = |x: usize| {
            let usual = table.answer(x).filter(|answer| answer.is_sure());
            usual.is_none_or(|usual| group.b.iter().any(|cue| b.of_cue(*cue).any(|y| y == usual.name)))
        };
        if group.b.is_empty() || group.a.iter().all(|cue| a.of_cue(*cue).all(answered)) {
            continue;
        }
        let ((of_a, of_b), before, behind) = (of(Some(at)), of(at.checked_sub(1)), of(Some(at + 1)));
        let mut near_a = of_a.clone();
        let mut near_b = of_b.clone();
        // Names that moved into a neighbour: those that have no answer there.
        for (other_a, other_b) in [before, behind] {
            let answered =
                |answer: Option<Answer>, there: &[usize]| answer.is_some_and(|a| there.contains(&a.name));
            near_a.extend(other_a.iter().filter(|x| !answered(table.answer(**x), &other_b)));
            near_b.extend(other_b.iter().filter(|y| !answered(table.asked(**y), &other_a)));
        }
        for x in &of_a {
            // What is always called otherwise is somebody else's affair, and so is what is there.
            let usual = table.answer(*x).filter(|answer| answer.is_sure() && !near_b.contains(&answer.name));
            let (Some(usual), Some(place_a)) = (usual, place(a, *x, group.a)) else { continue };
            let found =
                |b: Place<'t>, kind| Misfit { group: at, name: *x, a: place_a, b, usual: usual.name, kind };
            for y in of_b.iter().filter(|y| **y != usual.name) {
                if let Some(kind) = look.misfit(*x, *y, usual.name, &near_a, &near_b)
                    && let Some(there) = place(b, *y, group.b)
                {
                    out.push(found(there, kind));
                }
            }
            let firsts = group.b.iter().flat_map(|cue| b.firsts_of(*cue));
            out.extend(
                firsts
                    .filter(|first| look.is_spelling(first.form, usual.name))
                    .map(|first| found(*first, MisfitKind::Spelling)),
            );
        }
    }
    out
}

/// The first place of a name in some cues.
fn place<'t>(names: &Names<'t>, name: usize, cues: &[u32]) -> Option<Place<'t>> {
    let places = &names.list.get(name)?.places;
    cues.iter().find_map(|cue| {
        let at = places.partition_point(|place| place.cue < *cue);
        places.get(at).filter(|place| place.cue == *cue).copied()
    })
}

struct Look<'l, 't> {
    a: &'l Names<'t>,
    b: &'l Names<'t>,
    table: &'l NameTable,
}

impl Look<'_, '_> {
    fn sound(&self, x: usize, y: usize) -> Match {
        match (self.a.list.get(x), self.b.list.get(y)) {
            (Some(x), Some(y)) => same_name(x.text, self.a.tongue, y.text, self.b.tongue),
            _ => Match { score: 0 },
        }
    }

    fn answers(&self, x: usize, y: usize) -> bool {
        self.table.answer(x).is_some_and(|answer| answer.name == y) || self.sound(x, y).is_same()
    }

    /// What is wrong with `y` where the second track usually says something else for `x`.
    fn misfit(
        &self,
        x: usize,
        y: usize,
        usual: usize,
        near_a: &[usize],
        near_b: &[usize],
    ) -> Option<MisfitKind> {
        let (this, that) = (self.b.list.get(y)?, self.b.list.get(usual)?);
        let owner = self.table.asked(y);
        let alike = same_name(this.text, self.b.tongue, that.text, self.b.tongue).score;
        let rare = this.count() * 4 <= that.count();
        // A spelling of the usual name, and nobody's own one; a name with another word beside it is more than spelt
        // otherwise.
        let as_long = this.text.split(' ').count() == that.text.split(' ').count();
        if owner.is_none()
            && rare
            && as_long
            && this.text != that.text
            && !is_his_and_hers(this.text, that.text)
            && (alike >= Match::NEAR || is_slip(this.text, that.text))
        {
            return Some(MisfitKind::Spelling);
        }
        // Whoever else has an answer here is not meant.
        let free = !near_b.iter().any(|other| self.answers(x, *other))
            && !near_a.iter().any(|a| self.answers(*a, y));
        let other = owner.is_some_and(|owner| owner.is_sure() && owner.name != x);
        (free && other).then_some(MisfitKind::Other)
    }

    /// Whether a sentence's first word, which is no name of the track, is a name of the track misspelt.
    fn is_spelling(&self, word: &str, usual: usize) -> bool {
        let Some(name) = self.b.list.get(usual) else { return false };
        let long = word.chars().count() >= 5 && name.text.chars().count() >= 5;
        long && (is_slip(word, name.text)
            || same_name(word, self.b.tongue, name.text, self.b.tongue).score >= FIRST)
    }
}

/// Whether two names differ in the vowel that tells a woman's from a man's: Vicente and Vicenta, Александр and Александра.
fn is_his_and_hers(one: &str, other: &str) -> bool {
    let stem = |name: &str| name.trim_end_matches(['a', 'o', 'e', 'а', 'я', 'й']).len();
    let (x, y) = (stem(one), stem(other));
    one != other && x == y && one.get(..x) == other.get(..y) && one.len().abs_diff(other.len()) <= 2
}

/// Whether two words are the same but for two letters that changed places, and for their endings.
fn is_slip(one: &str, other: &str) -> bool {
    let (x, y) = (one.chars().count(), other.chars().count());
    if x.min(y) < 5 || x.abs_diff(y) > 4 {
        return false;
    }
    let mut pairs = one.chars().zip(other.chars()).skip_while(|(a, b)| a == b);
    let (Some(first), Some(second)) = (pairs.next(), pairs.next()) else { return false };
    first.0 == second.1 && first.1 == second.0 && pairs.all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn letters_that_changed_places() {
        assert!(is_slip("Блоат", "Болат") && is_slip("Блоаттың", "Болат") && is_slip("Болта", "Болат"));
        assert!(super::is_his_and_hers("Vicente", "Vicenta"));
        assert!(super::is_his_and_hers("Александр", "Александра"));
        assert!(!super::is_his_and_hers("Болат", "Блоат") && !super::is_his_and_hers("Pilar", "Pilra"));
        assert!(!is_slip("Болат", "Болат") && !is_slip("Булат", "Болат") && !is_slip("Лена", "Лнеа"));
    }
}
