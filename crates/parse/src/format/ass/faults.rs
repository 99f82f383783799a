//! What may be wrong in a script beyond what every format knows.

use crate::syntax::Fault;

// Sections and their lines.
pub(super) static JUNK: Fault =
    Fault::warning("ass-junk", "this line is none that its section may have; readers skip it");
pub(super) static SECTION_UNKNOWN: Fault =
    Fault::info("ass-section-unknown", "a section that players do not know; it is kept as it is");
pub(super) static SECTION_ODD: Fault =
    Fault::warning("ass-section-odd", "a misspelt section name; strict readers skip the section")
        .help("write [Script Info], [V4+ Styles], [V4 Styles] or [Events]");
pub(super) static OUTSIDE: Fault =
    Fault::error("ass-outside", "this event stands outside of [Events]; players do not show it")
        .help("put it under [Events]");
pub(super) static CUT_OFF: Fault =
    Fault::error("ass-cut-off", "this event has neither readable times nor a text")
        .help("the file may be cut off or damaged");
pub(super) static KEY_CASE: Fault =
    Fault::warning("ass-key-case", "readers that mind letter case do not know this line")
        .help("write \u{201c}Dialogue:\u{201d}");

// Format lines and fields.
pub(super) static FORMAT_MISSING: Fault = Fault::error(
    "ass-format-missing",
    "no Format line stands before this; the usual order of fields is taken",
);
pub(super) static FORMAT_UNUSABLE: Fault = Fault::error(
    "ass-format-unusable",
    "this Format line names no Text or no times, so the usual order of fields is taken",
);
pub(super) static FORMAT_CHANGED: Fault = Fault::warning(
    "ass-format-changed",
    "another order of fields from here on; some readers know one order a file",
);
pub(super) static FIELD_UNKNOWN: Fault =
    Fault::warning("ass-field-unknown", "a field that readers do not know; its values are kept");
pub(super) static FIELD_TWICE: Fault =
    Fault::warning("ass-field-twice", "this Format line names a field twice; the first one counts");
pub(super) static TEXT_NOT_LAST: Fault = Fault::error("ass-text-not-last", 
    "Text is not the last field; readers take all that follows for text, and times inside the text stay as they are",
)
.help("move Text to the end of the Format line and of every event");
pub(super) static EVENT_SHORT: Fault =
    Fault::error("ass-event-short", "this event has fewer fields than its Format line");
pub(super) static STYLE_SHORT: Fault =
    Fault::warning("ass-style-short", "this style has fewer values than its Format line");
pub(super) static STYLE_LONG: Fault =
    Fault::warning("ass-style-long", "this style has more values than its Format line");
pub(super) static STYLE_TWICE: Fault =
    Fault::warning("ass-style-twice", "a style of this name stands above; the last one counts");
pub(super) static STYLE_UNNAMED: Fault = Fault::warning("ass-style-unnamed", "a style without a name");
pub(super) static STYLE_UNKNOWN: Fault =
    Fault::warning("ass-style-unknown", "there is no style of this name; players take Default")
        .help("correct the name or add the style");
pub(super) static VALUE: Fault =
    Fault::warning("ass-value", "this value cannot be read; readers disagree on what they take instead");

// Times.
pub(super) static STAMP_HUNDREDTHS: Fault =
    Fault::error("ass-stamp-hundredths", "not two digits of hundredths; readers disagree on what they mean")
        .help("write two digits: 0:00:01.50");
pub(super) static STAMP_FORM: Fault =
    Fault::warning("ass-stamp-form", "a time in another form than H:MM:SS.cc; strict readers fail");
pub(super) static STAMP_NEGATIVE: Fault =
    Fault::error("ass-stamp-negative", "the time is before zero, which the format cannot say");
pub(super) static STAMP_ABOVE_59: Fault = Fault::warning("ass-stamp-above-59", "minutes or seconds above 59");
pub(super) static INNER_TIME: Fault = Fault::warning(
    "ass-inner-time",
    "this time inside the text cannot be read, so it stays as it is when the others move",
);
pub(super) static INNER_FRACTION: Fault = Fault::info(
    "ass-inner-fraction",
    "a fraction of the smallest unit; readers round it each in its own way",
);
pub(super) static KARAOKE_BARE: Fault = Fault::warning(
    "ass-karaoke-bare",
    "a syllable without a duration; some players take a second, some none",
);
pub(super) static TIMER: Fault = Fault::warning(
    "ass-timer",
    "a Timer other than 100 %; some players run the times faster or slower, most do not",
);

// Attachments.
pub(super) static ATTACHMENT_PATH: Fault =
    Fault::warning("ass-attachment-path", "the name of an attachment holds a path; it is never followed");
pub(super) static ATTACHMENT_BAD: Fault =
    Fault::warning("ass-attachment-bad", "this line of an attachment is damaged");

// Override tags and text.
pub(super) static TAG_UNKNOWN: Fault =
    Fault::info("ass-tag-unknown", "no override tag that all players know; it is kept");
pub(super) static TAG_VALUE: Fault =
    Fault::warning("ass-tag-value", "the value of this override tag cannot be read; players skip it");
pub(super) static TAG_NESTED: Fault =
    Fault::warning("ass-tag-nested", "a \\t inside of another one; players disagree on it");
pub(super) static BRACE_OPEN: Fault =
    Fault::error("ass-brace-open", "this brace is never closed; players show it with all that follows");
pub(super) static BRACE_INSIDE: Fault =
    Fault::warning("ass-brace-inside", "an opening brace inside of braces; the first closing one ends both");
pub(super) static BRACE_STRAY: Fault =
    Fault::warning("ass-brace-stray", "this closing brace closes nothing; players show it");
pub(super) static BRACE_ESCAPED: Fault = Fault::warning(
    "ass-brace-escaped",
    "a backslash before a brace; some players show the brace, some hide what is inside",
);
pub(super) static SOFT_BREAK: Fault = Fault::info(
    "ass-soft-break",
    "\\n is a blank to most players, and a line end only where wrapping is off",
)
.help("write \\N for a line end");
pub(super) static WORDS_IN_DRAWING: Fault =
    Fault::warning("ass-words-in-drawing", "these words stand where a drawing is; players do not show them")
        .help("put {\\p0} before the words");
pub(super) static DRAWING_ODD: Fault =
    Fault::warning("ass-drawing-odd", "a drawing with points that players cannot read or draw");
