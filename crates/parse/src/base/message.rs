//! What is said to people, apart from the words it is said in.

use std::fmt;

/// Something that is said: the key of a text and the values in it. A catalogue puts it into words of one language.
///
/// Two messages are equal when they say the same, whatever the language.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Message {
    /// Whose text: a rule's id (`timing/overlap`), `common`, `fault`, `report`.
    pub topic: &'static str,
    /// Which of its texts.
    pub part: &'static str,
    /// The text in English with `{ $places }`, for what says its own: faults that readers report, and what tells of an
    /// encoding. Empty for all others.
    pub english: &'static str,
    /// The values, by the names the text has for them.
    pub values: Vec<(&'static str, Value)>,
}

/// A value inside a message.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Value {
    /// Words of a file, names, times: the same in every language.
    Text(String),
    /// A number; texts may choose their words by it.
    Number(i64),
    /// Something that is said in the same language.
    Message(Box<Message>),
}

impl Message {
    /// One of the texts of a topic.
    #[must_use]
    pub const fn new(topic: &'static str, part: &'static str) -> Self {
        Self { topic, part, english: "", values: Vec::new() }
    }

    /// The same, with its text in English.
    #[must_use]
    pub const fn in_english(topic: &'static str, part: &'static str, english: &'static str) -> Self {
        Self { topic, part, english, values: Vec::new() }
    }

    /// Its text in English with the values, of which messages are said by `say`; empty where it has none.
    #[must_use]
    pub fn english(&self, say: impl Fn(&Self) -> String) -> String {
        let mut rest = self.english;
        let mut out = String::with_capacity(rest.len());
        while let Some((before, (name, behind))) =
            rest.split_once("{ $").and_then(|(before, rest)| Some((before, rest.split_once(" }")?)))
        {
            out.push_str(before);
            match self.values.iter().find(|(it, _)| *it == name) {
                Some((_, Value::Text(text))) => out.push_str(text),
                Some((_, Value::Number(n))) => out.push_str(&n.to_string()),
                Some((_, Value::Message(message))) => out.push_str(&say(message)),
                None => out.push_str(name),
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }

    /// With a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// What stays the same when only numbers change: two messages of one kind tell of the same fault in two places.
    #[must_use]
    pub fn kind(&self) -> String {
        let mut out = format!("{}.{}", self.topic, self.part);
        for (_, value) in &self.values {
            out.push(' ');
            match value {
                Value::Text(text) => out.extend(text.chars().filter(|c| !c.is_ascii_digit())),
                Value::Number(_) => {}
                Value::Message(message) => out.push_str(&message.kind()),
            }
        }
        out
    }
}

impl fmt::Display for Message {
    /// Its text in English; the key where only catalogues have the text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.english.is_empty() {
            true => write!(f, "{}.{}", self.topic, self.part),
            false => f.write_str(&self.english(Self::to_string)),
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<char> for Value {
    fn from(c: char) -> Self {
        Self::Text(c.to_string())
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}

impl From<u32> for Value {
    fn from(n: u32) -> Self {
        Self::Number(i64::from(n))
    }
}

impl From<u64> for Value {
    fn from(n: u64) -> Self {
        Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value {
    fn from(n: usize) -> Self {
        Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_no_part_of_a_kind() {
        let one = Message::new("a/b", "c").with("n", 5_i64).with("t", "cue 5");
        let two = Message::new("a/b", "c").with("n", 7_i64).with("t", "cue 12");
        let other = Message::new("a/b", "c").with("n", 7_i64).with("t", "line 12");
        assert_eq!(one.kind(), two.kind());
        assert_ne!(one.kind(), other.kind());
    }

    #[test]
    fn english_texts_take_their_values() {
        let inner = Message::in_english("t", "best", "{ $n } bytes fit").with("n", 3_i64);
        let all = Message::in_english("t", "weak", "the best: { $best } ({ $who })").with("best", inner);
        assert_eq!(all.clone().with("who", "{ $n }").to_string(), "the best: 3 bytes fit ({ $n })");
        assert_eq!(all.to_string(), "the best: 3 bytes fit (who)");
        assert_eq!(Message::new("a/b", "c").to_string(), "a/b.c");
    }
}
