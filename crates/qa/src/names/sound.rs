//! How a name sounds, in signs that Latin and Cyrillic letters share.
//!
//! Spanish has its own reading of Latin letters (j and ge as х, z as с, h silent); names from elsewhere that stand in
//! a Spanish track are written as English would have them (zh, sh, kh). A Latin word therefore has two readings, and
//! the better one counts. Cyrillic has one.

use crate::language::Tongue;

/// Sounds kept of a word.
const LONGEST: usize = 24;

/// A sound, or a class of sounds that no transliteration keeps apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub(super) enum Phone {
    A,
    /// ә
    Ae,
    E,
    I,
    /// ы
    Y,
    O,
    /// ө
    Oe,
    U,
    /// ү
    Ue,
    /// й
    J,
    H,
    P,
    B,
    F,
    V,
    T,
    D,
    S,
    Z,
    Ts,
    Sh,
    Zh,
    Ch,
    /// дж
    Dj,
    K,
    G,
    X,
    L,
    M,
    N,
    /// ң
    Ng,
    R,
}

impl Phone {
    pub(super) const fn is_vowel(self) -> bool {
        (self as u8) <= Phone::Ue as u8
    }
}

/// A word's sounds, and where it may be cut: before an ending.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sound {
    phones: [Phone; LONGEST],
    len: usize,
    /// A bit for each place at which an ending may begin.
    cuts: u32,
    /// The same for a last vowel that goes only where the other word has an ending in its place: Lena, Лены.
    drops: u32,
}

impl Sound {
    const fn new() -> Self {
        Self { phones: [Phone::A; LONGEST], len: 0, cuts: 0, drops: 0 }
    }

    pub(super) fn phones(&self) -> &[Phone] {
        self.phones.get(..self.len).unwrap_or_default()
    }

    /// How the word may end before this sound.
    pub(super) const fn end(&self, at: usize) -> Option<End> {
        if at == self.len {
            Some(End::Whole)
        } else if at < 32 && self.cuts >> at & 1 == 1 {
            Some(End::Cut)
        } else if at < 32 && self.drops >> at & 1 == 1 {
            Some(End::Drop)
        } else {
            None
        }
    }

    /// Doubled letters are one sound.
    fn push(&mut self, phone: Phone) {
        let again = self.phones().last() == Some(&phone) && !phone.is_vowel();
        if let Some(slot) = self.phones.get_mut(self.len).filter(|_| !again) {
            *slot = phone;
            self.len += 1;
        }
    }

    fn push_all(&mut self, phones: &[Phone]) {
        phones.iter().for_each(|phone| self.push(*phone));
    }

    /// A name's first sounds are never an ending.
    fn cut(&mut self) {
        if (2..32).contains(&self.len) {
            self.cuts |= 1 << self.len;
        }
    }

    fn drop(&mut self) {
        if (2..32).contains(&self.len) {
            self.drops |= 1 << self.len;
        }
    }
}

/// Where a word is taken to end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// Where it ends.
    Whole,
    /// Before an ending.
    Cut,
    /// Before its last vowel.
    Drop,
}

/// Whether a word is written in Cyrillic.
pub(super) fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

/// The readings of a word: one, or two for Latin letters. `endings` holds where endings may begin, in bytes.
pub(super) fn readings(word: &str, tongue: Tongue, endings: &[usize]) -> (Sound, Option<Sound>) {
    if is_cyrillic(word) {
        return (cyrillic(word, endings), None);
    }
    let international = latin(word, false);
    match tongue {
        Tongue::Spanish => (latin(word, true), Some(international)),
        _ => (international, Some(latin(word, true))),
    }
}

fn cyrillic(word: &str, endings: &[usize]) -> Sound {
    use Phone::*;
    let mut out = Sound::new();
    let mut before = '\0';
    for (at, c) in word.char_indices() {
        let c = lower(c);
        if endings.contains(&at) {
            out.cut();
        } else if matches!(c, 'а' | 'я') && endings.contains(&(at + c.len_utf8())) {
            out.drop();
        }
        // A vowel or a sign before it gives е, ю and я their й.
        let open = matches!(
            before,
            '\0' | 'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'ь' | 'ъ'
        );
        match c {
            'а' => out.push(A),
            'ә' => out.push(Ae),
            'б' => out.push(B),
            'в' => out.push(V),
            'г' | 'ғ' => out.push(G),
            'д' => out.push(D),
            'е' if open => out.push_all(&[J, E]),
            'е' | 'э' => out.push(E),
            'ё' => out.push_all(&[J, O]),
            // Джон has one sound there.
            'ж' if before == 'д' => {
                out.len = out.len.saturating_sub(1);
                out.push(Dj);
            }
            'ж' => out.push(Zh),
            'з' => out.push(Z),
            'и' | 'і' if before == 'ь' => out.push_all(&[J, I]),
            'и' | 'і' => out.push(I),
            'о' if before == 'ь' => out.push_all(&[J, O]),
            'й' => out.push(J),
            'к' | 'қ' => out.push(K),
            'л' => out.push(L),
            'м' => out.push(M),
            'н' => out.push(N),
            'ң' => out.push(Ng),
            'о' => out.push(O),
            'ө' => out.push(Oe),
            'п' => out.push(P),
            'р' => out.push(R),
            'с' => out.push(S),
            'т' => out.push(T),
            'у' | 'ұ' => out.push(U),
            'ү' => out.push(Ue),
            'ф' => out.push(F),
            'х' => out.push(X),
            'һ' => out.push(H),
            'ц' => out.push(Ts),
            'ч' => out.push(Ch),
            'ш' | 'щ' => out.push(Sh),
            'ы' => out.push(Y),
            'ю' => out.push_all(&[J, U]),
            'я' => out.push_all(&[J, A]),
            _ => {}
        }
        before = c;
    }
    out
}

fn latin(word: &str, spanish: bool) -> Sound {
    use Phone::*;
    let mut letters = ['\0'; LONGEST * 2];
    let mut count = 0;
    for (slot, c) in letters.iter_mut().zip(word.chars()) {
        *slot = plain(c);
        count += 1;
    }
    let letter = |at: usize| letters.get(at).copied().unwrap_or('\0');
    let soft = |c: char| matches!(c, 'e' | 'i' | 'y');
    let mut out = Sound::new();
    let mut at = 0;
    while at < count {
        let (c, next, third) = (letter(at), letter(at + 1), letter(at + 2));
        let before = if at == 0 { '\0' } else { letter(at - 1) };
        // Lena, Katia, Serguéi, Tolstói.
        let glide = matches!(c, 'i' | 'y') && vowel(before) || c == 'o' && matches!(next, 'i' | 'y');
        let last = at + 1 == count && (c == 'a' || c != 'o' && glide);
        if last || at + 2 == count && (c == 'i' && next == 'a' || c == 'o' && glide) {
            out.drop();
        }
        let mut taken = 2;
        match (c, next) {
            ('c', 'h') => out.push(Ch),
            ('s', 'h') => out.push(Sh),
            ('z', 'h') => out.push(Zh),
            ('k', 'h') => out.push(X),
            ('g', 'h') => out.push(G),
            ('p', 'h') => out.push(F),
            ('t', 's') | ('t', 'z') => out.push(Ts),
            ('d', 'z') if third == 'h' => {
                out.push(Dj);
                taken = 3;
            }
            ('d', 'j') => out.push(Dj),
            ('t', 'h') => out.push(T),
            ('l', 'l') if spanish => out.push_all(&[L, J]),
            ('q', 'u') if soft(third) => out.push(K),
            ('g', 'u') if spanish && matches!(third, 'e' | 'i') => out.push(G),
            _ => {
                taken = 1;
                match c {
                    'a' => out.push(A),
                    'ä' => out.push(Ae),
                    'b' => out.push(B),
                    'c' if soft(next) => out.push(S),
                    'c' | 'k' | 'q' => out.push(K),
                    'd' => out.push(D),
                    'e' => out.push(E),
                    'f' => out.push(F),
                    'g' if spanish && soft(next) => out.push(X),
                    'g' | 'ğ' => out.push(G),
                    'h' if !spanish => out.push(H),
                    'i' if spanish && next == 'e' => out.push(J),
                    'i' | 'ı' => out.push(I),
                    'j' if spanish => out.push(X),
                    'j' => out.push(Dj),
                    'l' => out.push(L),
                    'm' => out.push(M),
                    'n' => out.push(N),
                    'ñ' => out.push_all(&[N, J]),
                    'o' => out.push(O),
                    'ö' => out.push(Oe),
                    'p' => out.push(P),
                    'r' => out.push(R),
                    's' => out.push(S),
                    'ş' => out.push(Sh),
                    't' => out.push(T),
                    'u' | 'ü' => out.push(U),
                    'v' | 'w' => out.push(V),
                    'x' if spanish => out.push(X),
                    'x' => out.push_all(&[K, S]),
                    'y' if vowel(next) || vowel(before) => out.push(J),
                    'y' => out.push(Y),
                    'z' if spanish => out.push(S),
                    'z' => out.push(Z),
                    _ => {}
                }
            }
        }
        at += taken;
    }
    out
}

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'ä' | 'ö' | 'ü')
}

/// A small Cyrillic letter.
pub(super) fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// A small Latin letter without the accents that change no sound.
fn plain(c: char) -> char {
    match lower(c) {
        'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'ì' | 'î' => 'i',
        'ó' | 'ò' | 'ô' => 'o',
        'ú' | 'ù' | 'û' | 'ū' => 'u',
        'ý' => 'y',
        'ç' => 's',
        'ǵ' => 'g',
        c => c,
    }
}
