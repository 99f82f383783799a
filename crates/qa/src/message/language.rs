//! The languages messages are said in.

use unic_langid::LanguageIdentifier;

/// A language messages are said in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub enum MessageLanguage {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// Russian.
    Russian,
    /// Kazakh, in Cyrillic letters.
    Kazakh,
}

impl MessageLanguage {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::English, Self::Spanish, Self::Russian, Self::Kazakh];

    /// Its tag: `es`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Russian => "ru",
            Self::Kazakh => "kk",
        }
    }

    /// The language of a tag or a locale's name: `es`, `es-419`, `ru_RU.UTF-8`, `kk_KZ@latin`. None for any other
    /// language, and for `C` and `POSIX`.
    ///
    /// ```
    /// use tregua_qa::message::MessageLanguage;
    /// assert_eq!(MessageLanguage::of_locale("ru_RU.UTF-8"), Some(MessageLanguage::Russian));
    /// assert_eq!(MessageLanguage::of_locale("C.UTF-8"), None);
    /// ```
    #[must_use]
    pub fn of_locale(name: &str) -> Option<Self> {
        let language = name.split(['_', '-', '.', '@']).next()?;
        Self::ALL.into_iter().find(|it| language.eq_ignore_ascii_case(it.tag()))
    }

    /// Its catalogue.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::English => include_str!("../../messages/en.ftl"),
            Self::Spanish => include_str!("../../messages/es.ftl"),
            Self::Russian => include_str!("../../messages/ru.ftl"),
            Self::Kazakh => include_str!("../../messages/kk.ftl"),
        }
    }

    /// What plural forms are chosen by.
    pub(super) fn id(self) -> LanguageIdentifier {
        LanguageIdentifier::from_bytes(self.tag().as_bytes()).unwrap_or_default()
    }
}
