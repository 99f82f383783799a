//! What TTML's standards forbid, and what readers disagree on.

use crate::syntax::Fault;

pub(super) static ROOT: Fault = Fault::error("ttml-root", "the root of a TTML document is the element tt");
pub(super) static NAMESPACE: Fault =
    Fault::error("ttml-namespace", "the root has no namespace, so strict readers do not take this for TTML")
        .help("write xmlns=\"http://www.w3.org/ns/ttml\" on the element tt");
pub(super) static DRAFT: Fault =
    Fault::info("ttml-draft", "a namespace from before TTML 1 was done; most readers know it");
pub(super) static TIME_EXPRESSION: Fault = Fault::error("ttml-time-expression", "this is no time expression")
    .help("write 00:00:01.500, 00:00:01:12, 1.5s or 36f");
pub(super) static TIME_REFERENCE: Fault =
    Fault::error("ttml-time-reference", "a time spelt with character references; it is not moved");
pub(super) static WALL_CLOCK: Fault = Fault::warning(
    "ttml-wall-clock",
    "a wall-clock time; it depends on the day of showing and is kept as it is",
);
pub(super) static WALL_CLOCK_BASE: Fault =
    Fault::error("ttml-wall-clock-base", "a wall-clock time needs the time base clock");
pub(super) static CLOCK_BASE: Fault =
    Fault::warning("ttml-clock-base", "times of the time base clock are read as counted from zero");
pub(super) static NO_RATE: Fault = Fault::error(
    "ttml-no-rate",
    "frames or ticks are counted here, and the document gives no good rate for them",
);
pub(super) static FRAMES: Fault =
    Fault::error("ttml-frames", "more frames than this document has in a second");
pub(super) static SUB_FRAMES: Fault =
    Fault::error("ttml-sub-frames", "more sub-frames than this document has in a frame");
pub(super) static DROPPED: Fault = Fault::error("ttml-dropped", "drop-frame counting leaves this number out");
pub(super) static ABOVE_59: Fault = Fault::error("ttml-above-59", "minutes or seconds above 59");
pub(super) static LOOSE: Fault = Fault::error(
    "ttml-loose",
    "hours, minutes, seconds and frames need two digits each, and a point before the fraction",
);
pub(super) static UNDER_RATE: Fault = Fault::warning(
    "ttml-under-rate",
    "frames are counted and no frame rate is given; TTML says 30 a second then, IMSC forbids it",
)
.help("name the film's frame rate with --fps, or write ttp:frameRate");
pub(super) static UNDER_TICKS: Fault =
    Fault::warning("ttml-under-ticks", "ticks are counted and no tick rate is given; IMSC forbids it");
pub(super) static BELOW: Fault =
    Fault::warning("ttml-below", "this time is counted from one that cannot be read");
pub(super) static FRAMES_ON_CLOCK: Fault =
    Fault::error("ttml-frames-on-clock", "the time base clock has no frames");
pub(super) static DISCONTINUOUS: Fault = Fault::warning(
    "ttml-discontinuous",
    "times are marks that need not follow one another; they are read as if they did",
);
pub(super) static BACKWARDS: Fault =
    Fault::warning("ttml-backwards", "this ends before it begins, so it is never shown");
pub(super) static OUTSIDE_PARENT: Fault = Fault::warning(
    "ttml-outside-parent",
    "this begins when what it stands in has ended, so it is never shown",
);
pub(super) static DUR_DISCONTINUOUS: Fault =
    Fault::error("ttml-dur-discontinuous", "durations are not allowed where times are discontinuous marks");
pub(super) static PICTURE: Fault =
    Fault::warning("ttml-picture", "a picture; it is kept, and is no text that could be read");
pub(super) static STRAY_TEXT: Fault =
    Fault::error("ttml-stray-text", "text that belongs to no paragraph is not shown");
pub(super) static FOREIGN: Fault =
    Fault::info("ttml-foreign", "an element of another vocabulary; it is kept, and its text is not shown");
pub(super) static PARAMETER: Fault =
    Fault::error("ttml-parameter", "this value is none that the parameter can have");
pub(super) static VALUE: Fault = Fault::error("ttml-value", "this value is none that the attribute can have");
pub(super) static UNKNOWN_ELEMENT: Fault = Fault::error("ttml-unknown-element", "TTML has no such element");
pub(super) static PLACE: Fault = Fault::error("ttml-place", "this element is not allowed here");
pub(super) static UNKNOWN_ATTRIBUTE: Fault =
    Fault::error("ttml-unknown-attribute", "TTML has no such attribute");
pub(super) static ATTRIBUTE_PLACE: Fault =
    Fault::error("ttml-attribute-place", "this attribute is not allowed on this element");
pub(super) static NO_LANG: Fault =
    Fault::error("ttml-no-lang", "the root must say its language with xml:lang, be it empty");
pub(super) static ID_TWICE: Fault = Fault::error("ttml-id-twice", "this name is given to two elements");
pub(super) static ID_NAME: Fault =
    Fault::error("ttml-id-name", "an xml:id must begin with a letter and hold no blank or colon");
pub(super) static NO_SUCH_STYLE: Fault = Fault::error("ttml-no-such-style", "there is no style of this name");
pub(super) static NO_SUCH_REGION: Fault =
    Fault::error("ttml-no-such-region", "there is no region of this name");
pub(super) static NO_SUCH_AGENT: Fault = Fault::error("ttml-no-such-agent", "there is no agent of this name");
pub(super) static NO_SUCH_ANIMATION: Fault =
    Fault::error("ttml-no-such-animation", "there is no animation of this name");
pub(super) static NO_SUCH_TARGET: Fault =
    Fault::error("ttml-no-such-target", "there is nothing of this name to show");
pub(super) static CYCLE: Fault = Fault::error("ttml-cycle", "these styles refer to one another in a circle");
pub(super) static DEEP_STYLES: Fault =
    Fault::warning("ttml-deep-styles", "styles refer to one another over many steps; readers may give up");
pub(super) static COLOUR: Fault = Fault::error("ttml-colour", "this is no colour")
    .help("write a name such as white, #rrggbb, #rrggbbaa, rgb(255,255,255)");
pub(super) static MISSING: Fault =
    Fault::error("ttml-missing", "this element lacks an attribute it must have");
pub(super) static TWO: Fault = Fault::error("ttml-two", "only one of these may stand here");
pub(super) static WIDE_ENCODING: Fault =
    Fault::error("ttml-wide-encoding", "the file declares another encoding than it is in");
pub(super) static ENCODING: Fault = Fault::warning(
    "ttml-encoding",
    "the file declares another encoding than it is in; readers that trust it show wrong letters",
);
pub(super) static IMSC_RATE: Fault =
    Fault::error("ttml-imsc-rate", "IMSC asks for a frame rate where frames are counted")
        .help("write ttp:frameRate on the element tt");
pub(super) static IMSC_TICKS: Fault =
    Fault::error("ttml-imsc-ticks", "IMSC asks for a tick rate where ticks are counted")
        .help("write ttp:tickRate on the element tt");
pub(super) static IMSC_PARAMETER: Fault =
    Fault::error("ttml-imsc-parameter", "IMSC does not have this: its times are those of the media");
pub(super) static IMSC_UTF8: Fault = Fault::error("ttml-imsc-utf8", "IMSC files are in UTF-8");
pub(super) static IMSC_ELEMENT: Fault =
    Fault::error("ttml-imsc-element", "this profile of IMSC does not have this element");
pub(super) static IMSC_ATTRIBUTE: Fault =
    Fault::error("ttml-imsc-attribute", "this profile of IMSC does not have this attribute");
pub(super) static IMSC_LENGTH: Fault =
    Fault::error("ttml-imsc-length", "IMSC does not allow this length here")
        .help("write percentages, rw or rh");
pub(super) static IMSC_EXTENT: Fault =
    Fault::error("ttml-imsc-extent", "IMSC asks for tts:extent on every region");
pub(super) static IMSC_OUTSIDE: Fault =
    Fault::error("ttml-imsc-outside", "IMSC does not allow a region that leaves the picture");
