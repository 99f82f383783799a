//! Timecode labels, respelt with their own separators.

use super::Respelt;
use crate::time::{Clockwork, Time, Timecode};

/// A label of the same look: separators, field widths and the drop-frame sign of `old` stay.
pub(super) fn respell(old: &str, new: Time, clockwork: &Clockwork) -> Option<Respelt> {
    let rate = clockwork.rate?;
    let cut = old.rfind([':', ';', ',', '.'])?;
    let rate = rate.with_drop(old.as_bytes().get(cut) != Some(&b':'))?;
    let code = Timecode::from_frame(rate.nearest_frame(new), rate)?;
    let error = code.time()?.checked_sub(new)?;
    let fields = code.fields();
    // One with more hours than are read would be no time any more.
    Timecode::from_fields(fields, rate)?;
    let mut out = String::with_capacity(old.len() + 2);
    let mut rest = old;
    for (i, field) in fields.into_iter().enumerate() {
        let start = rest.find(|c: char| c.is_ascii_digit())?;
        let (before, number) = rest.split_at(start);
        let len = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        // Hours that had grown past two digits may shrink again.
        let grown = i == 0 && len > 2 && !number.starts_with('0');
        let width = if grown { 2 } else { len };
        out.push_str(before);
        out.push_str(&format!("{field:0width$}"));
        rest = number.get(len..)?;
    }
    out.push_str(rest);
    Some(Respelt { text: out, error, widened: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_look() {
        let ntsc = Clockwork { rate: "29.97".parse().ok(), ..Clockwork::default() };
        let hour = |frames: i64| "29.97".parse::<crate::time::FrameRate>().unwrap().time_of(frames).unwrap();
        let respell = |old: &str, frames: i64| respell(old, hour(frames), &ntsc).map(|it| it.text);
        assert_eq!(respell("00:00:59:29", 1800).unwrap(), "00:01:00:00");
        assert_eq!(respell("00:00:59;29", 1800).unwrap(), "00:01:00;02");
        assert_eq!(respell("0:00:59,29", 107_892).unwrap(), "1:00:00,00");
        assert_eq!(respell("00:00:59:29", -1), None);
        assert_eq!(respell("00:00:59:29", 9_999 * 108_000).unwrap(), "9999:00:00:00");
        assert_eq!(respell("00:00:59:29", 10_000 * 108_000), None);
        let ticks = Clockwork { rate: "250".parse().ok(), ..Clockwork::default() };
        let it = super::respell("00:00:01:125", Time::from_millis(2004).unwrap(), &ticks).unwrap();
        assert_eq!(it.text, "00:00:02:001");
    }
}
