//! Languages by name, as Interop files write them.

/// Names with their tags; the first name of a tag is the one written.
const NAMES: &[(&str, &str)] = &[
    ("English", "en"),
    ("Spanish", "es"),
    ("Castilian", "es-ES"),
    ("Castellano", "es-ES"),
    ("Español", "es"),
    ("Latin American Spanish", "es-419"),
    ("Kazakh", "kk"),
    ("Қазақша", "kk"),
    ("Russian", "ru"),
    ("Русский", "ru"),
    ("Arabic", "ar"),
    ("Chinese", "zh"),
    ("Czech", "cs"),
    ("Danish", "da"),
    ("Dutch", "nl"),
    ("Finnish", "fi"),
    ("French", "fr"),
    ("German", "de"),
    ("Greek", "el"),
    ("Hebrew", "he"),
    ("Hungarian", "hu"),
    ("Italian", "it"),
    ("Japanese", "ja"),
    ("Korean", "ko"),
    ("Norwegian", "no"),
    ("Polish", "pl"),
    ("Portuguese", "pt"),
    ("Romanian", "ro"),
    ("Swedish", "sv"),
    ("Turkish", "tr"),
    ("Ukrainian", "uk"),
    ("Kyrgyz", "ky"),
    ("Uzbek", "uz"),
];

/// The tag of a language's name, in any letter case.
pub(super) fn tag(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    NAMES.iter().find(|(known, _)| known.to_lowercase() == name).map(|(_, tag)| *tag)
}

/// The name of a tag's language; a name says less than a tag of more than a language.
pub(super) fn name(tag: &str) -> Option<&'static str> {
    NAMES.iter().find(|(_, known)| *known == tag).map(|(name, _)| *name)
}
