//! What is wrong with a file as a D-Cinema subtitle.

use crate::syntax::Fault;

pub(super) static ROOT: Fault =
    Fault::error("dcp-root", "the root element is neither SubtitleReel nor DCSubtitle");
pub(super) static NAMESPACE: Fault = Fault::error(
    "dcp-namespace",
    "the root element is in none of the namespaces of SMPTE 428-7 (2007, 2010, 2014)",
);
pub(super) static RATE_MISSING: Fault = Fault::error(
    "dcp-rate-missing",
    "the file does not say how many edit units a second has, so its times cannot be read",
)
.help("give the film's rate with --fps");
pub(super) static RATE_UNREADABLE: Fault = Fault::error("dcp-rate-unreadable", "this rate cannot be read");
pub(super) static START_ON_CLOCK: Fault = Fault::warning(
    "dcp-start-on-clock",
    "StartTime is not zero; all times were counted from it, which not every player does",
)
.help("digital cinema wants 00:00:00:00");
pub(super) static START_IGNORED: Fault = Fault::warning("dcp-start-ignored", 
    "StartTime is not zero, but times before it are used; they were read as counted from the start of the reel",
)
.help("digital cinema wants 00:00:00:00");
pub(super) static IN_MISSING: Fault = Fault::error("dcp-in-missing", "the in-time is missing");
pub(super) static DECIMAL: Fault =
    Fault::error("dcp-decimal", "SMPTE subtitles have no decimal fractions in times");
pub(super) static BARE_COUNT: Fault =
    Fault::error("dcp-bare-count", "SMPTE subtitles write this time as HH:MM:SS:EE");
pub(super) static SHORT_TICKS: Fault = Fault::warning(
    "dcp-short-ticks",
    "every time has two digits of ticks (1/250 s) at most; the program that wrote them may have meant frames",
);
pub(super) static OUTSIDE: Fault =
    Fault::error("dcp-outside", "text outside a Text element; players do not show it");
pub(super) static NOTHING: Fault = Fault::error("dcp-nothing", "a Subtitle without Text or Image");
pub(super) static INSIDE: Fault = Fault::error("dcp-inside", "a Subtitle inside another");

/// Elements that a file must have, each with what is said where it has not.
pub(super) static SMPTE_HEAD: [(&str, Fault); 6] = [
    ("Id", Fault::error("dcp-no-id", "the element Id is missing")),
    ("ContentTitleText", Fault::error("dcp-no-contenttitletext", "the element ContentTitleText is missing")),
    ("IssueDate", Fault::error("dcp-no-issuedate", "the element IssueDate is missing")),
    ("EditRate", Fault::error("dcp-no-editrate", "the element EditRate is missing")),
    ("TimeCodeRate", Fault::error("dcp-no-timecoderate", "the element TimeCodeRate is missing")),
    ("SubtitleList", Fault::error("dcp-no-subtitlelist", "the element SubtitleList is missing")),
];
/// The same for Interop.
pub(super) static INTEROP_HEAD: [(&str, Fault); 4] = [
    ("SubtitleID", Fault::error("dcp-no-subtitleid", "the element SubtitleID is missing")),
    ("MovieTitle", Fault::error("dcp-no-movietitle", "the element MovieTitle is missing")),
    ("ReelNumber", Fault::error("dcp-no-reelnumber", "the element ReelNumber is missing")),
    ("Language", Fault::error("dcp-no-language", "the element Language is missing")),
];
