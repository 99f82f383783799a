//! Tracks as a film lists them, and what is taken out of them.

/// The kind of container.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Container {
    /// Matroska and WebM.
    Matroska,
    /// MP4, M4V, MOV, CMAF: the ISO base media file format and QuickTime.
    Mp4,
}

impl Container {
    /// The name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Matroska => "Matroska",
            Self::Mp4 => "MP4",
        }
    }
}

/// The format a text track comes out in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TextFormat {
    /// SubRip.
    Srt,
    /// Advanced SubStation Alpha.
    Ass,
    /// SubStation Alpha v4.
    Ssa,
    /// WebVTT.
    Vtt,
    /// TTML.
    Ttml,
}

impl TextFormat {
    /// The format's id: `srt`, `ass`, `ssa`, `vtt` or `ttml`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Srt => "srt",
            Self::Ass => "ass",
            Self::Ssa => "ssa",
            Self::Vtt => "vtt",
            Self::Ttml => "ttml",
        }
    }
}

impl std::fmt::Display for TextFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

/// What a subtitle track holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// Text that can be taken out.
    Text(TextFormat),
    /// Pictures of text: there is nothing to take out without reading pictures.
    Pictures(&'static str),
    /// Names of chapters, in a text track that players do not show.
    Chapters,
    /// Text or something else that this crate does not read; the name of it.
    Unread(String),
}

/// A subtitle track of a film.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TrackInfo {
    /// Its place in the list, counted from 0: what [`extract`](crate::extract) takes.
    pub index: usize,
    /// Its number inside the file.
    pub id: u64,
    /// The codec as the file names it: `S_TEXT/UTF8`, `tx3g`.
    pub codec: String,
    /// What it holds.
    pub content: Content,
    /// Its language as a BCP 47 tag; `None` where the file says nothing.
    pub lang: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Shown where the viewer has not chosen.
    pub default: bool,
    /// Only what must be shown even where subtitles are off.
    pub forced: bool,
    /// Made for the deaf and hard of hearing.
    pub hearing_impaired: bool,
}

impl TrackInfo {
    /// Whether text can be taken out.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self.content, Content::Text(_))
    }

    /// What it is, in a few words: `kk “Қазақша”, srt (S_TEXT/UTF8), forced`.
    #[must_use]
    pub fn describe(&self) -> String {
        let mut out = self.lang.clone().unwrap_or_else(|| "no language".to_owned());
        if let Some(name) = &self.name {
            out.push_str(&format!(" \u{201c}{name}\u{201d}"));
        }
        match &self.content {
            Content::Text(format) => out.push_str(&format!(", {format} ({})", self.codec)),
            Content::Pictures(name) => out.push_str(&format!(", {name}: pictures, which hold no text")),
            Content::Chapters => out.push_str(", names of chapters"),
            Content::Unread(what) => out.push_str(&format!(", {what}, which is not read")),
        }
        for (is, word) in
            [(self.default, "default"), (self.forced, "forced"), (self.hearing_impaired, "hearing impaired")]
        {
            if is {
                out.push_str(", ");
                out.push_str(word);
            }
        }
        out
    }
}

/// A track taken out of its film: a subtitle file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Extracted {
    /// The file.
    pub bytes: Vec<u8>,
    /// Further files, where a track is made of documents that cannot be joined without loss; empty as a rule. Only
    /// TTML in MP4 has this.
    pub more: Vec<Vec<u8>>,
    /// Its format.
    pub format: TextFormat,
    /// The track's language as a BCP 47 tag.
    pub lang: Option<String>,
    /// The track's name.
    pub name: Option<String>,
    /// Whether the track is a forced one.
    pub forced: bool,
    /// What was decided or left behind, for people.
    pub notes: Vec<String>,
}
