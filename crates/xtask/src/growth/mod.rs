//! Hostile shapes of any size: what one grows of must be read, checked, moved and written in time that grows as its size.
//!
//! Every shape is a function from a size to bytes, so that doubling it is doubling one thing. `tests/tests/growth.rs` runs
//! them through the libraries, `cargo xtask growth` through the program, counting instructions.

mod marked;
mod plain;
mod words;

use anyhow::Result;
use std::fs;
use std::path::Path;

/// Something that can be made as large as one likes.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// What grows in it: `srt-tags-open`. Its beginning is the format.
    pub name: &'static str,
    /// The extension its files have.
    pub extension: &'static str,
    /// A file of about so many bytes.
    pub make: fn(usize) -> Vec<u8>,
}

/// All shapes.
#[must_use]
pub fn shapes() -> Vec<Shape> {
    plain::SHAPES.iter().chain(words::SHAPES).chain(marked::SHAPES).copied().collect()
}

/// Writes every shape in these sizes, in kibibytes, as `srt-tags-open.64.srt`.
///
/// # Errors
/// When a file cannot be written.
pub fn write(folder: &Path, sizes: &[usize]) -> Result<String> {
    fs::create_dir_all(folder)?;
    for shape in shapes() {
        for size in sizes {
            let name = format!("{}.{size}.{}", shape.name, shape.extension);
            fs::write(folder.join(name), (shape.make)(size * 1024))?;
        }
    }
    Ok(format!("wrote {} shapes in {} sizes", shapes().len(), sizes.len()))
}

/// `unit` again and again, as often as fits into so many bytes.
fn repeat(unit: &str, bytes: usize) -> String {
    unit.repeat((bytes / unit.len()).max(1))
}

/// A SubRip stamp.
fn stamp(ms: usize) -> String {
    format!("{:02}:{:02}:{:02},{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}

/// One SubRip cue.
fn cue(n: usize, from: usize, to: usize, text: &str) -> String {
    format!("{n}\n{} --> {}\n{text}\n\n", stamp(from), stamp(to))
}

/// Cues until there are enough bytes: `each` gives the `n`-th, counted from 1.
fn many(head: &str, bytes: usize, each: impl Fn(usize) -> String) -> Vec<u8> {
    let mut out = head.to_owned();
    let mut n = 0;
    while out.len() < bytes {
        n += 1;
        out.push_str(&each(n));
    }
    out.into_bytes()
}

/// Three SubRip cues, the second of which holds this.
fn inside(text: &str) -> Vec<u8> {
    let mut out = cue(1, 2000, 3500, "Buenos días.");
    out.push_str(&cue(2, 4000, 5500, text));
    out.push_str(&cue(3, 6000, 7500, "Hasta luego."));
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::shapes;

    #[test]
    fn a_shape_is_as_large_as_asked_and_has_a_name_of_its_own() {
        let all = shapes();
        assert!(all.len() > 80, "{}", all.len());
        for shape in &all {
            for bytes in [16 << 10, 64 << 10] {
                let made = (shape.make)(bytes).len();
                assert!((bytes / 2..bytes * 2).contains(&made), "{}: {made} bytes of {bytes}", shape.name);
            }
        }
        let mut names: Vec<_> = all.iter().map(|shape| shape.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all.len());
    }
}
