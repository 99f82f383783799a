//! A plain list: a frame number or a time on each line, `#` before what is said beside.

use super::lines::lines;
use super::moment::Moment;
use super::number::decimal;
use super::read::Reader;
use super::sink::Sink;
use crate::chars::trim;
use tregua_parse::format::Sniff;

pub(super) static READER: Reader = Reader { id: "list", name: "a plain list", sniff, read };

/// The score of bare numbers that are frames in one form and seconds in the other.
pub(super) const UNSURE: Sniff =
    Sniff { score: 60, reason: "whole numbers, here frames, beside decimal ones" };

fn sniff(text: &str) -> Sniff {
    let it = survey(text);
    if it.times() == 0 || it.other > it.times() {
        return Sniff::NO;
    }
    match it {
        Survey { spelt: 1.., .. } => Sniff { score: 85, reason: "a time on each line" },
        Survey { decimal: 0, .. } => Sniff { score: 80, reason: "a whole number on each line: frames" },
        Survey { whole, decimal, .. } if whole > decimal => UNSURE,
        _ => Sniff::NO,
    }
}

fn read(text: &str, sink: &mut Sink) {
    for (number, line) in lines(text) {
        let line = without_comment(line);
        if line.is_empty() {
            continue;
        }
        match Moment::parse(line) {
            Ok(moment) => sink.shot(number, line, moment),
            Err(error) => sink.line_problem(number, line, &error),
        }
        if sink.is_refused() {
            return;
        }
    }
}

/// What stands on a line before its `#`.
pub(super) fn without_comment(line: &str) -> &str {
    let end = memchr::memchr(b'#', line.as_bytes()).unwrap_or(line.len());
    trim(line.get(..end).unwrap_or(line))
}

/// What the first lines of a text hold.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Survey {
    /// Whole numbers.
    pub(super) whole: usize,
    /// Numbers with a point, a comma or an exponent.
    pub(super) decimal: usize,
    /// Other spellings of times.
    pub(super) spelt: usize,
    /// Anything else.
    pub(super) other: usize,
}

impl Survey {
    pub(super) fn times(self) -> usize {
        self.whole + self.decimal + self.spelt
    }

    pub(super) fn all(self) -> usize {
        self.times() + self.other
    }
}

/// Looks at the first lines that are neither blank nor comment.
pub(super) fn survey(text: &str) -> Survey {
    const LINES: usize = 2000;
    let mut out = Survey::default();
    let all = lines(text).map(|(_, line)| without_comment(line)).filter(|line| !line.is_empty());
    for line in all.take(LINES) {
        // Most lines of most lists are short numbers, and frames for certain.
        if line.len() < 19 && line.bytes().all(|b| b.is_ascii_digit()) {
            out.whole += 1;
            continue;
        }
        let moment = Moment::parse(line);
        let whole = matches!(moment, Ok(Moment::Frame(_))) && line.bytes().all(|b| b.is_ascii_digit());
        let place = if whole {
            &mut out.whole
        } else if decimal(line.as_bytes()).is_some() {
            &mut out.decimal
        } else if moment.is_ok() {
            &mut out.spelt
        } else {
            &mut out.other
        };
        *place += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::shots::{ReadError, Told, read};

    fn told(rate: &str) -> Told {
        Told { rate: rate.parse().ok(), ..Told::default() }
    }

    #[test]
    fn every_spelling_in_one_list() {
        let text = "\u{feff}# La estepa y el mar\r\n00:00:03:18   # reel 1\r\n\r\n131\r\n00:00:08,333\r\n12.9167s\r\n400f\n";
        let list = read(text, &told("24")).unwrap();
        assert_eq!(list.reader.id, "list");
        assert_eq!(list.shots.frames().unwrap().numbers(), [90, 131, 200, 310, 400]);
        assert!(list.problems.is_empty(), "{:?}", list.problems);
    }

    #[test]
    fn frames_need_a_rate() {
        let error = read("90\n131\n", &told("")).unwrap_err();
        assert!(matches!(error, ReadError::NoRate { line: 1 }));
        assert!(error.to_string().contains("--fps"), "{error}");
        // Times do not.
        let list = read("00:00:03,750\n00:00:05,458\n", &told("")).unwrap();
        assert_eq!((list.shots.len(), list.shots.frames()), (2, None));
    }

    #[test]
    fn lines_that_are_no_time_are_named() {
        let list = read("90\nabc\n131\n00:00:61:00\n99999999999999999999\n-5\n", &told("24")).unwrap();
        assert_eq!(list.shots.frames().unwrap().numbers(), [90, 131]);
        let lines: Vec<_> = list.problems.iter().map(|p| (p.line.unwrap(), p.text.as_str())).collect();
        assert_eq!(lines[0], (2, "“abc”: neither a frame number nor a time"));
        assert_eq!(lines[1].0, 4);
        assert_eq!(lines[2], (5, "“99999999999999999999”: out of range"));
        assert_eq!(lines[3], (6, "“-5”: before the programme's first frame"));
    }

    #[test]
    fn whole_numbers_and_decimals_are_nobodys_guess() {
        let error = read("90\n131\n200\n12.5\n", &told("24")).unwrap_err();
        let text = error.to_string();
        assert!(matches!(error, ReadError::Tie(_)), "{text}");
        assert!(text.contains("--shots-format list or shotchanges"), "{text}");
        // Among decimals a whole number is a whole second.
        let list = read("3.75\n5.458\n12\n", &told("24")).unwrap();
        assert_eq!(
            (list.reader.id, list.shots.frames().unwrap().numbers()),
            ("shotchanges", &[90, 131, 288][..])
        );
    }
}
