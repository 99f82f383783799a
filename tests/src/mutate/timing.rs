//! Faults of when cues stand.

use super::sheet::{BRIEFEST, CHAIN, Cue, FPS, LONGEST, PAUSE, READ, Site};
use super::{Class, Scale, class};

pub(super) const CLASSES: &[Class] = &[
    class("timing/overlap", "the cue stays for 1 to 12 frames of the next", overlap),
    class("timing/gap-too-short", "a gap is closed to 1 frame or none", short_gap),
    class("timing/gap-in-chaining-zone", "a gap is made 3 to 11 frames long", chaining_zone),
    Class {
        brings: &["timing/reading-too-fast"],
        ..class("timing/too-brief", "cut to 3 to 19 frames", brief)
    },
    class("timing/too-long", "stays for up to 2 s more than 7 s", long),
    class("timing/reading-too-fast", "stays for less time than its text needs", fast),
    class("timing/off-grid", "a time is moved 3 to 20 ms off its frame", off_grid),
    class("timing/out-of-order", "changes places with the next cue", out_of_order),
    class("timing/no-duration", "goes out at its in-time, or up to 1 s before it", no_duration),
    Class {
        profile: Some("structure"),
        ..class("timing/flash", "stays for 1 or 2 frames", |site| cut_to(site, 1, 2))
    },
    Class {
        scale: Scale::Stretch(20),
        ..class("timing/beyond-programme", "the film ends more than 1 s before a cue does", beyond)
    },
    Class {
        scale: Scale::Stretch(20),
        profile: Some("dcp/smpte"),
        ..class("timing/first-too-early", "the first cue comes in the first 4 s", early)
    },
    Class {
        scale: Scale::Cuts,
        ..class("timing/in-time-off-cut", "an in-time is moved 1 to 11 frames off its cut", in_off_cut)
    },
    Class {
        scale: Scale::Cuts,
        ..class("timing/out-time-off-cut", "an out-time is moved 1 to 13 frames off its cut", out_off_cut)
    },
    class("timing/speed-jump", "time is moved from a fast cue to a slow one before it", speed_jump),
];

fn overlap(site: &mut Site<'_>) -> bool {
    let end = site.next().start + site.dice.of(1..=12);
    let fits = end - site.cue().start <= LONGEST && end < site.next().end;
    if fits {
        site.edit().end = end;
    }
    fits
}

fn move_end(site: &mut Site<'_>, end: i64) -> bool {
    let fits = site.lawful(site.cue().start, end) && end != site.cue().end;
    if fits {
        site.edit().end = end;
    }
    fits
}

fn short_gap(site: &mut Site<'_>) -> bool {
    let end = site.next().start - site.dice.of(0..=1);
    move_end(site, end)
}

fn chaining_zone(site: &mut Site<'_>) -> bool {
    let end = site.next().start - site.dice.of(CHAIN + 1..=PAUSE - 1);
    move_end(site, end)
}

/// The cue stays for few frames before a pause.
fn cut_to(site: &mut Site<'_>, least: i64, most: i64) -> bool {
    let end = site.cue().start + site.dice.of(least..=most);
    let fits = site.next().start - end >= PAUSE;
    if fits {
        site.edit().end = end;
    }
    fits
}

fn brief(site: &mut Site<'_>) -> bool {
    cut_to(site, 3, BRIEFEST - 1)
}

fn long(site: &mut Site<'_>) -> bool {
    cut_to(site, LONGEST + 1, LONGEST + 2 * FPS)
}

fn fast(site: &mut Site<'_>) -> bool {
    // Frames that are too few, though each time be rounded half a frame to the good.
    let most = site.cue().characters() * FPS / READ - 1;
    most >= BRIEFEST && site.lasts() > most && cut_to(site, (most - 24).max(BRIEFEST), most)
}

fn off_grid(site: &mut Site<'_>) -> bool {
    let (start, end) = (site.cue().start, site.cue().end);
    let fits = site.lawful(start, end - 1) && site.lasts() < LONGEST;
    let (which, off) = (site.dice.below(2), site.dice.of(3..=20));
    let side = site.dice.pick(&[-1, 1]);
    if fits {
        site.edit().slip[which] = side * off;
    }
    fits
}

fn out_of_order(site: &mut Site<'_>) -> bool {
    let at = site.at;
    site.sheet.cues.swap(at, at + 1);
    true
}

fn no_duration(site: &mut Site<'_>) -> bool {
    let end = site.cue().start - site.dice.of(0..=FPS);
    site.edit().end = end;
    true
}

fn beyond(site: &mut Site<'_>) -> bool {
    // The last cue, which begins before the end or behind it.
    let Some(last) = site.sheet.cues.last() else { return false };
    let before = site.sheet.cues.iter().rev().nth(1).map_or(0, |cue| cue.end);
    let least = (before + FPS - 1) / FPS;
    let most = (last.end - 2) / FPS - 1;
    if most < least {
        return false;
    }
    let length = site.dice.of(least..=most);
    site.sheet.length = Some(length);
    site.at = site.sheet.cues.len() - 1;
    true
}

fn early(site: &mut Site<'_>) -> bool {
    let start = site.dice.of(0..=4 * FPS - 1);
    let first = &mut site.sheet.cues[0];
    if first.start < 4 * FPS {
        return false;
    }
    (first.start, first.end) = (start, start + first.end - first.start);
    site.at = 0;
    true
}

fn in_off_cut(site: &mut Site<'_>) -> bool {
    let (start, end) = (site.cue().start, site.cue().end);
    let by = site.dice.of(1..=PAUSE - 1) * site.dice.pick(&[-1, 1]);
    let fits = site.film.on_cut(start)
        && site.before() + by >= PAUSE
        && site.lawful(start + by, end)
        && !site.film.on_cut(start + by);
    if fits {
        site.edit().start += by;
    }
    fits
}

fn out_off_cut(site: &mut Site<'_>) -> bool {
    let (start, end) = (site.cue().start, site.cue().end);
    // From half a second before the cut to half a second after it.
    let by = site.dice.of(CHAIN + 1 - PAUSE..=CHAIN + PAUSE - 1);
    let fits = by != 0
        && site.film.on_cut(end + CHAIN)
        && site.after() - by >= PAUSE
        && site.lawful(start, end + by)
        && !site.film.on_cut(end + by + CHAIN);
    if fits {
        site.edit().end += by;
    }
    fits
}

/// The next cue gets just the time it needs, and this one, whose text is cut down to a few words, the rest.
fn speed_jump(site: &mut Site<'_>) -> bool {
    let (cue, next) = (site.cue().clone(), site.next().clone());
    let gap = next.start - cue.end;
    let n = next.characters();
    let takes = (n * FPS + READ - 1) / READ + 1 + site.dice.of(0..=3);
    let mut slow = cue.clone();
    slow.lines = vec![few_words(&cue)];
    slow.end = next.end - takes - gap;
    let (lasts, few) = (slow.end - slow.start, slow.characters());
    let fits = gap <= PAUSE
        && cue.plain()
        // What is cut short must not lose its closing mark.
        && !slow.lines[0].contains(['¿', '¡', '«', '“'])
        && (BRIEFEST..=LONGEST).contains(&takes)
        && n >= 20
        && few >= 20
        && n * FPS >= takes * 15 + 15
        && lasts <= LONGEST
        && few * FPS * takes * 2 + few * FPS * 2 <= n * FPS * lasts;
    if fits {
        let at = site.at;
        site.sheet.cues[at + 1].start = next.end - takes;
        *site.edit() = slow;
    }
    fits
}

/// The first words of a cue, 20 characters or a little more.
fn few_words(cue: &Cue) -> String {
    let mut out = String::new();
    for word in cue.words().join(" ").split(' ') {
        if out.chars().count() >= 20 {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
