//! From prices to candidates: how sure, and why.

use super::super::{BAR, Candidate, Encoding, text};
use super::classes::{Kind, Script};
use super::{Facts, Reading, others, words};
use crate::base::Message;

/// Half bits a hint is worth: enough for a near-tie, nothing against two misread letters.
const HINT: u64 = 12;

/// Tenths of a half bit per pair up to which a reading is ordinary text of one of the languages.
const FITS: u64 = 95;

/// The same for Latin letters, where only the rare accented letters are priced.
const FITS_LATIN: u64 = 130;

const CYRILLIC_TAGS: [&str; 14] =
    ["ru", "kk", "uk", "be", "bg", "sr", "mk", "ky", "tg", "tt", "ba", "mn", "uz", "az"];
const WESTERN_TAGS: [&str; 18] = [
    "es", "en", "fr", "pt", "it", "ca", "gl", "eu", "ast", "de", "nl", "sv", "da", "no", "nb", "nn", "is",
    "fi",
];

/// Rates the priced readings.
pub(super) fn candidates(
    raw: &[u8],
    mut readings: Vec<Reading>,
    facts: &Facts,
    language: Option<&str>,
) -> Vec<Candidate> {
    give_hint(&mut readings, facts, language);
    // Few subtitle files are in the Macintosh encodings.
    for reading in &mut readings {
        reading.cost += match reading.shape.encoding {
            Some(Encoding::Legacy(it)) if it == encoding_rs::MACINTOSH => 10,
            Some(Encoding::Legacy(it)) if it == encoding_rs::X_MAC_CYRILLIC => 4,
            _ => 0,
        };
    }
    // Stable: equals keep the order in which ties are settled.
    readings.sort_by_key(|r| (r.dropped, r.cost));
    let Some((best, rest)) = readings.split_first() else { return Vec::new() };
    let (fit, slack) = if best.shape.script == Script::Latin { (FITS_LATIN, 100) } else { (FITS, 0) };
    let fits = best.cost * 10 <= facts.pairs * fit + slack;
    let rival = rest.iter().find(|r| facts.differing(best, r) > 0);
    let margin = rival.map_or(u64::MAX, |r| if r.dropped { u64::MAX } else { r.cost - best.cost });
    let mut out: Vec<Candidate> = Vec::new();
    let sure = if fits {
        limits(raw, best, facts, language, from_margin(margin))
    } else {
        from_margin(margin).min(35)
    };
    for reading in &readings {
        let Some(encoding) = reading.shape.encoding else { continue };
        let same = facts.differing(best, reading) == 0;
        let behind = if reading.dropped { u64::MAX } else { reading.cost - best.cost };
        let confidence = match best.shape.encoding {
            Some(it) if it == encoding => sure,
            _ if same => sure.saturating_sub(1),
            _ => (100 - from_margin(behind)).min(sure.saturating_sub(2)),
        };
        let evidence = if best.shape.encoding == Some(encoding) {
            for_best(best, &readings, facts, fits)
        } else if same {
            text("same", "reads every byte of this file the same way")
        } else {
            against(best, reading, facts)
        };
        out.push(Candidate { encoding, confidence, evidence });
    }
    if !fits {
        let other = others::ask(raw, best, facts, language, is_western(language));
        out.retain(|c| c.encoding != other.encoding);
        out.insert(0, other);
    }
    out.sort_by_key(|c| std::cmp::Reverse(c.confidence));
    out
}

fn is_western(language: Option<&str>) -> bool {
    language.is_some_and(|l| WESTERN_TAGS.contains(&l))
}

/// Confidence that a lead in half bits is worth: 40 at none, 60 at seven bits, 82 at thirty.
fn from_margin(half_bits: u64) -> u8 {
    let bits = half_bits.min(1 << 20) / 2;
    u8::try_from(40 + 59 * bits / (bits + 12)).unwrap_or(99)
}

fn give_hint(readings: &mut [Reading], facts: &Facts, language: Option<&str>) {
    let Some(language) = language else { return };
    // With Kazakh expected, windows-1251 steps back behind an encoding that reads some bytes as Kazakh letters.
    // Where all bytes are shared nobody gains, and the tie goes to windows-1251.
    let plain = |r: &Reading| r.shape.encoding == Some(Encoding::Legacy(encoding_rs::WINDOWS_1251));
    let kazakh = |r: &Reading| matches!(r.shape.encoding, Some(Encoding::Kz1048 | Encoding::Ptcp154));
    let own: Vec<bool> = match readings.iter().find(|r| plain(r)) {
        Some(shared) => readings.iter().map(|r| kazakh(r) && facts.differing(shared, r) > 0).collect(),
        None => Vec::new(),
    };
    let step_back = language == "kk" && own.contains(&true);
    for (reading, own) in readings.iter_mut().zip(own) {
        let of_script = match reading.shape.script {
            Script::Cyrillic => CYRILLIC_TAGS.contains(&language),
            Script::Latin => WESTERN_TAGS.contains(&language),
        };
        // All others pay, so that no price falls below zero.
        if !of_script {
            reading.cost += HINT;
        }
        if step_back && !own && (plain(reading) || kazakh(reading)) {
            reading.cost += HINT / 2;
        }
    }
}

/// Lowers the confidence where the bytes are few or a rule asks for more than statistics.
fn limits(raw: &[u8], best: &Reading, facts: &Facts, language: Option<&str>, sure: u8) -> u8 {
    let undecided = BAR - 5;
    let high = facts.high();
    if facts.is_noise() {
        return sure.min(20);
    }
    match best.shape.encoding {
        None => 0,
        Some(Encoding::Kz1048 | Encoding::Ptcp154) => {
            let own = kazakh_letters(best, facts);
            // Ukrainian windows-1251 has the bytes of ғ ө ү ұ in KZ-1048 and of ә in PTCP154, but not the others.
            let kept = if best.shape.encoding == Some(Encoding::Kz1048) {
                "ҚқӘәҢң"
            } else {
                "ҚқҒғҢңӨөҰұҮү"
            };
            let told = own.iter().any(|(c, _)| kept.contains(*c));
            let count: u64 = own.iter().map(|(_, n)| n).sum();
            if told && count * 200 >= high { sure } else { sure.min(undecided) }
        }
        _ if best.shape.script == Script::Latin && high <= 3 => {
            let likely = is_western(language) || words::is_spanish(raw);
            if sure >= BAR + 4 && likely && has_letters(best, facts) {
                sure.min(75)
            } else {
                sure.min(undecided)
            }
        }
        // It shares its small letters with windows-1251 and is the rarer of the two: a slim lead is not enough.
        Some(Encoding::Legacy(it)) if it == encoding_rs::X_MAC_CYRILLIC && sure < BAR + 8 => {
            sure.min(undecided)
        }
        _ if best.shape.script == Script::Cyrillic && high <= 5 => sure.min(undecided),
        _ => sure,
    }
}

/// Whether a byte above 0x7F is a letter or one of ¿ ¡. Quotes alone say little: ’ of windows-1252 is í on a
/// Macintosh.
fn has_letters(reading: &Reading, facts: &Facts) -> bool {
    let mut all = reading.shape.classes[128..].iter().zip(&facts.histogram[128..]);
    all.any(|(class, n)| *n > 0 && matches!(class.kind, Kind::Letter | Kind::Begins))
}

/// Letters of the nine Kazakh ones in this reading, with their counts; і is no sign, other encodings share it.
fn kazakh_letters(reading: &Reading, facts: &Facts) -> Vec<(char, u64)> {
    let all = reading.shape.table.iter().zip(&facts.histogram[128..]);
    let mut own: Vec<(char, u64)> = all
        .filter_map(|(c, n)| c.filter(|c| "ӘәҒғҚқҢңӨөҰұҮүҺһ".contains(*c)).map(|c| (c, *n)))
        .filter(|(_, n)| *n > 0)
        .collect();
    own.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    own
}

fn for_best(best: &Reading, readings: &[Reading], facts: &Facts, fits: bool) -> Message {
    if !fits {
        return text("no-language", "the best of the encodings weighed, but no language’s letters fit");
    }
    let most = (0..3).max_by_key(|i| (best.lines[*i], 3 - i)).unwrap_or(0);
    // The Cyrillic languages in the order of the models.
    let language = match (best.shape.script, most) {
        (Script::Latin, _) => text("in-spanish", "Spanish"),
        (_, 0) => text("in-russian", "Russian"),
        (_, 1) => text("in-kazakh", "Kazakh"),
        _ => text("in-ukrainian", "Ukrainian"),
    };
    let out = match best.shape.encoding {
        Some(it @ (Encoding::Kz1048 | Encoding::Ptcp154)) => {
            let own = kazakh_letters(best, facts);
            let count: u64 = own.iter().map(|(_, n)| n).sum();
            let some: Vec<String> = own.iter().take(4).map(|(c, _)| c.to_string()).collect();
            text(
                "letters",
                "{ $count } bytes are Kazakh letters in { $encoding } ({ $letters }); { $language } letters fit",
            )
            .with("count", count)
            .with("encoding", it.name())
            .with("letters", some.join(" "))
        }
        _ => text("text", "{ $count } bytes above 0x7F read as { $language } text").with("count", facts.high()),
    }
    .with("language", language);
    let also: Vec<&str> = readings
        .iter()
        .filter(|r| r.shape.encoding != best.shape.encoding && facts.differing(best, r) == 0)
        .filter_map(|r| r.shape.encoding.map(Encoding::name))
        .collect();
    if also.is_empty() {
        return out;
    }
    text("also", "{ $why }; also valid as { $names }").with("why", out).with("names", also.join(", "))
}

fn against(best: &Reading, reading: &Reading, facts: &Facts) -> Message {
    if best.shape.encoding.is_none() {
        return text("dos", "the accents look like DOS code page 850 or 437, which cannot be read");
    }
    text("worse", "{ $count } bytes read differently and fit worse")
        .with("count", facts.differing(best, reading))
}
