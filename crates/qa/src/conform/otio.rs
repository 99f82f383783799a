//! OpenTimelineIO: the video track of a timeline, clip after clip.
//!
//! A clip's `source_range` counts on its media's clock; where there is none, the whole of its media is seen. Gaps are new
//! picture. A transition lies over its two clips and takes no time: the cut in its middle holds. Numbers are read as they
//! are written, so a time is exact or refused. What would have to be flattened or played at another speed is refused.

use super::read::{Events, LineFault};
use serde_json::Value;
use tregua_parse::time::FrameRate;

pub(super) fn fits(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{') && text.contains("OTIO_SCHEMA")
}

fn fault(why: impl Into<String>) -> LineFault {
    LineFault { line: None, why: why.into() }
}

pub(super) fn read(text: &str, rate: FrameRate, out: &mut Events) -> Result<(), LineFault> {
    let text = text.trim_start_matches('\u{feff}');
    let root: Value = serde_json::from_str(text)
        .map_err(|e| LineFault { line: Some(e.line()), why: format!("no JSON: {e}") })?;
    let root = match schema(&root) {
        "Timeline" => root.get("tracks").ok_or_else(|| fault("a timeline without tracks"))?,
        _ => &root,
    };
    let tracks: Vec<&Value> = match schema(root) {
        "Track" => vec![root],
        "Stack" => children(root).iter().filter(|t| schema(t) == "Track").collect(),
        other => {
            return Err(fault(format!(
                "neither a timeline, a stack nor a track, but \u{201c}{other}\u{201d}"
            )));
        }
    };
    let pictures = tracks.into_iter().filter(|track| {
        let kind = track.get("kind").and_then(Value::as_str).unwrap_or("Video");
        kind.eq_ignore_ascii_case("video") && children(track).iter().any(|child| schema(child) == "Clip")
    });
    let pictures: Vec<&Value> = pictures.collect();
    match pictures.as_slice() {
        [] => Err(fault("it has no video track with clips")),
        [track] => clips(track, rate, out),
        more => Err(fault(format!("it has {} video tracks with clips; flatten them into one", more.len()))),
    }
}

fn clips(track: &Value, rate: FrameRate, out: &mut Events) -> Result<(), LineFault> {
    if track.get("source_range").is_some_and(|range| !range.is_null()) {
        return Err(fault("its video track is trimmed as a whole; write it out flat"));
    }
    out.record_from_zero = true;
    let mut at = 0i64;
    for (index, child) in children(track).iter().enumerate() {
        let name = child.get("name").and_then(Value::as_str).unwrap_or_default();
        let named = name.chars().take(60).collect::<String>();
        let fail = |why: &str| fault(format!("item {} \u{201c}{named}\u{201d}: {why}", index + 1));
        let kind = schema(child);
        if kind == "Transition" {
            continue;
        }
        if child.get("enabled").and_then(Value::as_bool) == Some(false) && kind == "Clip" {
            return Err(fail("it is disabled; take it out or enable it"));
        }
        if !matches!(kind, "Clip" | "Gap") {
            return Err(fail("a clip or a gap was expected; flatten the timeline"));
        }
        for effect in child.get("effects").and_then(Value::as_array).into_iter().flatten() {
            let own = effect.get("time_scalar").and_then(exact).is_none_or(|n| n.is(1));
            if schema(effect) == "FreezeFrame" || (schema(effect) == "LinearTimeWarp" && !own) {
                return Err(fail("it is played at another speed, and cues cannot be"));
            }
        }
        let media = media(child);
        let range = child.get("source_range").filter(|range| !range.is_null());
        let range = range.or_else(|| media.and_then(|m| m.get("available_range")).filter(|r| !r.is_null()));
        let range = range.ok_or_else(|| fail("it has neither a source range nor the range of its media"))?;
        let frames = |key: &str| {
            let time = range.get(key).ok_or_else(|| fail("its range has no start or duration"))?;
            frames_of(time, rate).map_err(|why| fail(&why))
        };
        let (start, length) = (frames("start_time")?, frames("duration")?);
        if length < 0 {
            return Err(fail("its duration is negative"));
        }
        if kind == "Clip" && length > 0 {
            let to = start.checked_add(length).ok_or_else(|| fail("it is out of range"))?;
            out.push(source_of(media), (start, to, at), index + 1);
        }
        at = at.checked_add(length).ok_or_else(|| fail("it is out of range"))?;
    }
    Ok(())
}

/// `Clip.2` is a `Clip`.
fn schema(value: &Value) -> &str {
    let all = value.get("OTIO_SCHEMA").and_then(Value::as_str).unwrap_or_default();
    all.split_once('.').map_or(all, |(name, _)| name)
}

fn children(value: &Value) -> &[Value] {
    value.get("children").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The media of a clip: one of many in newer files, the one in older ones.
fn media(clip: &Value) -> Option<&Value> {
    let many = clip.get("media_references");
    let active = clip.get("active_media_reference_key").and_then(Value::as_str).unwrap_or("DEFAULT_MEDIA");
    many.and_then(|all| all.get(active)).or_else(|| clip.get("media_reference")).filter(|m| !m.is_null())
}

fn source_of(media: Option<&Value>) -> String {
    let text = |key: &str| media.and_then(|m| m.get(key)).and_then(Value::as_str).filter(|t| !t.is_empty());
    text("target_url").or_else(|| text("name")).unwrap_or_default().to_owned()
}

/// A decimal number as it is written: digits and how many of them stand behind the point.
#[derive(Clone, Copy)]
struct Exact {
    digits: i128,
    places: u32,
}

impl Exact {
    fn is(self, whole: i128) -> bool {
        10i128.checked_pow(self.places).and_then(|p| p.checked_mul(whole)) == Some(self.digits)
    }
}

fn exact(value: &Value) -> Option<Exact> {
    let Value::Number(number) = value else { return None };
    let text = number.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = part.trim_end_matches('0');
    (whole.len() + part.len() <= 24).then_some(())?;
    let digits = format!("{whole}{part}").parse().ok()?;
    Some(Exact { digits, places: u32::try_from(part.len()).ok()? })
}

/// The film's frame that a RationalTime is; it must fall on one.
fn frames_of(time: &Value, rate: FrameRate) -> Result<i64, String> {
    let read = |key: &str| time.get(key).and_then(exact).ok_or_else(|| format!("its {key} cannot be read"));
    let (value, own) = (read("value")?, read("rate")?);
    let wrong = || "its times are out of range".to_owned();
    let (num, den) = (i128::from(rate.fraction().0), i128::from(rate.fraction().1));
    let p = |places: u32| 10i128.checked_pow(places).ok_or_else(wrong);
    // Rates such as 23.976 are rounded: within a thousandth they are the film's own.
    let left = own.digits.checked_mul(den).and_then(|l| l.checked_mul(1000)).ok_or_else(wrong)?;
    let right = num.checked_mul(p(own.places)?).and_then(|r| r.checked_mul(1000)).ok_or_else(wrong)?;
    let near = left.checked_sub(right).ok_or_else(wrong)?.checked_abs().ok_or_else(wrong)?;
    let same = near <= p(own.places)?.checked_mul(den).ok_or_else(wrong)?;
    // value/10^a frames at own/10^b a second, as frames of num/den a second.
    let (top, bottom) = match same {
        true => (value.digits, p(value.places)?),
        false => (
            value
                .digits
                .checked_mul(num)
                .and_then(|t| t.checked_mul(p(own.places).ok()?))
                .ok_or_else(wrong)?,
            own.digits
                .checked_mul(den)
                .and_then(|b| b.checked_mul(p(value.places).ok()?))
                .ok_or_else(wrong)?,
        ),
    };
    if bottom <= 0 {
        return Err("its rate is no frame rate".to_owned());
    }
    if top % bottom != 0 {
        return Err(format!("it does not fall on a frame of {rate} frames a second"));
    }
    i64::try_from(top / bottom).map_err(|_| wrong())
}
