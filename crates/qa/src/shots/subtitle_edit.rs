//! Subtitle Edit's `.shotchanges`: a number of seconds on each line, as .NET writes a double, with a point; lists of
//! other programs have a comma. A whole number is whole seconds here. (Read from its `ShotChangeHelper`, August 2026.)

use super::lines::lines;
use super::moment::Moment;
use super::number::decimal;
use super::plain::{UNSURE, survey, without_comment};
use super::read::Reader;
use super::sink::Sink;
use tregua_parse::format::Sniff;

pub(super) static READER: Reader =
    Reader { id: "shotchanges", name: "a list of seconds as Subtitle Edit keeps it", sniff, read };

fn sniff(text: &str) -> Sniff {
    let it = survey(text);
    if it.decimal == 0 || it.spelt > 0 || it.other > it.decimal {
        return Sniff::NO;
    }
    if it.whole > it.decimal {
        return Sniff { reason: "the same, here seconds", ..UNSURE };
    }
    Sniff { score: 85, reason: "a decimal number on each line: seconds" }
}

fn read(text: &str, sink: &mut Sink) {
    for (number, line) in lines(text) {
        let line = without_comment(line);
        if line.is_empty() {
            continue;
        }
        match decimal(line.as_bytes()) {
            Some(read) => sink.shot(number, line, Moment::Seconds(read.time)),
            None => sink.line_problem(number, line, &"not a number of seconds"),
        }
        if sink.is_refused() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::shots::{Told, by_id, read};

    #[test]
    fn points_commas_and_exponents() {
        let told = Told { rate: "24".parse().ok(), ..Told::default() };
        for text in [
            "3.75\n5.458333333333333\n8.333\n12\n1E-05\n",
            "3,75\r\n5,458\r\n8,333333\r\n12",
            "12\n8.333\n5.458\n3.75\n3.75\n",
        ] {
            let list = read(text, &told).unwrap();
            assert_eq!(list.reader.id, "shotchanges", "{text}");
            assert_eq!(list.shots.frames().unwrap().numbers(), [90, 131, 200, 288], "{text}");
            assert!(list.problems.is_empty(), "{:?}", list.problems);
        }
        let list = read("3.75\nNaN\n1e308\n-1.5\nInfinity\n5.458\n", &told).unwrap();
        assert_eq!(list.shots.frames().unwrap().numbers(), [90, 131]);
        let lines: Vec<_> = list.problems.iter().map(|p| p.line.unwrap()).collect();
        assert_eq!(lines, [2, 3, 4, 5]);
    }

    #[test]
    fn whole_seconds_when_named() {
        let told = Told { rate: "25".parse().ok(), reader: by_id("shotchanges"), ..Told::default() };
        assert_eq!(read("2\n3\n", &told).unwrap().shots.frames().unwrap().numbers(), [50, 75]);
    }
}
