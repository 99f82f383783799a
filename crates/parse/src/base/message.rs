//! What is said to people, apart from the words it is said in.

/// Something that is said: the key of a text and the values in it. A catalogue puts it into words of one language.
///
/// Two messages are equal when they say the same, whatever the language.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Message {
    /// Whose text: a rule's id (`timing/overlap`), `common`, `fault`, `report`.
    pub topic: &'static str,
    /// Which of its texts.
    pub part: &'static str,
    /// The text in English, for what says its own: faults that readers report. Empty for all others.
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
}
