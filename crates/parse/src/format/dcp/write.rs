//! A track as one reel of D-Cinema subtitles.
//!
//! * Times: SMPTE counts edit units of the film's rate, which must be known and be one of cinema's whole rates. Interop
//!   counts ticks of 4 ms. Where the film's rate is known, a time that stands on a frame is written as the first tick
//!   that does not begin before it, so that a player which cuts ticks off to frames shows the frame that was meant.
//! * Fades are written in any case, and are of no length where the track has none: hard cuts. Players fade otherwise.
//! * Places: see `place`. One look of all letters of a cue is a `Font` around its lines; words that differ are a
//!   `Font` inside.
//! * Ids are made from the content. The date of issue is not known here, and is 1970-01-01: schemas want one. The font
//!   is a placeholder, as the file does not hold it. Both are among the losses.

use super::languages;
use super::place::{self, At};
use super::times::{Family, TICKS};
use super::uuid;
use crate::format::write::{
    Body, Carries, Piece, Shown, Target, WriteError, Writer, Written, language, lines, xml,
};
use crate::model::{Cue, Loss, LossKind, Ruby, Style, Track, Vertical};
use crate::time::{FrameRate, TICKS_PER_SECOND, Time, Timecode};
use std::fmt::Write as _;

const CARRIES: Carries = Carries {
    italic: true,
    bold: true,
    underline: true,
    colour: true,
    ruby: true,
    align: true,
    place: true,
    lang: true,
    id: true,
    fade: true,
    title: true,
    ..Carries::NONE
};

/// SMPTE 428-7.
pub(super) static SMPTE: Writer = Writer {
    carries: CARRIES,
    utf8_only: true,
    template: None,
    write: |track, target| {
        let rate = target.rate.ok_or(WriteError::FrameRate)?;
        if rate.is_ntsc() || ![24, 25, 30, 48, 50, 60, 96, 100, 120].contains(&rate.timebase()) {
            return Err(WriteError::RateUnfit(rate));
        }
        write(track, target, Reel { family: Family::Smpte, rate: Some(rate) })
    },
};

/// Interop.
pub(super) static INTEROP: Writer = Writer {
    carries: CARRIES,
    utf8_only: true,
    template: None,
    write: |track, target| write(track, target, Reel { family: Family::Interop, rate: target.rate }),
};

/// How times are written.
#[derive(Clone, Copy)]
struct Reel {
    family: Family,
    rate: Option<FrameRate>,
}

const DAY: i64 = 24 * 3600;
/// Lines of a subtitle that are written: as many as a screen has rows of pixels. More of them are a damaged file.
const MOST_LINES: usize = 2160;
const MILLI: i64 = TICKS_PER_SECOND / 1000;

fn write(track: &Track<'_>, target: &Target<'_>, reel: Reel) -> Result<Written, WriteError> {
    let lang = language(track, target).ok_or(WriteError::Language)?;
    let mut losses = Vec::new();
    let mut body = String::new();
    let mut number = 0;
    for (index, cue) in track.cues.iter().enumerate() {
        let Some(times) = cue.times else {
            losses.push(Loss::cue(LossKind::Cue, index, "its times cannot be read"));
            continue;
        };
        let (shown, fewer) = lines(track, cue, true);
        if shown.is_empty() {
            losses.push(Loss::cue(LossKind::Cue, index, "it shows nothing"));
            continue;
        }
        if fewer {
            losses.push(Loss::cue(LossKind::Lines, index, "blank lines"));
        }
        if shown.len() > MOST_LINES {
            return Err(WriteError::Other(format!(
                "cue {} has {} lines, which no screen of a cinema has room for; split it",
                index + 1,
                shown.len()
            )));
        }
        number += 1;
        subtitle(cue, index, number, times, &shown, reel, &mut losses, &mut body)?;
    }
    let title = target.title.or(track.title.as_deref()).unwrap_or_default();
    let head = match reel.family {
        Family::Smpte => {
            smpte_head(title, &lang, reel.rate.map_or(24, FrameRate::timebase), &body, &mut losses)
        }
        Family::Interop => interop_head(title, &lang, &body, &mut losses),
    };
    let tail = match reel.family {
        Family::Smpte => "    </Font>\n  </SubtitleList>\n</SubtitleReel>\n",
        Family::Interop => "  </Font>\n</DCSubtitle>\n",
    };
    Ok(Written { body: Body::Text(head + &body + tail), losses })
}

/// Up to the first subtitle.
fn smpte_head(title: &str, lang: &str, rate: u32, body: &str, losses: &mut Vec<Loss>) -> String {
    let (id, font) = (uuid::of(&format!("{title}\n{lang}\n{rate}\n{body}")), uuid::of("font"));
    losses.push(Loss::track(LossKind::Metadata, "the date of issue; 1970-01-01 stands in for it"));
    losses.push(Loss::track(
        LossKind::Attachment,
        format!("the font; put its own id in the place of urn:uuid:{font} in LoadFont"),
    ));
    let mut shown = String::new();
    xml::text(&mut shown, title);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <SubtitleReel xmlns=\"http://www.smpte-ra.org/schemas/428-7/2014/DCST\">\n  \
         <Id>urn:uuid:{id}</Id>\n  \
         <ContentTitleText>{shown}</ContentTitleText>\n  \
         <IssueDate>1970-01-01T00:00:00+00:00</IssueDate>\n  \
         <ReelNumber>1</ReelNumber>\n  \
         <Language>{lang}</Language>\n  \
         <EditRate>{rate} 1</EditRate>\n  \
         <TimeCodeRate>{rate}</TimeCodeRate>\n  \
         <StartTime>00:00:00:00</StartTime>\n  \
         <DisplayType>MainSubtitle</DisplayType>\n  \
         <LoadFont ID=\"Font\">urn:uuid:{font}</LoadFont>\n  \
         <SubtitleList>\n    \
         <Font ID=\"Font\" Size=\"42\" Weight=\"normal\" Color=\"FFFFFFFF\" Effect=\"border\" \
         EffectColor=\"FF000000\">\n"
    )
}

fn interop_head(title: &str, lang: &str, body: &str, losses: &mut Vec<Loss>) -> String {
    let id = uuid::of(&format!("{title}\n{lang}\n{body}"));
    losses.push(Loss::track(
        LossKind::Attachment,
        "the font; put the name of its file in the place of font.ttf in LoadFont",
    ));
    let name = languages::name(lang).unwrap_or(lang);
    let mut shown = String::new();
    xml::text(&mut shown, title);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <DCSubtitle Version=\"1.0\">\n  \
         <SubtitleID>{id}</SubtitleID>\n  \
         <MovieTitle>{shown}</MovieTitle>\n  \
         <ReelNumber>1</ReelNumber>\n  \
         <Language>{name}</Language>\n  \
         <LoadFont Id=\"Font\" URI=\"font.ttf\"/>\n  \
         <Font Id=\"Font\" Size=\"42\" Weight=\"normal\" Color=\"FFFFFFFF\" Effect=\"border\" \
         EffectColor=\"FF000000\">\n"
    )
}

#[allow(clippy::too_many_arguments, reason = "one cue, and what it is written with")]
fn subtitle(
    cue: &Cue<'_>,
    index: usize,
    number: usize,
    times: (Time, Time),
    shown: &Shown<'_>,
    reel: Reel,
    losses: &mut Vec<Loss>,
    out: &mut String,
) -> Result<(), WriteError> {
    let details = cue.details.as_deref();
    let pad = if reel.family == Family::Smpte { "      " } else { "    " };
    let _ = write!(out, "{pad}<Subtitle");
    let id = details.and_then(|details| details.id.as_deref()).filter(|id| !id.trim().is_empty());
    xml::attribute(out, "SpotNumber", &id.map_or_else(|| number.to_string(), str::to_owned));
    for (name, time) in [("TimeIn", times.0), ("TimeOut", times.1)] {
        let spelling = reel.spell(time, index, losses).ok_or(WriteError::Time {
            cue: u32::try_from(index).unwrap_or(u32::MAX),
            time,
            limit: "a reel has times from 0 to 24 hours",
        })?;
        xml::attribute(out, name, &spelling);
    }
    let fade = details.and_then(|details| details.fade).unwrap_or_default();
    for (name, time) in [("FadeUpTime", fade.0), ("FadeDownTime", fade.1)] {
        let spelling = reel.spell(time, index, losses).unwrap_or_else(|| {
            losses.push(Loss::cue(LossKind::Fade, index, "a fade of a day and more"));
            reel.zero().to_owned()
        });
        xml::attribute(out, name, &spelling);
    }
    out.push_str(">\n");
    let place = details.map(|details| details.place).unwrap_or_default();
    let (places, kept) = place::to_write(cue.align.unwrap_or(2), &place, shown.len());
    if !kept {
        losses.push(Loss::cue(LossKind::Position, index, "what of its place is not a distance from an edge"));
    }
    let shared = shared(shown);
    let font = reel.font(shared);
    if let Some(font) = &font {
        let _ = writeln!(out, "{pad}  {font}");
    }
    let mut left_out = 0;
    for (line, at) in shown.iter().zip(places) {
        let _ = write!(out, "{pad}  ");
        reel.open_text(at, out);
        let together = |a: &Piece<'_>, b: &Piece<'_>| {
            matches!(
                (a.style.ruby, b.style.ruby),
                (Ruby::Base, Ruby::Base | Ruby::Text) | (Ruby::Text, Ruby::Text)
            )
        };
        for group in line.chunk_by(together) {
            left_out += reel.group(group, shared, index, losses, out);
        }
        out.push_str("</Text>\n");
    }
    if font.is_some() {
        let _ = writeln!(out, "{pad}  </Font>");
    }
    if left_out > 0 {
        let what = format!("{left_out} control characters, which XML lacks");
        losses.push(Loss::cue(LossKind::Text, index, what));
    }
    let _ = writeln!(out, "{pad}</Subtitle>");
    Ok(())
}

/// What all letters of a cue have in common.
fn shared(shown: &Shown<'_>) -> Style {
    let mut all = shown.iter().flatten().map(|piece| piece.style);
    let Some(first) = all.next() else { return Style::default() };
    let first = Style { strike: false, background: None, ruby: Ruby::None, ..first };
    all.fold(first, |shared, style| Style {
        italic: shared.italic && style.italic,
        bold: shared.bold && style.bold,
        underline: shared.underline && style.underline,
        colour: shared.colour.filter(|colour| style.colour == Some(*colour)),
        ..shared
    })
}

impl Reel {
    fn zero(self) -> &'static str {
        match self.family {
            Family::Smpte => "00:00:00:00",
            Family::Interop => "00:00:00:000",
        }
    }

    /// A time's spelling; `None` where there is none.
    fn spell(self, time: Time, index: usize, losses: &mut Vec<Loss>) -> Option<String> {
        let on_frame = self.rate.and_then(|rate| {
            let frame = rate.time_of(rate.nearest_frame(time))?;
            (frame.saturating_sub(time).abs().ticks() < MILLI).then_some(frame)
        });
        let (rate, n) = match self.family {
            Family::Smpte => {
                let rate = self.rate?;
                (rate, rate.nearest_frame(time))
            }
            Family::Interop => {
                let rate = FrameRate::new(TICKS, false, false).ok()?;
                let at_least = on_frame.map(|frame| rate.frames_at_least(frame));
                (rate, at_least.unwrap_or_else(|| rate.nearest_frame(time)))
            }
        };
        let code = Timecode::from_frame(n, rate).filter(|_| !time.is_negative())?;
        let said = code.time().filter(|said| said.ticks() < DAY * TICKS_PER_SECOND)?;
        match on_frame {
            None if !said.same_millisecond(time) => {
                losses.push(Loss::cue(LossKind::Time, index, format!("rounded to {said}")));
            }
            Some(frame) if said != frame => losses.push(Loss::track(
                LossKind::Time,
                "times on frames moved to the next tick, so that players show the frame that was meant",
            )),
            _ => {}
        }
        let [h, m, s, f] = code.fields();
        let width = if self.family == Family::Interop || rate.timebase() > 100 { 3 } else { 2 };
        Some(format!("{h:02}:{m:02}:{s:02}:{f:0width$}"))
    }

    /// The names of attributes, which the families spell differently.
    fn names(self) -> [&'static str; 4] {
        match self.family {
            Family::Smpte => ["Halign", "Hposition", "Valign", "Vposition"],
            Family::Interop => ["HAlign", "HPosition", "VAlign", "VPosition"],
        }
    }

    fn open_text(self, at: At, out: &mut String) {
        out.push_str("<Text");
        for (name, value) in self.names().into_iter().zip(at.spell()) {
            xml::attribute(out, name, &value);
        }
        if at.vertical == Some(Vertical::RightToLeft) || at.vertical == Some(Vertical::LeftToRight) {
            let value = if self.family == Family::Smpte { "ttb" } else { "vertical" };
            xml::attribute(out, "Direction", value);
        }
        out.push('>');
    }

    /// The start tag of a `Font` of that look; `None` where it would say nothing.
    fn font(self, style: Style) -> Option<String> {
        let mut out = String::from("<Font");
        if style.italic {
            xml::attribute(&mut out, "Italic", "yes");
        }
        if style.underline {
            let name = if self.family == Family::Smpte { "Underline" } else { "Underlined" };
            xml::attribute(&mut out, name, "yes");
        }
        if style.bold {
            xml::attribute(&mut out, "Weight", "bold");
        }
        if let Some(colour) = style.colour {
            let rgb = colour.to_string().trim_start_matches('#').to_uppercase();
            xml::attribute(&mut out, "Color", &format!("FF{rgb}"));
        }
        (out != "<Font").then(|| out + ">")
    }

    /// Text in one look, or a ruby of base and explanation; gives how many characters were left out.
    fn group(
        self,
        group: &[Piece<'_>],
        shared: Style,
        index: usize,
        losses: &mut Vec<Loss>,
        out: &mut String,
    ) -> usize {
        let bases = group.iter().take_while(|piece| piece.style.ruby == Ruby::Base).count();
        if bases > 0 && bases < group.len() {
            // Neither part can hold a font: what only these letters have is lost.
            if group.iter().any(|piece| own(piece.style, shared) != Style::default()) {
                losses.push(Loss::cue(LossKind::Font, index, "the look of words with ruby"));
            }
            let (base, text) = group.split_at(bases);
            let mut left_out = 0;
            for (open, part, close) in [("<Ruby><Rb>", base, "</Rb>"), ("<Rt>", text, "</Rt></Ruby>")] {
                out.push_str(open);
                left_out += part.iter().map(|piece| xml::text(out, &piece.text)).sum::<usize>();
                out.push_str(close);
            }
            return left_out;
        }
        let mut left_out = 0;
        for piece in group {
            let alone = piece.style.ruby == Ruby::Text;
            if alone {
                losses.push(Loss::cue(
                    LossKind::Ruby,
                    index,
                    "an explanation of no word; it stands in brackets",
                ));
            }
            let font = self.font(own(piece.style, shared));
            out.push_str(font.as_deref().unwrap_or(""));
            out.push_str(if alone { "(" } else { "" });
            left_out += xml::text(out, &piece.text);
            out.push_str(if alone { ")" } else { "" });
            out.push_str(if font.is_some() { "</Font>" } else { "" });
        }
        left_out
    }
}

/// What of a look is not shared by the whole cue.
fn own(style: Style, shared: Style) -> Style {
    Style {
        italic: style.italic && !shared.italic,
        bold: style.bold && !shared.bold,
        underline: style.underline && !shared.underline,
        strike: false,
        colour: style.colour.filter(|_| shared.colour.is_none()),
        background: None,
        ruby: Ruby::None,
    }
}
