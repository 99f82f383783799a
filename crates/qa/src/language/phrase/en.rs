//! English. The classes are the BBC's (article and noun, preposition and phrase, conjunction and clause, parts of a
//! complex verb); the words are the closed ones of each class, the project's own choice. A preposition can end a clause
//! in English, so it only ever hints.

use super::{Group, Known, Phrases, always, before};

pub(super) static PHRASES: Phrases = Phrases {
    ends: &[
        Group {
            words: &[
                "a", "an", "and", "because", "but", "every", "i'll", "i'm", "i've", "if", "my", "or", "our",
                "the", "their", "they'll", "they're", "they've", "very", "we'll", "we're", "we've", "whose",
                "you'll", "you're", "you've", "your",
            ],
            when: always,
            sure: true,
        },
        Group {
            words: &[
                "at", "by", "for", "from", "into", "its", "of", "onto", "than", "to", "toward", "towards",
                "until", "with", "without",
            ],
            when: |_, right| !before(STANDS_ALONE, right),
            sure: false,
        },
    ],
    starts: &[],
    opens: &[
        "after", "and", "as", "at", "because", "before", "but", "by", "for", "from", "if", "in", "into",
        "of", "on", "or", "since", "so", "that", "to", "until", "when", "where", "which", "while", "who",
        "with", "without",
    ],
    titles: &["Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "St."],
    initials: true,
    published: true,
    known: Known::new(),
};

/// Before these a preposition has come to its end.
const STANDS_ALONE: &[&str] = &[
    "and", "are", "as", "because", "but", "can", "did", "do", "does", "had", "has", "have", "if", "in", "is",
    "just", "not", "now", "on", "or", "right", "so", "than", "that", "then", "today", "was", "were", "when",
    "while", "will", "would",
];
