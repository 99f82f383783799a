//! What is counted in a text, and summed over texts.

/// What the words of a text say.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Tally {
    /// Letters by script, names and all.
    pub(super) letters: ByScript,
    /// Cyrillic words.
    pub(super) cyrillic: Cyrillic,
    /// Latin words.
    pub(super) latin: Latin,
}

/// Numbers of letters.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct ByScript {
    pub(super) cyrillic: u32,
    pub(super) latin: u32,
    pub(super) other: u32,
}

/// Evidence from Cyrillic words.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Cyrillic {
    /// Words that counted, and their letters.
    pub(super) words: u32,
    pub(super) letters: u32,
    /// Words that are no names for certain: in small letters, on a list, or with a letter only Kazakh has.
    pub(super) plain: u32,
    /// Sums of the words' scores that spoke for Kazakh and for Russian.
    pub(super) kazakh: i32,
    pub(super) russian: i32,
    /// Words with one of the nine letters; those with one of the nine other than і; those with қ, ғ, ұ or і, which
    /// Kyrgyz, Tatar and Mongolian lack; those with қ, ғ or ұ.
    pub(super) nine: u32,
    pub(super) sure: u32,
    pub(super) common: u32,
    pub(super) own: u32,
    /// Words on the list of Russian ones.
    pub(super) listed_russian: u32,
    /// Words that are neither language's: a foreign letter, a Ukrainian word.
    pub(super) foreign: u32,
    /// Words with a long vowel written double, as Kyrgyz and Mongolian do.
    pub(super) doubled: u32,
}

/// Evidence from Latin words.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Latin {
    /// Words that counted, and their letters.
    pub(super) words: u32,
    pub(super) letters: u32,
    /// Words on the lists.
    pub(super) spanish: u32,
    pub(super) english: u32,
    pub(super) foreign: u32,
    /// ¿, ¡ and words with ñ.
    pub(super) marks: u32,
    /// Words with á, é, í, ó, ú.
    pub(super) accents: u32,
    /// Words with letters that Spanish and English lack; words with q and no u after it.
    pub(super) strange: u32,
    pub(super) bare_q: u32,
    /// Letters of the texts that whichlang took for Spanish, English, another language.
    pub(super) guessed_spanish: u32,
    pub(super) guessed_english: u32,
    pub(super) guessed_other: u32,
}

macro_rules! add {
    ($($name:ident: $($field:ident)*;)*) => {$(
        impl $name {
            pub(super) fn add(&mut self, other: &Self) {
                $(self.$field = self.$field.saturating_add(other.$field);)*
            }
        }
    )*};
}

add! {
    ByScript: cyrillic latin other;
    Cyrillic: words letters plain kazakh russian nine sure common own listed_russian foreign doubled;
    Latin: words letters spanish english foreign marks accents strange bare_q guessed_spanish guessed_english
        guessed_other;
}

impl Tally {
    /// Joins the counts of two texts.
    pub(super) fn add(&mut self, other: &Self) {
        self.letters.add(&other.letters);
        self.cyrillic.add(&other.cyrillic);
        self.latin.add(&other.latin);
    }
}
