//! What is known of a file in windows is what is known of the whole.

use super::{Dir, convert, said};
use std::fs;

#[test]
fn windows_do_not_show_in_what_a_file_is() {
    let dir = Dir::new("info");
    let mut all = convert::all(&dir);
    let ascii = |cues: usize| super::track(cues, true).replace(|c: char| !c.is_ascii(), "e");
    let late = format!("{}{}", ascii(300), super::track(600, true));
    all.push(("ASCII alone".to_owned(), "srt", ascii(300).into_bytes()));
    all.push(("ASCII for long".to_owned(), "srt", late.into_bytes()));
    let (_, _, vtt) = all.iter().find(|(what, ..)| what == "a note before all cues").unwrap();
    let again = String::from_utf8(vtt.clone()).unwrap().replacen("WEBVTT\n\n", "", 1);
    all.push(("times that go back".to_owned(), "vtt", [vtt, again.as_bytes()].concat()));
    for (nth, (what, extension, bytes)) in all.into_iter().enumerate() {
        let file = format!("a.{extension}");
        fs::write(dir.at(&file), &bytes).unwrap();
        for more in [&[][..], &["--format", "json"], &["--encoding", "utf-8", "--input-format", extension]] {
            let run = |window| {
                let (code, out, err) = said(&dir.run(&[&["info", &file], more].concat(), window));
                (code, String::from_utf8(out).unwrap(), err)
            };
            let whole = run(None);
            for window in [1500, 20_000, 3001 + nth as u32] {
                assert_eq!(run(Some(window)), whole, "{what} {more:?}, windows of {window}");
            }
        }
    }
}
