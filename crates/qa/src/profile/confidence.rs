//! How sure a number is.

use std::fmt;

/// How a number of a profile is known, the least sure first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Confidence {
    /// Remembered, and not looked up.
    Memory,
    /// Sources disagree.
    Conflict,
    /// The choice of whoever wrote the profile.
    Own,
    /// Concluded from guides for something near.
    Derived,
    /// Somebody's account of the publisher's text.
    Secondary,
    /// A constant in a tool.
    Code,
    /// Measured on real files or computed.
    Measured,
    /// The publisher's own text.
    Official,
}

impl Confidence {
    /// All of them, the least sure first.
    pub const ALL: [Self; 8] = [
        Self::Memory,
        Self::Conflict,
        Self::Own,
        Self::Derived,
        Self::Secondary,
        Self::Code,
        Self::Measured,
        Self::Official,
    ];

    /// Its word in profiles and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Conflict => "conflict",
            Self::Own => "own",
            Self::Derived => "derived",
            Self::Secondary => "secondary",
            Self::Code => "code",
            Self::Measured => "measured",
            Self::Official => "official",
        }
    }

    /// What the word means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Memory => "remembered, not looked up",
            Self::Conflict => "sources disagree",
            Self::Own => "a choice of whoever wrote the profile",
            Self::Derived => "concluded from guides for something near",
            Self::Secondary => "somebody's account of the publisher's text",
            Self::Code => "a constant in a tool",
            Self::Measured => "measured on real files, or computed",
            Self::Official => "the publisher's own text",
        }
    }

    /// Reads one of the words.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == text)
    }

    /// Whether what is known no better than this may give a warning at most.
    #[must_use]
    pub fn only_warns(self) -> bool {
        matches!(self, Self::Memory | Self::Conflict)
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
