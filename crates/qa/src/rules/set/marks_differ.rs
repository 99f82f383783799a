use crate::chars;
use crate::rule::{Context, Set, Sink, Traits, dashes, is_dash, is_sure, line_dash, odd, track_name};
use tregua_parse::base::Message;

declare_rule! {
    /// A question, an exclamation or a dialogue in one language is none in another.
    ///
    /// ## What it does
    ///
    /// Looks at the sentence that ends where cues that answer one another end: a question where another language has
    /// no question at all is reported, and an exclamation where at least two other languages agree on none (or the
    /// other way round). Where every language has one cue, it reports one whose dashes say that two people talk where
    /// the others have one voice, unless its track has no dashes anywhere. Of three tracks the one that differs from
    /// both others is reported; of two, the later one.
    ///
    /// ## Why
    ///
    /// A lost question mark turns doubt into a statement, and a lost dash gives one person both lines. Languages have
    /// their own ways of asking, so this is worth a look rather than a fault for certain.
    ///
    /// ```set,bad
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Has cerrado la puerta?
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ты закрыл дверь.
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Has cerrado la puerta?
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ты закрыл дверь?
    /// ```
    "set/marks-differ", Info, fix: None,
    params {},
    Set check
}

/// How a text ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Question,
    Exclamation,
    Stop,
}

/// What the cues of one side say by their marks.
#[derive(Clone, Copy)]
struct Marks {
    /// None where no sentence ends.
    end: Option<End>,
    asks: bool,
    exclaims: bool,
    /// None where that cannot be compared.
    two_voices: Option<bool>,
}

fn check(_: &Params, set: &Set<'_, '_>, sinks: &mut [Sink<'_>]) {
    let rows = set.rows();
    let sides = set.sides().len();
    let dashes: Vec<bool> = (0..sides).filter_map(|side| set.side(side)).map(uses_dashes).collect();
    let mut marks: Vec<Option<Marks>> = Vec::with_capacity(sides);
    let (signs, dash) = (Traits::QUESTION | Traits::EXCLAMATION, Traits::HYPHEN | Traits::DASH);
    for row in 0..rows.len() {
        // A look at the kinds of character settles most rows: a sign differs only where it stands on one side and not on
        // another, and dashes only where there are any.
        let kinds = (0..sides).filter_map(|side| {
            let (context, cues) = (set.side(side)?, rows.of(side, row));
            let all = cues.iter().fold(Traits::NONE, |all, cue| all | context.traits(*cue));
            (!cues.is_empty()).then_some(all)
        });
        let (mut all, mut differ, mut first) = (Traits::NONE, false, None);
        for kinds in kinds {
            all |= kinds;
            let own = [Traits::QUESTION, Traits::EXCLAMATION].map(|sign| kinds.any(sign));
            differ |= *first.get_or_insert(own) != own;
        }
        differ &= all.any(signs);
        if !differ && !all.any(dash) {
            continue;
        }
        let single = (0..sides).all(|side| rows.of(side, row).len() <= 1);
        marks.clear();
        marks.extend((0..sides).map(|side| {
            let comparable = all.any(dash) && single && dashes.get(side) == Some(&true);
            read(set.side(side)?, rows.of(side, row), comparable, differ)
        }));
        if differ {
            ends(set, row, &marks, sinks);
        }
        if all.any(dash) {
            voices(set, row, &marks, sinks);
        }
    }
}

/// Whether any cue of a track has a dash before each of two voices.
fn uses_dashes(context: &Context<'_>) -> bool {
    let mut cues = context.cues_with(Traits::HYPHEN | Traits::DASH);
    cues.any(|(_, _, cue)| {
        context.shown(cue).iter().filter(|line| line_dash(&line.text).is_some()).count() > 1
    })
}

/// What stands in some cues: who talks there only where that is `comparable`, how they end only where it is asked for.
fn read(context: &Context<'_>, cues: &[u32], comparable: bool, ends: bool) -> Option<Marks> {
    let traits = cues.iter().fold(Traits::NONE, |all, cue| all | context.traits(*cue));
    let (last, first) = (context.track.cues.get(*cues.last()? as usize)?, *cues.first()?);
    let line = context.shown(last).iter().rev().find(|line| line.text.contains(chars::is_alphanumeric))?;
    let dashed = traits.any(Traits::HYPHEN | Traits::DASH);
    let cue = context.track.cues.get(first as usize)?;
    let two_voices = match (comparable, dashed) {
        (true, true) => voices_of(context.shown(cue).iter().map(|line| line.text.as_ref())),
        (true, false) => Some(false),
        (false, _) => None,
    };
    Some(Marks {
        end: if ends { end(&line.text) } else { None },
        asks: traits.any(Traits::QUESTION),
        exclaims: traits.any(Traits::EXCLAMATION),
        two_voices,
    })
}

/// Whether two people talk in these lines; none where dashes stand there that may mean it.
fn voices_of<'l>(lines: impl Iterator<Item = &'l str>) -> Option<bool> {
    let (mut count, mut dashed, mut inside) = (0, 0, false);
    for line in lines {
        count += 1;
        dashed += usize::from(line_dash(line).is_some());
        // A hyphen inside a word is no dash.
        let words = line.trim_start_matches(|c: char| c == ' ' || is_dash(c));
        inside |= dashes(words).any(|at| words.get(..at).is_some_and(|it| it.ends_with([' ', '\u{a0}'])));
    }
    match dashed {
        0 if inside => None,
        0 => Some(false),
        // Some styles give a dash to the second voice only; a dash alone may be an interrupted speech.
        1 if count < 2 => None,
        _ => Some(true),
    }
}

fn end(text: &str) -> Option<End> {
    let closing = |c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '»' | '”' | '’' | '“' | ')' | ']' | '♪' | '♫')
    };
    let text = text.trim_end_matches(closing);
    let sign = |c: &char| matches!(c, '?' | '!' | '.' | '…');
    let mut signs = text.chars().rev().take_while(sign).peekable();
    signs.peek()?;
    let mut end = End::Stop;
    for sign in signs {
        match sign {
            '?' => return Some(End::Question),
            '!' => end = End::Exclamation,
            _ => {}
        }
    }
    Some(end)
}

fn ends(set: &Set<'_, '_>, row: usize, marks: &[Option<Marks>], sinks: &mut [Sink<'_>]) {
    // Whether each asks; where a question stands in the middle, nothing is said.
    let ask = |marks: &Marks| match marks.end? {
        End::Question => Some(true),
        _ if marks.asks => None,
        _ => Some(false),
    };
    let asks: Vec<Option<bool>> = marks.iter().map(|marks| marks.as_ref().and_then(ask)).collect();
    let mut said = false;
    for (here, there) in odd(&asks) {
        let question = asks.get(here) == Some(&Some(true));
        let message = |track: Message| {
            if question { say!("question", track = track) } else { say!("no-question", track = track) }
        };
        report(set, row, (here, there), message, sinks);
        said = true;
    }
    if said {
        return;
    }
    let exclaim = |marks: &Marks| match marks.end? {
        End::Exclamation => Some(true),
        End::Stop if !marks.exclaims && !marks.asks => Some(false),
        _ => None,
    };
    let exclaims: Vec<Option<bool>> = marks.iter().map(|marks| marks.as_ref().and_then(exclaim)).collect();
    if !is_sure(&exclaims) {
        return;
    }
    for (here, there) in odd(&exclaims) {
        let exclaims = exclaims.get(here) == Some(&Some(true));
        let message = |track: Message| {
            if exclaims { say!("exclamation", track = track) } else { say!("no-exclamation", track = track) }
        };
        report(set, row, (here, there), message, sinks);
    }
}

fn voices(set: &Set<'_, '_>, row: usize, marks: &[Option<Marks>], sinks: &mut [Sink<'_>]) {
    let voices: Vec<Option<bool>> =
        marks.iter().map(|marks| marks.and_then(|marks| marks.two_voices)).collect();
    for (here, there) in odd(&voices) {
        let two = voices.get(here) == Some(&Some(true));
        let message = |track: Message| {
            if two { say!("two-voices", track = track) } else { say!("one-voice", track = track) }
        };
        report(set, row, (here, there), message, sinks);
    }
}

fn report(
    set: &Set<'_, '_>,
    row: usize,
    (here, there): (usize, usize),
    message: impl Fn(Message) -> Message,
    sinks: &mut [Sink<'_>],
) -> Option<()> {
    let (at, track) = (*set.sides().get(here)?, *set.sides().get(there)?);
    let (cue, span) = set.whole(here, set.rows().of(here, row).last().map(std::slice::from_ref)?)?;
    sinks.get_mut(at)?.cue(cue, span, message(track_name(set, track)));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_text_ends() {
        let end = |text| match end(text) {
            Some(End::Question) => "?",
            Some(End::Exclamation) => "!",
            Some(End::Stop) => ".",
            None => "",
        };
        for (text, want) in [
            ("¿Vienes?", "?"),
            ("¿Vienes?»", "?"),
            ("Как?!", "?"),
            ("Что?..", "?"),
            ("¡Ven!”", "!"),
            ("Ven...", "."),
            ("Ven…", "."),
            ("Ven,", ""),
            ("", ""),
        ] {
            assert_eq!(end(text), want, "{text}");
        }
    }

    #[test]
    fn who_talks() {
        for (lines, want) in [
            (&["- Sí.", "- No."][..], Some(true)),
            (&["Да.", "– Нет."], Some(true)),
            (&["– Да. – Нет."], None),
            (&["- Sí"], None),
            (&["Sí.", "No."], Some(false)),
            (&["Это – мой дом."], None),
            (&["Скажи по-русски."], Some(false)),
        ] {
            assert_eq!(voices_of(lines.iter().copied()), want, "{lines:?}");
        }
    }
}
