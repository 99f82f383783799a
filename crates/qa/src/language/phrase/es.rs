//! Spanish. Lists: two public segmentation modules, one of them after UNE 153010; the titles are Subtitle Edit's. When a
//! word can stand by itself is the project's own reading.

use super::{Group, Known, Phrases, after, always, before, first_word};

pub(super) static PHRASES: Phrases = Phrases {
    ends: &[
        Group {
            // Articles, prepositions, conjunctions, possessives, unstressed pronouns, intensifiers.
            words: &[
                "a", "al", "algún", "aunque", "cada", "con", "cuando", "cuya", "cuyas", "cuyo", "cuyos",
                "de", "del", "desde", "donde", "durante", "e", "el", "en", "hacia", "hasta", "la", "las",
                "le", "les", "lo", "los", "me", "mediante", "mi", "mientras", "mis", "muy", "ni", "ningún",
                "nos", "o", "os", "pero", "por", "porque", "que", "quien", "quienes", "se", "si", "sin",
                "sino", "su", "sus", "tan", "te", "tras", "tu", "tus", "u", "un", "y",
            ],
            when: always,
            sure: true,
        },
        Group {
            // Prepositions that are also verbs, nouns or parts of an adverb: `no para`, `el sobre`, `en contra`.
            words: &["ante", "bajo", "como", "contra", "cual", "cuales", "entre", "para", "pues", "sobre"],
            when: |left, _| !after(NO_PREPOSITION_AFTER, left),
            sure: true,
        },
        Group {
            words: &["una", "unas", "unos"],
            when: |left, right| !after(&["cada"], left) && !before(STANDS_ALONE, right),
            sure: true,
        },
        Group {
            words: &["no"],
            when: |left, right| !after(&["o"], left) && !before(STANDS_ALONE, right),
            sure: true,
        },
        Group {
            // Determiners that are pronouns as well, and adverbs of comparison.
            words: &[
                "aquel", "aquella", "aquellas", "aquellos", "esa", "esas", "ese", "esos", "esta", "estas",
                "este", "estos", "menos", "más", "nuestra", "nuestras", "nuestro", "nuestros", "otra",
                "otras", "otro", "otros", "según", "vuestra", "vuestras", "vuestro", "vuestros",
            ],
            when: |left, right| !after(&["al", "cada", "del", "el"], left) && !before(STANDS_ALONE, right),
            sure: false,
        },
        Group {
            words: &[
                "ha",
                "habrá",
                "habrán",
                "habrás",
                "habré",
                "habría",
                "habrían",
                "habrías",
                "habéis",
                "había",
                "habíais",
                "habíamos",
                "habían",
                "habías",
                "han",
                "has",
                "haya",
                "hayan",
                "hayas",
                "he",
                "hemos",
                "hubiera",
                "hubieran",
                "hubieras",
                "hubiese",
                "hubiesen",
            ],
            when: |_, right| is_participle(first_word(right)),
            sure: true,
        },
        Group {
            words: &[
                "estaba",
                "estaban",
                "estabas",
                "estamos",
                "estoy",
                "está",
                "estábamos",
                "estáis",
                "están",
                "estás",
            ],
            when: |_, right| {
                let next = first_word(right);
                next.len() > 5
                    && (next.ends_with("ando") || next.ends_with("iendo") || next.ends_with("yendo"))
            },
            sure: true,
        },
    ],
    starts: &[],
    opens: &[
        "a", "ante", "aunque", "bajo", "como", "con", "contra", "cuando", "de", "del", "desde", "donde",
        "durante", "e", "en", "entre", "hacia", "hasta", "mientras", "ni", "o", "para", "pero", "por",
        "porque", "pues", "que", "quien", "si", "sin", "sino", "sobre", "tras", "u", "y",
    ],
    titles: &[
        "Arq.", "Cnel.", "Dr.", "Dra.", "Gral.", "Ing.", "Lic.", "Mtra.", "Mtro.", "Prof.", "Sr.", "Sra.",
        "Srta.", "Tte.",
    ],
    initials: true,
    published: true,
    known: Known::new(),
};

/// Before these a determiner or `no` stands by itself: function words and the commonest verbs.
const STANDS_ALONE: &[&str] = &[
    "a", "ahora", "ahí", "al", "allí", "aquí", "aunque", "ayer", "como", "con", "conmigo", "contigo",
    "cuando", "de", "del", "desde", "e", "el", "en", "entonces", "era", "eran", "es", "estaba", "está",
    "están", "fue", "fueron", "ha", "había", "hace", "han", "hasta", "hoy", "la", "las", "le", "les", "lo",
    "los", "mañana", "me", "mientras", "ni", "no", "nos", "o", "os", "para", "pero", "por", "porque",
    "puede", "pueden", "pues", "que", "se", "si", "sin", "sino", "son", "su", "sus", "también", "tampoco",
    "te", "tiene", "tienen", "tu", "u", "va", "van", "y", "ya",
];

/// Behind these `sobre`, `bajo`, `para`, `entre` … are no prepositions.
const NO_PREPOSITION_AFTER: &[&str] = &[
    "apenas", "así", "cada", "del", "el", "en", "la", "mi", "muy", "más", "no", "nunca", "otro", "piso",
    "que", "se", "su", "tal", "tan", "tu", "un", "y", "yo",
];

/// Whether a word looks like a participle.
fn is_participle(word: &str) -> bool {
    const IRREGULAR: &[&str] = &[
        "abierto",
        "cubierto",
        "descubierto",
        "devuelto",
        "dicho",
        "escrito",
        "frito",
        "hecho",
        "impreso",
        "muerto",
        "puesto",
        "resuelto",
        "roto",
        "satisfecho",
        "visto",
        "vuelto",
    ];
    let regular = |end: &str| word.len() > end.len() + 1 && word.ends_with(end);
    ["ado", "ido", "ído"].into_iter().any(regular) || word == "sido" || IRREGULAR.binary_search(&word).is_ok()
}
