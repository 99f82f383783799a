//! What is wrong with a file as a D-Cinema subtitle.

use crate::syntax::Fault;

pub(super) static ROOT: Fault = Fault::error("the root element is neither SubtitleReel nor DCSubtitle");
pub(super) static NAMESPACE: Fault =
    Fault::error("the root element is in none of the namespaces of SMPTE 428-7 (2007, 2010, 2014)");
pub(super) static RATE_MISSING: Fault =
    Fault::error("the file does not say how many edit units a second has, so its times cannot be read")
        .help("give the film's rate with --fps");
pub(super) static RATE_UNREADABLE: Fault = Fault::error("this rate cannot be read");
pub(super) static START_ON_CLOCK: Fault =
    Fault::warning("StartTime is not zero; all times were counted from it, which not every player does")
        .help("digital cinema wants 00:00:00:00");
pub(super) static START_IGNORED: Fault = Fault::warning(
    "StartTime is not zero, but times before it are used; they were read as counted from the start of the reel",
)
.help("digital cinema wants 00:00:00:00");
pub(super) static IN_MISSING: Fault = Fault::error("the in-time is missing");
pub(super) static DECIMAL: Fault = Fault::error("SMPTE subtitles have no decimal fractions in times");
pub(super) static BARE_COUNT: Fault = Fault::error("SMPTE subtitles write this time as HH:MM:SS:EE");
pub(super) static SHORT_TICKS: Fault = Fault::warning(
    "every time has two digits of ticks (1/250 s) at most; the program that wrote them may have meant frames",
);
pub(super) static OUTSIDE: Fault = Fault::error("text outside a Text element; players do not show it");
pub(super) static NOTHING: Fault = Fault::error("a Subtitle without Text or Image");
pub(super) static INSIDE: Fault = Fault::error("a Subtitle inside another");

/// Elements that a file must have, each with what is said where it has not.
pub(super) static SMPTE_HEAD: [(&str, Fault); 6] = [
    ("Id", Fault::error("the element Id is missing")),
    ("ContentTitleText", Fault::error("the element ContentTitleText is missing")),
    ("IssueDate", Fault::error("the element IssueDate is missing")),
    ("EditRate", Fault::error("the element EditRate is missing")),
    ("TimeCodeRate", Fault::error("the element TimeCodeRate is missing")),
    ("SubtitleList", Fault::error("the element SubtitleList is missing")),
];
/// The same for Interop.
pub(super) static INTEROP_HEAD: [(&str, Fault); 4] = [
    ("SubtitleID", Fault::error("the element SubtitleID is missing")),
    ("MovieTitle", Fault::error("the element MovieTitle is missing")),
    ("ReelNumber", Fault::error("the element ReelNumber is missing")),
    ("Language", Fault::error("the element Language is missing")),
];
