//! The encoding an XML file says it is in.

/// The name in `<?xml … encoding="…"?>`; `None` where there is no such declaration, or where the bytes before it are
/// not ASCII ones (UTF-16 and UTF-32 are known by their own signs).
///
/// What a file declares is evidence, not truth: many files declare one encoding and are in another.
pub fn declared_encoding(raw: &[u8]) -> Option<&str> {
    const LONGEST: usize = 512;
    let raw = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    let rest = raw.strip_prefix(b"<?xml")?;
    let rest = rest.get(..rest.len().min(LONGEST))?;
    let end = memchr::memmem::find(rest, b"?>")?;
    let inside = std::str::from_utf8(rest.get(..end)?).ok()?;
    let at = inside.find("encoding")?;
    let value = inside.get(at + "encoding".len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = value.get(1..)?.split(quote).next()?.trim();
    (!name.is_empty()).then_some(name)
}
