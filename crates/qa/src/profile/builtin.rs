//! The profiles that come with the program.

use super::{Profile, ProfileError};
use std::sync::OnceLock;
use tregua_parse::base::Lang;

/// Name and text of every built-in profile.
pub static BUILTIN: &[(&str, &str)] = &[
    ("structure", include_str!("../../profiles/structure.toml")),
    ("bilingual", include_str!("../../profiles/bilingual.toml")),
    ("netflix/base", include_str!("../../profiles/netflix/base.toml")),
    ("netflix/es-es", include_str!("../../profiles/netflix/es-es.toml")),
    ("netflix/es-419", include_str!("../../profiles/netflix/es-419.toml")),
    ("netflix/ru", include_str!("../../profiles/netflix/ru.toml")),
    ("kk", include_str!("../../profiles/kk.toml")),
];

impl Profile {
    /// A built-in profile.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn builtin(name: &str) -> Result<Self, ProfileError> {
        let Some((name, text)) = BUILTIN.iter().find(|(n, _)| *n == name) else {
            let names: Vec<&str> = BUILTIN.iter().map(|(n, _)| *n).collect();
            return Err(ProfileError::new(
                name,
                format!("there is no such profile (there are {})", names.join(", ")),
            ));
        };
        Self::parse(name, text, &Self::builtin)
    }
}

/// The built-in profile for a language, the most special first; `netflix/base` where none is made for it.
#[must_use]
pub fn for_language(lang: &Lang) -> &'static str {
    // Asked for every file of a run, and always the same.
    static RANGES: OnceLock<Vec<(Lang, &'static str)>> = OnceLock::new();
    let ranges = RANGES.get_or_init(|| {
        let profiles = BUILTIN.iter().filter_map(|(name, _)| Profile::builtin(name).ok().map(|p| (p, *name)));
        profiles.flat_map(|(profile, name)| profile.languages.into_iter().map(move |l| (l, name))).collect()
    });
    let fitting = ranges.iter().filter(|(range, _)| lang.is_in(range));
    fitting.max_by_key(|(range, _)| range.canonical().len()).map_or("netflix/base", |(_, name)| name)
}
