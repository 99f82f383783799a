//! Words of a number put together: "two thousand", "thirty", "two".

use super::value::Value;
use crate::language::Tongue;

/// What a number word does in a longer number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// 0 to 9.
    Ones,
    /// 10 to 19, and 21 to 29 where they are one word.
    Teens,
    /// 20 to 90.
    Tens,
    /// 100 to 900 as one word: doscientos.
    Hundreds,
    /// Spanish cien: 100 and nothing smaller behind it.
    BareHundred,
    /// 100 as a word of its own that may be multiplied: жүз, hundred.
    Hundred,
    /// 1000 and more.
    Scale,
    /// One and a half: полтора.
    OneAndHalf,
    /// Half of the scale behind it: medio millón.
    HalfOf,
    /// Half and quarter by themselves, and other fractions.
    Fraction,
    /// So many of what is before it: dos docenas, две сотни.
    Dozen,
}

/// A number word. The value is in quarters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    pub(super) quarters: u64,
    pub(super) role: Role,
    /// By itself it may well be no number: un, первый, beide.
    pub(super) weak: bool,
    pub(super) ordinal: bool,
    /// Nothing may follow in the same number.
    pub(super) last: bool,
}

impl Entry {
    pub(super) const fn new(value: u64, role: Role) -> Self {
        Self { quarters: value * 4, role, weak: false, ordinal: false, last: false }
    }

    pub(super) const fn weak(self) -> Self {
        Self { weak: true, ..self }
    }

    pub(super) const fn ordinal(self) -> Self {
        Self { ordinal: true, ..self }
    }

    pub(super) const fn last(self) -> Self {
        Self { last: true, ..self }
    }

    /// The usual role of a value that is one word.
    pub(super) const fn plain(value: u64) -> Self {
        let role = match value {
            0..=9 => Role::Ones,
            10..=19 | 21..=29 => Role::Teens,
            20 | 30..=90 => Role::Tens,
            100..=900 => Role::Hundreds,
            _ => Role::Scale,
        };
        Self::new(value, role)
    }
}

/// A number in the making; all in quarters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sum {
    tongue: Tongue,
    total: u64,
    group: u64,
    /// The smallest scale so far.
    scale: u64,
    last: Role,
    pub(super) words: u32,
    closed: bool,
    pub(super) ordinal: bool,
    weak: bool,
}

/// Beyond this nobody counts in words.
const MOST: u64 = 4_000_000_000_000_000;

impl Sum {
    pub(super) fn new(tongue: Tongue, first: Entry) -> Self {
        let mut sum = Self {
            tongue,
            total: 0,
            group: 0,
            scale: u64::MAX,
            last: Role::Ones,
            words: 0,
            closed: false,
            ordinal: first.ordinal,
            weak: first.weak,
        };
        sum.add(first, false);
        sum
    }

    /// Takes a word up, where it can go on with the number. `joined` says that "y" or "and" stands between.
    pub(super) fn add(&mut self, entry: Entry, joined: bool) -> bool {
        if self.words > 0 && (self.closed || !self.may_follow(entry, joined)) {
            return false;
        }
        let Some((total, group, scale)) = self.after(entry) else { return false };
        if total > MOST || group > MOST {
            return false;
        }
        (self.total, self.group, self.scale) = (total, group, scale);
        self.last = entry.role;
        self.closed = entry.last;
        self.ordinal |= entry.ordinal;
        self.words += 1;
        true
    }

    fn may_follow(&self, entry: Entry, joined: bool) -> bool {
        // Spanish ordinals go with ordinals: "mil segundos" are seconds.
        let spanish = self.tongue == Tongue::Spanish;
        if spanish && entry.ordinal != self.ordinal {
            return false;
        }
        let after_tens = self.last == Role::Tens;
        let free = matches!(self.last, Role::Hundreds | Role::Hundred | Role::Scale);
        if joined {
            // Treinta y dos; two hundred and five, but no twenty and five; and the thousand and one nights.
            let nights = self.total == 4000 && self.group == 0 && entry.quarters == 4;
            let usual = match self.tongue {
                Tongue::Spanish => after_tens,
                Tongue::English => free,
                _ => false,
            };
            if !usual {
                return nights && self.last == Role::Scale && entry.role == Role::Ones;
            }
        }
        match entry.role {
            Role::Ones => {
                let bound = !spanish || entry.ordinal || joined == after_tens;
                let clean = entry.quarters > 0 && self.group.is_multiple_of(40);
                bound && clean && (after_tens || free)
            }
            Role::Teens | Role::Tens => free || self.is_year(entry),
            Role::Hundreds | Role::BareHundred => self.last == Role::Scale,
            Role::Hundred => {
                let english = self.tongue == Tongue::English;
                let ones = self.last == Role::Ones && self.group < 40;
                let teens = english && self.group < 400 && matches!(self.last, Role::Teens | Role::Ones);
                self.last == Role::Scale || ones || teens && self.total == 0
            }
            Role::Scale => {
                let larger = entry.quarters < self.scale;
                // A thousand needs no "one" before it: millones mil, миллион тысяча.
                let bare = entry.quarters == 4000 && self.tongue != Tongue::English;
                let fresh = self.group > 0 || bare;
                // Spanish has mil millones for a thousand millions.
                larger && fresh || spanish && self.scale == 4000 && entry.quarters > 4000
            }
            Role::Dozen => !self.last_is_large(),
            Role::OneAndHalf | Role::HalfOf | Role::Fraction => false,
        }
    }

    fn last_is_large(&self) -> bool {
        matches!(self.last, Role::Hundreds | Role::BareHundred | Role::Hundred | Role::Scale)
    }

    /// English years: nineteen forty-one, twenty twenty.
    fn is_year(&self, entry: Entry) -> bool {
        let century = self.words == 1 && matches!(self.group / 4, 16..=20) && self.total == 0;
        self.tongue == Tongue::English && century && matches!(entry.role, Role::Teens | Role::Tens)
    }

    /// Total, group and scale behind the word.
    fn after(&self, entry: Entry) -> Option<(u64, u64, u64)> {
        let (total, group, scale) = (self.total, self.group, self.scale);
        let value = entry.quarters;
        Some(match entry.role {
            Role::Teens | Role::Tens if self.words > 0 && self.is_year(entry) => {
                (total, group * 100 + value, scale)
            }
            Role::Hundred if group > 0 && matches!(self.last, Role::Ones | Role::Teens) => {
                (total, group.checked_mul(100)?, scale)
            }
            Role::Scale => {
                let factor = value / 4;
                if value > scale {
                    // Everything so far is of that many thousands.
                    ((total + group).checked_mul(factor)?, 0, value)
                } else {
                    let many = if group == 0 { 4 } else { group };
                    (total.checked_add(many.checked_mul(factor)?)?, 0, value)
                }
            }
            Role::Dozen => {
                let many = if self.words == 0 { 4 } else { total + group };
                (many.checked_mul(value / 4)?, 0, scale)
            }
            _ => (total, group + value, scale),
        })
    }

    /// Adds a half (2) or a quarter (1): of the last scale, where that is a million or more and stands last, as in
    /// "dos millones y medio".
    pub(super) fn add_quarters(&mut self, quarters: u64) {
        if self.last == Role::Scale && self.scale >= 4_000_000 && self.tongue == Tongue::Spanish {
            self.total += self.scale / 4 * quarters;
        } else {
            self.group += quarters;
        }
        self.last = Role::OneAndHalf;
        self.words += 1;
    }

    pub(super) fn value(&self) -> Value {
        let quarters = i64::try_from(self.total + self.group).unwrap_or(i64::MAX);
        Value::new(quarters, 4).unwrap_or(Value::whole(0))
    }

    /// Whether it may well be no number.
    pub(super) fn is_weak(&self) -> bool {
        self.weak && self.words == 1
    }
}
