//! What the page is made of: plain data. Where it comes from is no business of the page.

/// Everything a page shows.
#[derive(Clone, Default, Debug)]
pub(crate) struct Input {
    /// The film's title, where it is known.
    pub(crate) title: Option<String>,
    /// The film's frame rate.
    pub(crate) frame_rate: Option<FrameRate>,
    /// How long the film runs, in milliseconds.
    pub(crate) length: Option<i64>,
    /// Its shot changes, in milliseconds.
    pub(crate) shots: Vec<i64>,
    /// The tracks are of one film, and can be compared.
    pub(crate) one_film: bool,
    /// The tracks, in their order.
    pub(crate) tracks: Vec<Track>,
    /// Files that could not be checked, with the reason.
    pub(crate) failed: Vec<Failed>,
    /// What the rules that found something say.
    pub(crate) rules: Vec<Rule>,
    /// List at most this many findings; the counts count all.
    pub(crate) most: Option<usize>,
}

/// A frame rate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct FrameRate {
    /// As people write it: `23.976`.
    pub(crate) name: String,
    /// Frames in `seconds` seconds.
    pub(crate) frames: u32,
    pub(crate) seconds: u32,
}

/// A file that could not be checked.
#[derive(Clone, Debug)]
pub(crate) struct Failed {
    pub(crate) path: String,
    pub(crate) why: String,
}

/// A rule of the manual.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) id: String,
    /// What it says is wrong, in one sentence.
    pub(crate) summary: String,
}

/// One track.
#[derive(Clone, Default, Debug)]
pub(crate) struct Track {
    pub(crate) path: String,
    /// Its language as a BCP 47 tag.
    pub(crate) language: Option<String>,
    pub(crate) profile: String,
    pub(crate) format: String,
    pub(crate) encoding: String,
    pub(crate) limits: Limits,
    /// In the order of the file.
    pub(crate) cues: Vec<Cue>,
    /// In the order of the file.
    pub(crate) findings: Vec<Finding>,
}

/// The numbers of a profile that plots show. What a profile does not say is not drawn.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Limits {
    /// Characters a second.
    pub(crate) speed: Option<u32>,
    /// Characters a line.
    pub(crate) line: Option<u32>,
    /// The shortest duration in milliseconds.
    pub(crate) briefest: Option<i64>,
    /// The longest.
    pub(crate) longest: Option<i64>,
    /// The smallest gap in frames, and in milliseconds where the frame rate is not known.
    pub(crate) gap_frames: Option<i64>,
    pub(crate) gap: Option<i64>,
}

/// One cue.
#[derive(Clone, Default, Debug)]
pub(crate) struct Cue {
    /// Its counter in the file, or its place.
    pub(crate) number: String,
    /// In-time and out-time in milliseconds, where both could be read.
    pub(crate) times: Option<(i64, i64)>,
    pub(crate) lines: Vec<Line>,
    /// The characters of the whole cue, as reading speed counts them.
    pub(crate) characters: u32,
    /// Where on the screen, as on a numeric keypad.
    pub(crate) align: Option<u8>,
    /// A finer place: the side or corner that `align` names stands there, in thousandths of a percent of the
    /// picture's width and height.
    pub(crate) x: Option<i32>,
    pub(crate) y: Option<i32>,
    /// Its lines are aligned among one another other than `align` says.
    pub(crate) text_align: Option<TextAlign>,
}

/// How lines are aligned among one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TextAlign {
    Left,
    Centre,
    Right,
}

/// One line of a cue.
#[derive(Clone, Default, Debug)]
pub(crate) struct Line {
    pub(crate) runs: Vec<Run>,
    pub(crate) characters: u32,
}

/// A stretch of text in one style.
#[derive(Clone, Default, Debug)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) italic: bool,
    pub(crate) bold: bool,
    pub(crate) underline: bool,
    /// Red, green, blue.
    pub(crate) colour: Option<(u8, u8, u8)>,
}

/// How grave a finding is. Ordered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Level {
    Note,
    Warning,
    Error,
}

impl Level {
    /// The gravest first, as they are listed.
    pub(crate) const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];
}

/// One finding.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) rule: String,
    pub(crate) level: Level,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// The title of its fix, and how it is applied.
    pub(crate) fix: Option<String>,
    /// Index in [`Track::cues`].
    pub(crate) cue: Option<usize>,
    /// The line of the file, from 1; `None` where the file is no text.
    pub(crate) line: Option<u32>,
}

impl Cue {
    /// Its text, a line each.
    pub(crate) fn text(&self) -> String {
        let lines: Vec<String> =
            self.lines.iter().map(|line| line.runs.iter().map(|run| run.text.as_str()).collect()).collect();
        lines.join("\n")
    }

    /// How long it stays, in milliseconds.
    pub(crate) fn lasts(&self) -> Option<i64> {
        self.times.map(|(start, end)| end.saturating_sub(start))
    }

    /// Tenths of a character a second; `None` where it stays for no time.
    pub(crate) fn speed(&self) -> Option<i64> {
        let lasts = self.lasts().filter(|lasts| *lasts > 0)?;
        Some(i64::from(self.characters).saturating_mul(10_000) / lasts)
    }
}

impl Limits {
    /// Whether a cue is to be read faster than is allowed: by the exact numbers, not by rounded ones.
    pub(crate) fn is_too_fast(&self, cue: &Cue) -> bool {
        let (Some(limit), Some(lasts)) = (self.speed, cue.lasts()) else { return false };
        lasts > 0 && i128::from(cue.characters) * 1000 > i128::from(limit) * i128::from(lasts)
    }

    /// Whether a duration is too short or too long. A millisecond is what stamps are rounded by.
    pub(crate) fn is_bad_duration(&self, lasts: i64) -> bool {
        self.briefest.is_some_and(|it| lasts.saturating_add(1) < it)
            || self.longest.is_some_and(|it| lasts > it.saturating_add(1))
    }
}

impl Track {
    /// How many of its findings are of a level.
    pub(crate) fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|it| it.level == level).count()
    }

    /// What it is called beside a plot: its language, else its file.
    pub(crate) fn short(&self) -> &str {
        self.language.as_deref().unwrap_or_else(|| self.file())
    }

    /// Its file's name without the folders.
    pub(crate) fn file(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path)
    }
}
