//! Which words of a text changed.

use super::side::Side;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::ops::Range;

/// What became of some text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// Both have it.
    Kept,
    /// Only the old one has it.
    Removed,
    /// Only the new one has it.
    Added,
}

/// A stretch of text; a line break is an LF.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// What became of it.
    pub op: Op,
    /// The text as shown.
    pub text: String,
}

/// The pieces of two texts; `None` where they are the same. Line breaks count, save where cues were split or merged.
pub(super) fn compare(a: &Side, b: &Side, old: &Range<u32>, new: &Range<u32>) -> Option<Vec<Piece>> {
    if old.len() == 1 && new.len() == 1 {
        let (old, new) = (a.text(old.start as usize), b.text(new.start as usize));
        return (old != new).then(|| pieces(old, new));
    }
    let (old, new) = (a.joined(old), b.joined(new));
    let same = old.split_whitespace().eq(new.split_whitespace());
    (!same).then(|| pieces(&old.replace('\n', " "), &new.replace('\n', " ")))
}

/// How the old text became the new one, word by word.
#[must_use]
pub(super) fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (a, b) = (tokens(old), tokens(new));
    let mut out: Vec<Piece> = Vec::new();
    let mut put = |op: Op, parts: Option<&[&str]>| {
        for part in parts.unwrap_or_default() {
            match out.last_mut().filter(|last| last.op == op) {
                Some(last) => last.text.push_str(part),
                None => out.push(Piece { op, text: (*part).to_owned() }),
            }
        }
    };
    for op in steps(&a, &b) {
        match op.tag() {
            DiffTag::Equal => put(Op::Kept, a.get(op.old_range())),
            _ => {
                put(Op::Removed, a.get(op.old_range()));
                put(Op::Added, b.get(op.new_range()));
            }
        }
    }
    out
}

/// Words of a cue up to which every word is compared with every other. Texts of two lines have forty.
const MOST: usize = 1024;

/// How one list of words became another. What lies between the first and the last difference of a longer text counts as
/// changed, as a whole: comparing takes time that grows as its square.
pub(crate) fn steps(a: &[&str], b: &[&str]) -> Vec<DiffOp> {
    if a.len().saturating_add(b.len()) <= MOST.saturating_mul(2) {
        return capture_diff_slices(Algorithm::Myers, a, b);
    }
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rests = || a.iter().skip(head).rev().zip(b.iter().skip(head).rev());
    let tail = rests().take_while(|(a, b)| a == b).count();
    let changed = |len: usize| len.saturating_sub(head).saturating_sub(tail);
    let (old_len, new_len) = (changed(a.len()), changed(b.len()));
    let mut out = Vec::with_capacity(3);
    let behind = |len: usize| head.saturating_add(len);
    if head > 0 {
        out.push(DiffOp::Equal { old_index: 0, new_index: 0, len: head });
    }
    match (old_len, new_len) {
        (0, 0) => {}
        (_, 0) => out.push(DiffOp::Delete { old_index: head, old_len, new_index: head }),
        (0, _) => out.push(DiffOp::Insert { old_index: head, new_index: head, new_len }),
        _ => out.push(DiffOp::Replace { old_index: head, old_len, new_index: head, new_len }),
    }
    if tail > 0 {
        out.push(DiffOp::Equal { old_index: behind(old_len), new_index: behind(new_len), len: tail });
    }
    out
}

/// Words, and each sign and blank between them by itself.
fn tokens(text: &str) -> Vec<&str> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '\u{301}');
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = match word(first) {
            true => rest.find(|c| !word(c)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (token, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
        out.push(token);
        rest = after;
    }
    out
}
