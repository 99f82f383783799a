use super::group::GroupOptions;
use super::*;
use tregua_parse::format::srt;
use tregua_parse::source::Source;
use tregua_parse::syntax::ProblemKind;

mod floor;
mod found;
mod hostile;
mod props;
mod stacked;

const LANGS: [&str; 3] = ["es", "kk", "ru"];

/// Parses the texts as es, kk, ru, … and hands the inputs to `run`.
fn with<T>(texts: &[impl AsRef<str>], run: impl FnOnce(&[Input<'_>]) -> T) -> T {
    let open = |t: &str| Source::open(t.as_bytes().to_vec().leak(), None, None).unwrap();
    let documents: Vec<_> = texts.iter().map(|t| srt::parse(open(t.as_ref()))).collect();
    let tracks: Vec<_> = documents.iter().map(srt::lower).collect();
    let inputs: Vec<_> = documents
        .iter()
        .zip(&tracks)
        .zip(LANGS.iter().cycle())
        .map(|((document, track), lang)| Input { lang: Lang::parse(lang).unwrap(), document, track })
        .collect();
    run(&inputs)
}

fn ms(ms: i64) -> Time {
    Time::from_millis(ms).unwrap()
}

/// A file whose cues have these times in milliseconds; each cue's text is `name` and its place.
fn srt(name: &str, times: &[(i64, i64)]) -> String {
    let cue =
        |(i, (a, b)): (usize, &(i64, i64))| format!("{}\n{} --> {}\n{name}{i}\n\n", i + 1, ms(*a), ms(*b));
    times.iter().enumerate().map(cue).collect()
}

fn texts(tracks: &[&[(i64, i64)]]) -> Vec<String> {
    tracks.iter().zip(LANGS).map(|(times, lang)| srt(lang, times)).collect()
}

/// The groups by times alone: the harder ones, for the steps behind the grouping.
fn group(inputs: &[Input<'_>], options: &GroupOptions) -> Vec<Group> {
    let times = |input: &Input<'_>| input.track.cues.iter().map(|cue| cue.times).collect();
    let tracks: Vec<Vec<Times>> = inputs.iter().map(times).collect();
    group_times(&tracks, options)
}

/// The groups of tracks with these times, as `0,1=0 2=1,2`: tracks parted by `=`, groups by blanks.
fn groups_with(tracks: &[&[(i64, i64)]], options: &GroupOptions) -> String {
    with(&texts(tracks), |inputs| spelt(&group(inputs, options)))
}

fn groups(tracks: &[&[(i64, i64)]]) -> String {
    groups_with(tracks, &GroupOptions::default())
}

fn spelt(groups: &[Group]) -> String {
    let list = |l: &Vec<u32>| l.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let one = |g: &Group| g.members.iter().map(list).collect::<Vec<_>>().join("=");
    groups.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn one_to_one_and_splits() {
    assert_eq!(groups(&[&[(0, 2000), (2100, 4000)], &[(100, 1900), (2200, 4100)]]), "0=0 1=1");
    assert_eq!(groups(&[&[(0, 4000)], &[(0, 1900), (2000, 4000)]]), "0=0,1");
    assert_eq!(groups(&[&[(0, 1900), (2000, 4000)], &[(0, 4000)]]), "0,1=0");
    assert_eq!(groups(&[&[(0, 2000)], &[(0, 2000), (5000, 6000)]]), "0=0 =1");
    assert_eq!(groups(&[&[(5000, 6000)], &[(0, 2000), (5000, 6000)]]), "=0 0=1");
    let six: Vec<_> = (0..6).map(|i| (i * 1000, i * 1000 + 950)).collect();
    assert_eq!(groups(&[&[(0, 5950)], &six]), "0=0,1,2,3,4,5");
    // A cue that divides two others evenly holds them together.
    assert_eq!(
        groups(&[&[(0, 5000), (5000, 10_000)], &[(0, 2000), (2000, 8000), (8000, 10_000)]]),
        "0,1=0,1,2"
    );
}

#[test]
fn three_tracks_at_once() {
    let (es, kk, ru) = ([(0, 4000)], [(0, 2000), (2000, 4000)], [(0, 1900), (2100, 4100)]);
    assert_eq!(groups(&[&es, &kk, &ru]), "0=0,1=0,1");
    assert_eq!(groups(&[&kk, &es, &ru]), "0,1=0=0,1");
    // kk and ru answer each other where es is silent.
    assert_eq!(groups(&[&[(9000, 9900)], &[(0, 2000), (9000, 9900)], &[(100, 2000)]]), "=0=0 0=1=");
    // Only through kk do es and ru belong together.
    assert_eq!(groups(&[&[(0, 2000)], &[(0, 4000)], &[(2000, 4000)]]), "0=0=0");
}

#[test]
fn small_differences_neither_link_nor_part() {
    assert_eq!(groups(&[&[(0, 4000), (4000, 8000)], &[(0, 4150), (4150, 8000)]]), "0=0 1=1");
    // Shorter than the tolerance themselves, but the same cue.
    assert_eq!(groups(&[&[(0, 100), (500, 600)], &[(0, 100), (500, 600)]]), "0=0 1=1");
    // A short answer that touches the wrong cue by a tenth of a second.
    assert_eq!(groups(&[&[(0, 2000)], &[(1900, 2200)]]), "0= =0");
    let all = GroupOptions { share: 100, ..GroupOptions::default() };
    assert_eq!(groups_with(&[&[(0, 4000)], &[(1000, 4150)]], &all), "0=0");
    assert_eq!(groups_with(&[&[(0, 4000)], &[(1000, 4250)]], &all), "0= =0");
}

#[test]
fn cues_of_no_length_link_by_containment() {
    assert_eq!(groups(&[&[(0, 4000)], &[(2000, 2000)]]), "0=0");
    assert_eq!(groups(&[&[(0, 2000), (2000, 4000)], &[(2000, 2000)]]), "0= 1=0");
    assert_eq!(groups(&[&[(0, 2000)], &[(3000, 3000)]]), "0= =0");
    // The out-time before the in-time: taken to end where it begins.
    assert_eq!(groups(&[&[(0, 4000)], &[(2000, 1000)]]), "0=0");
}

#[test]
fn chains_are_broken() {
    // Each cue overlaps half of the one before and half of the one behind.
    let es: Vec<_> = (0..50).map(|i| (i * 4000, i * 4000 + 4000)).collect();
    let kk: Vec<_> = es.iter().map(|(a, b)| (a + 2000, b + 2000)).collect();
    let ones: Vec<_> = (0..50).map(|i| format!("{i}={i}")).collect();
    assert_eq!(groups(&[&es, &kk]), ones.join(" "));
    // Whatever the share, no group grows beyond twice its longest cue.
    for share in [0, 10, 30, 50] {
        let options = GroupOptions { share, ..GroupOptions::default() };
        let ru: Vec<_> = es.iter().map(|(a, b)| (a + 1000, b + 900)).collect();
        with(&texts(&[&es, &kk, &ru]), |inputs| {
            for g in group(inputs, &options) {
                let (start, end) = g.times.unwrap();
                assert!(end.saturating_sub(start) <= ms(8400), "{share}: {g:?}");
            }
        });
    }
}

#[test]
fn a_long_sign_does_not_swallow_the_dialogue() {
    let es: Vec<_> = (0..15).map(|i| (i * 2000, i * 2000 + 1900)).collect();
    let mut kk = vec![(0, 30_000)];
    kk.extend(&es);
    let pairs: Vec<_> = (1..15).map(|i| format!("{i}={}", i + 1)).collect();
    assert_eq!(groups(&[&es, &kk]), format!("=0 0=1 {}", pairs.join(" ")));
}

#[test]
fn a_long_sign_does_not_take_a_line_out_of_order() {
    // The last es line has no answer but the sign, which begins before all others.
    let es = [(1000, 3000), (4000, 6000), (9000, 9900)];
    let kk = [(0, 12_000), (1000, 3000), (4000, 6000)];
    assert_eq!(groups(&[&es, &kk]), "=0 0=1 1=2 2=");
}

#[test]
fn two_speakers_at_once() {
    // kk has two cues where es has one with two lines, as long as either.
    assert_eq!(groups(&[&[(0, 3500)], &[(0, 4000), (0, 3500)]]), "0=0,1");
    // The same overlap in both tracks stays a matter of pairs.
    let both = [(0, 3000), (500, 3500), (500, 3500), (4000, 5000)];
    assert_eq!(groups(&[&both, &both, &both]), "0=0=0 1=1=1 2=2=2 3=3=3");
}

#[test]
fn files_out_of_order() {
    assert_eq!(groups(&[&[(5000, 6000), (0, 1000)], &[(0, 1000), (5000, 6000)]]), "1=0 0=1");
    assert_eq!(groups(&[&[(2000, 4000), (0, 1900)], &[(0, 4000)]]), "1,0=0");
}

#[test]
fn cues_without_times_follow_the_cue_before_them() {
    let es = "1\n00:0x:00,000 --> 00:00:01,000\nlead\n\n2\n00:00:0x,000 --> 00:00:01,000\nlead2\n\n\
              3\n00:00:02,000 --> 00:00:03,000\na\n\n4\n00:00:0x,000 --> 00:00:06,000\nb\n\n\
              5\n00:00:05,000 --> 00:00:06,000\nc\n\n";
    let kk = srt("kk", &[(2000, 3000), (5000, 6000)]);
    with(&[es, &kk], |inputs| {
        assert_eq!(inputs[0].track.cues.iter().filter(|c| c.times.is_none()).count(), 3);
        let groups = group(inputs, &GroupOptions::default());
        assert_eq!(spelt(&groups), "0,1= 2,3=0 4=1");
        assert_eq!(groups[0].times, None);
        let merged = stack(inputs, &groups, &StackOptions::default());
        let text = "1\n00:00:02,000 --> 00:00:03,000\nlead\nlead2\na\nb\nkk0\n\n\
                    2\n00:00:05,000 --> 00:00:06,000\nc\nkk1\n\n";
        assert_eq!(to_srt(&merged), text);
        let untimed: Vec<_> =
            merged.losses.iter().filter(|l| l.kind == LossKind::Untimed).map(|l| l.cue).collect();
        assert_eq!(untimed, [0, 1, 3]);
    });
}

#[test]
fn nothing_at_all() {
    let none: [&str; 0] = [];
    for texts in [&none[..], &[""], &["", "", ""]] {
        with(texts, |inputs| {
            let groups = group(inputs, &GroupOptions::default());
            assert_eq!(groups, []);
            let merged = stack(inputs, &groups, &StackOptions::default());
            assert_eq!((to_srt(&merged).as_str(), merged.losses.len()), ("", 0));
        });
    }
    assert_eq!(groups(&[&[(0, 1000)], &[], &[]]), "0==");
    // No times anywhere: the text is kept, at zero.
    with(&["1\n00:0x:00,000 --> 00:00:01,000\nlead\n\n", ""], |inputs| {
        let merged = stack(inputs, &group(inputs, &GroupOptions::default()), &StackOptions::default());
        assert_eq!(to_srt(&merged), "1\n00:00:00,000 --> 00:00:00,000\nlead\n\n");
    });
}
