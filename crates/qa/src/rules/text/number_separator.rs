use crate::rule::{Context, Shown, Sink, Traits};
use std::ops::Range;
use tregua_parse::base::{Applicability, Message};

declare_rule! {
    /// Decimals or thousands of a number are set off by another language's sign.
    ///
    /// ## What it does
    ///
    /// In Russian and Kazakh finds points before decimals, and points or commas between thousands, where a no-break blank
    /// stands; in English commas before decimals and points between thousands. Spanish has both signs, so there a track
    /// is only held to itself. What may be a time, a date, a version or a chapter is left alone, and so is a number that
    /// could be read either way.
    ///
    /// ## Why
    ///
    /// 10,000 is ten thousand in English and ten in Russian: the sign that was left over from the original makes another
    /// number.
    ///
    /// ```srt,bad lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// До моря осталось 2.5 километра.
    /// ```
    ///
    /// ```srt,bad lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ауылда 12,000 адам тұрады.
    /// ```
    ///
    /// ```srt,good lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// До моря осталось 2,5 километра.
    /// ```
    ///
    /// ```srt,good lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ауылда 12 000 адам тұрады.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix writes the language's sign. What the number is meant to be, the sound must tell: unsafe.
    ///
    /// ## Sources
    ///
    /// CLDR: ru and kk have a comma and a no-break blank, en a point and a comma, es a comma and a point, es-419 a point
    /// and a comma. For Spanish the Academy takes either before decimals and a blank between thousands: the sources
    /// conflict.
    "text/number-separator", Info, fix: Some(Unsafe),
    params {},
    Track check
}

/// What sets off decimals and thousands in a language, after CLDR; none where its sources conflict.
struct Habit {
    decimal: char,
    group: char,
}

const COMMA: Habit = Habit { decimal: ',', group: '\u{a0}' };
const POINT: Habit = Habit { decimal: '.', group: ',' };

/// A number with signs in it.
enum Number {
    /// One sign, decimals behind it.
    Decimal(char),
    /// One sign or more of one kind, three digits behind each.
    Groups(char),
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let habit = match context.language() {
        Some("ru" | "kk") => Some(COMMA),
        Some("en") => Some(POINT),
        Some("es") => None,
        _ => return,
    };
    let (mut commas, mut points) = (0usize, 0usize);
    let lines = || {
        let cues = context.cues_with(Traits::DIGIT);
        let cues = cues.filter(|(index, ..)| context.traits(*index).any(Traits::COMMA | Traits::STOP));
        cues.flat_map(|(index, _, cue)| context.shown(cue).iter().map(move |line| (index, line)))
            .filter(|(_, line)| may_hold(&line.text))
    };
    if habit.is_none() {
        for (_, line) in lines() {
            for (_, number) in numbers(&line.text) {
                commas += usize::from(matches!(number, Number::Decimal(',')));
                points += usize::from(matches!(number, Number::Decimal('.')));
            }
        }
        if commas == 0 || points == 0 {
            return;
        }
    }
    let usual = if points > commas { '.' } else { ',' };
    for (index, line) in lines() {
        for (range, number) in numbers(&line.text) {
            let text = line.text.get(range.clone()).unwrap_or("");
            let (message, from, to) = match (&habit, number) {
                (Some(habit), Number::Decimal(sign)) if sign != habit.decimal => {
                    (say!("decimal", number = text, mark = habit.decimal), sign, habit.decimal)
                }
                (Some(habit), Number::Groups(sign)) if sign != habit.group => {
                    let message = match habit.group {
                        '\u{a0}' => say!("group-blank", number = text),
                        mark => say!("group", number = text, mark = mark),
                    };
                    (message, sign, habit.group)
                }
                (None, Number::Decimal(sign)) if sign != usual => {
                    (say!("unlike", number = text, mark = usual), sign, usual)
                }
                _ => continue,
            };
            report(index, line, range, message, &text.replace(from, to.encode_utf8(&mut [0; 4])), sink);
        }
    }
}

fn report(cue: u32, line: &Shown<'_>, range: Range<usize>, message: Message, new: &str, sink: &mut Sink<'_>) {
    let finding = sink.cue(cue, line.span(range.clone()), message);
    if let Some(edits) = line.replace(range, new) {
        finding.fix(Applicability::Unsafe, say!(common: "write", text = new), edits);
    }
}

/// A sign between two digits.
fn may_hold(text: &str) -> bool {
    text.as_bytes().windows(3).any(|w| matches!(w, [b'0'..=b'9', b'.' | b',', b'0'..=b'9']))
}

/// The numbers of a line that cannot be anything else.
fn numbers(text: &str) -> impl Iterator<Item = (Range<usize>, Number)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(rest) = text.get(at..) {
            let start = at + rest.find(|c: char| c.is_ascii_digit())?;
            let tail = text.get(start..)?;
            let inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
            let whole = tail.find(|c| !inside(c)).unwrap_or(tail.len());
            // A sign behind the last digit belongs to the sentence.
            let len = tail.get(..whole)?.trim_end_matches(['.', ',']).len();
            at = start + whole;
            let range = start..start + len;
            if let Some(number) = read(text, &range) {
                return Some((range, number));
            }
        }
        None
    })
}

fn read(text: &str, range: &Range<usize>) -> Option<Number> {
    let (head, tail) = (text.get(..range.start)?, text.get(range.end..)?);
    let number = text.get(range.clone())?;
    let sign = number.chars().find(|c| !c.is_ascii_digit())?;
    let glued =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ':' | '/' | '-' | '№' | '#' | '@' | '_');
    let begins = head.chars().next_back().is_none_or(|c| !glued(c));
    let ends = tail.chars().next().is_none_or(|c| !glued(c) || matches!(c, '.' | ','));
    // Behind a Latin name it is a version, behind an abbreviation a chapter or a page.
    let word = head.trim_end().rsplit(' ').next().unwrap_or("");
    let name = || {
        let opens = head.trim_end().len() == word.len();
        !opens || text.chars().any(|c| matches!(c, 'А'..='я'))
    };
    let named = word.ends_with('.') || word.starts_with(|c: char| c.is_ascii_uppercase()) && name();
    if !begins || !ends || named || number.chars().any(|c| !c.is_ascii_digit() && c != sign) {
        return None;
    }
    let mut parts = number.split(sign);
    let (whole, first) = (parts.next()?, parts.next()?);
    let more = parts.clone().count();
    let counted = tail.starts_with('%')
        || tail
            .trim_start_matches([' ', '\u{a0}'])
            .starts_with(|c: char| c.is_lowercase() || c == '%' || c == '°');
    let groups = whole.len() <= 3 && !whole.starts_with('0') && first.len() == 3;
    if groups && more > 0 {
        return parts.all(|part| part.len() == 3).then_some(Number::Groups(sign));
    }
    if more > 0 {
        return None;
    }
    if groups {
        // Decimals do not end with a zero; of all others nobody can tell.
        return (counted && first.ends_with('0')).then_some(Number::Groups(sign));
    }
    // A time or a date has two digits; a chapter has nothing behind it that is counted.
    let hour = whole.len() <= 2 && first.len() == 2 && first < "60";
    let percent = tail.trim_start_matches([' ', '\u{a0}']).starts_with(['%', '°']);
    let zero = whole == "0" && (first.len() != 2 || !hour || counted);
    (zero || percent || counted && !hour && first.len() != 3).then_some(Number::Decimal(sign))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::said_in;

    #[test]
    fn what_may_be_something_else_is_left_alone() {
        for text in [
            "Встретимся в 12.30 утра.",
            "Это было 12.04.1945 года.",
            "Глава 3.1.",
            "Поставь Windows 3.1 сначала.",
            "см. 3.2 выше",
            "Адрес 192.168.0.1 занят.",
            "Осталось 10 000 шагов и 3,5 часа.",
            "Это 3,142 метра.",
            "Их было 5, 6 ушли.",
        ] {
            assert!(said_in("structure", "text/number-separator", Some("ru"), &[text]).is_empty(), "{text}");
        }
    }

    #[test]
    fn each_language_has_its_signs() {
        let found = |lang, texts: &[&str]| said_in("structure", "text/number-separator", Some(lang), texts);
        assert_eq!(
            found("ru", &["Ставлю на 0.2.", "Это 12.5 % всех.", "Их 1.250.000 человек, и 12,000 ушли."]),
            [
                "“0.2”: here decimals are set off by “,”",
                "“12.5”: here decimals are set off by “,”",
                "“1.250.000”: here thousands are set off by a no-break blank",
                "“12,000”: here thousands are set off by a no-break blank",
            ]
        );
        assert_eq!(
            found("en", &["It is 2,5 miles to 10,000 homes.", "We lost 12.000 men."]),
            ["“2,5”: here decimals are set off by “.”", "“12.000”: here thousands are set off by “,”"]
        );
        assert!(found("es", &["Quedan 2,5 kilómetros y 12.000 pasos."]).is_empty());
        assert_eq!(
            found("es", &["Quedan 2,5 kilómetros.", "Son 3,5 litros.", "O 4.5 litros."]),
            ["“4.5”: most of the track sets decimals off by “,”"]
        );
    }
}
