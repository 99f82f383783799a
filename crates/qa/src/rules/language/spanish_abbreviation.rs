use crate::chars;
use crate::rule::{Context, Shown, Sink, Traits};
use std::ops::Range;
use tregua_parse::base::Applicability;

declare_rule! {
    /// A Spanish abbreviation is written, or used, as the guide does not have it.
    ///
    /// ## What it does
    ///
    /// Finds *Sr.*, *Sra.*, *Dr.*, *Ud.* and their kin where no name follows, or without their full stop; EE. UU. without
    /// its blank or stops; units with a full stop or in the plural (`5 kms.`); and acronyms with full stops (`O.N.U.`).
    /// Initials before a surname are left alone.
    ///
    /// ## Why
    ///
    /// A viewer reads *señor* faster than *Sr.*, and the guide keeps the short form for names.
    ///
    /// ```srt,bad lang=es-ES profile=netflix/es-es
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// Lo siento, Sr., el doctor no está.
    /// ```
    ///
    /// ```srt,bad lang=es-ES profile=netflix/es-es
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// Se fue a EEUU. Vivía a 20 kms. de Boston.
    /// ```
    ///
    /// ```srt,good lang=es-ES profile=netflix/es-es
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// El Sr. Robles vive en EE. UU., señor.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The word is written out, or the abbreviation as the guide has it; a viewer sees that: unsafe.
    ///
    /// ## Sources
    ///
    /// Netflix, Spanish Timed Text Style Guide, on abbreviations and acronyms.
    "language/spanish-abbreviation", Warning, fix: Some(Unsafe),
    params {},
    Track check
}

/// What stands before a name only, and what it is short for; sorted.
const TITLES: [(&str, &str); 12] = [
    ("Dr", "doctor"),
    ("Dra", "doctora"),
    ("Dres", "doctores"),
    ("Sr", "señor"),
    ("Sra", "señora"),
    ("Sras", "señoras"),
    ("Sres", "señores"),
    ("Srta", "señorita"),
    ("Ud", "usted"),
    ("Uds", "ustedes"),
    ("Vd", "usted"),
    ("Vds", "ustedes"),
];

/// Units as they are met, and as they are; sorted.
const UNITS: [(&str, &str); 16] = [
    ("cm", "cm"),
    ("cms", "cm"),
    ("grs", "g"),
    ("hrs", "h"),
    ("kg", "kg"),
    ("kgs", "kg"),
    ("km", "km"),
    ("kms", "km"),
    ("lts", "l"),
    ("min", "min"),
    ("mins", "min"),
    ("ml", "ml"),
    ("mls", "ml"),
    ("mm", "mm"),
    ("mms", "mm"),
    ("mts", "m"),
];

/// Formulas and companies that keep their stops.
const KEPT: [&str; 4] = ["D.E.P.", "E.P.D.", "R.I.P.", "S.R.L."];

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("es") || context.wrong_track().is_some() {
        return;
    }
    for (index, _, cue) in context.own_cues_with(Traits::SHORT_FORM) {
        let lines = context.shown(cue);
        for (n, line) in lines.iter().enumerate() {
            let place = Place { index, line, below: lines.get(n + 1).map(|line| line.text.as_ref()) };
            let bytes = line.text.as_bytes();
            let mut done = 0;
            for (at, byte) in bytes.iter().enumerate() {
                // Whatever it is, it begins with a capital or a digit.
                if !(byte.is_ascii_uppercase() || byte.is_ascii_digit()) || at < done {
                    continue;
                }
                // Nor do capitals with other letters behind them begin anything longer than themselves.
                let next = bytes.get(at + 1).copied().unwrap_or(b' ');
                let longer = next.is_ascii_alphanumeric();
                let short = match byte {
                    b'S' | b'D' => next == b'r',
                    b'U' | b'V' => next == b'd',
                    b'E' => next == b'E',
                    _ => byte.is_ascii_digit(),
                };
                if longer && !short {
                    continue;
                }
                let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
                if before.is_ascii_alphanumeric() || before >= 0x80 && is_letter(&line.text, at) {
                    continue;
                }
                let rest = line.text.get(at..).unwrap_or("");
                let word = rest.split(|c: char| !chars::is_alphanumeric(c)).next().unwrap_or("");
                done = place.read(word, at..at + word.len(), sink).unwrap_or(done);
            }
        }
    }
}

/// Whether a letter ends at `at`.
fn is_letter(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(chars::is_alphanumeric)
}

struct Place<'p, 'c> {
    index: u32,
    line: &'p Shown<'c>,
    below: Option<&'p str>,
}

impl<'p> Place<'p, '_> {
    fn after(&self, at: usize) -> &'p str {
        self.line.text.get(at..).unwrap_or("")
    }

    fn before(&self, at: usize) -> &'p str {
        self.line.text.get(..at).unwrap_or("")
    }

    /// Looks at one word; where more than it was dealt with, says up to where.
    fn read(&self, word: &str, range: Range<usize>, sink: &mut Sink<'_>) -> Option<usize> {
        let first = word.bytes().next()?;
        match first {
            b'S' | b'D' | b'U' | b'V' if word.len() < 5 => {
                if let Ok(at) = TITLES.binary_search_by_key(&word, |(short, _)| short) {
                    self.title(word, TITLES.get(at)?.1, range, sink);
                    return None;
                }
            }
            b'E' if word == "EEUU" || word == "EE" => return self.states(word, range, sink),
            b'0'..=b'9' => return self.unit(word, range, sink),
            _ => {}
        }
        if first.is_ascii_uppercase() && word.len() == 1 { self.acronym(range, sink) } else { None }
    }

    fn title(&self, word: &str, long: &str, range: Range<usize>, sink: &mut Sink<'_>) {
        let rest = self.after(range.end);
        let stop = rest.starts_with('.');
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        let next = rest.trim_start().chars().next();
        let named = |next: Option<char>| next.is_some_and(char::is_uppercase);
        // A pronoun has no name behind it.
        let pronoun = matches!(word, "Ud" | "Uds" | "Vd" | "Vds");
        if !stop {
            if !pronoun && rest.starts_with([' ', '\u{a0}']) && named(next) {
                let finding =
                    sink.cue(self.index, self.line.span(range.clone()), say!("no-stop", word = word));
                if let Some(edits) = self.line.replace(range.end..range.end, ".") {
                    finding.fix(
                        Applicability::Unsafe,
                        say!(common: "write", text = format!("{word}.")),
                        edits,
                    );
                }
            }
            return;
        }
        let follows = rest.trim_start();
        let joined =
            ["y ", "o ", "e ", "de ", "del ", "\"", "“", "«"].iter().any(|it| follows.starts_with(it));
        // At the end of a cue a name may come in the next one; after a comma it is an address.
        let address = self.before(range.start).trim_end().ends_with(',');
        let ends = follows.is_empty();
        let name = match (ends, self.below) {
            (true, Some(below)) => named(below.trim_start().chars().next()) && !address,
            (true, None) => !address,
            (false, _) => named(next) || joined,
        };
        if name && !pronoun || pronoun && ends && self.below.is_none() && !address {
            return;
        }
        let start = self.before(range.start);
        let begins = start.trim_end().is_empty()
            || start.trim_end().ends_with(['.', '?', '!', '…', '¿', '¡', '-', '–', '—']);
        let mut text = long.to_owned();
        if begins && let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let whole = range.start..range.end + 1;
        let short = self.line.text.get(whole.clone()).unwrap_or(word);
        let finding = sink
            .cue(self.index, self.line.span(whole.clone()), say!("title", short = short))
            .help(say!("help-title", long = long));
        // At the end of a sentence its full stop stays.
        let closes = ends || next.is_some_and(char::is_uppercase);
        let gone = if closes { range } else { whole };
        if let Some(edits) = self.line.replace(gone, &text) {
            finding.fix(Applicability::Unsafe, say!(common: "write", text = text), edits);
        }
    }

    fn states(&self, word: &str, range: Range<usize>, sink: &mut Sink<'_>) -> Option<usize> {
        let rest = self.after(range.end);
        let len = if word == "EEUU" {
            0
        } else {
            ["UU.", ".UU.", " UU", ".UU", ". UU"]
                .iter()
                .find(|form| {
                    let whole = rest.strip_prefix(**form);
                    whole.is_some_and(|after| {
                        !after.starts_with(|c: char| chars::is_alphanumeric(c) || c == '.')
                    })
                })?
                .len()
        };
        let whole = range.start..range.end + len;
        let written = self.line.text.get(whole.clone())?;
        // `EEUU.` at the end of a sentence has its stop already.
        let stop = self.after(whole.end).starts_with('.');
        let right = if stop { "EE. UU" } else { "EE. UU." };
        let end = whole.end;
        let finding = sink
            .cue(self.index, self.line.span(whole.clone()), say!("states", written = written))
            .help(say!("help-states"));
        if let Some(edits) = self.line.replace(whole, right) {
            finding.fix(Applicability::Unsafe, say!(common: "write", text = "EE. UU."), edits);
        }
        Some(end)
    }

    fn unit(&self, number: &str, range: Range<usize>, sink: &mut Sink<'_>) -> Option<usize> {
        // `20kms` is one word, `20 kms` two.
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = self.after(range.start + digits);
        let blank = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        let from = range.start + digits + blank;
        let name = self.after(from);
        let len = name.len() - name.trim_start_matches(|c: char| chars::is_alphabetic(c)).len();
        let name = name.get(..len)?;
        let (_, right) = UNITS.get(UNITS.binary_search_by_key(&name, |(met, _)| met).ok()?)?;
        let behind = self.after(from + len);
        let stop = behind.starts_with('.')
            && behind.get(1..)?.trim_start().starts_with(|c: char| c.is_lowercase() || c == ',');
        if name == *right && !stop {
            return None;
        }
        let whole = from..from + len + usize::from(stop);
        let written = self.line.text.get(whole.clone())?;
        let end = whole.end;
        let finding = sink.cue(
            self.index,
            self.line.span(whole.clone()),
            say!("unit", written = written, right = *right),
        );
        if let Some(edits) = self.line.replace(whole, right) {
            finding.fix(Applicability::Unsafe, say!(common: "write", text = *right), edits);
        }
        Some(end)
    }

    fn acronym(&self, range: Range<usize>, sink: &mut Sink<'_>) -> Option<usize> {
        let bytes = self.after(range.start).as_bytes();
        let pairs = bytes.chunks_exact(2).take_while(|pair| matches!(pair, [b'A'..=b'Z', b'.'])).count();
        if pairs < 3 {
            return None;
        }
        let whole = range.start..range.start + pairs * 2;
        let written = self.line.text.get(whole.clone())?;
        let next = self.after(whole.end);
        let follows = next.trim_start().chars().next();
        // Initials, or the start of another sentence; part of an address or a longer form.
        if KEPT.contains(&written)
            || follows.is_some_and(char::is_uppercase)
            || next.starts_with(|c: char| chars::is_alphanumeric(c))
        {
            return Some(whole.end);
        }
        let plain: String = written.chars().filter(|c| *c != '.').collect();
        let ends = follows.is_none() && self.below.is_none_or(|below| below.starts_with(char::is_uppercase));
        let new = if ends { format!("{plain}.") } else { plain.clone() };
        let end = whole.end;
        let finding = sink.cue(
            self.index,
            self.line.span(whole.clone()),
            say!("acronym", written = written, right = plain.as_str()),
        );
        if let Some(edits) = self.line.replace(whole, &new) {
            finding.fix(Applicability::Unsafe, say!(common: "write", text = plain), edits);
        }
        Some(end)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn titles_begin_as_they_are_looked_for() {
        for (short, _) in super::TITLES {
            assert!(matches!(short.get(..2), Some("Sr" | "Dr" | "Ud" | "Vd")), "{short}");
        }
        assert!(super::TITLES.is_sorted());
    }
}
