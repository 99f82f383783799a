//! Faults of how lines are set and of the marks in them: line breaks, dialogue dashes, ellipses, quotation marks,
//! apostrophes, blanks.

use super::planter::{Place, Planter};
use crate::feature::render::dressed;
use crate::feature::script::characters;
use crate::feature::{ES, KK, LINE, RU};
use anyhow::{Context as _, Result};

pub(super) fn plant(planter: &mut Planter<'_>) -> Result<()> {
    phrase_broken(planter)?;
    one_line_would_do(planter)?;
    dialogue_dash(planter)?;
    marks(planter)
}

fn length(line: &str) -> usize {
    usize::try_from(characters(&[line.to_owned()])).unwrap_or(usize::MAX)
}

/// The ways to break a text in two so that both lines keep the limit.
fn broken(text: &str, track: usize) -> impl Iterator<Item = (&str, &str)> {
    let limit = LINE[track];
    let each = text.match_indices(' ').filter_map(|(at, _)| Some((text.get(..at)?, text.get(at + 1..)?)));
    each.filter(move |(first, second)| length(first) <= limit && length(second) <= limit)
}

/// Two lines that one person says, too long for one.
fn two_lines(place: &Place<'_>) -> bool {
    !place.slot().dash && place.lines().len() == 2 && length(&place.joined()) > LINE[place.track]
}

/// Writes two lines, in italics where the cue is.
fn set(planter: &mut Planter<'_>, place: &Place<'_>, first: &str, second: &str) -> Result<()> {
    let lines = [first.to_owned(), second.to_owned()];
    planter.block(place)?.lines = dressed(&lines, place.slot().italic);
    Ok(())
}

fn last_word(line: &str) -> &str {
    line.rsplit(' ').next().unwrap_or("")
}

fn first_word(line: &str) -> &str {
    line.split(' ').next().unwrap_or("")
}

fn phrase_broken(planter: &mut Planter<'_>) -> Result<()> {
    for (track, ends, starts) in [
        (ES, &["la", "el", "los", "un", "de", "en", "al"][..], &[][..]),
        (RU, &["в", "на", "не", "и", "за", "под"], &[]),
        (KK, &[], &["да", "де", "үшін", "екен", "еді", "ғой"]),
    ] {
        let bad = |first: &str, second: &str| {
            ends.contains(&last_word(first)) || starts.contains(&first_word(second))
        };
        let place = planter.find(track, "a phrase to break", |place| {
            two_lines(place) && broken(&place.joined(), track).any(|(first, second)| bad(first, second))
        })?;
        let text = place.joined();
        let (first, second) = broken(&text, track).find(|(a, b)| bad(a, b)).context("a break")?;
        let note = match starts.contains(&first_word(second)) {
            true => format!("its second line starts with {}", first_word(second)),
            false => format!("its first line ends with {}", last_word(first)),
        };
        set(planter, &place, first, second)?;
        planter.expect("text/phrase-broken", &place, note);
    }
    Ok(())
}

fn one_line_would_do(planter: &mut Planter<'_>) -> Result<()> {
    let stops = ['.', '!', '?', '…', ':', '”', '»'];
    for track in [ES, KK, RU] {
        let good = |(first, second): &(&str, &str)| !first.ends_with(stops) && second.contains(' ');
        let place = planter.find(track, "one line of several words", |place| {
            place.plain() && place.lines().len() == 1 && broken(&place.joined(), track).any(|it| good(&it))
        })?;
        let text = place.joined();
        let (first, second) = broken(&text, track).filter(good).last().context("a break")?;
        set(planter, &place, first, second)?;
        planter.expect("text/one-line-would-do", &place, "its one line is broken in two");
    }
    Ok(())
}

/// Such cues are rare: it comes before faults that need less.
pub(super) fn line_shape(planter: &mut Planter<'_>) -> Result<()> {
    for track in [ES, RU] {
        // A word that no line is spoilt by: long, and not one that needs the next.
        let lone =
            |first: &str| !first.contains(' ') && length(first) >= 7 && first.ends_with(char::is_alphabetic);
        let place = planter.find(track, "a long word before a long rest", |place| {
            two_lines(place)
                && !place.lines()[0].ends_with(['.', '!', '?', '…', ','])
                && broken(&place.joined(), track).any(|(first, _)| lone(first))
        })?;
        let text = place.joined();
        let (first, second) = broken(&text, track).find(|(first, _)| lone(first)).context("a break")?;
        set(planter, &place, first, second)?;
        planter.expect("text/line-shape", &place, "one word stands alone in its upper line");
    }
    Ok(())
}

fn dialogue_dash(planter: &mut Planter<'_>) -> Result<()> {
    for (track, mark, note) in [
        (ES, "-", "its hyphens have no blank, all others have one"),
        (KK, "– ", "it has dashes, all others have hyphens"),
    ] {
        let place = planter.find(track, "a dialogue", |place| place.slot().dash)?;
        let block = planter.block(&place)?;
        block.lines.iter_mut().for_each(|line| *line = line.replacen("- ", mark, 1));
        planter.expect("text/dialogue-dash", &place, note);
    }
    let place = planter.find(RU, "a dialogue", |place| place.slot().dash)?;
    let block = planter.block(&place)?;
    block.lines.iter_mut().take(1).for_each(|line| *line = line.replacen("- ", "", 1));
    planter.expect("text/dialogue-dash", &place, "its first speaker has no dash");
    Ok(())
}

/// The notes of a cue that is sung.
pub(super) fn songs(planter: &mut Planter<'_>) -> Result<()> {
    for (track, part, with, note) in [
        (ES, " ♪", "", "its song has a note where it begins and none where it ends"),
        (KK, "♪", "♫", "its notes are others than the rest of the track has"),
        (RU, "♪ ", "♪", "its first note touches the words"),
    ] {
        let place = planter.find(track, "a song", |place| {
            let [line] = place.lines() else { return false };
            line.matches("♪ ").count() == 1 && line.matches(" ♪").count() == 1
        })?;
        let block = planter.block(&place)?;
        block.lines.iter_mut().for_each(|line| *line = line.replace(part, with));
        planter.expect("text/music-note", &place, note);
    }
    Ok(())
}

/// Marks that are replaced in a plain cue with room for them.
fn marks(planter: &mut Planter<'_>) -> Result<()> {
    for (rule, track, part, with, note) in [
        ("text/ellipsis", ES, "…", "...", "three full stops for …"),
        ("text/ellipsis", KK, "…", "..", "two full stops for …"),
        ("text/ellipsis", RU, "…", " …", "a blank before its …"),
        ("text/quotes", ES, "”", "", "its closing quotation mark is gone"),
        ("text/quotes", KK, "«", "“", "it opens with “ and closes with »"),
        ("text/quotes", RU, "» ", "“ ", "it opens with « and closes with “"),
        ("text/apostrophe", ES, "más ", "ma´s ", "má is a and an acute accent of its own"),
        ("text/punctuation-space", ES, ", ", ",", "no blank behind its comma"),
        ("text/punctuation-space", KK, "!", " !", "a blank before its exclamation mark"),
        ("text/punctuation-space", RU, ", ", ",, ", "its comma is doubled"),
        ("text/odd-space", ES, " ", "\t", "a tab between its first words"),
        ("text/odd-space", KK, " ", "\u{2009}", "a thin blank between its first words"),
    ] {
        // Enough words beside it that nobody takes the cue for another language.
        let place = planter.find(track, part, |place| {
            let line = &place.lines()[0];
            let once = place.lines().iter().map(|line| line.matches(part).count()).sum::<usize>() == 1;
            let often = part.trim().is_empty() || part == "más ";
            place.plain()
                && line.contains(part)
                && (once || often)
                && place.room_for(1)
                && length(line) < LINE[track]
                && place.characters() >= 20
        })?;
        let block = planter.block(&place)?;
        block.lines.iter_mut().take(1).for_each(|line| *line = line.replacen(part, with, 1));
        planter.expect(rule, &place, note);
    }
    Ok(())
}
