//! The profiles that come with the program.

use super::schema::languages_of;
use super::{Profile, ProfileError, Variant};
use std::sync::OnceLock;
use tregua_parse::base::Lang;

macro_rules! builtin {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../profiles/", $name, ".toml")))),+]
    };
}

/// Name and text of every built-in profile.
pub static BUILTIN: &[(&str, &str)] = builtin![
    "structure",
    "bilingual",
    "house",
    "netflix/base",
    "netflix/es-es",
    "netflix/es-419",
    "netflix/ru",
    "netflix/kk",
    "amazon/es",
    "arte",
    "bbc",
    "channel4",
    "dcp/interop",
    "dcp/smpte",
    "ebu-tt-d",
    "ted",
    "une-153010",
];

/// Names that profiles had before, and those they have now.
pub static ALIASES: &[(&str, &str)] = &[("kk", "netflix/kk")];

/// The profiles that a track's language chooses among, where nobody names one.
const BY_LANGUAGE: &str = "netflix/";

/// How long two names may be unlike and still be taken for a slip, in hundredths of the longer one.
const SLIP: usize = 45;

impl Profile {
    /// A built-in profile.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn builtin(name: &str) -> Result<Self, ProfileError> {
        let name = ALIASES.iter().find(|(old, _)| *old == name).map_or(name, |(_, now)| now);
        let Some(at) = BUILTIN.iter().position(|(n, _)| *n == name) else {
            return Err(unknown(name));
        };
        // Most extend one another: each is read once.
        static READ: [OnceLock<Result<Profile, ProfileError>>; BUILTIN.len()] =
            [const { OnceLock::new() }; BUILTIN.len()];
        let read = |(name, text): &(&'static str, &'static str)| Self::parse(name, text, &Self::builtin);
        match (READ.get(at), BUILTIN.get(at)) {
            (Some(place), Some(entry)) => place.get_or_init(|| read(entry)).clone(),
            _ => Err(unknown(name)),
        }
    }
}

fn unknown(name: &str) -> ProfileError {
    let (base, variant) = Variant::split(name);
    if !variant.suffix().is_empty() && BUILTIN.iter().any(|(known, _)| *known == base) {
        let why = format!("{} is no profile of its own; extend {base}", variant.suffix());
        return ProfileError::new(name, why);
    }
    let plain = BUILTIN.iter().map(|(known, _)| (*known).to_owned());
    let ends = [Variant::default()].into_iter().chain(Variant::NAMED).map(Variant::suffix);
    let names: Vec<String> =
        plain.flat_map(|known| ends.clone().map(move |end| known.clone() + end)).collect();
    let near = nearest(name, names.iter().map(String::as_str));
    let hint = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
    ProfileError::new(name, format!("there is no such profile{hint} (`tregua profiles` lists them)"))
}

/// The name that is most like a mistaken one, where any is like it.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase();
    let unlike = |a: &str, b: &str| {
        let longer = a.chars().count().max(b.chars().count()).max(1);
        strsim::osa_distance(a, b) * 100 / longer
    };
    let by = |known: &'n str| {
        // `es-es` for `netflix/es-es`, `to-brief` for `timing/too-brief`.
        let tail = known.rsplit('/').next().unwrap_or(known);
        let of_tail = if name.contains('/') { usize::MAX } else { unlike(&name, tail) };
        (unlike(&name, known).min(of_tail), known)
    };
    known.map(by).filter(|(n, _)| *n <= SLIP).min_by_key(|(n, _)| *n).map(|(_, known)| known)
}

/// The built-in profile for a language, the most special first; `netflix/base` where none is made for it.
#[must_use]
pub fn for_language(lang: &Lang) -> &'static str {
    // Asked for every file of a run, and always the same.
    static RANGES: OnceLock<Vec<(Lang, &'static str)>> = OnceLock::new();
    let ranges = RANGES.get_or_init(|| {
        let texts = BUILTIN.iter().filter(|(name, _)| by_language().any(|it| it == *name));
        texts.flat_map(|(name, text)| languages_of(text).into_iter().map(move |l| (l, *name))).collect()
    });
    let fitting = ranges.iter().filter(|(range, _)| lang.is_in(range));
    fitting.max_by_key(|(range, _)| range.canonical().len()).map_or("netflix/base", |(_, name)| name)
}

/// The names that [`for_language`] may give.
pub fn by_language() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(name, _)| *name).filter(|name| name.starts_with(BY_LANGUAGE))
}
