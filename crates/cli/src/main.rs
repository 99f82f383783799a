//! Subtitle tracks, at peace with each other.

use std::process::ExitCode;

fn main() -> ExitCode {
    tregua::main()
}
