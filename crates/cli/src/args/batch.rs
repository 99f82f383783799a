//! How a run over many files goes.

use clap::Args as ClapArgs;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;
use std::time::Duration;

#[derive(ClapArgs, Clone, Debug)]
#[command(next_help_heading = "Many files")]
pub(crate) struct Batch {
    /// Work on up to this many files at once; up to as many as there are processors where nothing is said.
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Stop at the first file that cannot be worked on; otherwise the run goes on and tells of it at the end.
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Go on whatever happens to a file; this is what is done where nothing is said.
    #[arg(long, overrides_with = "fail_fast")]
    pub(crate) keep_going: bool,
    /// Give a file up that takes longer than this many seconds, and go on.
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<NonZeroU64>,
    /// Hold at most this many MiB of files at once; a larger file is worked on alone.
    #[arg(long, value_name = "MIB", default_value = "64")]
    memory: NonZeroU64,
    /// Follow links in folders; otherwise they are passed over.
    #[arg(long)]
    pub(crate) follow_links: bool,
}

impl Batch {
    /// How long a file may take.
    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.timeout.map(|seconds| Duration::from_secs(seconds.get()))
    }

    /// How many bytes of files may be in hand.
    pub(crate) fn memory(&self) -> u64 {
        self.memory.get().saturating_mul(1 << 20)
    }

    /// Whether the first failure ends the run.
    pub(crate) fn stops(&self) -> bool {
        self.fail_fast && !self.keep_going
    }
}

/// What earlier runs found, kept.
#[derive(ClapArgs, Clone, Debug)]
#[command(next_help_heading = "Many files")]
pub(crate) struct CacheArgs {
    /// Check every file anew. Otherwise files of a folder, pattern or list that are as they were are not looked at again:
    /// what was found is kept in --cache-dir, so that a run that was stopped goes on where it was.
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Where that is kept (TREGUA_CACHE_DIR, else tregua in the user's folder for caches).
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub(crate) cache_dir: Option<PathBuf>,
}

/// How a run goes on that was stopped.
#[derive(ClapArgs, Clone, Debug)]
#[command(next_help_heading = "Many files")]
pub(crate) struct ResumeArgs {
    /// Keep a record of what is done in this file. A run that was stopped, however it was, is gone on with by the same
    /// command: no file is changed twice, and none is left out.
    #[arg(long, value_name = "FILE")]
    pub(crate) resume: Option<PathBuf>,
}
