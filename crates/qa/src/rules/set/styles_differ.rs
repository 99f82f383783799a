use crate::chars;
use crate::rule::{Context, Set, Sink, Traits, odd, track_name};
use tregua_parse::base::Message;

declare_rule! {
    /// Italics or the sign of a song stand in one language and not in another.
    ///
    /// ## What it does
    ///
    /// Looks at cues that answer one another. Where all words of one language are in italics and none of another, or
    /// where one has ♪ and another has none, it reports the one that differs: of three tracks the one that differs
    /// from both others, of two the later one. A track that has no italics anywhere, or no ♪, is not compared.
    ///
    /// ## Why
    ///
    /// Italics tell a voice from somewhere else, and ♪ tells a song; what the viewer of one language is told, the
    /// others must be told too. Languages have conventions of their own, so this is worth a look rather than a fault
    /// for certain.
    ///
    /// ```set,bad
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// <i>Aquí la torre.</i>
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:06,000
    /// <i>Pueden aterrizar.</i>
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// <i>Говорит вышка.</i>
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:06,000
    /// Посадку разрешаю.
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// <i>Aquí la torre.</i>
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// <i>Говорит вышка.</i>
    /// ```
    "set/styles-differ", Info, fix: None,
    params {},
    Set check
}

/// What a side shows in a row.
#[derive(Clone, Copy, Default)]
struct Look {
    /// None where some words are in italics and some are not.
    italic: Option<bool>,
    song: Option<bool>,
}

fn check(_: &Params, set: &Set<'_, '_>, sinks: &mut [Sink<'_>]) {
    let rows = set.rows();
    let sides: Vec<&Context<'_>> = (0..set.sides().len()).filter_map(|side| set.side(side)).collect();
    let italics: Vec<bool> =
        sides.iter().map(|context| context.track.runs.iter().any(|run| run.style.italic)).collect();
    let songs: Vec<bool> =
        sides.iter().map(|context| context.cues_with(Traits::NOTE).next().is_some()).collect();
    let enough = |has: &[bool]| has.iter().filter(|has| **has).count() > 1;
    let (with_italics, with_songs) = (enough(&italics), enough(&songs));
    if !with_italics && !with_songs {
        return;
    }
    let mut italic: Vec<Option<bool>> = Vec::with_capacity(sides.len());
    let mut song: Vec<Option<bool>> = Vec::with_capacity(sides.len());
    for row in 0..rows.len() {
        // In most rows everything is upright and said.
        let marked =
            |(side, context): (usize, &&Context<'_>)| {
                rows.of(side, row).iter().any(|index| {
                    context.traits(*index).any(Traits::NOTE)
                        || context.track.cues.get(*index as usize).is_some_and(|cue| {
                            context.track.runs_of_cue(cue).iter().any(|run| run.style.italic)
                        })
                })
            };
        if !sides.iter().enumerate().any(marked) {
            continue;
        }
        italic.clear();
        song.clear();
        for (side, context) in sides.iter().enumerate() {
            let cues = rows.of(side, row);
            let look = if cues.is_empty() { Look::default() } else { look(context, cues) };
            italic.push(look.italic.filter(|_| italics.get(side) == Some(&true)));
            song.push(look.song.filter(|_| songs.get(side) == Some(&true)));
        }
        if with_songs {
            report(set, row, &song, sinks, |has, track| {
                if has { say!("song", track = track) } else { say!("no-song", track = track) }
            });
        }
        if with_italics {
            report(set, row, &italic, sinks, |has, track| {
                if has { say!("italic", track = track) } else { say!("no-italic", track = track) }
            });
        }
    }
}

fn look(context: &Context<'_>, cues: &[u32]) -> Look {
    let (mut italic, mut upright, mut song) = (false, false, false);
    for index in cues {
        let Some(cue) = context.track.cues.get(*index as usize) else { continue };
        song |= context.traits(*index).any(Traits::NOTE);
        for run in context.track.runs_of_cue(cue) {
            if run.style.italic {
                italic = true;
            } else {
                // Blanks, dashes and quotation marks between two tags have no slant that anybody sees.
                upright = upright || run.text.contains(chars::is_alphanumeric);
            }
        }
    }
    Look { italic: (italic != upright).then_some(italic), song: Some(song) }
}

fn report(
    set: &Set<'_, '_>,
    row: usize,
    said: &[Option<bool>],
    sinks: &mut [Sink<'_>],
    message: impl Fn(bool, Message) -> Message,
) {
    for (here, there) in odd(said) {
        let has = said.get(here) == Some(&Some(true));
        let (Some(at), Some(track)) = (set.sides().get(here), set.sides().get(there)) else { continue };
        let place = set.whole(here, set.rows().of(here, row));
        let (Some((cue, span)), Some(sink)) = (place, sinks.get_mut(*at)) else { continue };
        sink.cue(cue, span, message(has, track_name(set, *track)));
    }
}
