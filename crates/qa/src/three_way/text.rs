//! One side changed the words of a cue, the other its markup: both are kept.

use crate::diff::steps;
use similar::DiffTag;

/// A text as words with the markup before each of them and behind the last.
struct Marked<'t> {
    words: Vec<&'t str>,
    /// One more than there are words.
    marks: Vec<String>,
}

/// Splits a text into words and markup. `<br/>` is a line break and no markup.
fn marked(text: &str) -> Marked<'_> {
    let mut out = Marked { words: Vec::new(), marks: vec![String::new()] };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mark = mark(rest);
        let len = match mark {
            Some(len) => len,
            None if first.is_alphanumeric() => {
                rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
            }
            None => first.len_utf8(),
        };
        let (token, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
        let style = mark.is_some() && !token.to_ascii_lowercase().starts_with("<br");
        match out.marks.last_mut().filter(|_| style) {
            Some(last) => last.push_str(token),
            None => {
                out.words.push(token);
                out.marks.push(String::new());
            }
        }
        rest = after;
    }
    out
}

/// The length of the markup a text begins with.
fn mark(text: &str) -> Option<usize> {
    let close = match text.as_bytes() {
        [b'<', b'/' | b'a'..=b'z' | b'A'..=b'Z', ..] => '>',
        [b'{', b'\\', ..] => '}',
        _ => return None,
    };
    let end = text.find(close)?;
    // Another opening sign first: it was none.
    let body = text.get(1..end)?;
    (!body.contains(['<', '{', '\n'])).then_some(end.saturating_add(1))
}

/// What both sides made of a text; `None` where they changed the same of it. It does not matter which side is which.
pub(super) fn both(base: &str, one: &str, other: &str) -> Option<String> {
    let (b, x, y) = (marked(base), marked(one), marked(other));
    let (same_x, same_y) = (x.words == b.words, y.words == b.words);
    match (same_x, same_y) {
        (true, true) => styles(&b, &x, &y),
        (true, false) => apply(&b, &y, &x),
        (false, true) => apply(&b, &x, &y),
        (false, false) => None,
    }
}

/// Both changed markup: fine where they did at different places.
fn styles(base: &Marked<'_>, x: &Marked<'_>, y: &Marked<'_>) -> Option<String> {
    let mut marks = Vec::with_capacity(base.marks.len());
    for ((b, x), y) in base.marks.iter().zip(&x.marks).zip(&y.marks) {
        marks.push(match (x == b, y == b) {
            (_, true) => x.clone(),
            (true, _) => y.clone(),
            _ if x == y => x.clone(),
            _ => return None,
        });
    }
    // Tags of both sides that would cross one another are not put together.
    let changed = |it: &Marked<'_>| it.marks != base.marks;
    (!(changed(x) && changed(y)) || x.marks == y.marks).then(|| spell(&base.words, &marks))
}

/// The words of `text` with the markup of `style`, whose words are those of the base.
fn apply(base: &Marked<'_>, text: &Marked<'_>, style: &Marked<'_>) -> Option<String> {
    // The side that changed the words must have left the markup alone.
    let tags = |it: &Marked<'_>| it.marks.concat();
    if tags(text) != tags(base) {
        return None;
    }
    let mut marks = text.marks.clone();
    let (opening, closing) = places(base, text);
    for (at, (was, is)) in base.marks.iter().zip(&style.marks).enumerate().filter(|(_, (was, is))| was != is)
    {
        // What opens holds on to the word behind it, what closes to the word before it.
        let closes = is.starts_with("</") || was.starts_with("</");
        let there = *(if closes { &closing } else { &opening }).get(at)?;
        let mark = marks.get_mut(there)?;
        if mark != was {
            return None;
        }
        mark.clone_from(is);
    }
    Some(spell(&text.words, &marks))
}

/// For each gap of the base, the gap of the changed text it answers: as a place before a word, and as one behind a word.
fn places(base: &Marked<'_>, text: &Marked<'_>) -> (Vec<usize>, Vec<usize>) {
    let len = base.marks.len();
    let (mut opening, mut closing) = (vec![None; len], vec![None; len]);
    let put = |list: &mut Vec<Option<usize>>, at: usize, there: usize| {
        if let Some(it) = list.get_mut(at) {
            it.get_or_insert(there);
        }
    };
    for op in steps(&base.words, &text.words) {
        let (old, new) = (op.old_range(), op.new_range());
        if op.tag() == DiffTag::Equal {
            for (i, j) in old.zip(new) {
                put(&mut opening, i, j);
                put(&mut closing, i.saturating_add(1), j.saturating_add(1));
            }
        } else {
            // What was replaced begins and ends where its replacement does.
            put(&mut opening, old.start, new.start);
            put(&mut closing, old.end, new.end);
        }
    }
    put(&mut opening, 0, 0);
    put(&mut closing, len.saturating_sub(1), text.marks.len().saturating_sub(1));
    let last = text.marks.len().saturating_sub(1);
    // A gap that no word holds goes where the next that one holds goes.
    let mut filled = vec![last; len];
    let mut next = last;
    for at in (0..len).rev() {
        next = opening.get(at).copied().flatten().unwrap_or(next);
        filled.get_mut(at).map(|it| *it = next).unwrap_or_default();
    }
    let mut before = 0;
    let closing = closing.into_iter().map(|it| {
        before = it.unwrap_or(before);
        before
    });
    (filled, closing.collect())
}

fn spell(words: &[&str], marks: &[String]) -> String {
    let mut out = String::new();
    for (at, mark) in marks.iter().enumerate() {
        out.push_str(mark);
        out.push_str(words.get(at).copied().unwrap_or(""));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn words_and_markup_go_together() {
        let base = "Ол қайда кетті?";
        for (words, style, want) in [
            ("Ол үйге кетті.", "<i>Ол қайда кетті?</i>", "<i>Ол үйге кетті.</i>"),
            ("Біз қайда кеттік?", "Ол <i>қайда</i> кетті?", "Біз <i>қайда</i> кеттік?"),
            ("Жоқ!", "{\\an8}Ол қайда кетті?", "{\\an8}Жоқ!"),
            ("Ол енді қайда кетті?", "<i>Ол</i> қайда кетті?", "<i>Ол</i> енді қайда кетті?"),
        ] {
            assert_eq!(both(base, words, style).as_deref(), Some(want));
            assert_eq!(both(base, style, words).as_deref(), Some(want));
        }
        assert_eq!(both(base, "Ол кетті?", "Ол қашан кетті?"), None);
        assert_eq!(both("<i>Тоқта!</i>", "<i>Тұр!</i>", "Тоқта!").as_deref(), Some("Тұр!"));
    }
}
