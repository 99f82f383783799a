//! What speaks for a language, in words.

use super::{Evidence, Tongue, letters};
use crate::message::Catalogue;
use std::fmt;
use tregua_parse::base::Message;

impl Evidence {
    /// The findings behind the verdict.
    #[must_use]
    pub fn message(&self) -> Message {
        let all = self.of_words();
        match self.windows {
            None => all,
            Some((agree, of)) => {
                Message::new("evidence", "stretches").with("agree", agree).with("all", of).with("rest", all)
            }
        }
    }

    fn of_words(&self) -> Message {
        let (cyrillic, latin) = (&self.tally.cyrillic, &self.tally.latin);
        let letters = &self.tally.letters;
        match self.tongue {
            _ if letters.cyrillic + letters.latin + letters.other == 0 => {
                Message::new("evidence", "no-letters")
            }
            _ if letters.other > letters.cyrillic.max(letters.latin) => {
                Message::new("evidence", "other-script").with("count", letters.other)
            }
            Some(Tongue::Other) if letters.cyrillic > letters.latin => {
                Message::new("evidence", "other-cyrillic")
                    .with("words", cyrillic.words)
                    .with("foreign", cyrillic.foreign)
                    .with("doubled", cyrillic.doubled)
                    .with("own", cyrillic.own)
            }
            Some(Tongue::Other) => Message::new("evidence", "other-latin")
                .with("words", latin.words)
                .with("strange", latin.strange)
                .with("foreign", latin.foreign),
            _ if letters.cyrillic > letters.latin => Message::new("evidence", "cyrillic")
                .with("words", cyrillic.words)
                .with("nine", cyrillic.nine)
                .with("listed", cyrillic.listed_russian)
                .with("kazakh", i64::from(cyrillic.kazakh / letters::NAT))
                .with("russian", i64::from(cyrillic.russian / letters::NAT)),
            _ => Message::new("evidence", "latin")
                .with("words", latin.words)
                .with("spanish", latin.spanish)
                .with("english", latin.english)
                .with("marks", latin.marks + latin.accents),
        }
    }
}

impl fmt::Display for Evidence {
    /// In English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Catalogue::english().say(&self.message()))
    }
}
