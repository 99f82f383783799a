//! Films: any bytes give a list of tracks or an error, and every text track that comes out is a subtitle file.

use super::{Verdict, parse};
use std::io::Cursor;
use tregua_containers::{extract, is_container, list, pick};
use tregua_parse::format::by_name;

pub(super) fn law(raw: &[u8]) -> Verdict {
    let tracks = match list(Cursor::new(raw)) {
        Ok(tracks) => tracks,
        Err(error) if error.to_string().is_empty() => return Err("an error without words".to_owned()),
        Err(_) => return Ok(()),
    };
    if is_container(raw).is_none() {
        return Err(format!("{} tracks of what is no film", tracks.len()));
    }
    if let Ok(at) = pick(&tracks, None)
        && at >= tracks.len()
    {
        return Err(format!("track {at} of {}", tracks.len()));
    }
    for (n, track) in tracks.iter().enumerate().take(8) {
        let _ = track.describe();
        let Ok(taken) = extract(Cursor::new(raw), n) else { continue };
        // A small film holds small tracks, whatever its headers say; deflated ones may grow.
        if taken.bytes.len() > (64 << 20) {
            return Err(format!("{} bytes came out of {}", taken.bytes.len(), raw.len()));
        }
        let format = by_name(taken.format.id()).ok_or("a format that is not read")?;
        for file in std::iter::once(&taken.bytes).chain(&taken.more) {
            parse::law(format, file).map_err(|why| format!("track {n}: {why}"))?;
        }
    }
    Ok(())
}
