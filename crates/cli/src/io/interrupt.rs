//! SIGINT, SIGTERM and SIGHUP while files are written: a set is put back and temporary files are removed before the
//! program ends. The signals only raise a flag; the writer looks at it where it can still turn back.

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

static FLAG: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// From now on the signals are noted instead of ending the program. Where that cannot be arranged they end it as before,
/// and what stays behind are whole files and perhaps a temporary one.
pub fn watch() {
    FLAG.get_or_init(|| {
        let flag = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            // A second signal of the kind ends the program at once.
            let _ = signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&flag));
            let _ = signal_hook::flag::register(signal, Arc::clone(&flag));
        }
        flag
    });
}

/// Whether one has come.
#[must_use]
pub fn came() -> bool {
    FLAG.get().is_some_and(|flag| flag.load(Ordering::Relaxed))
}
