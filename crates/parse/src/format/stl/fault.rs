//! What can be wrong with an EBU STL file.

use crate::syntax::Fault;

pub(super) static NOT_STL: Fault =
    Fault::error("stl-not-stl", "the header does not begin as one of EBU STL does")
        .help("where the header alone is damaged, name the frame rate with --fps to read the subtitles");
pub(super) static HEADER_CUT: Fault = Fault::error(
    "stl-header-cut",
    "the file ends within its header; EBU STL begins with 1024 bytes about itself",
);
pub(super) static CODE_PAGE: Fault =
    Fault::warning("stl-code-page", "the header names no known code page; its own text was read in page 850");
pub(super) static RATE: Fault = Fault::warning(
    "stl-rate",
    "the header names no known frame rate; times are read at the one that was named for it",
);
pub(super) static TABLE: Fault =
    Fault::error("stl-table", "the header names no known character table; the letters were read as Latin")
        .help("check the text; 00 is Latin, 01 Cyrillic, 02 Arabic, 03 Greek, 04 Hebrew");
pub(super) static DISPLAY: Fault = Fault::warning(
    "stl-display",
    "the header does not say whether these are open subtitles or teletext; read as open",
);
pub(super) static LANGUAGE: Fault =
    Fault::info("stl-language", "the header\u{2019}s language code is none of EBU STL\u{2019}s");
pub(super) static BLOCKS: Fault =
    Fault::error("stl-blocks", "the header does not say how many blocks the file has")
        .help("some readers stop at the number of the header");
pub(super) static SUBTITLES: Fault =
    Fault::warning("stl-subtitles", "the header does not say how many subtitles the file has");
pub(super) static SCREEN: Fault =
    Fault::warning("stl-screen", "the header does not say how many rows and characters the screen has");
pub(super) static NOT_FOR_USE: Fault =
    Fault::info("stl-not-for-use", "the header says that the timecodes are not meant to be used");
pub(super) static PROGRAMME_START: Fault = Fault::info(
    "stl-programme-start",
    "the header says that the programme does not start at zero; times are read as written",
)
.help("give the programme\u{2019}s start to take it off all times");
pub(super) static FIRST_CUE: Fault = Fault::info(
    "stl-first-cue",
    "the header\u{2019}s first in-cue is not the in-time of the first subtitle; it stays as it is",
);
pub(super) static HEADER_TIMECODE: Fault =
    Fault::warning("stl-header-timecode", "this timecode of the header cannot be read");

pub(super) static BLOCK_CUT: Fault =
    Fault::error("stl-block-cut", "the file ends within this block; its text may be cut off");
pub(super) static STRAY: Fault = Fault::warning("stl-stray", "bytes behind the last block that are no block");
pub(super) static FILLING: Fault = Fault::warning("stl-filling", "filling that is no block");
pub(super) static USER_DATA: Fault =
    Fault::info("stl-user-data", "a block with the user\u{2019}s own data; it is kept as it is");
pub(super) static RESERVED: Fault =
    Fault::warning("stl-reserved", "a block of a kind that EBU STL does not have; it is kept as it is");
pub(super) static UNFINISHED: Fault =
    Fault::error("stl-unfinished", "the last block of this subtitle is missing");
pub(super) static NUMBERS: Fault = Fault::warning(
    "stl-numbers",
    "from here on the subtitles are not numbered upwards; some readers join those of one number",
);
pub(super) static EXTENSIONS: Fault = Fault::error(
    "stl-extensions",
    "the blocks of this subtitle are not numbered in order; the text may be in the wrong order",
);
pub(super) static TIMES_DIFFER: Fault = Fault::warning(
    "stl-times-differ",
    "the blocks of this subtitle have different times; those of the first are used",
);
pub(super) static ENDS_EARLY: Fault = Fault::warning(
    "stl-ends-early",
    "the out-time is not after the in-time; many readers leave the subtitle out",
);
pub(super) static BEFORE_START: Fault =
    Fault::warning("stl-before-start", "this subtitle begins before the programme does");
pub(super) static CUMULATIVE: Fault =
    Fault::error("stl-cumulative", "no such cumulative status; read as none");
pub(super) static SET_BROKEN: Fault =
    Fault::error("stl-set-broken", "a part of a cumulative set without the set\u{2019}s first");
pub(super) static SET_OPEN: Fault = Fault::error("stl-set-open", "this cumulative set has no last part");
pub(super) static SET_GAP: Fault =
    Fault::warning("stl-set-gap", "this part of a cumulative set ends before the next one begins");
pub(super) static COMMENT: Fault =
    Fault::warning("stl-comment", "neither a subtitle nor a comment; shown as a subtitle");
pub(super) static JUSTIFICATION: Fault =
    Fault::warning("stl-justification", "no such justification; read as centred");
pub(super) static ROW: Fault = Fault::warning("stl-row", "a row that the screen does not have");
pub(super) static BEHIND: Fault =
    Fault::warning("stl-behind", "text behind the filler that ends the text; readers do not show it");

pub(super) static CURRENCY: Fault = Fault::info(
    "stl-currency",
    "readers disagree whether this is a dollar or a currency sign; read as a dollar",
);
pub(super) static NO_SIGN: Fault = Fault::error("stl-no-sign", "the character table has no sign here");
pub(super) static ACCENT_ALONE: Fault =
    Fault::error("stl-accent-alone", "an accent without a letter; shown by itself");
pub(super) static ACCENT_ODD: Fault =
    Fault::warning("stl-accent-odd", "an accent on a letter that never has it");
