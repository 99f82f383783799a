//! The words messages are said in: one catalogue a language, in Fluent's form.
//!
//! A message `timing/overlap` · `found` is the attribute `found` of `timing-overlap` in `messages/en.ftl`. What readers
//! of files report is in English with the readers; the other catalogues have it under `fault`.

mod language;

#[cfg(test)]
mod tests;

pub use language::MessageLanguage;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;
use tregua_parse::base::{Message, Value};

/// Puts messages into the words of one language.
pub struct Catalogue {
    language: MessageLanguage,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Catalogue({})", self.language.tag())
    }
}

impl Catalogue {
    /// The catalogue of a language. Read once a run, when the first message is said in it.
    #[must_use]
    pub fn of(language: MessageLanguage) -> &'static Self {
        static ALL: [OnceLock<Catalogue>; MessageLanguage::ALL.len()] = [const { OnceLock::new() }; 4];
        let place = MessageLanguage::ALL.iter().position(|it| *it == language).unwrap_or_default();
        match ALL.get(place) {
            Some(cell) => cell.get_or_init(|| Self::read(language)),
            None => Self::english(),
        }
    }

    /// The English catalogue.
    #[must_use]
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Catalogue> = OnceLock::new();
        ENGLISH.get_or_init(|| Self::read(MessageLanguage::English))
    }

    fn read(language: MessageLanguage) -> Self {
        // A broken entry is left out, and found by the tests; the others stand.
        let resource = match FluentResource::try_new(language.text().to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let mut bundle = FluentBundle::new_concurrent(vec![language.id()]);
        // Marks of direction around every value would be seen by programs that read reports.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// The message in words.
    #[must_use]
    pub fn say(&self, message: &Message) -> String {
        let args: FluentArgs<'_> =
            message.values.iter().map(|(name, value)| (*name, self.value(value))).collect();
        if let Some(text) = self.find(message.topic, message.part, &args) {
            return text;
        }
        if !message.english.is_empty() {
            return message.english(|inner| self.say(inner));
        }
        if self.language != MessageLanguage::English {
            return Self::english().say(message);
        }
        // A test holds that no message gets here.
        format!("{}.{}", message.topic, message.part)
    }

    fn value<'v>(&self, value: &'v Value) -> FluentValue<'v> {
        match value {
            Value::Text(text) => FluentValue::from(text.as_str()),
            Value::Number(n) => FluentValue::from(*n),
            Value::Message(message) => FluentValue::from(self.say(message)),
        }
    }

    /// A text of the catalogue, where it has it and all its values are given.
    fn find(&self, topic: &str, part: &str, args: &FluentArgs<'_>) -> Option<String> {
        let entry = if topic.contains('/') {
            self.bundle.get_message(&topic.replace('/', "-"))?
        } else {
            self.bundle.get_message(topic)?
        };
        let pattern = entry.get_attribute(part)?.value();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }
}
