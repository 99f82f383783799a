//! Several languages in one track, each with cues of its own: which cue is in which.

use super::{Context, Traits};
use crate::language::{Tongue, identify, spoken};
use crate::pairs::TimedCue;
use crate::split::{Options, split};
use std::borrow::Cow;
use tregua_parse::base::Lang;
use tregua_parse::format::parts;
use tregua_parse::model::{Cue, Track};
use tregua_parse::syntax::{CueNode, Document};
use tregua_parse::time::Time;

/// Languages of one track at most.
pub(super) const MOST: usize = 8;
/// A track is in several languages where each has so many of a hundred cues; a song in another language is no track.
const SHARE: usize = 10;
/// So many of a hundred cues must begin while another is shown before the text is asked for its languages.
const CROWDED: usize = 25;
/// Cues that are looked at before all are, twice as many.
const SAMPLE: usize = 100;
/// Nor is it asked where there are fewer cues, or more: hostile files may have a million at once.
const CUES: std::ops::Range<usize> = 6..20_000;

/// A track in several languages, each with cues of its own.
#[derive(Debug)]
pub(super) struct Streams {
    /// For each cue its language in `langs`.
    of: Vec<Option<u8>>,
    langs: Vec<Lang>,
}

impl Streams {
    /// By what the file says of its cues' languages (`xml:lang`, `<lang>`, a style that is called by one); where many cues
    /// are shown at once also by their text. `None` for a track in one language.
    pub(super) fn find(
        document: &Document<'_>,
        track: &Track<'_>,
        lang: Option<&Lang>,
        by_time: &[TimedCue],
    ) -> Option<Self> {
        let parts = parts(document);
        let declared = || Self::declared(track, &parts, lang);
        declared().or_else(|| is_crowded(by_time).then(|| Self::by_text(track, &parts)).flatten())
    }

    fn declared(track: &Track<'_>, parts: &[Option<Cow<'_, str>>], lang: Option<&Lang>) -> Option<Self> {
        let of_part = |at: usize| parts.get(at).and_then(Option::as_deref).and_then(spoken);
        let any = track.cues.iter().any(|cue| tag(track, cue).is_some())
            || (0..parts.len()).any(|at| of_part(at).is_some());
        if !any {
            return None;
        }
        let whole = track.lang.as_deref().and_then(|tag| Lang::parse(tag).ok());
        let whole = whole.filter(|lang| !matches!(lang.language(), "und" | "mul")).or_else(|| lang.cloned());
        let (mut of, mut langs) = (Vec::with_capacity(track.cues.len()), Vec::<Lang>::new());
        for (at, cue) in track.cues.iter().enumerate() {
            let own = tag(track, cue).and_then(|tag| Lang::parse(tag).ok()).or_else(|| of_part(at));
            let Some(own) = own.or_else(|| whole.clone()) else {
                of.push(None);
                continue;
            };
            let known = langs.iter().position(|lang| lang.language() == own.language());
            let place = known.unwrap_or(langs.len());
            if known.is_none() {
                if langs.len() == MOST {
                    return None;
                }
                langs.push(own);
            }
            of.push(u8::try_from(place).ok());
        }
        Self { of, langs }.several()
    }

    fn by_text(track: &Track<'_>, parts: &[Option<Cow<'_, str>>]) -> Option<Self> {
        if !is_mixed(track) {
            return None;
        }
        let found = split(track, parts, &Options::default()).ok().filter(|found| !found.shared)?;
        let owner = |cue: &Cue<'_>| {
            let mut lines = cue.lines.clone().map(|line| found.owners.get(line as usize).copied().flatten());
            lines.find_map(|owner| owner)
        };
        let of = track.cues.iter().map(owner).collect();
        Self { of, langs: found.languages }.several()
    }

    /// Itself, where each language has its share of the cues.
    fn several(self) -> Option<Self> {
        let count = |at: usize| self.of.iter().flatten().filter(|it| usize::from(**it) == at).count();
        let many = (0..self.langs.len()).filter(|at| count(*at) * 100 >= self.of.len() * SHARE).count();
        (many > 1).then_some(self)
    }

    /// The place of a cue's language among the languages; those of none are together, at the end.
    pub(super) fn place(&self, cue: u32) -> usize {
        self.of.get(cue as usize).copied().flatten().map_or(MOST, usize::from).min(MOST)
    }

    /// A cue's language.
    pub(super) fn lang(&self, cue: u32) -> Option<&Lang> {
        self.langs.get(self.place(cue))
    }
}

impl<'c> Context<'c> {
    /// The language of a cue: as the file says it (`xml:lang`, `<lang>`), that of its part of a track in several languages,
    /// or the track's.
    #[must_use]
    pub fn lang_of(&self, index: u32, cue: &Cue<'_>) -> Option<Cow<'_, Lang>> {
        let own = tag(self.track, cue).and_then(|tag| Lang::parse(tag).ok()).map(Cow::Owned);
        let stream = || self.streams().and_then(|streams| streams.lang(index)).map(Cow::Borrowed);
        own.or_else(stream).or_else(|| self.lang.map(Cow::Borrowed))
    }

    /// Whether the track is in one language, and a cue says nothing of another: so it is with nearly all.
    pub(crate) fn names_no_language(&self, cue: &Cue<'_>) -> bool {
        let any = || self.track.cues.iter().any(|cue| tag(self.track, cue).is_some());
        self.streams().is_none() && (!*self.tagged.get_or_init(any) || tag(self.track, cue).is_none())
    }

    /// Whether a cue is in the track's language, as far as is known: rules of a language pass the others by.
    #[must_use]
    pub fn is_own(&self, index: u32, cue: &Cue<'_>) -> bool {
        let Some(track) = self.language() else { return true };
        self.names_no_language(cue) || self.lang_of(index, cue).is_none_or(|lang| lang.language() == track)
    }

    /// As [`cues_with`](Self::cues_with), those in the track's language.
    pub fn own_cues_with(&self, kinds: Traits) -> impl Iterator<Item = (u32, &'c CueNode, &'c Cue<'c>)> {
        self.cues_with(kinds).filter(|(index, _, cue)| self.is_own(*index, cue))
    }
}

/// The language that a cue names, or that all its runs name.
pub(super) fn tag<'t>(track: &'t Track<'_>, cue: &'t Cue<'_>) -> Option<&'t str> {
    if let Some(tag) = cue.details.as_deref().and_then(|it| it.lang.as_deref()) {
        return Some(tag);
    }
    let mut tags = track.runs_of_cue(cue).iter().map(|run| run.details.as_deref()?.lang.as_deref());
    let first = tags.next()??;
    tags.all(|tag| tag == Some(first)).then_some(first)
}

/// Whether cues spread over the track are in several languages: a look that spares most tracks the taking apart.
fn is_mixed(track: &Track<'_>) -> bool {
    let step = (track.cues.len() / SAMPLE).max(1);
    let mut seen: Vec<(Tongue, usize)> = Vec::new();
    let mut all = 0usize;
    // A step of one language's rhythm would meet no other one: two neighbours each time.
    let cues = track.cues.chunks(step).flat_map(|some| some.iter().take(2));
    for cue in cues {
        let lines: Vec<String> = track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
        let verdict = identify(&lines.join("\n"));
        let Some(tongue) = verdict.tongue.filter(|_| verdict.confidence >= 90) else { continue };
        all += 1;
        match seen.iter_mut().find(|(it, _)| *it == tongue) {
            Some((_, count)) => *count += 1,
            None => seen.push((tongue, 1)),
        }
    }
    seen.iter().filter(|(_, count)| count * 100 >= all * SHARE).count() > 1
}

/// Whether many cues begin while another is shown.
fn is_crowded(by_time: &[TimedCue]) -> bool {
    if !CUES.contains(&by_time.len()) {
        return false;
    }
    let mut last: Option<Time> = None;
    let mut over = 0usize;
    for cue in by_time {
        over += usize::from(last.is_some_and(|last| cue.start < last));
        last = last.max(Some(cue.end));
    }
    over * 100 >= by_time.len() * CROWDED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Kind, Programme};
    use tregua_parse::format::{ReadOptions, by_name};
    use tregua_parse::source::Source;

    fn pairs(raw: &str, format: &str) -> (Vec<(u32, u32)>, Vec<Option<String>>) {
        let source = Source::open(raw.as_bytes(), None, None).unwrap();
        let document = (by_name(format).unwrap().parse)(source, &ReadOptions::default());
        let track = tregua_parse::format::lower(&document);
        let (lang, programme) = (Lang::parse("es").unwrap(), Programme::default());
        let context = Context::new(&document, &track, Some(&lang), Kind::Full, &programme);
        let pairs = context.neighbours().map(|(a, b)| (a.index, b.index)).collect();
        let tags = context.cues().map(|(at, _, cue)| context.lang_of(at, cue).map(|it| it.canonical()));
        (pairs, tags.collect())
    }

    #[test]
    fn languages_that_the_file_names() {
        let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<lang es>Hola</lang>\n\n00:01.000 --> 00:02.500\n<lang kk>Сәлем</lang>\n\n\
                   00:02.000 --> 00:03.000\n<lang es>Adiós</lang>\n\n00:02.500 --> 00:03.000\n<lang kk>Сау бол</lang>\n";
        let (pairs, tags) = self::pairs(vtt, "vtt");
        assert_eq!(pairs, [(0, 2), (1, 3)]);
        assert_eq!(tags, ["es", "kk", "es", "kk"].map(|it| Some(it.to_owned())));
        let ass = "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
                   Dialogue: 0,0:00:01.00,0:00:02.00,es,,0,0,0,,Hola\nDialogue: 1,0:00:01.00,0:00:02.50,ru,,0,0,0,,Привет\n\
                   Dialogue: 0,0:00:02.00,0:00:03.00,es,,0,0,0,,Adiós\n";
        assert_eq!(self::pairs(ass, "ass").0, [(0, 2)]);
        // Styles that are called otherwise part nothing.
        let signs = ass.replace(",es,", ",Default,").replace(",ru,", ",op,");
        assert_eq!(self::pairs(&signs, "ass").0, [(0, 1), (1, 2)]);
    }

    #[test]
    fn a_cue_in_another_language_parts_no_track() {
        let one = |n: usize| format!("00:{n:02}.000 --> 00:{:02}.500\nHola {n}\n\n", n + 1);
        let all: String = (1..30).map(one).collect();
        let vtt = format!("WEBVTT\n\n{all}00:31.000 --> 00:32.000\n<lang en>Hello</lang>\n");
        let (pairs, tags) = self::pairs(&vtt, "vtt");
        assert_eq!((pairs.len(), tags.last().cloned().flatten().as_deref()), (29, Some("en")));
    }

    #[test]
    fn languages_of_cues_that_are_shown_at_once() {
        let lines = [
            ("No siento los pies.", "Я ног не чувствую."),
            ("Hemos parado en la estepa.", "Мы остановились в степи."),
            ("¿Quién viene por el camino?", "Кто идёт по дороге?"),
            ("Mi padre murió en la guerra.", "Мой отец погиб на войне."),
        ];
        let clock = |n: usize| format!("00:00:{n:02},000");
        let two = |(n, (es, ru)): (usize, &(&str, &str))| {
            let (from, to) = (clock(n * 3 + 1), clock(n * 3 + 3));
            format!("{}\n{from} --> {to}\n{es}\n\n{}\n{from} --> {to}\n{ru}\n\n", n * 2 + 1, n * 2 + 2)
        };
        let both: String = lines.iter().enumerate().map(two).collect();
        let (pairs, tags) = self::pairs(&both, "srt");
        assert!(pairs.iter().all(|(a, b)| b - a == 2), "{pairs:?}");
        assert_eq!(tags[1].as_deref(), Some("ru"));
        // The same cues twice in one language are at once.
        let one =
            both.replace("Я ног не чувствую.", lines[0].0).replace("Мы остановились в степи.", lines[1].0);
        let one =
            one.replace("Кто идёт по дороге?", lines[2].0).replace("Мой отец погиб на войне.", lines[3].0);
        assert!(self::pairs(&one, "srt").0.contains(&(0, 1)));
    }
}
