use super::*;

fn merge(texts: &[impl AsRef<str>], options: &StackOptions) -> (String, Vec<String>) {
    with(texts, |inputs| {
        let merged = stack(inputs, &group(inputs, &GroupOptions::default()), options);
        (to_srt(&merged), merged.losses.iter().map(ToString::to_string).collect())
    })
}

/// In- and out-times of the result in milliseconds.
fn times(tracks: &[&[(i64, i64)]], options: &StackOptions) -> Vec<(i64, i64)> {
    with(&texts(tracks), |inputs| {
        let merged = stack(inputs, &group(inputs, &GroupOptions::default()), options);
        merged.cues.iter().map(|c| (c.start.to_millis(), c.end.to_millis())).collect()
    })
}

fn one(text: &str) -> String {
    format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n\n")
}

#[test]
fn a_cue_that_lasts_no_time_gives_none() {
    for (es, policy) in [
        ((1000, 1000), Timing::First),
        ((2000, 1000), Timing::First),
        ((1000, 1000), Timing::Of(0)),
        ((2000, 1000), Timing::Intersection),
        ((2500, 2500), Timing::Intersection),
    ] {
        let options = StackOptions { timing: policy, ..StackOptions::default() };
        with(&texts(&[&[es], &[(1000, 3000)], &[(1200, 3100)]]), |inputs| {
            let group = [Group { members: vec![vec![0], vec![0], vec![0]], times: None }];
            let merged = stack(inputs, &group, &options);
            let times = (merged.cues[0].start.to_millis(), merged.cues[0].end.to_millis());
            let want = if policy == Timing::Intersection { (1200, 3000) } else { (1000, 3000) };
            assert_eq!(times, want, "{es:?} {policy:?}");
            let said: Vec<_> = merged.losses.iter().filter(|loss| loss.kind == LossKind::StoodIn).collect();
            assert_eq!(said.len(), 1);
            assert_eq!(
                said[0].to_string(),
                "es cue 1: it lasts no time; the cue is shown at the times of kk"
            );
        });
        // Where no language's cue lasts any time there is nothing to stand in.
        with(&texts(&[&[(1000, 1000)], &[(1000, 1000)]]), |inputs| {
            let group = [Group { members: vec![vec![0], vec![0]], times: None }];
            let merged = stack(inputs, &group, &options);
            assert!(merged.losses.iter().all(|loss| loss.kind != LossKind::StoodIn));
        });
    }
}

#[test]
fn the_union_never_makes_an_overlap() {
    let plain = StackOptions::default();
    // kk lingers into the next es cue.
    assert_eq!(
        times(&[&[(0, 4600), (4600, 8000)], &[(0, 5000), (5000, 8000)]], &plain),
        [(0, 4600), (4600, 8000)]
    );
    // kk comes early while es still stands: es is not cut.
    assert_eq!(
        times(&[&[(0, 5000), (5000, 8000)], &[(0, 4600), (4600, 8000)]], &plain),
        [(0, 5000), (5000, 8000)]
    );
    // No overlap, no cut.
    assert_eq!(
        times(&[&[(0, 4000), (6000, 8000)], &[(0, 5000), (5500, 8000)]], &plain),
        [(0, 5000), (5500, 8000)]
    );
    // An overlap of es itself stays as long as it was.
    assert_eq!(
        times(&[&[(0, 5000), (4000, 8000)], &[(0, 5500), (5500, 8000)]], &plain),
        [(0, 5000), (4000, 8000)]
    );
    let gap = StackOptions { min_gap: ms(100), ..StackOptions::default() };
    assert_eq!(
        times(&[&[(0, 4000), (5000, 8000)], &[(0, 5000), (5000, 8000)]], &gap),
        [(0, 4900), (5000, 8000)]
    );
    // The gap does not cut the first language.
    assert_eq!(
        times(&[&[(0, 4950), (5000, 8000)], &[(0, 5000), (5000, 8000)]], &gap),
        [(0, 4950), (5000, 8000)]
    );
    let first = StackOptions { timing: Timing::First, ..StackOptions::default() };
    assert_eq!(
        times(&[&[(0, 4000), (5000, 8000)], &[(0, 4400), (4500, 8200), (9000, 9500)]], &first),
        [(0, 4000), (5000, 8000), (9000, 9500)]
    );
}

#[test]
fn moved_times_are_reported() {
    let (_, losses) =
        merge(&texts(&[&[(0, 4600), (4600, 8000)], &[(0, 5000), (5000, 8000)]]), &StackOptions::default());
    assert_eq!(losses, ["kk cue 1: its out-time is 0.400 s earlier, where the next cue begins"]);
    let (_, losses) =
        merge(&texts(&[&[(0, 5000), (5000, 8000)], &[(0, 4600), (4600, 8000)]]), &StackOptions::default());
    assert_eq!(losses, ["kk cue 2: its in-time is 0.400 s later, where the cue before it ends"]);
    let (_, losses) =
        merge(&texts(&[&[(0, 5000), (4000, 8000)], &[(0, 5000), (5000, 8000)]]), &StackOptions::default());
    assert_eq!(losses, ["es cue 1: it overlaps a later cue of its own track; the overlap was kept"]);
}

#[test]
fn positions() {
    let es = "{\\an8}Hola";
    let (text, losses) =
        merge(&[one(es), one("{\\an8}Сәлем"), one("{\\an8}<i>Привет</i>")], &StackOptions::default());
    assert_eq!(text, one("{\\an8}Hola\nСәлем\n<i>Привет</i>"));
    assert_eq!(losses, [""; 0]);
    let (text, losses) = merge(&[one("Hola"), one("{\\an8}Сәлем")], &StackOptions::default());
    assert_eq!(text, one("Hola\nСәлем"));
    assert_eq!(losses, ["kk cue 1: its position at the top was dropped, the others stand at the bottom"]);
    // The bottom is where a cue stands that does not say where.
    assert_eq!(merge(&[one("{\\an2}Hola"), one("Сәлем")], &StackOptions::default()).1, [""; 0]);
}

#[test]
fn styles_are_written_balanced() {
    let cases = [
        ("<i>a\nb</i> c", "<i>a</i>\n<i>b</i> c"),
        ("<b><i>a</b>b</i>", "<b><i>a</i></b><i>b</i>"),
        ("<font color=red>a<u>b</font>c</u>", "<font color=\"#ff0000\">a<u>b</u></font><u>c</u>"),
        ("<i>never closed", "<i>never closed</i>"),
        ("{\\i1}a{\\i0}b", "<i>a</i>b"),
        ("a </i>b", "a b"),
        ("<c.x>a</c>", "<c.x>a</c>"),
        ("5 < 6 > 4 {x} & co", "5 < 6 > 4 {x} & co"),
    ];
    for (from, to) in cases {
        let (text, _) = merge(&[one(from), one("z")], &StackOptions::default());
        let guarded = text.replace("<i></i>", "");
        assert_eq!(guarded, one(&format!("{to}\nz")), "{from}");
    }
    let mark = |italic, colour| Decoration { italic, colour };
    let options = StackOptions {
        decorations: vec![mark(false, None), mark(true, None), mark(false, Some(Colour(255, 255, 0)))],
        ..StackOptions::default()
    };
    let texts = [one("Hola"), one("<b>Сәлем</b>"), one("<font color=\"#ff0000\">При</font>вет")];
    let (text, _) = merge(&texts, &options);
    let want =
        "Hola\n<b><i>Сәлем</i></b>\n<font color=\"#ff0000\">При</font><font color=\"#ffff00\">вет</font>";
    assert_eq!(text, one(want));
}

/// Shown text of the only cue of a file, and what the reader found odd about the file.
fn reread(text: &str) -> (Vec<String>, Vec<ProblemKind>) {
    with(&[text], |inputs| {
        let track = inputs[0].track;
        assert_eq!(track.cues.len(), 1, "{text}");
        (
            track.lines.iter().map(|l| track.text_of(l)).collect(),
            inputs[0].document.problems.iter().map(|p| p.kind).collect(),
        )
    })
}

#[test]
fn text_that_looks_like_something_else() {
    let cases: [(&str, &str, &[&str]); 12] = [
        ("a --> b", "z", &["a --> b", "z"]),
        ("1984", "12:30", &["1984", "12:30"]),
        ("7", "{\\i0}10:20:30 -> 10:20:40", &["7", "10:20:30 -> 10:20:40"]),
        ("{\\an8}00:00:01,000 --> 00:00:02,000", "z", &["00:00:01,000 --> 00:00:02,000", "z"]),
        ("z", "{\\i0}00:00:01,000 > 00:00:02,000", &["z", "00:00:01,000 > 00:00:02,000"]),
        ("a\n\n\nb", "z", &["a", "b", "z"]),
        ("a\n<i> </i>\nb", "z\n<b></b>", &["a", "b", "z"]),
        ("<{\\k1}i>x", "z", &["<i>x", "z"]),
        ("{\\{\\i1}x}", "z", &["{\\x}", "z"]),
        ("<{\\k1}/font>{{\\k1}\\an8}", "z", &["</font>{\\an8}", "z"]),
        ("{{\\k1}y:i}<b>x</b> {<i>y:i}</i>", "z", &["{y:i}x {y:i}", "z"]),
        ("<{\\i1}b{\\i0}>-{\\k1}->", "1", &["<b>-->", "1"]),
    ];
    for (es, kk, want) in cases {
        let (text, _) = merge(&[one(es), one(kk)], &StackOptions::default());
        let (shown, problems) = reread(&text);
        assert_eq!(
            (shown, problems),
            (want.iter().map(ToString::to_string).collect(), vec![]),
            "{es}: {text}"
        );
        assert!(!text.split_once('\n').unwrap().1.split_once('\n').unwrap().1.contains("-->"), "{text}");
    }
}

#[test]
fn what_is_dropped_is_named() {
    let es = "junk\n\n1\n00:00:01,000 --> 00:00:02,000 X1:1 X2:2 Y1:3 Y2:4\n{\\pos(1,2)\\an8}<font face=\"Arial\" color=\"red\">a</font>\n\nb <c.x>\n\n";
    let kk = "1\n00:00:01,000 --> 00:00:02,000 align:middle\n{\\an8}{\\c&HFF&\\b1}{y:i}<font color=red>ok</font>{f:Arial}\n\n";
    let ru = "4\n00:00:01,000 --> 00:00:02,000l\n{\\an8}x\n\n7\n00:00:05,000 --> 00:00:04,000\ny\n\n9\n-00:00:05,000 --> -00:00:04,000\nz\n\n";
    let (_, losses) = merge(&[es, kk, ru], &StackOptions::default());
    assert_eq!(
        losses,
        [
            "es cue 1: “<c.x>” is no tag of its format and was kept as text",
            "es cue 1: blank lines inside the text: not carried over",
            "es cue 1: the coordinates “X1:1 X2:2 Y1:3 Y2:4”: not carried over",
            "es cue 1: “{\\pos(1,2)\\an8}”: not carried over",
            "es cue 1: “<font face=\"Arial\" color=\"red\">”: not carried over",
            "es cue 1: “junk”, which belongs to no cue: not carried over",
            "kk cue 1: the settings “align:middle”: not carried over",
            "kk cue 1: “{f:Arial}”: not carried over",
            "ru cue 4: “l” behind the times: not carried over",
            "ru cue 7: its out-time 00:00:04,000 lies before its in-time 00:00:05,000",
            "ru cue 9: it begins or ends before zero (-00:00:05,000 to -00:00:04,000)",
        ]
    );
}

#[test]
fn groups_made_by_others() {
    with(&texts(&[&[(0, 1000), (2000, 3000)], &[(0, 1000)]]), |inputs| {
        let wild = Group { members: vec![vec![1, 0, 9], vec![7], vec![3]], times: None };
        let merged = stack(inputs, &[wild], &StackOptions::default());
        assert_eq!(merged.cues[0].members, [vec![1, 0], vec![]]);
        assert_eq!((merged.cues[0].start, merged.cues[0].end), (ms(0), ms(3000)));
    });
}
