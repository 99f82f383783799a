//! `.children`, `.sdh`, `.sdh.children`: whom a profile's numbers are asked for.

use super::Setting;
use crate::programme::{Audience, Kind};

/// What the end of a profile's name says: `netflix/ru.sdh.children` is `netflix/ru` for a track for deaf children.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Variant {
    /// For children.
    pub children: bool,
    /// For the deaf and hard of hearing.
    pub sdh: bool,
}

/// Parameters of which one holds, by audience and kind. A rule that asks more of some viewers than of others names its
/// parameters so, and asks the ladder which of them holds.
pub const FAMILY: [&str; 4] = ["adults", "children", "sdh_adults", "sdh_children"];

impl Variant {
    /// The variants that have a name of their own.
    pub const NAMED: [Self; 3] = [
        Self { children: true, sdh: false },
        Self { children: false, sdh: true },
        Self { children: true, sdh: true },
    ];

    /// What a track's kind and audience ask for.
    #[must_use]
    pub fn of(kind: Kind, audience: Audience) -> Self {
        Self { children: audience == Audience::Children, sdh: kind == Kind::Sdh }
    }

    /// Parts a profile's name into the profile and what its end says. A file stays a file: `my.toml.sdh` is `my.toml`.
    #[must_use]
    pub fn split(name: &str) -> (&str, Self) {
        let found = Self::NAMED.into_iter().rev().find_map(|v| Some((name.strip_suffix(v.suffix())?, v)));
        found.filter(|(base, _)| !base.is_empty()).unwrap_or((name, Self::default()))
    }

    /// What stands behind the profile's name; nothing for adults without special needs.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match (self.sdh, self.children) {
            (false, false) => "",
            (false, true) => ".children",
            (true, false) => ".sdh",
            (true, true) => ".sdh.children",
        }
    }

    /// The parameters of the family that may hold, the nearest first: the first that a profile sets holds.
    #[must_use]
    pub fn ladder(self) -> &'static [&'static str] {
        match (self.sdh, self.children) {
            (false, false) => &["adults"],
            (false, true) => &["children", "adults"],
            (true, false) => &["sdh_adults", "adults"],
            (true, true) => &["sdh_children", "children", "sdh_adults", "adults"],
        }
    }

    /// The one parameter of the family that holds under a setting.
    #[must_use]
    pub fn holds(self, setting: &Setting) -> Option<&'static str> {
        self.ladder().iter().copied().find(|name| setting.params.contains_key(*name))
    }
}
