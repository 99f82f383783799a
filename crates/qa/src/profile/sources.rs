//! The works that the built-in profiles' numbers come from.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A work that profiles name by its id.
#[derive(serde::Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Where it can be read.
    #[serde(default)]
    pub at: Option<String>,
    /// How it was read, where that matters.
    #[serde(default)]
    pub note: Option<String>,
}

/// The list as it is kept.
const LIST: &str = include_str!("../../profiles/sources.toml");

/// Every source by its id.
#[must_use]
pub fn sources() -> &'static BTreeMap<String, Source> {
    static SOURCES: OnceLock<BTreeMap<String, Source>> = OnceLock::new();
    // A test reads the list; nothing else can break it.
    SOURCES.get_or_init(|| toml::from_str(LIST).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_read() {
        let read: BTreeMap<String, Source> = toml::from_str(LIST).unwrap();
        assert!(read.len() > 20);
        for (id, source) in &read {
            assert!(!source.title.is_empty(), "{id}");
            assert!(source.at.as_ref().is_none_or(|at| at.starts_with("http")), "{id}");
        }
    }
}
