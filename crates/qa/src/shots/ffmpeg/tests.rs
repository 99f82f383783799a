use crate::shots::{Listed, ReadError, Told, read};

fn told(rate: &str) -> Told {
    Told { rate: rate.parse().ok(), ..Told::default() }
}

fn numbers(list: &Listed) -> &[i64] {
    list.shots.frames().unwrap().numbers()
}

const SHOWINFO: &str = "Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'film.mp4':
  Duration: 00:00:15.00, start: 0.000000, bitrate: 6 kb/s
[Parsed_showinfo_1 @ 0x55caf5b76b40] config in time_base: 1/12288, frame_rate: 24/1
[Parsed_showinfo_1 @ 0x55caf5b76b40] config out time_base: 0/0, frame_rate: 0/0
[Parsed_showinfo_1 @ 0x55caf5b76b40] n:   0 pts:  46080 pts_time:3.75    pos:     2518 fmt:yuv420p
[Parsed_showinfo_1 @ 0x55caf5b76b40] color_range:unknown color_space:unknown
frame=    1 fps=0.0 q=-0.0 size=N/A time=00:00:03.79 bitrate=N/A speed= 577x    \r[Parsed_showinfo_1 @ 0x55caf5b76b40] n:   1 pts:  67072 pts_time:5.45833 pos:     3174
[Parsed_showinfo_1 @ 0x55caf5b76b40] n:   2 pts:122947584 pts_time:10005.5 pos:     3174
[Parsed_showinfo_1 @ 0x55caf5b76b40] n:   3 pts:NOPTS pts_time:NOPTS pos:     3174
video:2kB audio:0kB subtitle:0kB other streams:0kB global headers:0kB muxing overhead: unknown
";

#[test]
fn show_info() {
    let list = read(SHOWINFO, &told("24")).unwrap();
    assert_eq!((list.reader.id, list.reason), ("ffmpeg", "frames with pts_time"));
    // Ten thousand seconds on, the written time is a tenth of a second wide; the stamp is not.
    assert_eq!(numbers(&list), [90, 131, 240_132]);
    let told_of: Vec<_> = list.problems.iter().map(|p| (p.line, p.text.as_str())).collect();
    assert_eq!(told_of, [(Some(10), "“NOPTS”: not a time")]);
}

#[test]
fn show_info_of_another_film() {
    let list = read(SHOWINFO, &told("25")).unwrap();
    assert_eq!(list.problems[0].line, Some(3));
    assert_eq!(list.problems[0].text, "“24/1”: the frame rate of the film looked at; this film has 25");
}

#[test]
fn metadata() {
    let text = "frame:0    pts:46080   pts_time:3.75\nlavfi.scene_score=0.400000\nframe:1    pts:67072   pts_time:5.45833\nlavfi.scene_score=1.000000\n";
    assert_eq!(numbers(&read(text, &told("24")).unwrap()), [90, 131]);
    // The unit of the stamps follows from the earlier frames.
    let late = format!("{text}frame:2    pts:122947584 pts_time:10005.5\nlavfi.scene_score=0.25\n");
    assert_eq!(numbers(&read(&late, &told("24")).unwrap()), [90, 131, 240_132]);
    // Without stamps nobody knows which frame is meant.
    let alone = "[scdet @ 0x55de] lavfi.scd.score: 15.625, lavfi.scd.time: 10005.5\n";
    let error = read(alone, &told("24")).unwrap_err();
    assert!(matches!(error, ReadError::Nothing { .. }));
    assert!(error.to_string().contains("too few digits"), "{error}");
    assert_eq!(read(alone, &told("")).unwrap().shots.len(), 1);
}

#[test]
fn scdet() {
    let log = "frame=    1 fps=0.0 time=00:00:00.04 speed=43.1x    \r[scdet @ 0x55def8d58f40] lavfi.scd.score: 15.625, lavfi.scd.time: 3.75\n[scdet @ 0x55def8d58f40] lavfi.scd.score: 66.016, lavfi.scd.time: 5.45833\n";
    let list = read(log, &told("24")).unwrap();
    assert_eq!((numbers(&list), list.reason), (&[90, 131][..], "lines of scdet"));
    // Printed for every frame, it marks those that a scene begins with.
    let all: String = (80..140)
        .map(|n| {
            let begins = if [90, 131].contains(&n) { "lavfi.scd.time=1\n" } else { "" };
            let micros = n * 1_000_000 / 24;
            let time = format!("{}.{:05}", micros / 1_000_000, micros % 1_000_000 / 10);
            format!(
                "frame:{n} pts:{} pts_time:{time}\nlavfi.scd.mafd=0.1\nlavfi.scd.score=0.1\n{begins}",
                n * 512
            )
        })
        .collect();
    assert_eq!(numbers(&read(&all, &told("24")).unwrap()), [90, 131]);
    // Without the mark it is a list of frames.
    let error = read(&all.replace("lavfi.scd.time=1\n", ""), &told("24")).unwrap_err();
    assert!(matches!(error, ReadError::EveryFrame { near: 59, all: 60 }), "{error}");
}
