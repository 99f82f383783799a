//! Faults of the files themselves.

use super::sheet::{STRAY, Site};
use super::text::swap_letter;
use super::{Class, ES, KK, RU, Scale, class};
use tregua_parse::source::{Encoding, encode};

pub(super) const CLASSES: &[Class] = &[
    class("file/encoding", "a byte order mark inside the file", |site| {
        site.edit().bom = true;
        true
    }),
    Class {
        scale: Scale::Stretch(50),
        ..class("file/encoding", "a byte that is no UTF-8, or the whole in an older encoding", encoding)
    },
    Class {
        scale: Scale::Stretch(20),
        ..class("file/line-ends", "an odd line end, or none at the end", line_ends)
    },
    class("file/numbering", "a counter is missing, no number, or the wrong one", numbering),
    class("file/stamp-form", "a loose stamp or arrow", stamp_form),
    class("file/stamp-unreadable", "a digit is lost, or the whole out-time", stamp_unreadable),
    class("file/structure", "a blank line is missing, not empty, or in the text", structure),
];

fn encoding(site: &mut Site<'_>) -> bool {
    let list: &[Encoding] = match site.track {
        ES => &[Encoding::WINDOWS_1252],
        KK => &[Encoding::Kz1048],
        RU => &[Encoding::WINDOWS_1251],
        _ => &[],
    };
    if site.dice.of(0..=1) == 0 {
        let encoding = site.dice.pick(list);
        let fits =
            site.sheet.cues.iter().flat_map(|cue| &cue.lines).all(|line| encode(line, encoding).is_ok());
        if fits {
            site.sheet.encoding = Some(encoding);
        }
        return fits;
    }
    site.change(|line, dice| swap_letter(line, dice, |_| Some(STRAY.to_string())))
}

fn line_ends(site: &mut Site<'_>) -> bool {
    if site.dice.of(0..=3) == 0 {
        site.sheet.cut = true;
    } else {
        site.edit().odd_end = true;
    }
    true
}

fn numbering(site: &mut Site<'_>) -> bool {
    let other = site.dice.of(1..=9);
    match site.dice.of(0..=2) {
        0 => site.edit().counter = Some(String::new()),
        1 => site.edit().counter = Some(format!("{other}l{other}")),
        _ => site.edit().skip = usize::try_from(other).unwrap_or(1),
    }
    true
}

fn stamp_form(site: &mut Site<'_>) -> bool {
    let timing = site.cue().timing();
    let stamps = match site.dice.of(0..=5) {
        0 => timing.replacen(',', ".", 1),
        1 => timing.replacen(" --> ", " -> ", 1),
        2 => timing.replacen(" --> ", "-->", 1),
        3 => timing.replacen('0', "", 1),
        4 => timing.replacen(',', ":", 1),
        _ => timing.replacen(',', " ,", 1),
    };
    site.edit().stamps = Some(stamps);
    true
}

fn stamp_unreadable(site: &mut Site<'_>) -> bool {
    let mut stamps = site.cue().timing();
    if site.dice.of(0..=3) == 0 {
        stamps.truncate(stamps.len() - 13);
    } else {
        // A digit of the seconds or minutes of one of the times.
        let at = site.dice.pick(&[3, 4, 6, 7, 20, 21, 23, 24]);
        stamps.replace_range(at..=at, site.dice.pick(&["x", "O", "l"]));
    }
    site.edit().stamps = Some(stamps);
    true
}

fn structure(site: &mut Site<'_>) -> bool {
    let kind = site.dice.of(0..=3);
    if kind == 3 {
        let two = site.cue().lines.len() == 2;
        if two {
            site.edit().lines.insert(1, String::new());
        }
        return two;
    }
    site.edit().after = ["", " \n", "\n\n"][usize::try_from(kind).unwrap_or(0)];
    true
}
