use super::dictionary::Dictionary;
pub(crate) use super::look::tests::One;
use std::collections::BTreeSet;

/// A dictionary of a few words in small letters.
#[derive(Debug)]
pub(crate) struct Few(BTreeSet<String>);

impl Few {
    pub(crate) fn new(words: &str) -> Self {
        Self(words.split_whitespace().map(str::to_owned).collect())
    }
}

impl Dictionary for Few {
    fn has(&self, word: &str) -> bool {
        self.0.contains(&word.to_lowercase())
    }

    fn suggest(&self, _: &str, _: bool) -> Vec<String> {
        Vec::new()
    }
}
