//! Every word of the page that is not from a film, in one table a language. The compiler sees to it that none of its
//! words is missing.

mod es;
mod kk;
mod ru;

use super::model::Level;
use std::collections::BTreeMap;
use std::fmt::Display;
use tregua_qa::message::MessageLanguage;

/// A language for the page.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// Its BCP 47 tag.
    pub(super) lang: &'static str,
    text: fn(Word) -> &'static str,
}

/// The table of one language.
macro_rules! table {
    ($language:ident: $($word:ident = $text:literal,)+) => {
        pub(super) fn $language(word: Word) -> &'static str {
            match word { $(Word::$word => $text,)+ }
        }
    };
}
use table;

/// Names the words, and gives the table of the language they are named in.
macro_rules! words {
    ($language:ident: $($word:ident = $text:literal,)+) => {
        /// A word, or a sentence with `{places}` to be filled. Numbers stand behind a colon, so that no language
        /// has to choose a plural.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Word { $($word,)+ }

        impl Word {
            /// All of them.
            #[cfg(test)]
            const EVERY: &[Self] = &[$(Self::$word,)+];
        }

        fn $language(word: Word) -> &'static str {
            match word { $(Word::$word => $text,)+ }
        }
    };
}

words! { english:
    DecimalSign = ".",
    Report = "Subtitle check",
    SkipToFindings = "To the findings",
    Contents = "Contents",
    MadeBy = "Made by Tregua {version}. This page is complete in itself: it loads nothing and sends nothing.",

    Theme = "Colours",
    ThemeAuto = "Auto",
    ThemeLight = "Light",
    ThemeDark = "Dark",
    TracksAre = "Tracks: {n}",
    CuesAre = "Cues: {n}",
    LengthIs = "Length: {n}",
    RateIs = "Frames a second: {n}",

    Summary = "Summary",
    Clean = "Nothing found.",
    CleanLead = "Every track keeps to every rule of its profile.",
    NotChecked = "Could not be checked",
    Tracks = "Tracks",
    Track = "Track",
    Profile = "Profile",
    FileKind = "File",
    Cues = "Cues",
    DrawnOnly = "There are {all} tracks. The plots, the timeline and the columns below show the first {n}; everything else counts all.",
    MeanSpeed = "Characters a second",
    ByRule = "By rule",
    Rule = "Rule",
    All = "All",
    Level = "Level",
    Error = "Error",
    Warning = "Warning",
    Note = "Note",
    Errors = "Errors",
    Warnings = "Warnings",
    Notes = "Notes",

    Timeline = "Timeline",
    TimelineLead = "Every cue of every track, from the beginning of the film to its end.",
    TimelineKeys = "Drag to move; Ctrl and the wheel, + and \u{2212} to zoom; arrow keys, Home and End to go through the film; Enter chooses the cue in the middle, n and p the next finding and the one before; 0 shows the whole film.",
    OutsideTimeline = "Cues before the film, or so far behind it that they are not drawn: {n}",
    NothingFound = "Nothing found",
    Zoom = "Zoom",
    ZoomIn = "Zoom in",
    ZoomOut = "Zoom out",
    WholeFilm = "Whole film",
    FindingBefore = "Finding before",
    FindingNext = "Next finding",
    ToTheFinding = "To the finding",
    NoCueHere = "No cue at this time",

    ReadingSpeed = "Reading speed",
    HeatLead = "Characters a second while text is on the screen, in steps of {length}. A triangle marks a step in which a cue is faster than the track\u{2019}s limit.",
    SpeedUnit = "Characters a second",
    OverTheLimit = "Over the limit",
    SpeedLimit = "limit {n}",
    Minutes = "{n} min",
    Seconds = "{n} s",
    Milliseconds = "{n} ms",
    CellTitle = "{mean} characters a second, the fastest cue {most} (cue {cue})",
    CellOver = "\u{2013} over the limit: {n}",

    Spread = "Durations, gaps and speeds",
    SpreadLead = "How many cues there are of each kind. A broken line stands at a limit of the track\u{2019}s profile.",
    AgainstLimits = "Against the limits",
    OfThemAgainst = "against the limits: {n}",
    Durations = "Durations",
    DurationsLead = "In seconds",
    Gaps = "Gaps",
    GapsInFrames = "Up to a second in frames, then in seconds",
    GapsInMilliseconds = "Up to a second in milliseconds, then in seconds",
    Speeds = "Reading speeds",
    SpeedsLead = "Characters a second",
    SpreadSays = "Least {least}, median {middle}, most {most}",
    NothingToMeasure = "Nothing to measure",
    Overlap = "overlap",
    Frames = "frames: {n}",

    Drift = "Drift between tracks",
    DriftLead = "How much later a cue comes in than the one that is on the screen with it in the other track. A level line at zero is in sync; a slope is another speed; a step is a cut that one track does not know of.",
    OneTrackOnly = "There is one track only; nothing to compare it with.",
    NotOneFilm = "The files were named one by one and are not compared: a project file (tregua.toml) says which tracks belong to one film.",
    FirstWithOthers = "There are many tracks; each is compared with the first only.",
    Against = "{other} against {base}",
    DriftSays = "Pairs: {n}. Median {middle} ms; along the film from {least} ms to {most} ms.",
    NoPairs = "No cues are on the screen together.",
    BeyondTheEdge = "Held at the edge of the plot: {n}.",

    Extremes = "Cues that ask most of a viewer",
    ExtremesLead = "As they stand on the screen: a picture of 16:9 with the areas that are safe for action (93\u{a0}%) and for titles (90\u{a0}%). Letters and their size are the player\u{2019}s choice; here a line takes 7\u{a0}% of the height.",
    Picture = "On the screen",
    Fastest = "Fastest to read",
    LongestLines = "Longest lines",
    Briefest = "Shortest",
    Overlaps = "Overlaps",
    NoneOfThese = "None.",
    CueNumber = "cue {n}",
    LineNumber = "line {n}",
    Characters = "characters: {n}",
    PerSecond = "{n} characters/s",
    OnALine = "{n} characters on a line",
    WithLimit = "limit {limit}",
    Together = "{n} s together: cues {one} and {other}",

    Findings = "Findings",
    NoFindings = "There are none.",
    ShowingSome = "Showing {shown} of {all} findings, the gravest first. The numbers above count all of them; --max-shown 0 lists all.",
    NothingLeft = "No finding is left by this filter.",
    Filter = "Filter the findings",
    AllTracks = "All tracks",
    AllRules = "All rules",
    Search = "Search the text",
    ShowAll = "Show all",
    Shown = "{shown} of {all}",
    WholeFile = "Whole file",
    NoTime = "No time",
    Fix = "Fix:",

    Comparison = "Comparison of tracks",
    Differences = "Two versions of a track",
    SkipToTable = "To the table",
    SideBySide = "Side by side",
    CompareLead = "Which cues answer one another. Each time is that of its file; how far the tracks are apart has been allowed for.",
    Gap = "A track has nothing",
    Unsure = "Less sure than {n}\u{a0}%",
    Uneven = "Not one to one",
    Sure = "{n}\u{a0}% sure",
    Unanswered = "Alone",
    Distance = "Distance",
    SameFilm = "Of one film",
    OthersLaidTo = "The others are laid to its times",
    Later = "{n} later",
    Earlier = "{n} earlier",
    NotApart = "none",
    FromOn = "from {from} on: {by}",
    FromTo = "from {least} to {most}; steps: {n}",
    Nothing = "nothing",
    RowsShown = "Rows shown",
    RowsOdd = "What deserves a look",
    RowsDiffer = "What differs",
    RowsAll = "Everything",
    NotShown = "Not shown: {n}",
    NoRoom = "Left out, as a page has no room for them: {n}",
    ByKind = "Groups by kind",
    Kind = "Kind",
    Stranger = "Does not seem to be of the same film: {tracks}",
    Signs = "What the signs say",

    OldVersion = "Old version",
    NewVersion = "New version",
    Same = "No difference.",
    SameLead = "Both show the same at the same times.",
    DiffLead = "Removed words are struck out, added ones underlined. Counters, spacing and the format itself are no differences.",
    Changes = "Changes",
    Added = "Added",
    Removed = "Removed",
    Changed = "Changed",
    Split = "Split",
    Joined = "Merged",
    Moved = "Moved",
    Retimed = "Retimed",
    ByItsRule = "Retimed by a rule",
    Reworded = "Reworded",
    Restyled = "Set otherwise",
    InTime = "in-time: {by}",
    OutTime = "out-time: {by}",
    TimesMoved = "How times moved",
    WholeTrack = "Everything: {by}; cues: {n}",
    Stretch = "From {from} to {to}: {by}; cues: {n}",
    Rest = "From {from} on: {by}; cues: {n}",
    AtSpeed = "at {speed} of its speed, {at} becomes {to}",
    OtherLetters = "other letters",
    OtherPlace = "another place",
    OtherFade = "another fade",
    OtherForced = "another forced mark",
    OtherVoice = "another voice",
    OtherLanguage = "another language",
}

impl Words {
    /// Those of a language.
    pub(super) fn of(language: MessageLanguage) -> Self {
        let text = match language {
            MessageLanguage::English => english,
            MessageLanguage::Spanish => es::spanish,
            MessageLanguage::Russian => ru::russian,
            MessageLanguage::Kazakh => kk::kazakh,
        };
        Self { lang: language.tag(), text }
    }

    pub(super) fn get(self, word: Word) -> &'static str {
        (self.text)(word)
    }

    /// A sentence with its places filled.
    pub(super) fn fill(self, word: Word, places: &[(&str, &dyn Display)]) -> String {
        let mut rest = self.get(word);
        let mut out = String::with_capacity(rest.len() + 16);
        // In one pass: what is filled in may hold braces itself.
        while let Some((before, name, behind)) = place(rest) {
            out.push_str(before);
            match places.iter().find(|(it, _)| *it == name) {
                Some((_, value)) => out.push_str(&value.to_string()),
                None => out.push_str(name),
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }

    /// A level, of which there may be many.
    pub(super) fn level(self, level: Level) -> &'static str {
        self.get(match level {
            Level::Error => Word::Errors,
            Level::Warning => Word::Warnings,
            Level::Note => Word::Notes,
        })
    }

    /// A level of one finding.
    pub(super) fn one(self, level: Level) -> &'static str {
        self.get(match level {
            Level::Error => Word::Error,
            Level::Warning => Word::Warning,
            Level::Note => Word::Note,
        })
    }

    /// What the script says.
    pub(super) fn for_script(self) -> BTreeMap<&'static str, &'static str> {
        let words = [
            ("decimal", Word::DecimalSign),
            ("seconds", Word::Seconds),
            ("cue", Word::CueNumber),
            ("characters", Word::Characters),
            ("perSecond", Word::PerSecond),
            ("limit", Word::WithLimit),
            ("toFinding", Word::ToTheFinding),
            ("noCue", Word::NoCueHere),
            ("shown", Word::Shown),
        ];
        words.into_iter().map(|(key, word)| (key, self.get(word))).collect()
    }
}

/// The next `{name}`: what stands before it, the name, and what stands behind it.
fn place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, behind) = rest.split_once('}')?;
    Some((before, name, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once() {
        let words = Words::of(MessageLanguage::English);
        assert_eq!(words.fill(Word::CueNumber, &[("n", &"{n}")]), "cue {n}");
        assert_eq!(words.fill(Word::Shown, &[("shown", &3), ("all", &10)]), "3 of 10");
    }

    #[test]
    fn every_language_fills_the_same_places() {
        let places = |text: &'static str| {
            let mut rest = text;
            let mut all = Vec::new();
            while let Some((_, name, behind)) = place(rest) {
                all.push(name);
                rest = behind;
            }
            all.sort_unstable();
            all
        };
        let english = Words::of(MessageLanguage::English);
        for language in MessageLanguage::ALL {
            let words = Words::of(language);
            assert_eq!(words.lang, language.tag());
            for word in Word::EVERY {
                let text = words.get(*word);
                assert!(!text.trim().is_empty() && text.matches('{').count() == text.matches('}').count());
                assert_eq!(places(text), places(english.get(*word)), "{}: {word:?}", words.lang);
            }
            // Words of English alone in another language's table were forgotten there.
            let same =
                |word: &&Word| words.get(**word) == english.get(**word) && words.get(**word).contains(' ');
            let forgotten = Word::EVERY.iter().filter(same).filter(|_| language != MessageLanguage::English);
            let forgotten: Vec<_> = forgotten.filter(|word| !words.get(**word).starts_with('{')).collect();
            assert!(forgotten.is_empty(), "{}: {forgotten:?}", words.lang);
        }
    }
}
