//! What WebVTT forbids or warns of, in one place.

use crate::syntax::{Fault, ProblemKind};

/// Faults for which a player that keeps to the standard does not load the file at all.
pub(super) static SIGNATURE: Fault = Fault::error(
    "vtt-signature",
    "the file does not begin with WEBVTT and a line end; players refuse it whole",
)
.help("begin the file with a line that says WEBVTT, and a blank line");
pub(super) static CR_CR_LF: Fault = Fault::error(
    "vtt-cr-cr-lf",
    "every line ends with CR CR LF, which players read as a blank line after each",
)
.help("save the file with plain line ends");

// Faults for which players drop a cue.
pub(super) static COMMA: Fault =
    Fault::error("vtt-comma", "the milliseconds are not set off by a dot; players drop the cue");
pub(super) static FRACTION: Fault =
    Fault::error("vtt-fraction", "not three digits of milliseconds; players drop the cue");
pub(super) static ABOVE_59: Fault =
    Fault::error("vtt-above-59", "minutes or seconds above 59; players drop the cue");
pub(super) static NEGATIVE: Fault =
    Fault::error("vtt-negative", "the time is before zero; players drop the cue");
pub(super) static TIME_FORM: Fault =
    Fault::error("vtt-time-form", "the time is not spelt HH:MM:SS.mmm or MM:SS.mmm; players drop the cue");
pub(super) static ARROW: Fault =
    Fault::error("vtt-arrow", "the arrow between the times is not -->; players drop the cue");
pub(super) static TIME_REST: Fault = Fault::error(
    "vtt-time-rest",
    "something stands where the time line has no place for it; players drop the cue",
);

/// Whether a problem of a cue means that players drop it.
pub(super) fn drops(kind: ProblemKind) -> bool {
    const OWN: [&Fault; 7] = [&COMMA, &FRACTION, &ABOVE_59, &NEGATIVE, &TIME_FORM, &ARROW, &TIME_REST];
    match kind {
        ProblemKind::StampUnreadable | ProblemKind::StampMissing => true,
        ProblemKind::Own(fault) => OWN.contains(&fault),
        _ => false,
    }
}

/// Whether a problem means that players show nothing of the file as we read it.
pub(super) fn refuses(kind: ProblemKind) -> bool {
    matches!(kind, ProblemKind::Own(fault) if *fault == SIGNATURE)
}

// The file.
pub(super) static NOT_UTF8: Fault = Fault::error(
    "vtt-not-utf8",
    "WebVTT is UTF-8, and this file is not; players show wrong letters or refuse it",
);
pub(super) static HEADER_GLUED: Fault = Fault::warning("vtt-header-glued", "no blank line after the header")
    .help("put a blank line after the line with WEBVTT");
pub(super) static HEADER_TEXT: Fault =
    Fault::warning("vtt-header-text", "this line belongs to the header, and nobody sees it")
        .help("put a blank line before the first cue");
pub(super) static TIMESTAMP_MAP: Fault = Fault::info(
    "vtt-timestamp-map",
    "a segment of an HLS stream: players add the offset of X-TIMESTAMP-MAP to all times",
);
pub(super) static TIMESTAMP_MAP_BAD: Fault =
    Fault::error("vtt-timestamp-map-bad", "X-TIMESTAMP-MAP cannot be read")
        .help("write X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0, with a number below 8589934592");

// Blocks.
pub(super) static STRAY: Fault =
    Fault::error("vtt-stray", "these lines belong to no cue; players show nothing of them")
        .help("take out the blank line before them, or begin them with NOTE");
pub(super) static STRAY_ARROW: Fault =
    Fault::error("vtt-stray-arrow", "an arrow on a line without readable times; players drop these lines");
pub(super) static BLOCK_LATE: Fault =
    Fault::warning("vtt-block-late", "a style or region block behind the first cue; players ignore it")
        .help("move it before the first cue");
pub(super) static BLOCK_EMPTY: Fault =
    Fault::warning("vtt-block-empty", "a style or region block with nothing in it");
pub(super) static STYLE_OUTSIDE: Fault = Fault::warning(
    "vtt-style-outside",
    "the style sheet names something outside the file, or is not CSS; players load nothing from there",
);
pub(super) static GLUED: Fault = Fault::warning("vtt-glued", "no blank line before this cue");

// Cues.
pub(super) static BEYOND: Fault =
    Fault::warning("vtt-beyond", "this time is too large to be counted; it stays as it is");
pub(super) static TIME_LINE_BLANKS: Fault = Fault::warning(
    "vtt-time-line-blanks",
    "the time line should be two times with one arrow, set apart by blanks",
);
pub(super) static END_BEFORE_START: Fault = Fault::error(
    "vtt-end-before-start",
    "the out-time is not after the in-time; players never show this cue",
);
pub(super) static UNSORTED: Fault = Fault::warning(
    "vtt-unsorted",
    "the cue begins before the one above it; WebVTT wants cues in the order of their in-times",
);
pub(super) static SETTING_UNKNOWN: Fault =
    Fault::error("vtt-setting-unknown", "not a WebVTT setting; players ignore it");
pub(super) static SETTING_INVALID: Fault =
    Fault::error("vtt-setting-invalid", "the setting has no valid value; players ignore it");
pub(super) static SETTING_TWICE: Fault =
    Fault::error("vtt-setting-twice", "the setting is given twice; the last one counts");
pub(super) static ALIGN_MIDDLE: Fault =
    Fault::error("vtt-align-middle", "align:middle is an old spelling that players ignore")
        .help("write align:center");
pub(super) static REGION_UNKNOWN: Fault =
    Fault::error("vtt-region-unknown", "there is no region of this name; players ignore the setting");
pub(super) static REGION_LEFT: Fault =
    Fault::info("vtt-region-left", "a line, a size or a vertical setting takes the cue out of its region");
pub(super) static REGION_SETTING_UNKNOWN: Fault =
    Fault::error("vtt-region-setting-unknown", "not a setting of a region; players ignore it");
pub(super) static REGION_SETTING_INVALID: Fault =
    Fault::error("vtt-region-setting-invalid", "the region's setting has no valid value; players ignore it");

// Text.
pub(super) static INNER_BAD: Fault =
    Fault::error("vtt-inner-bad", "a time inside the text that players cannot read and ignore");
pub(super) static INNER_OUTSIDE: Fault = Fault::warning(
    "vtt-inner-outside",
    "a time inside the text that is not between the in- and out-time, or goes back",
);
pub(super) static TAG_OPEN: Fault =
    Fault::error("vtt-tag-open", "a < without its >; players show nothing of what follows")
        .help("write &lt; where the sign itself is meant");
pub(super) static REFERENCE: Fault =
    Fault::warning("vtt-reference", "an & that begins no character reference; players show it as it is")
        .help("write &amp;");
