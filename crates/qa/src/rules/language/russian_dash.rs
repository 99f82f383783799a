use crate::chars;
use crate::rule::{Context, Shown, Sink, Traits};
use std::ops::Range;
use tregua_parse::base::Applicability;

declare_rule! {
    /// A hyphen stands for a Russian dash, or a dash for a hyphen.
    ///
    /// ## What it does
    ///
    /// In Russian tracks, finds a hyphen with blanks around it, two hyphens in a row, a hyphen or dash with a blank on one
    /// side only (`кто -то`), and a dash between two words without blanks. The mark before a speaker's line is another
    /// matter, at the start of a line and inside it; numbers and ranges are left alone.
    ///
    /// ## Why
    ///
    /// The dash parts words and has blanks, the hyphen joins them and has none. A viewer reads `Москва -столица` twice.
    ///
    /// ```srt,bad lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Мой отец - врач.
    /// ```
    ///
    /// ```srt,bad lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Кто–то стучит в дверь.
    /// ```
    ///
    /// ```srt,good lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// - Мой отец – врач.
    /// - А кто-то говорил, что повар.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The hyphen becomes the dash the track has most, or the dash a hyphen; a viewer sees that: unsafe. Where blanks
    /// are missing on one side, both may be meant, and no fix is offered.
    ///
    /// ## Sources
    ///
    /// GOST R 57763-2017 treats the two as marks of their own; the rule of the blanks is that of Russian typography.
    "language/russian-dash", Warning, fix: Some(Unsafe),
    params {},
    Track check
}

/// What is joined by a hyphen to the word before it.
const JOINED: [&str; 5] = ["ка", "либо", "нибудь", "таки", "то"];

/// Words that -то makes others of; behind any other word a dash may be meant: «пришёл – то и хорошо».
const WITH_TO: [&str; 20] = [
    "где",
    "зачем",
    "как",
    "какая",
    "какие",
    "какое",
    "какой",
    "кого",
    "когда",
    "кому",
    "кто",
    "куда",
    "откуда",
    "отчего",
    "почему",
    "чего",
    "чей",
    "чем",
    "чему",
    "что",
];

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("ru") || context.wrong_track().is_some() {
        return;
    }
    let mut usual = None;
    for (index, _, cue) in context.own_cues_with(Traits::HYPHEN | Traits::DASH) {
        for line in context.shown(cue) {
            let bytes = line.text.as_bytes();
            let mut at = 0;
            // `-`, or the first byte of – and —.
            while let Some(next) = memchr::memchr2(b'-', 0xe2, bytes.get(at..).unwrap_or_default()) {
                let start = at + next;
                let rest = line.text.get(start..).unwrap_or("");
                let len = rest.len() - rest.trim_start_matches(['-', '–', '—']).len();
                at = start + len.max(1);
                if len > 0 {
                    let fault = judge(&line.text, start..start + len);
                    if let Some(fault) = fault {
                        let dash = || *usual.get_or_insert_with(|| usual_dash(context));
                        report(fault, index, line, start..start + len, dash, sink);
                    }
                }
            }
        }
    }
}

fn word_before(text: &str) -> &str {
    text.rsplit(|c: char| !chars::is_alphabetic(c)).next().unwrap_or("")
}

enum Fault {
    /// A hyphen with blanks.
    Hyphen,
    /// Two hyphens.
    Double,
    /// A blank on one side only, before a word that is joined by a hyphen, and before another.
    Apart { joined: bool },
    /// A dash inside a word that is written with a hyphen.
    InWord,
    /// A dash between two words without blanks.
    Tight,
}

fn judge(text: &str, range: Range<usize>) -> Option<Fault> {
    let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
    let mark = text.get(range)?;
    let word = before.trim_end();
    // A speaker's mark, or a line that goes on.
    let last = word.chars().next_back()?;
    let next = after.trim_start().chars().next();
    let blanks = (word.len() < before.len(), next.is_none() || after.trim_start().len() < after.len());
    let speaker = matches!(last, '.' | '?' | '!' | '…' | ':') && next.is_some_and(char::is_uppercase);
    let cyrillic = |c: char| matches!(c, '\u{410}'..='\u{44f}' | 'ё' | 'Ё');
    if speaker || matches!(last, '♪' | '♫' | ')' | ']') || next.is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    if !cyrillic(last) && !next.is_some_and(cyrillic) {
        return None;
    }
    if mark == "--" {
        return Some(Fault::Double);
    }
    let dash = match mark {
        "-" => false,
        "–" | "—" => true,
        _ => return None,
    };
    let head = after.trim_start().split(|c: char| !chars::is_alphabetic(c)).next().unwrap_or("");
    let part = word_before(before);
    let joined = JOINED.contains(&head) && cyrillic(last);
    match blanks {
        (true, true) => (!dash).then_some(Fault::Hyphen),
        // «одно- и двухместный», «я- я…»: a hyphen may end a part of a word.
        (false, true) => None,
        (true, false) => {
            let both = cyrillic(last) && next.is_some_and(cyrillic);
            let joined =
                joined && (head != "то" || WITH_TO.contains(&word_before(word).to_lowercase().as_str()));
            (both && (!dash || joined)).then_some(Fault::Apart { joined })
        }
        (false, false) if dash => {
            let lower = next.is_some_and(|c| cyrillic(c) && c.is_lowercase()) && cyrillic(last);
            if !lower {
                None
            } else if joined || matches!(part, "кое" | "Кое" | "по" | "По" | "из" | "Из") {
                Some(Fault::InWord)
            } else {
                (mark == "—").then_some(Fault::Tight)
            }
        }
        (false, false) => None,
    }
}

fn report<'d>(
    fault: Fault,
    cue: u32,
    line: &Shown<'_>,
    range: Range<usize>,
    dash: impl FnOnce() -> &'d str,
    sink: &mut Sink<'_>,
) {
    let mark = line.text.get(range.clone()).unwrap_or("");
    let blank_before = line.text.get(..range.start).is_some_and(|b| b.ends_with([' ', '\u{a0}']));
    let blank_after =
        line.text.get(range.end..).is_none_or(|a| a.is_empty() || a.starts_with([' ', '\u{a0}', ',', '.']));
    let (message, new) = match fault {
        Fault::Hyphen => (say!("hyphen"), Some((range.clone(), dash().to_owned()))),
        Fault::Double => {
            let (a, b) = (if blank_before { "" } else { " " }, if blank_after { "" } else { " " });
            (say!("double"), Some((range.clone(), format!("{a}{}{b}", dash()))))
        }
        Fault::Apart { joined } => {
            let text = line.text.get(..range.start).unwrap_or("");
            let from = text.trim_end().len();
            (say!("apart", mark = mark), joined.then(|| (from..range.end, "-".to_owned())))
        }
        Fault::InWord => (say!("in-word", mark = mark), Some((range.clone(), "-".to_owned()))),
        Fault::Tight => (say!("tight", mark = mark), Some((range.clone(), format!(" {mark} ")))),
    };
    let finding = sink.cue(cue, line.span(range), message).help(say!("help"));
    if let Some((range, new)) = new
        && let Some(edits) = line.replace(range, &new)
    {
        finding.fix(Applicability::Unsafe, say!("fix", mark = new.trim()), edits);
    }
}

/// The dash the track has most, with blanks around it.
fn usual_dash(context: &Context<'_>) -> &'static str {
    let (mut short, mut long) = (0, 0);
    for (_, _, cue) in context.cues_with(Traits::DASH) {
        for line in context.shown(cue) {
            short += line.text.matches(" – ").count();
            long += line.text.matches(" — ").count();
        }
    }
    if short > long { "–" } else { "—" }
}
