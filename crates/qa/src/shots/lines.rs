//! Lines with their numbers.

/// The lines of a text, numbered from 1. LF, CR LF and a lone CR end a line: ffmpeg rewrites its line of progress
/// with CR, and what it says next stands behind it.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(text);
    let each = std::iter::from_fn(move || {
        let body = rest?;
        let Some(at) = memchr::memchr2(b'\n', b'\r', body.as_bytes()) else {
            rest = None;
            return Some(body);
        };
        let (line, end) = body.split_at_checked(at)?;
        let width = if end.starts_with("\r\n") { 2 } else { 1 };
        rest = end.get(width..);
        Some(line)
    });
    (1..).zip(each)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end() {
        let all: Vec<_> = lines("a\nb\r\nc\rd\n\ne").collect();
        assert_eq!(all, [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, ""), (6, "e")]);
        assert_eq!(lines("").collect::<Vec<_>>(), [(1, "")]);
    }
}
