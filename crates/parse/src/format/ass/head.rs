//! `[Script Info]`: what a script says about itself.

use super::codes::whole;

/// Names that an editor gives to a script nobody has named.
const NO_TITLES: [&str; 3] = ["<untitled>", "Default Aegisub file", "Default file"];

/// What matters of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Head<'t> {
    pub(super) title: Option<&'t str>,
    /// Not of the format's own; libass takes its first two letters.
    pub(super) lang: Option<&'t str>,
    width: Option<i64>,
    height: Option<i64>,
    /// How long lines are broken, and what `\n` is: a line end at 2 only.
    pub(super) wrap: u8,
    /// Keys that say who made the script, and the like.
    pub(super) notes: Vec<&'t str>,
}

/// What became of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Seen {
    Fine,
    Unreadable,
    /// A Timer other than 100 %.
    Timer,
}

impl<'t> Head<'t> {
    /// Takes a line into account.
    pub(super) fn read(&mut self, key: &'t str, value: &'t str) -> Seen {
        const TECHNICAL: [&str; 9] = [
            "ScriptType",
            "Collisions",
            "PlayDepth",
            "ScaledBorderAndShadow",
            "YCbCr Matrix",
            "LayoutResX",
            "LayoutResY",
            "Kerning",
            "Last Style Storage",
        ];
        let is = |name: &str| key.eq_ignore_ascii_case(name);
        let size = |it: &mut Option<i64>| match whole(value).filter(|n| *n >= 0) {
            // Scripts say 0 where their maker did not know.
            Some(n) => {
                *it = Some(i64::from(n)).filter(|n| *n > 0);
                Seen::Fine
            }
            None => Seen::Unreadable,
        };
        if is("PlayResX") {
            return size(&mut self.width);
        } else if is("PlayResY") {
            return size(&mut self.height);
        } else if is("Title") {
            self.title = Some(value).filter(|it| !it.is_empty() && !NO_TITLES.contains(it));
        } else if is("Language") {
            self.lang = Some(value).filter(|it| !it.is_empty());
        } else if is("WrapStyle") {
            match whole(value).and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= 3) {
                Some(n) => self.wrap = n,
                None => return Seen::Unreadable,
            }
        } else if is("Timer") {
            let plain = value.trim_start_matches('0').split(['.', ',']).next().unwrap_or_default();
            let rest = value.split(['.', ',']).nth(1).unwrap_or_default();
            if plain != "100" || rest.bytes().any(|b| b != b'0') {
                return Seen::Timer;
            }
        } else if !value.is_empty() && !TECHNICAL.iter().any(|name| is(name)) && !self.notes.contains(&key) {
            const MOST: usize = 12;
            if self.notes.len() < MOST {
                self.notes.push(key);
            }
        }
        Seen::Fine
    }

    /// The size of the picture that positions count in, as libass completes it.
    pub(super) fn picture(&self) -> (i64, i64) {
        match (self.width, self.height) {
            (Some(x), Some(y)) => (x, y),
            (None, None) => (384, 288),
            (None, Some(1024)) => (1280, 1024),
            (None, Some(y)) => ((y * 4 / 3).max(1), y),
            (Some(1280), None) => (1280, 1024),
            (Some(x), None) => (x, (x * 3 / 4).max(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_head_leaves_open() {
        let head = |lines: &[(&'static str, &'static str)]| {
            let mut head = Head::default();
            lines.iter().for_each(|(key, value)| {
                head.read(key, value);
            });
            head
        };
        for (width, height, picture) in [
            ("", "", (384, 288)),
            ("0", "0", (384, 288)),
            ("-1", "2147483648", (384, 288)),
            ("1920", "1080", (1920, 1080)),
            ("1280", "", (1280, 1024)),
            ("640", "", (640, 480)),
            ("", "1024", (1280, 1024)),
            ("", "600", (800, 600)),
            ("1", "", (1, 1)),
        ] {
            let head = head(&[("PlayResX", width), ("playresy", height)]);
            assert_eq!(head.picture(), picture, "{width} {height}");
        }
        let named = |title| head(&[("Title", title), ("WrapStyle", "9"), ("Original Script", "Ana")]);
        assert_eq!((named("La estepa").title, named("<untitled>").title), (Some("La estepa"), None));
        assert_eq!((named("").wrap, named("").notes), (0, vec!["Original Script"]));
        let mut it = Head::default();
        let timers =
            ["100", "100.0000", "100,0000", "104.1667", "100.1", "x"].map(|value| it.read("Timer", value));
        assert_eq!(timers, [Seen::Fine, Seen::Fine, Seen::Fine, Seen::Timer, Seen::Timer, Seen::Timer]);
    }
}
