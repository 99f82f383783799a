//! PySceneDetect's table of scenes (`list-scenes`): a line that names the columns, perhaps below a list of all cuts.
//!
//! ```text
//! Timecode List:,00:00:03.750,00:00:05.458
//! Scene Number,Start Frame,Start Timecode,Start Time (seconds),End Frame,…
//! 1,1,00:00:00.000,0.000,90,…
//! ```
//!
//! Its frame numbers count from 1 (from 0 before version 0.6), so the seconds are read: thousandths name one frame.
//! (Seen in the output of PySceneDetect 0.7.2.)

use super::lines::lines;
use super::moment::Moment;
use super::number::decimal;
use super::read::{ReadError, Reader};
use super::sink::Sink;
use tregua_parse::format::Sniff;
use tregua_parse::time::parse_signed;

pub(super) static READER: Reader =
    Reader { id: "pyscenedetect", name: "a table of scenes of PySceneDetect", sniff, read };

/// The first column's name.
const FIRST: &str = "Scene Number";

fn sniff(text: &str) -> Sniff {
    match lines(text).take(5).any(|(_, line)| line.starts_with(FIRST) && line.contains("Start")) {
        true => Sniff { score: 100, reason: "columns that begin with “Scene Number”" },
        false => Sniff::NO,
    }
}

/// Where the start of a scene stands.
#[derive(Clone, Copy)]
enum Start {
    Seconds(usize),
    Clock(usize),
}

fn read(text: &str, sink: &mut Sink) {
    let mut all = lines(text);
    let head = all.by_ref().map(|(_, line)| line).find(|line| line.starts_with(FIRST));
    let Some((comma, start)) = head.and_then(columns) else {
        return sink.refuse(ReadError::Unfit("it has no column “Start Time (seconds)” or “Start Timecode”"));
    };
    for (number, line) in all.filter(|(_, line)| !line.trim().is_empty()) {
        let field = |column: usize| line.split(comma).nth(column).unwrap_or("").trim();
        let moment = match start {
            Start::Seconds(column) => decimal(field(column).as_bytes()).map(|read| read.time),
            Start::Clock(column) => parse_signed(field(column)).ok(),
        };
        match moment {
            // Both count from the first frame of the picture.
            Some(time) => sink.shot(number, line, Moment::Seconds(time)),
            None => sink.line_problem(number, line, &"a row without the start of a scene"),
        }
        if sink.is_refused() {
            return;
        }
    }
}

/// The sign between the columns, and the best of them.
fn columns(head: &str) -> Option<(char, Start)> {
    let comma = head.strip_prefix(FIRST)?.chars().next()?;
    let column = |name: &str| head.split(comma).position(|column| column.trim() == name);
    let start = column("Start Time (seconds)").map(Start::Seconds);
    Some((comma, start.or_else(|| column("Start Timecode").map(Start::Clock))?))
}

#[cfg(test)]
mod tests {
    use crate::shots::{ReadError, Told, read};

    #[test]
    fn with_and_without_the_list_of_cuts() {
        let told = Told { rate: "24".parse().ok(), ..Told::default() };
        let head = "Scene Number,Start Frame,Start Timecode,Start Time (seconds),End Frame,End Timecode,End Time (seconds),Length (frames),Length (timecode),Length (seconds)\r\n";
        let rows = "1,1,00:00:00.000,0.000,90,00:00:03.750,3.750,90,00:00:03.750,3.750\r\n2,91,00:00:03.750,3.750,131,00:00:05.458,5.458,41,00:00:01.708,1.708\r\n3,132,00:00:05.458,5.458,200,00:00:08.333,8.333,69,00:00:02.875,2.875\r\n";
        let cuts = "Timecode List:,00:00:03.750,00:00:05.458\r\n";
        for text in [
            format!("{head}{rows}"),
            format!("{cuts}{head}{rows}"),
            format!("{cuts}{head}{rows}").replace(',', ";"),
            format!("{head}{rows}").replace("Start Time (seconds)", "x"),
        ] {
            let list = read(&text, &told).unwrap();
            // The first scene begins with the film.
            assert_eq!(list.shots.frames().unwrap().numbers(), [90, 131], "{text}");
            assert_eq!((list.reader.id, list.problems.len()), ("pyscenedetect", 0), "{:?}", list.problems);
        }
        // Its clock begins with the film, wherever the programme's does.
        let late = Told { start: tregua_parse::time::Time::from_millis(36_000_000), ..told };
        for text in [format!("{head}{rows}"), format!("{head}{rows}").replace("Start Time (seconds)", "x")] {
            assert_eq!(read(&text, &late).unwrap().shots.frames().unwrap().numbers(), [90, 131], "{text}");
        }
        let list = read(&format!("{head}{rows}4,abc\n"), &told).unwrap();
        assert_eq!(list.problems[0].line, Some(5));
        let bare = "Scene Number,Start Frame\n1,1\n";
        assert!(matches!(read(bare, &told), Err(ReadError::Unfit(_))));
    }
}
