use crate::language::ungarble;
use crate::rule::{Context, Sink, Traits};
use tregua_parse::base::Applicability;

declare_rule! {
    /// The text holds a character that shows nothing, or steers what is around it.
    ///
    /// ## What it does
    ///
    /// Finds control characters, marks of direction, characters of no width and soft hyphens. Zero bytes and byte order
    /// marks are reported by `file/encoding`; characters that join parts of a picture are left alone. What a wrong
    /// encoding left behind is reported by `text/mojibake`.
    ///
    /// ## Why
    ///
    /// They are left over from web pages and other editors. Players show boxes for them, break lines at them, or turn
    /// the order of letters round; a search does not find the word.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// No me sueltes\u{200b}, padre.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// No me sueltes, padre.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix takes away what shows nothing and steers nothing in a line of Latin or Cyrillic letters: safe. Control
    /// characters may stand for a lost letter, so they are left for a person; U+0085 is offered as the ellipsis it is in
    /// windows-1252.
    ///
    /// ## Sources
    ///
    /// Unicode's general categories Cc and Cf; those on no list of Netflix.
    "text/control-character", Warning, fix: Some(Safe),
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    for (index, _, cue) in context.cues_with(Traits::CONTROL | Traits::UNSEEN) {
        for line in context.shown(cue) {
            if context.language().is_some_and(|language| ungarble(&line.text, language).is_some()) {
                continue;
            }
            let mut before = ' ';
            for (at, c) in line.text.char_indices() {
                let last = std::mem::replace(&mut before, c);
                let control = c.is_control() && !matches!(c, '\0' | '\t');
                if !control && !Traits::of(c.encode_utf8(&mut [0; 4])).any(Traits::UNSEEN) {
                    continue;
                }
                // A byte order mark is the file's fault; a joiner may be part of a picture.
                let next =
                    line.text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
                let joins = matches!(c, '\u{200c}' | '\u{200d}') && (is_picture(last) || is_picture(next));
                if c == '\u{feff}' || joins {
                    continue;
                }
                let range = at..at + c.len_utf8();
                let code = format!("U+{:04X}", u32::from(c));
                let message = match name(c) {
                    Some(part) => say!("named", code = code, name = part),
                    None => say!("found", code = code),
                };
                let edits = line.replace(range.clone(), "");
                let finding = sink.cue(index, line.span(range), message);
                if c == '\u{85}' {
                    // windows-1252 and windows-1251 have the ellipsis there.
                    let finding = finding.help(say!("help-ellipsis"));
                    if let Some(edits) = line.replace(at..at + c.len_utf8(), "…") {
                        finding.fix(Applicability::Display, say!(common: "write", text = "…"), edits);
                    }
                } else if let Some(edits) = edits.filter(|_| !control) {
                    finding.fix(Applicability::Safe, say!(common: "take-away"), edits);
                }
            }
        }
    }
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Its Unicode name, for those that are met.
fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{85}' => "NEXT LINE",
        '\u{ad}' => "SOFT HYPHEN",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        _ => return None,
    })
}
