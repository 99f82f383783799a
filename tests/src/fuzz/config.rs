//! Everything else that is read from a file: projects, profiles, plans, baselines, lists of shots and of cuts.

use super::Verdict;
use super::input::Dice;
use std::collections::BTreeMap;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::check::Baseline;
use tregua_qa::profile::{Profile, RuleSet, Selection};
use tregua_qa::programme::Programme;
use tregua_qa::project::Project;
use tregua_qa::shots::{Moment, READERS, Told};
use tregua_qa::{conform, retime, shots};

pub(super) fn law(raw: &[u8]) -> Verdict {
    let mut dice = Dice::new(raw);
    let text = String::from_utf8_lossy(raw);
    let rates = ["23.976", "24", "25", "29.97", "29.97df", "30", "60"];
    let rate: Option<FrameRate> = dice.of(&rates).parse().ok();
    settings(&text);
    plans(&text)?;
    lists(&text, rate)?;
    moments(text.lines().next().unwrap_or_default(), rate)
}

fn settings(text: &str) {
    if let Ok(project) = Project::parse(text) {
        // What a project says of the rules is read when they are made.
        let profile = Profile::builtin("netflix/base").unwrap();
        let _ = RuleSet::new(&profile, &project.rules, &Selection::default());
    }
    if let Ok(profile) = Profile::parse("fuzz", text, &Profile::builtin) {
        let _ = RuleSet::new(&profile, &BTreeMap::new(), &Selection::default());
        let _ = profile.effective(None);
    }
}

/// A plan that was read is written so that it reads as the same.
fn plans(text: &str) -> Verdict {
    if let Ok(map) = retime::read_plan(text) {
        let again = retime::read_plan(&retime::write_plan(&map)).map_err(|e| format!("a plan: {e}"))?;
        // All before the first piece follows it, so where it begins is not written.
        let pieces =
            |map: &retime::TimeMap| map.pieces().iter().map(|p| (p.at, p.to, p.speed)).collect::<Vec<_>>();
        if pieces(&map) != pieces(&again) {
            return Err(format!("a plan {map:?} became {again:?}"));
        }
    }
    if let Ok(plan) = conform::read_plan(text) {
        let again =
            conform::read_plan(&conform::write_plan(&plan, &[])).map_err(|e| format!("a re-cut: {e}"))?;
        if again != plan {
            return Err(format!("a re-cut {plan:?} became {again:?}"));
        }
    }
    if let Ok(baseline) = Baseline::parse(text) {
        let written = baseline.write();
        let again = Baseline::parse(&written).map_err(|e| format!("a baseline: {e}"))?;
        if again.write() != written {
            return Err("a baseline is written otherwise a second time".to_owned());
        }
    }
    Ok(())
}

fn lists(text: &str, rate: Option<FrameRate>) -> Verdict {
    for reader in std::iter::once(None).chain(READERS.iter().map(|reader| Some(*reader))) {
        let told = Told { rate, reader, ..Told::default() };
        match shots::read(text, &told) {
            Ok(list) if !list.shots.times().is_sorted() => return Err("shots that go backwards".to_owned()),
            Ok(list) if list.shots.is_empty() => return Err("a list of no shots".to_owned()),
            Ok(_) => {}
            Err(error) => _ = error.to_string(),
        }
    }
    let Some(rate) = rate else { return Ok(()) };
    let telling = conform::Telling {
        rate,
        start: None,
        programme: None,
        first_cue: None,
        new_start: None,
        source: None,
    };
    match conform::read(text, &telling) {
        Ok(list) => {
            let plan = conform::Plan { recut: list.recut, files: Vec::new() };
            let again =
                conform::read_plan(&conform::write_plan(&plan, &[])).map_err(|e| format!("a list: {e}"))?;
            if again != plan {
                return Err(format!("a re-cut {plan:?} became {again:?}"));
            }
        }
        Err(error) => _ = error.to_string(),
    }
    Ok(())
}

/// One line, as what people write on a command line.
fn moments(line: &str, rate: Option<FrameRate>) -> Verdict {
    let line = line.get(..64).unwrap_or(line);
    if let Ok(moment) = Moment::parse(line) {
        let _ = moment.time(rate);
    }
    let _ = (Programme::read_start(line), retime::parse_anchor(line), line.parse::<FrameRate>());
    let _ = line.parse::<retime::Speed>();
    if let Ok(time) = tregua_parse::time::parse_signed(line)
        && time.to_millis() != i64::MIN
        && Time::from_millis(time.to_millis()).is_none()
    {
        return Err(format!("{line:?} is {time:?}, which has no milliseconds"));
    }
    Ok(())
}
