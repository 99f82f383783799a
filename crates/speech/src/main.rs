//! `speech OUT.wav CUES.srt [voice=es] [background=film] [snr=6] [seed=1] [shift=MS] [until=MS]`: a sound track whose
//! truth is known, and beside it `OUT.tsv`: where each sentence is heard, in milliseconds.

use std::fs::File;
use std::io::{Error, Result, Write as _};
use std::path::Path;
use tregua_speech::{Background, Scene, Speaker, from_srt, write};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [out, cues, settings @ ..] = args.as_slice() else {
        return Err(Error::other(
            "usage: speech OUT.wav CUES.srt [voice=es] [background=film] [snr=6] [seed=1]",
        ));
    };
    let mut speaker = Speaker::new("es");
    let mut scene = Scene { background: Background::Silence, snr: 20.0, seed: 1 };
    let (mut shift, mut until) = (0_i64, u64::MAX);
    for setting in settings {
        let wrong = || Error::other(format!("not understood: {setting}"));
        match setting.split_once('=').ok_or_else(wrong)? {
            ("voice", voice) => voice.clone_into(&mut speaker.voice),
            ("background", name) => scene.background = Background::named(name).ok_or_else(wrong)?,
            ("snr", snr) => scene.snr = snr.parse().map_err(|_| wrong())?,
            ("seed", seed) => scene.seed = seed.parse().map_err(|_| wrong())?,
            ("shift", ms) => shift = ms.parse().map_err(|_| wrong())?,
            ("until", ms) => until = ms.parse().map_err(|_| wrong())?,
            _ => return Err(wrong()),
        }
    }
    let mut cues = from_srt(&std::fs::read_to_string(cues)?);
    cues.retain(|cue| cue.start < until);
    for cue in &mut cues {
        cue.start = cue.start.saturating_add_signed(shift);
        cue.end = cue.end.saturating_add_signed(shift);
    }
    let heard = write(File::create(out)?, &cues, &speaker, scene)?;
    let mut table = File::create(Path::new(out).with_extension("tsv"))?;
    for one in &heard {
        writeln!(table, "{}\t{}", one.start, one.end)?;
    }
    writeln!(std::io::stdout(), "{} of {} cues are spoken in {out}", heard.len(), cues.len())
}
