//! What two tracks of one film differ in besides their time line.

use super::Cue;
use crate::feature::dice::Dice;

/// Cues further apart than this are not merged.
const MERGE_GAP: i64 = 1_000;
/// Nor are cues that would then stand longer than this.
const MERGE_LENGTH: i64 = 9_000;
/// Shorter cues are not split.
const SPLIT_LENGTH: i64 = 1_600;
/// A sound is described where so much time is free: a second.
const SOUND_ROOM: i64 = 1_000;

/// Merges half of `share` per cent of the cues with the next one, and splits the other half.
pub(super) fn resegment(cues: &[Cue], share: i64, dice: &mut Dice) -> Vec<Cue> {
    let mut out: Vec<Cue> = Vec::with_capacity(cues.len());
    let mut rest = cues.iter().peekable();
    while let Some(cue) = rest.next() {
        let [merge, split] = [dice.percent(share / 2), dice.percent(share / 2)];
        let joins = |next: &&Cue| {
            let gap = next.start - cue.end;
            (0..=MERGE_GAP).contains(&gap) && next.end - cue.start <= MERGE_LENGTH
        };
        if merge && let Some(next) = rest.next_if(joins) {
            out.push(Cue { start: cue.start, end: next.end, text: format!("{}\n{}", cue.text, next.text) });
        } else if split {
            out.extend(halves(cue, dice));
        } else {
            out.push(cue.clone());
        }
    }
    out
}

/// A cue as two, divided between words, the time by letters.
fn halves(cue: &Cue, dice: &mut Dice) -> Vec<Cue> {
    let words: Vec<&str> = cue.text.split_whitespace().collect();
    let length = cue.end - cue.start;
    if words.len() < 4 || length < SPLIT_LENGTH {
        return vec![cue.clone()];
    }
    let (first, second) = words.split_at(dice.between(2, words.len() as i64 - 2) as usize);
    let [first, second] = [first.join(" "), second.join(" ")];
    let letters = [&first, &second].map(|text| text.chars().count() as i64);
    let middle = cue.start + (length * letters[0] / (letters[0] + letters[1])).clamp(500, length - 500);
    let gap = if dice.percent(50) { 84 } else { 0 };
    vec![
        Cue { start: cue.start, end: middle - gap, text: first },
        Cue { start: middle, end: cue.end, text: second },
    ]
}

/// Takes `share` per cent of the cues away.
pub(super) fn drop(cues: &mut Vec<Cue>, share: i64, dice: &mut Dice) {
    cues.retain(|_| !dice.percent(share));
}

/// Leaves `count` cues, anywhere.
pub(super) fn leave(cues: &mut Vec<Cue>, count: usize, dice: &mut Dice) {
    let mut kept: Vec<usize> = (0..cues.len()).collect();
    dice.shuffle(&mut kept);
    kept.truncate(count);
    kept.sort_unstable();
    *cues = kept.into_iter().map(|at| cues[at].clone()).collect();
}

/// Puts descriptions of sounds and ♪ into gaps, `share` for every hundred cues if there is room.
pub(super) fn sounds(cues: &mut Vec<Cue>, lang: &str, share: i64, dice: &mut Dice) {
    let words: &[&str] = match lang.get(..2) {
        Some("es" | "sp") => {
            &["[Suena música]", "[Portazo]", "[Pasos en la nieve]", "[Ladra un perro]", "♪", "♪ ♪"]
        }
        Some("ru") => &["[Играет музыка]", "[Хлопает дверь]", "[Шаги по снегу]", "[Лает собака]", "♪", "♪ ♪"],
        Some("kk") => {
            &["[Музыка ойнап тұр]", "[Есік тарс жабылды]", "[Қадам дыбысы]", "[Ит үріп тұр]", "♪", "♪ ♪"]
        }
        _ => &["[music playing]", "[door slams]", "[footsteps]", "[dog barking]", "♪", "♪ ♪"],
    };
    let mut rooms: Vec<[i64; 2]> = cues
        .windows(2)
        .map(|two| [two[0].end, two[1].start])
        .filter(|room| room[1] - room[0] >= SOUND_ROOM)
        .collect();
    dice.shuffle(&mut rooms);
    rooms.truncate(usize::try_from(cues.len() as i64 * share / 100).unwrap_or(0));
    for room in rooms {
        let free = room[1] - room[0] - 100;
        let length = dice.between(800, 4_000).min(free);
        let start = room[0] + 50 + dice.between(0, free - length);
        let text = words[dice.between(0, words.len() as i64 - 1) as usize].to_owned();
        cues.push(Cue { start, end: start + length, text });
    }
    cues.sort_by_key(|cue| (cue.start, cue.end));
}

/// Another film with the same habits: the durations, the gaps and the texts of this one, each dealt anew.
pub(super) fn dealt_anew(cues: &[Cue], dice: &mut Dice) -> Vec<Cue> {
    let mut lengths: Vec<i64> = cues.iter().map(|cue| cue.end - cue.start).collect();
    let mut gaps: Vec<i64> = cues.windows(2).map(|two| (two[1].start - two[0].end).max(0)).collect();
    let mut texts: Vec<&str> = cues.iter().map(|cue| cue.text.as_str()).collect();
    dice.shuffle(&mut lengths);
    dice.shuffle(&mut gaps);
    dice.shuffle(&mut texts);
    let mut at = cues.first().map_or(0, |cue| cue.start);
    let mut out = Vec::with_capacity(cues.len());
    for ((length, text), gap) in lengths.into_iter().zip(texts).zip(gaps.into_iter().chain([0])) {
        out.push(Cue { start: at, end: at + length, text: text.to_owned() });
        at += length + gap;
    }
    out
}
