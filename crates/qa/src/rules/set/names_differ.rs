use crate::names::{Misfit, MisfitKind, misfits};
use crate::rule::{Set, Sink, track_name};

declare_rule! {
    /// A name differs between two languages.
    ///
    /// ## What it does
    ///
    /// Learns from the film which name of one language is which of another: by sound across alphabets (Carlos, Карлос),
    /// endings aside (Карлосу, Карлосқа), and by where they stand (Alemania, Германия). It reports the place where
    /// somebody else's name stands, and the one where a name is spelt otherwise than in the rest of its track. A name
    /// that is missing is no fault, as translators say "he"; names in the cue before or behind count as present. Of
    /// three tracks the one that differs from both others is reported; of two, the later one.
    ///
    /// ## Why
    ///
    /// A name taken from the wrong line turns the story round, and two spellings make two people of one.
    ///
    /// ```set,bad
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,500
    /// ¿Dónde está Carlos?
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:05,500
    /// Se fue con Tomás.
    ///
    /// 3
    /// 00:00:07,000 --> 00:00:08,500
    /// Dile a Carlos que venga.
    ///
    /// 4
    /// 00:00:10,000 --> 00:00:11,500
    /// Pregunta por Tomás.
    ///
    /// 5
    /// 00:00:13,000 --> 00:00:14,500
    /// Solo confío en Carlos.
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:02,500
    /// Где же Карлос?
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:05,500
    /// Он ушёл с Томасом.
    ///
    /// 3
    /// 00:00:07,000 --> 00:00:08,500
    /// Скажи Карлосу, пусть придёт.
    ///
    /// 4
    /// 00:00:10,000 --> 00:00:11,500
    /// Спроси про Томаса.
    ///
    /// 5
    /// 00:00:13,000 --> 00:00:14,500
    /// Я верю только Томасу.
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,500
    /// ¿Dónde está Carlos?
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:05,500
    /// Dile a Carlos que venga.
    /// [kk]
    /// 1
    /// 00:00:01,000 --> 00:00:02,500
    /// Ал Карлос қайда?
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:05,500
    /// Карлосқа айт, келсін.
    /// ```
    "set/names-differ", Warning, fix: None,
    params {},
    Set check
}

/// A misfit of two sides: the first has the name, the second something else.
struct Found<'t> {
    sides: [usize; 2],
    misfit: Misfit<'t>,
}

fn check(_: &Params, set: &Set<'_, '_>, sinks: &mut [Sink<'_>]) {
    let mut all: Vec<Found<'_>> = Vec::new();
    for (a, b) in set.couples() {
        let (Some(of_a), Some(of_b), Some(pairs)) = (set.names(a), set.names(b), set.pairs(a, b)) else {
            continue;
        };
        let Some(table) = set.table(a, b).filter(|_| !of_a.list.is_empty() && !of_b.list.is_empty()) else {
            continue;
        };
        let there = misfits(of_a, of_b, pairs, table);
        let back = misfits(of_b, of_a, &pairs.flipped(), &table.flipped());
        all.extend(there.into_iter().map(|misfit| Found { sides: [a, b], misfit }));
        all.extend(back.into_iter().map(|misfit| Found { sides: [b, a], misfit }));
    }
    all.sort_by_key(|found| (found.misfit.group, found.sides));
    for row in all.chunk_by(|a, b| a.misfit.group == b.misfit.group) {
        report(set, row, sinks);
    }
}

/// What is wrong in one row, said once, of the side that most speaks against: a spelling is the fault of who has it,
/// somebody else's name that of either.
fn report(set: &Set<'_, '_>, row: &[Found<'_>], sinks: &mut [Sink<'_>]) -> Option<()> {
    let against = |side: usize| row.iter().filter(|found| found.sides.get(1) == Some(&side)).count();
    let here = (0..set.sides().len()).max_by_key(|side| against(*side))?;
    let mut last = None;
    for Found { sides: [there, _], misfit } in row.iter().filter(|found| found.sides.get(1) == Some(&here)) {
        // Two tracks may hold the same against one place.
        if last.replace((misfit.b.cue, misfit.b.form)) == Some((misfit.b.cue, misfit.b.form)) {
            continue;
        }
        let (at, track) = (*set.sides().get(here)?, *set.sides().get(*there)?);
        let usual = set.names(here)?.list.get(misfit.usual)?.text;
        let span = misfit.b.span.or_else(|| Some(set.whole(here, &[misfit.b.cue])?.1))?;
        let (own, name, track) = (misfit.b.form, misfit.a.form, track_name(set, track));
        let message = match misfit.kind {
            MisfitKind::Other => say!("other", here = own, there = name, track = track),
            MisfitKind::Spelling => say!("spelling", here = own, usual = usual),
        };
        let finding = sinks.get_mut(at)?.cue(misfit.b.cue, span, message);
        if misfit.kind == MisfitKind::Other {
            finding.help(say!("help", there = name, usual = usual));
        }
    }
    Some(())
}
