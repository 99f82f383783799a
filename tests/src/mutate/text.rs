//! Faults of what cues say.

use super::sheet::{Cue, Dice, LINE, PAUSE, Site};
use super::{Class, ES, KK, RU, class};
use tregua_parse::source::{Encoding, Source, encode};

pub(super) const CLASSES: &[Class] = &[
    Class {
        brings: &["text/dialogue-dash"],
        ..class("text/line-too-long", "two lines are joined into one that is too long", one_line)
    },
    Class {
        brings: &["text/phrase-broken"],
        ..class("text/too-many-lines", "the second line is broken once more", third_line)
    },
    class("text/empty-cue", "the text is lost", |site| {
        site.edit().lines.clear();
        true
    }),
    class("text/markup", "a closing tag is lost, closes nothing, or crosses another", markup),
    class("text/stray-space", "a blank at an end of a line, or two in a row", spaces),
    Class {
        tracks: &[KK, RU],
        ..class("text/mixed-script", "a letter of a word becomes its Latin twin", latin_letter)
    },
    Class {
        tracks: &[KK],
        ..class("language/kazakh-letter", "one of the nine letters becomes a foreign one", foreign_letter)
    },
    Class {
        // Each language has quotation marks of its own.
        brings: &["text/quotes"],
        ..class("language/wrong-language", "the text of another track", other_language)
    },
    class("text/all-caps", "capitals", capitals),
    class("text/control-character", "a control, direction or width character in a word", unseen),
    class("text/credit-or-address", "an address, or a maker's name", credit),
    class("text/decomposed-letter", "a letter is written as two characters", decomposed),
    Class {
        // Garbled letters are signs of all kinds.
        brings: &[
            "language/spanish-opening-mark",
            "text/apostrophe",
            "text/dialogue-dash",
            "text/ellipsis",
            "text/glyph",
            "text/line-too-long",
            "text/punctuation-space",
            "text/quotes",
            "timing/reading-too-fast",
        ],
        ..class("text/mojibake", "the text is read in a wrong encoding", mojibake)
    },
    Class {
        brings: &["timing/reading-too-fast"],
        ..class("text/music-note", "a note where the line begins, none where it ends", |site| {
            let [line] = site.cue().lines.as_slice() else { return false };
            if line.contains(['<', '♪', '-']) || line.chars().count() > 36 {
                return false;
            }
            let sung = format!("♪ {line}");
            site.edit().lines = vec![sung];
            true
        })
    },
    class("text/repeated", "the next cue says the same", repeated),
    Class {
        brings: &["timing/overlap"],
        ..class("text/repeated", "the cue is there twice", |site| {
            let copy = site.cue().clone();
            let at = site.at;
            let good = copy.characters() >= 16;
            if good {
                site.sheet.cues.insert(at, copy);
            }
            good
        })
    },
    class("text/replacement-character", "a letter is lost", lost_letter),
    class("text/sdh-mark", "a sound in brackets, or who speaks", sdh),
];

/// The places of letters in a line, tags left out, with a letter on both sides of each.
fn inner_letters(line: &str) -> Vec<(usize, char)> {
    let all: Vec<(usize, char)> = line.char_indices().collect();
    let mut tag = false;
    let mut out = Vec::new();
    for (place, (at, c)) in all.iter().enumerate() {
        tag = (tag || *c == '<') && *c != '>';
        let letter = |place: usize| all.get(place).is_some_and(|(_, c)| c.is_alphabetic());
        if !tag && c.is_alphabetic() && place > 0 && letter(place - 1) && letter(place + 1) {
            out.push((*at, *c));
        }
    }
    out
}

/// Puts something in the place of a random letter that has letters on both sides, and for which there is something.
pub(super) fn swap_letter(
    line: &str,
    dice: &mut Dice,
    with: impl Fn(char) -> Option<String>,
) -> Option<String> {
    let fit: Vec<(usize, char, String)> =
        inner_letters(line).into_iter().filter_map(|(at, c)| with(c).map(|new| (at, c, new))).collect();
    if fit.is_empty() {
        return None;
    }
    let (at, c, new) = &fit[dice.below(fit.len())];
    Some(format!("{}{new}{}", &line[..*at], &line[at + c.len_utf8()..]))
}

fn one_line(site: &mut Site<'_>) -> bool {
    let cue = site.cue();
    let joined = cue.lines.join(" ");
    let n = cue.words().join(" ").chars().count();
    let fits = cue.lines.len() == 2 && n > LINE[site.track] && site.room(1);
    if fits {
        site.edit().lines = vec![joined];
    }
    fits
}

fn third_line(site: &mut Site<'_>) -> bool {
    let [first, second] = site.cue().lines.as_slice() else { return false };
    let blanks: Vec<usize> = second.match_indices(' ').map(|(at, _)| at).collect();
    let first = first.clone();
    let second = second.clone();
    if blanks.len() < 2 {
        return false;
    }
    // Not behind a dash.
    let at = blanks[1 + site.dice.below(blanks.len() - 1)];
    site.edit().lines = vec![first, second[..at].to_owned(), second[at + 1..].to_owned()];
    true
}

fn markup(site: &mut Site<'_>) -> bool {
    let (mut lines, last) = (site.cue().lines.clone(), site.cue().lines.len().saturating_sub(1));
    if lines[0].starts_with("<i>") {
        let close = site.dice.of(0..=1) == 0;
        lines[last] =
            if close { lines[last].replace("</i>", "") } else { lines[last].replace("</i>", "<i>") };
    } else if !site.cue().plain() {
        return false;
    } else {
        match site.dice.of(0..=3) {
            0 => lines[last].push_str("</i>"),
            1 => lines[0].insert_str(0, "<b>"),
            2 => lines[last].insert_str(0, "</b>"),
            _ => {
                lines[0].insert_str(0, "<i><b>");
                lines[last].push_str("</i></b>");
            }
        }
    }
    site.edit().lines = lines;
    true
}

fn spaces(site: &mut Site<'_>) -> bool {
    site.change(|line, dice| match dice.of(0..=2) {
        0 => Some(format!("{line} ")),
        1 => Some(format!(" {line}")),
        _ => {
            let blanks: Vec<usize> = line.match_indices(' ').map(|(at, _)| at).collect();
            let at = *blanks.get(dice.below(blanks.len().max(1)))?;
            Some(format!("{} {}", &line[..at], &line[at..]))
        }
    })
}

fn latin_letter(site: &mut Site<'_>) -> bool {
    let twin = |c| {
        let twins =
            [('а', "a"), ('е', "e"), ('о', "o"), ('р', "p"), ('с', "c"), ('у', "y"), ('х', "x"), ('і', "i")];
        twins.iter().find(|(cyrillic, _)| *cyrillic == c).map(|(_, latin)| (*latin).to_owned())
    };
    site.change(|line, dice| swap_letter(line, dice, twin))
}

fn foreign_letter(site: &mut Site<'_>) -> bool {
    /// Letters of phonetics, of neighbours' alphabets, and what KZ-1048 shows when it is read as windows-1251.
    const FOR: [(char, &str); 9] = [
        ('ә', "əǝӛј"),
        ('ғ', "ҕӷє"),
        ('қ', "ҡӄҟҝќ"),
        ('ң', "ҥӊӈѕ"),
        ('ө', "ɵѳӫґ"),
        ('ұ', "ў"),
        ('ү', "γї"),
        ('һ', "ҳћ"),
        ('і', "ıӏ"),
    ];
    site.change(|line, dice| {
        let which = dice.below(60);
        swap_letter(line, dice, |c| {
            let (_, list) = FOR.iter().find(|(letter, _)| *letter == c)?;
            list.chars().nth(which % list.chars().count()).map(String::from)
        })
    })
}

fn other_language(site: &mut Site<'_>) -> bool {
    let others: &[usize] = match site.track {
        ES => &[RU, KK],
        KK => &[RU, ES],
        _ => &[KK, ES],
    };
    let track = &site.film.tracks[site.dice.pick(others)];
    let cue = &track[site.dice.below(track.len())];
    let letters = cue.words().join("").chars().filter(|c| c.is_alphabetic()).count();
    cue.plain() && letters > 15 && site.cue().plain() && site.say(cue.lines.clone())
}

fn capitals(site: &mut Site<'_>) -> bool {
    let words = site.cue().words().join(" ");
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let several = words.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count() > 1;
    let lines = site.cue().lines.iter().map(|line| line.to_uppercase()).collect();
    letters >= 12 && several && site.cue().plain() && site.say(lines)
}

fn unseen(site: &mut Site<'_>) -> bool {
    const SIGNS: [char; 9] =
        ['\u{200b}', '\u{202e}', '\u{200e}', '\u{ad}', '\u{2060}', '\u{2066}', '\u{200f}', '\u{7}', '\u{1b}'];
    site.change(|line, dice| {
        let sign = dice.pick(&SIGNS);
        swap_letter(line, dice, |c| Some(format!("{c}{sign}")))
    })
}

fn credit(site: &mut Site<'_>) -> bool {
    const NAMES: [&str; 6] = ["estepa", "subs4you", "dala-film", "kino.mir", "cine", "t"];
    const ENDS: [&str; 6] = ["com", "net", "ru", "kz", "es", "org"];
    const MAKERS: [[&str; 3]; 3] = [
        ["Subtítulos: Ana Ruiz", "Traducción: Juan Gil", "Subtitulado por Ana Ruiz"],
        ["Аударған: Әсел Омарова", "Аударған: Б. Ақан", "Аударған: Айша"],
        ["Субтитры: И. Петров", "Переводчик: Анна Шульц", "Тайминг: Иван"],
    ];
    let (name, end) = (site.dice.pick(&NAMES), site.dice.pick(&ENDS));
    let line = match site.dice.of(0..=3) {
        0 => format!("www.{name}.{end}"),
        1 => format!("https://{name}.{end}/x"),
        2 => format!("info@{name}.{end}"),
        _ => site.dice.pick(&MAKERS[site.track]).to_owned(),
    };
    site.cue().plain() && site.say(vec![line])
}

fn decomposed(site: &mut Site<'_>) -> bool {
    const PAIRS: [(char, &str); 9] = [
        ('й', "и\u{306}"),
        ('ё', "е\u{308}"),
        ('á', "a\u{301}"),
        ('é', "e\u{301}"),
        ('í', "i\u{301}"),
        ('ó', "o\u{301}"),
        ('ú', "u\u{301}"),
        ('ñ', "n\u{303}"),
        ('ü', "u\u{308}"),
    ];
    site.change(|line, dice| {
        swap_letter(line, dice, |c| PAIRS.iter().find(|(one, _)| *one == c).map(|(_, two)| (*two).to_owned()))
    })
}

fn mojibake(site: &mut Site<'_>) -> bool {
    let ways: &[(Encoding, Encoding)] = match site.track {
        ES => &[(Encoding::Utf8, Encoding::WINDOWS_1252)],
        _ => &[
            (Encoding::Utf8, Encoding::WINDOWS_1252),
            (Encoding::Utf8, Encoding::WINDOWS_1251),
            (Encoding::WINDOWS_1251, Encoding::WINDOWS_1252),
        ],
    };
    let (right, wrong) = site.dice.pick(ways);
    let garble = |line: &String| {
        let bytes = encode(line, right).ok()?;
        let source = Source::open(&bytes, Some(wrong), None).ok()?;
        let text = source.text().to_owned();
        // Where a byte means nothing in the wrong encoding, the letter is gone, and that is another fault.
        let whole = source.malformed().is_empty() && encode(&text, wrong).ok().as_deref() == Some(&bytes[..]);
        (whole && !text.chars().any(|c| c.is_control())).then_some(text)
    };
    let lines: Option<Vec<String>> = site.cue().lines.iter().map(garble).collect();
    let Some(lines) = lines.filter(|lines| site.cue().plain() && *lines != site.cue().lines) else {
        return false;
    };
    // A letter or two may be anything.
    let letters = |c: char| c.is_alphabetic() && !c.is_ascii();
    let enough = site.track == ES
        || site.cue().lines.iter().all(|line| line.chars().filter(|c| letters(*c)).count() > 5);
    if enough {
        site.edit().lines = lines;
    }
    enough
}

fn repeated(site: &mut Site<'_>) -> bool {
    let (cue, next) = (site.cue().clone(), site.next().clone());
    let fits = site.after() < PAUSE && cue.plain() && next.plain() && cue.characters() >= 16;
    site.at += 1;
    fits && site.say(cue.lines)
}

fn lost_letter(site: &mut Site<'_>) -> bool {
    site.change(|line, dice| swap_letter(line, dice, |_| Some('\u{fffd}'.to_string())))
}

fn sdh(site: &mut Site<'_>) -> bool {
    const SOUNDS: [[&str; 3]; 3] = [
        ["[Ladridos a lo lejos]", "(Suena el teléfono)", "[Truenos]"],
        ["[Алыстан ит үреді]", "(Телефон шырылдайды)", "[Күн күркірейді]"],
        ["[Лай вдалеке]", "(Звонит телефон)", "[Гром]"],
    ];
    const NAMES: [[&str; 3]; 3] =
        [["MIGUEL", "ANA RUIZ", "MÉDICO"], ["АЙГҮЛ", "ӘЖЕ", "ДӘРІГЕР"], ["ИВАН", "ВРАЧ", "БАБУШКА"]];
    let (sound, name) = (site.dice.pick(&SOUNDS[site.track]), site.dice.pick(&NAMES[site.track]));
    if site.dice.of(0..=1) == 0 {
        return site.cue().plain() && site.say(vec![sound.to_owned()]);
    }
    let mut lines = site.cue().lines.clone();
    lines[0].insert_str(0, &format!("{name}: "));
    spoken(site.cue()) && site.say(lines)
}

/// Somebody says words, with a small letter in the first line.
fn spoken(cue: &Cue) -> bool {
    cue.plain() && cue.lines[0].contains(char::is_lowercase) && !cue.lines[0].contains(':')
}
