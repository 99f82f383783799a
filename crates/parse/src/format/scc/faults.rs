//! What this reader finds wrong, or worth knowing.

use crate::syntax::Fault;

pub(super) static NO_HEADER: Fault =
    Fault::error("scc-no-header", "the file does not begin with \u{201c}Scenarist_SCC V1.0\u{201d}");
pub(super) static HEADER: Fault =
    Fault::warning("scc-header", "the first line should be exactly \u{201c}Scenarist_SCC V1.0\u{201d}");
pub(super) static OTHER: Fault =
    Fault::error("scc-other", "this line is neither a timecode with codes nor empty");
pub(super) static BARE: Fault = Fault::error("scc-bare", "codes without a timecode");
pub(super) static WORD: Fault =
    Fault::error("scc-word", "not a word of four hexadecimal digits; decoders drop it");
pub(super) static PARITY: Fault =
    Fault::warning("scc-parity", "bytes without odd parity; a strict decoder shows blocks in their place")
        .help("read here without regard to parity");
pub(super) static SKIPPED: Fault =
    Fault::error("scc-skipped", "drop-frame timecode has no such label; the next one is taken");
pub(super) static MIXED: Fault =
    Fault::error("scc-mixed", "drop-frame and non-drop labels in one file; they part by 3.6 s an hour")
        .help("every label is read as its own sign says");
pub(super) static BACKWARDS: Fault =
    Fault::error("scc-backwards", "this timecode is earlier than the one above");
pub(super) static BUSY: Fault = Fault::warning(
    "scc-busy",
    "the codes above are still being sent at this timecode; what follows comes late",
);
pub(super) static CHANNEL: Fault =
    Fault::warning("scc-channel", "codes of the other data channel: kept, and no part of these captions");
pub(super) static TEXT: Fault = Fault::info("scc-text", "text mode: no captions, and not shown with them");
pub(super) static DATA: Fault = Fault::info("scc-data", "extended data about the programme; not shown");
pub(super) static NO_MODE: Fault =
    Fault::error("scc-no-mode", "letters before any caption mode is set; no decoder shows them");
pub(super) static UNSEEN: Fault = Fault::warning("scc-unseen", "this text is loaded and never shown");
pub(super) static STAYS: Fault =
    Fault::warning("scc-stays", "nothing takes this caption off the screen").help("it has no out-time");
pub(super) static WIDE: Fault =
    Fault::error("scc-wide", "more letters than the 32 columns hold; decoders write them over one another")
        .help("all are kept here");
pub(super) static BEHIND: Fault = Fault::warning(
    "scc-behind",
    "no blank before a change of the colour behind letters; decoders write over the letter",
)
.help("the letter is kept here");
pub(super) static AGAIN: Fault = Fault::error(
    "scc-again",
    "letters that were sent once are shown over and over; this time they are left out",
);
