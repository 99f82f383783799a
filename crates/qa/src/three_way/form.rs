//! How a format holds a cue among others, and a conflict.

/// What a format's cues look like as stretches of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Blocks with a blank line between them. With a comment, markers are blocks of their own.
    Blocks { comment: Option<&'static str> },
    /// One line each; `comment` makes a marker a line of its own, else markers stand in the text, whose lines `br` parts.
    Lines { comment: bool, br: &'static str },
    /// Elements of XML.
    Elements,
    /// Another: cues can be changed, but none put in.
    Other,
}

impl Form {
    pub(super) fn of(format: &str) -> Self {
        match format {
            "srt" | "sbv" | "subviewer" => Self::Blocks { comment: None },
            "vtt" => Self::Blocks { comment: Some("NOTE") },
            "ass" | "ssa" => Self::Lines { comment: true, br: "\\N" },
            "microdvd" | "mpl2" => Self::Lines { comment: false, br: "|" },
            "ttml" => Self::Elements,
            _ => Self::Other,
        }
    }

    /// Whether markers stand in cues' texts.
    pub(super) fn in_text(self) -> bool {
        matches!(self, Self::Blocks { comment: None } | Self::Lines { comment: false, .. })
    }

    /// What parts two lines of a text.
    pub(super) fn line_break(self) -> &'static str {
        match self {
            Self::Lines { br, .. } => br,
            _ => "\n",
        }
    }

    /// A marker that stands by itself, without its line end. `like` is a cue of the file, whose fields a line of ASS needs.
    pub(super) fn marker(self, words: &str, like: &str) -> String {
        match self {
            Self::Blocks { comment } => format!("{} {words}", comment.unwrap_or("NOTE")),
            Self::Lines { .. } => format!("Comment: {}", like.replace('\u{0}', words)),
            _ => format!("<!-- {words} -->"),
        }
    }
}

/// What the two sides are called in markers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Labels<'l> {
    /// The file that is changed.
    pub ours: &'l str,
    /// The other.
    pub theirs: &'l str,
}

impl Default for Labels<'_> {
    fn default() -> Self {
        Self { ours: "ours", theirs: "theirs" }
    }
}

/// The three lines of a conflict.
pub(super) struct Markers {
    pub(super) begin: String,
    pub(super) middle: String,
    pub(super) end: String,
}

impl Markers {
    pub(super) fn new(labels: Labels<'_>) -> Self {
        // No line end, no end of a comment, nothing that reads as a tag or a field.
        let clean = |label: &str| -> String {
            let odd = |c: char| c.is_control() || matches!(c, '<' | '>' | '{' | '}' | '&' | ',' | '|' | '\\');
            let plain: String = label.chars().map(|c| if odd(c) { ' ' } else { c }).collect();
            plain.replace("--", "- -").trim().to_owned()
        };
        Self {
            begin: format!("<<<<<<< {}", clean(labels.ours)),
            middle: "=======".to_owned(),
            end: format!(">>>>>>> {}", clean(labels.theirs)),
        }
    }
}
