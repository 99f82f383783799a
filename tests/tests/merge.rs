//! The three tracks of the feature in one: no cue lost, none shown twice, and nothing wrong in the result.

use std::collections::BTreeMap;
use tregua_parse::base::Lang;
use tregua_parse::format::srt;
use tregua_parse::source::Source;
use tregua_qa::check::{Context, check};
use tregua_qa::merge::{AnswerOptions, Input, StackOptions, answers, stack, to_srt};
use tregua_qa::profile::{Profile, RuleSet, Selection};
use tregua_qa::programme::{Kind, Programme};
use xtask::root;

#[test]
fn the_feature_in_three_languages() {
    let langs = ["es-ES", "kk", "ru"];
    let read = |lang: &str| {
        std::fs::read(root().join(format!("fixtures/feature/tregua-feature.{lang}.srt"))).unwrap()
    };
    let bytes = langs.map(read);
    let documents: Vec<_> = bytes.iter().map(|b| srt::parse(Source::open(b, None, None).unwrap())).collect();
    let tracks: Vec<_> = documents.iter().map(srt::lower).collect();
    let inputs: Vec<Input<'_>> = documents
        .iter()
        .zip(&tracks)
        .zip(langs)
        .map(|((document, track), lang)| Input { lang: Lang::parse(lang).unwrap(), document, track })
        .collect();
    let found = answers(&inputs, &AnswerOptions::default());
    let groups = &found.groups;
    for (i, track) in tracks.iter().enumerate() {
        let mut seen: Vec<u32> = groups.iter().flat_map(|g| g.members[i].clone()).collect();
        seen.sort_unstable();
        assert!(
            seen.iter().copied().eq(0..u32::try_from(track.cues.len()).unwrap()),
            "{}: each cue once",
            langs[i]
        );
    }
    let merged =
        stack(&inputs, groups, &StackOptions { times: found.times.clone(), ..StackOptions::default() });
    assert!(merged.losses.is_empty(), "{:?}", merged.losses.first().map(ToString::to_string));

    let text = to_srt(&merged);
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let track = srt::lower(&document);
    // Every line of every track is in the cue of its group, in the order of the languages.
    for (cue, whole) in merged.cues.iter().zip(&track.cues) {
        let shown: Vec<String> = track.lines_of(whole).iter().map(|l| track.text_of(l)).collect();
        let want: Vec<String> = cue
            .members
            .iter()
            .zip(&tracks)
            .flat_map(|(members, track)| members.iter().map(move |m| (track, &track.cues[*m as usize])))
            .flat_map(|(track, cue)| track.lines_of(cue).iter().map(move |l| track.text_of(l)))
            .collect();
        assert_eq!(shown, want);
    }
    let rules =
        RuleSet::new(&Profile::builtin("bilingual").unwrap(), &BTreeMap::new(), &Selection::default())
            .unwrap();
    let programme = Programme::default();
    let found = check(&Context::new(&document, &track, None, Kind::Full, &programme), &rules);
    assert!(found.is_empty(), "{:?}", found.first());
    eprintln!(
        "{} cues from {:?}",
        merged.cues.len(),
        tracks.iter().map(|t| t.cues.len()).collect::<Vec<_>>()
    );
}
