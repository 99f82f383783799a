use crate::rule::{Context, Shown, Sink, Traits};

declare_rule! {
    /// Forms of Spain stand in a track for America, or both kinds in one track.
    ///
    /// ## What it does
    ///
    /// Counts what only Spain says to several people (*vosotros*, *vuestra*, *os*, *sabéis*) and *ustedes*. In a track for
    /// a country or region of America any of the first is told, once a track and with the counts. In a track that names
    /// no country both together are worth a note; in one for Spain they are two ways to address people, and right.
    ///
    /// ## Why
    ///
    /// The two variants are two deliverables. Forms of Spain in the other are what is left of a translation that was
    /// adapted in haste, and viewers notice each.
    ///
    /// ```srt,bad lang=es-419
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ustedes esperen aquí. Voy por el carro.
    ///
    /// 2
    /// 00:00:03,500 --> 00:00:05,500
    /// Si no vuelvo, ya sabéis el camino.
    /// ```
    ///
    /// ```srt,good lang=es-419
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ustedes esperen aquí. Voy por el carro.
    ///
    /// 2
    /// 00:00:03,500 --> 00:00:05,500
    /// Si no vuelvo, ya saben el camino.
    /// ```
    ///
    /// ## Sources
    ///
    /// The variants of Spanish: *vosotros* and its verbs belong to Spain, *ustedes* with the third person to America. Old
    /// and biblical speech has *vosotros* in America too: a warning, not an error.
    "language/spanish-variant", Warning, fix: None,
    params {
        /// how many forms of each kind a track that names no country may have beside the other
        max_beside: u32,
    },
    Track check
}

/// Regions that speak of *vosotros*.
const SPAIN: [&str; 5] = ["ES", "EA", "GQ", "IC", "AD"];

/// Words of Spain that no ending tells.
const WORDS: [&str; 14] = [
    "dais", "fuisteis", "ibais", "os", "sois", "vais", "veis", "visteis", "vosotras", "vosotros", "vuestra",
    "vuestras", "vuestro", "vuestros",
];

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(lang) = context.lang.filter(|lang| lang.language() == "es") else { return };
    if lang.region().is_some_and(|region| SPAIN.contains(&region)) || context.wrong_track().is_some() {
        return;
    }
    let mut spain: Vec<(u32, &Shown<'_>, &str)> = Vec::new();
    let mut america = 0_u32;
    for (cue, _, shown) in context.cues_with(Traits::LOWER | Traits::LATIN_1) {
        for line in context.shown(shown) {
            // Every form ends in s.
            for at in memchr::memchr_iter(b's', line.text.as_bytes()) {
                let (before, after) = line.text.split_at_checked(at + 1).unwrap_or_default();
                if after.chars().next().is_some_and(char::is_alphanumeric) {
                    continue;
                }
                let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
                if is_of_spain(word) {
                    spain.push((cue, line, word));
                }
                america += u32::from(matches!(word, "ustedes" | "Ustedes" | "Uds"));
            }
        }
    }
    let Some((cue, line, word)) = spain.first() else { return };
    let Some(range) = line.range_of(word) else { return };
    let count = spain.len();
    if lang.region().is_some() {
        let found = say!("foreign", word = *word, count = count, other = america, track = lang.canonical());
        with_more(sink.cue(*cue, line.span(range), found).help(say!("help")), &spain);
    } else if count > params.max_beside as usize && america > params.max_beside {
        let found = say!("both", word = *word, count = count, other = america);
        let finding = sink.cue(*cue, line.span(range), found).help(say!("help-both"));
        with_more(finding.at_most(tregua_parse::base::Severity::Info), &spain);
    }
}

/// Shows some more of the places.
fn with_more(mut finding: crate::rule::Finding<'_>, spain: &[(u32, &Shown<'_>, &str)]) {
    for (_, line, word) in spain.iter().skip(1).take(4) {
        if let Some(range) = line.range_of(word) {
            finding = finding.label(line.span(range), say!("more"));
        }
    }
}

/// A form of address to several people that only Spain has.
fn is_of_spain(word: &str) -> bool {
    let verb = word.ends_with("áis") || word.ends_with("éis") && !word.ends_with("iséis");
    let past = |ending: &str| word.len() > ending.len() + 2 && word.ends_with(ending);
    if verb || past("steis") || past("abais") || past("íais") || past("arais") || past("ierais") {
        // The name of Reis, and what is written in capitals, is none of these.
        return word.chars().skip(1).all(char::is_lowercase);
    }
    let mut small = [0_u8; 8];
    let Some(small) = small.get_mut(..word.len()) else { return false };
    small.copy_from_slice(word.as_bytes());
    if let Some(first) = small.first_mut() {
        first.make_ascii_lowercase();
    }
    WORDS.iter().any(|it| it.as_bytes() == small)
}
