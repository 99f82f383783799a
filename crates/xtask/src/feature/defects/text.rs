//! Faults of what cues say.

use super::planter::{Place, Planter};
use crate::feature::render::dressed;
use crate::feature::script::characters;
use crate::feature::{ES, KK, LINE, PAUSE, RU};
use anyhow::{Context as _, Result};

pub(super) fn plant(planter: &mut Planter<'_>) -> Result<()> {
    for track in [ES, RU] {
        let place = planter.find(track, "a cue", |place| place.plain())?;
        planter.block(&place)?.lines.clear();
        planter.expect("text/empty-cue", &place, "its text was lost");
    }
    for (track, least, most) in
        [(ES, LINE[ES] + 1, 99), (KK, LINE[KK] + 1, 99), (RU, 43, 99), (RU, LINE[RU] + 1, 42)]
    {
        line_too_long(planter, track, least, most)?;
    }
    for track in [ES, KK] {
        too_many_lines(planter, track)?;
    }
    markup(planter)?;
    stray_space(planter)?;
    letters(planter)?;
    wrong_language(planter)
}

fn line_too_long(planter: &mut Planter<'_>, track: usize, least: usize, most: usize) -> Result<()> {
    let length = |place: &Place<'_>| usize::try_from(characters(&[place.joined()])).unwrap_or(0);
    let place = planter.find(track, "two lines that make a long one", |place| {
        place.plain()
            && place.lines().len() == 2
            && (least..=most).contains(&length(place))
            && place.room_for(1)
            // The blank between them makes the text faster to read than what stands close before it.
            && place.before() > PAUSE
    })?;
    let n = length(&place);
    planter.block(&place)?.lines = vec![place.joined()];
    planter.expect("text/line-too-long", &place, format!("two lines joined into one of {n} characters"));
    Ok(())
}

fn too_many_lines(planter: &mut Planter<'_>, track: usize) -> Result<()> {
    let place = planter.find(track, "two lines of several words", |place| {
        // A long first word: a short one may belong to the next, and its line be broken wrongly as well.
        let long = |line: &String| line.split(' ').next().is_some_and(|word| word.chars().count() > 5);
        place.plain()
            && place.lines().len() == 2
            && place.lines()[1].matches(' ').count() >= 2
            && long(&place.lines()[1])
    })?;
    let [first, second] = place.lines() else { return Ok(()) };
    let (head, tail) = second.split_once(' ').context("a line of several words")?;
    planter.block(&place)?.lines = vec![first.clone(), head.to_owned(), tail.to_owned()];
    planter.expect("text/too-many-lines", &place, "its second line is broken once more");
    Ok(())
}

fn markup(planter: &mut Planter<'_>) -> Result<()> {
    let place = planter.find(ES, "a cue in italics", |place| place.slot().italic)?;
    planter.block(&place)?.lines =
        dressed(place.lines(), true).iter().map(|l| l.replace("</i>", "")).collect();
    planter.expect("text/markup", &place, "its <i> is never closed");

    let place = planter.find(KK, "a plain cue", |place| place.plain())?;
    let block = planter.block(&place)?;
    block.lines.iter_mut().rev().take(1).for_each(|line| line.push_str("</i>"));
    planter.expect("text/markup", &place, "its </i> closes nothing");

    let place = planter.find(RU, "a plain line", |place| place.plain() && place.lines().len() == 1)?;
    planter.block(&place)?.lines = vec![format!("<i><b>{}</i></b>", place.joined())];
    planter.expect("text/markup", &place, "its tags cross");
    Ok(())
}

fn stray_space(planter: &mut Planter<'_>) -> Result<()> {
    let plain = |place: &Place<'_>| place.plain() && place.lines().len() == 1 && place.room_for(2);
    let place = planter.find(ES, "a plain line", plain)?;
    planter.block(&place)?.lines = vec![format!("{} ", place.joined())];
    planter.expect("text/stray-space", &place, "a blank at the end of its line");

    let short = |place: &Place<'_>| plain(place) && place.joined().contains(' ') && place.characters() < 38;
    let place = planter.find(KK, "a plain line of several words", short)?;
    planter.block(&place)?.lines = vec![place.joined().replacen(' ', "  ", 1)];
    planter.expect("text/stray-space", &place, "two blanks between its first words");

    let place = planter.find(RU, "a plain line", plain)?;
    planter.block(&place)?.lines = vec![format!(" {}", place.joined())];
    planter.expect("text/stray-space", &place, "a blank at the start of its line");
    Ok(())
}

/// Letters that look right, each inside a word of a plain cue.
fn letters(planter: &mut Planter<'_>) -> Result<()> {
    for (rule, track, part, with, note) in [
        ("text/mixed-script", KK, "қаза", "қaза", "the first а of a word with қаза is a Latin a"),
        ("text/mixed-script", RU, "ста", "стa", "the а of a word with ста is a Latin a"),
        ("language/kazakh-letter", KK, "ә", "ə", "its first ә is ə (U+0259), a letter of phonetics"),
        ("language/kazakh-letter", KK, "қ", "ҝ", "its first қ is ҝ (U+049D), a letter of Azerbaijani"),
    ] {
        // Enough words beside it that nobody takes the cue for another language.
        let place = planter.find(track, part, |place| {
            place.plain() && place.lines()[0].contains(part) && place.characters() >= 24
        })?;
        let block = planter.block(&place)?;
        block.lines.iter_mut().take(1).for_each(|line| *line = line.replacen(part, with, 1));
        planter.expect(rule, &place, note);
    }
    Ok(())
}

fn wrong_language(planter: &mut Planter<'_>) -> Result<()> {
    for (track, other, note) in [
        (KK, RU, "the Russian text stands in the Kazakh track"),
        (RU, ES, "the Spanish text was left untranslated"),
    ] {
        let place = planter.find(track, "a text that is short enough in the other language", |place| {
            let there = place.in_track(other);
            let (n, length) = (there.characters(), place.lasts());
            place.plain() && n >= 26 && there.lines().len() == 1 && n <= 39 && Place::readable(n, length)
        })?;
        planter.block(&place)?.lines = place.in_track(other).lines().to_vec();
        planter.expect("language/wrong-language", &place, note);
    }
    Ok(())
}
