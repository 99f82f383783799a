//! Faults of the files themselves.

use super::planter::{Place, Planter};
use crate::feature::render::{After, Counter, STRAY};
use crate::feature::{CHAIN, ES, KK, RU};
use anyhow::{Context as _, Result};

pub(super) fn plant(planter: &mut Planter<'_>) -> Result<()> {
    encoding(planter)?;
    line_ends(planter)?;
    numbering(planter)?;
    stamp_form(planter)?;
    stamp_unreadable(planter)?;
    structure(planter)?;
    const REFUSES: &str = "a strict reader refuses the whole file over this cue";
    const MISREADS: &str = "a strict reader misreads the file from this cue on";
    for (track, note, because) in [
        (ES, REFUSES, "a counter is missing, so that a line with times stands where a number must"),
        (KK, MISREADS, "a blank line is missing, so that the next cue is taken for text"),
        (RU, REFUSES, "one counter is not a number, and one time line has an x among its digits"),
    ] {
        let first = planter.strict.iter().filter(|(t, _)| *t == track).map(|(_, slot)| *slot).min();
        planter.expect_in("file/strict-reader", track, first, note);
        planter.because(because);
    }
    Ok(())
}

fn encoding(planter: &mut Planter<'_>) -> Result<()> {
    let place = planter.find(RU, "a cue", |place| place.plain())?;
    planter.block(&place)?.bom = true;
    planter.expect_in(
        "file/encoding",
        RU,
        None,
        "a byte order mark before a counter, as where two files were joined",
    );

    let place = planter.find(ES, "a word with í", |place| {
        place.plain() && place.lines()[0].contains('í') && place.characters() >= 24
    })?;
    let block = planter.block(&place)?;
    block.lines.iter_mut().take(1).for_each(|line| *line = line.replacen('í', &STRAY.to_string(), 1));
    planter.expect_in("file/encoding", ES, None, "the byte ED, which is í in Latin-1 and nothing in UTF-8");
    Ok(())
}

fn line_ends(planter: &mut Planter<'_>) -> Result<()> {
    for (track, note) in [
        (ES, "one line ends with CR LF, all others with LF"),
        (KK, "one line ends with LF, all others with CR LF"),
    ] {
        let place = planter.find(track, "a cue", |place| place.plain())?;
        planter.block(&place)?.odd_line_end = true;
        planter.expect_in("file/line-ends", track, None, note);
    }
    let last = planter.tracks[RU].last_mut().context("an empty track")?;
    last.after = After::Cut;
    planter.expect_in("file/line-ends", RU, None, "the last line has no end");
    Ok(())
}

fn numbering(planter: &mut Planter<'_>) -> Result<()> {
    for (track, counter, note) in [
        (ES, Counter::Missing, "its counter is missing"),
        (KK, Counter::Skip, "the counters leave a number out here and run on from there"),
        (RU, Counter::Written("1l0".to_owned()), "its counter is 1l0, with an l among the digits"),
    ] {
        let place = planter.find(track, "a cue", |place| place.plain())?;
        if !matches!(counter, Counter::Skip) {
            planter.strict.push((track, place.slot));
        }
        planter.block(&place)?.counter = counter;
        planter.expect("file/numbering", &place, note);
    }
    Ok(())
}

fn stamp_form(planter: &mut Planter<'_>) -> Result<()> {
    for (track, from, to, note) in [
        (ES, " --> ", " -> ", "a short arrow between its times"),
        (KK, ",", ".", "a point before the milliseconds of its in-time"),
        (RU, ",", ".", "a point before the milliseconds of its in-time"),
    ] {
        let place = planter.find(track, "a cue", |place| place.plain())?;
        let block = planter.block(&place)?;
        block.stamps = Some(block.timing().replacen(from, to, 1));
        if to == " -> " {
            planter.strict.push((track, place.slot));
        }
        planter.expect("file/stamp-form", &place, note);
    }
    Ok(())
}

fn stamp_unreadable(planter: &mut Planter<'_>) -> Result<()> {
    // Without its times a cue is not there for the other languages. Its neighbours are chained to it, so near that
    // they pass for its counterparts.
    let chained = |place: &Place<'_>| place.before() == CHAIN && place.after() == CHAIN;
    let place = planter.find(RU, "a cue between chained ones", chained)?;
    let block = planter.block(&place)?;
    let mut stamps = block.timing();
    stamps.replace_range(7..8, "x");
    block.stamps = Some(stamps);
    planter.strict.push((RU, place.slot));
    planter.expect(
        "file/stamp-unreadable",
        &place,
        "an x in place of the last digit of its in-time's seconds",
    );

    let place = planter.find(ES, "a cue between chained ones", chained)?;
    let block = planter.block(&place)?;
    let timing = block.timing();
    block.stamps = timing.split_once("> ").map(|(head, _)| format!("{head}>"));
    planter.strict.push((ES, place.slot));
    planter.expect("file/stamp-unreadable", &place, "its out-time is missing");
    Ok(())
}

fn structure(planter: &mut Planter<'_>) -> Result<()> {
    for track in [KK, RU] {
        let place = planter.find(track, "a cue", |place| place.plain())?;
        planter.block(&place)?.after = After::Nothing;
        planter.strict.push((track, place.slot));
        planter.expect_next("file/structure", &place, "no blank line before it");
    }
    let place = planter.find(ES, "two lines", |place| place.plain() && place.lines().len() == 2)?;
    planter.block(&place)?.lines.insert(1, String::new());
    planter.strict.push((ES, place.slot));
    planter.expect("file/structure", &place, "a blank line between its two lines");

    let place = planter.find(KK, "a cue", |place| place.plain())?;
    planter.block(&place)?.after = After::Two;
    planter.expect_next("file/structure", &place, "two blank lines before it");

    let place = planter.find(RU, "a cue", |place| place.plain())?;
    planter.block(&place)?.after = After::Dirty;
    planter.expect("file/structure", &place, "the line behind it holds a blank");
    Ok(())
}
