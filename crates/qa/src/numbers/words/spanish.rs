//! Spanish.

use crate::numbers::sum::{Entry, Role};

pub(super) const HEADS: &str = "amb bil cat cen cer cie cin cua dec die dob doc dos duo med mil mit nov nov non nue \
    och oct onc par pri qui seg sei sep ses set sex sie ter tre tri un una und uno vei vig";

pub(super) fn look(word: &str) -> Option<Entry> {
    let plain = |n| Some(Entry::plain(n));
    match word {
        "cero" => Some(Entry::plain(0).weak()),
        "un" | "una" | "uno" => Some(Entry::plain(1).weak()),
        "dos" => plain(2),
        "tres" => plain(3),
        "cuatro" => plain(4),
        "cinco" => plain(5),
        "seis" => plain(6),
        "siete" => plain(7),
        "ocho" => plain(8),
        "nueve" => plain(9),
        "diez" => plain(10),
        "once" => plain(11),
        "doce" => plain(12),
        "trece" => plain(13),
        "catorce" => plain(14),
        "quince" => plain(15),
        "dieciseis" => plain(16),
        "diecisiete" => plain(17),
        "dieciocho" => plain(18),
        "diecinueve" => plain(19),
        "veinte" => plain(20),
        "veintiun" | "veintiuno" | "veintiuna" => plain(21),
        "veintidos" => plain(22),
        "veintitres" => plain(23),
        "veinticuatro" => plain(24),
        "veinticinco" => plain(25),
        "veintiseis" => plain(26),
        "veintisiete" => plain(27),
        "veintiocho" => plain(28),
        "veintinueve" => plain(29),
        "treinta" => plain(30),
        "cuarenta" => plain(40),
        "cincuenta" => plain(50),
        "sesenta" => plain(60),
        "setenta" => plain(70),
        "ochenta" => plain(80),
        "noventa" => plain(90),
        "cien" => Some(Entry::new(100, Role::BareHundred)),
        // By itself it is "per cent".
        "ciento" => Some(Entry::plain(100).weak()),
        "cientos" => Some(Entry::plain(100).weak().last()),
        "centenar" | "centenares" => Some(Entry::new(100, Role::Dozen).weak().last()),
        "mil" => plain(1000),
        "miles" | "millar" | "millares" => Some(Entry::plain(1000).weak().last()),
        "millon" => plain(1_000_000),
        "millones" => Some(Entry::plain(1_000_000).weak()),
        "billon" => plain(1_000_000_000_000),
        "billones" => Some(Entry::plain(1_000_000_000_000).weak()),
        "quinientos" | "quinientas" => plain(500),
        "setecientos" | "setecientas" => plain(700),
        "novecientos" | "novecientas" => plain(900),
        "medio" | "media" => Some(Entry { quarters: 2, ..Entry::new(0, Role::HalfOf) }.weak()),
        "mitad" | "mitades" => Some(Entry { quarters: 2, ..Entry::new(0, Role::Fraction) }.weak().last()),
        "par" | "ambos" | "ambas" | "doble" | "dobles" => Some(Entry::plain(2).weak().last()),
        "trio" | "triple" => Some(Entry::plain(3).weak().last()),
        "decena" | "decenas" => Some(Entry::new(10, Role::Dozen).weak().last()),
        "docena" | "docenas" => Some(Entry::new(12, Role::Dozen).weak().last()),
        "quincena" => Some(Entry::plain(15).weak().last()),
        "veintena" => Some(Entry::plain(20).weak().last()),
        "treintena" => Some(Entry::plain(30).weak().last()),
        _ => hundreds(word).or_else(|| ordinal(word)),
    }
}

fn hundreds(word: &str) -> Option<Entry> {
    let ones = word.strip_suffix("cientos").or_else(|| word.strip_suffix("cientas"))?;
    let ones = match ones {
        "dos" => 2,
        "tres" => 3,
        "cuatro" => 4,
        "seis" => 6,
        "sete" => 7,
        "ocho" => 8,
        "nove" => 9,
        _ => return None,
    };
    Some(Entry::plain(ones * 100))
}

/// Ordinals. What is also something else, a second or a room, is weak, and so is what comes first.
fn ordinal(word: &str) -> Option<Entry> {
    let (stem, tail) = match word {
        "primer" => return Some(Entry::plain(1).weak().ordinal()),
        "tercer" => return Some(Entry::plain(3).ordinal()),
        _ => {
            let tails = ["os", "as", "o", "a"];
            tails.iter().find_map(|tail| Some((word.strip_suffix(tail)?, *tail)))?
        }
    };
    let entry = |n| Some(Entry::plain(n).ordinal());
    if let Some(n) = ones(stem) {
        let weak = matches!(n, 1 | 2 | 4) || tail.ends_with('s');
        let entry = Entry::plain(n).ordinal();
        return Some(if weak { entry.weak() } else { entry });
    }
    match stem {
        "decim" => Some(Entry::new(10, Role::Tens).ordinal().weak()),
        "undecim" => entry(11),
        "duodecim" => entry(12),
        "vigesim" => entry(20),
        "trigesim" => entry(30),
        "cuadragesim" => entry(40),
        "quincuagesim" => entry(50),
        "sexagesim" => entry(60),
        "septuagesim" => entry(70),
        "octogesim" => entry(80),
        "nonagesim" => entry(90),
        "centesim" => Some(Entry::plain(100).ordinal().weak()),
        "milesim" => Some(Entry::plain(1000).ordinal().weak()),
        _ => {
            let (ten, rest) = match (stem.strip_prefix("decimo"), stem.strip_prefix("vigesimo")) {
                (Some(rest), _) => (10, rest),
                (_, Some(rest)) => (20, rest),
                _ => return None,
            };
            // decimotercero: the role of a word that stands for tens and ones.
            Some(Entry::new(ten + ones(rest)?, Role::Teens).ordinal())
        }
    }
}

fn ones(stem: &str) -> Option<u64> {
    Some(match stem {
        "primer" => 1,
        "segund" => 2,
        "tercer" => 3,
        "cuart" => 4,
        "quint" => 5,
        "sext" => 6,
        "septim" | "setim" => 7,
        "octav" => 8,
        "noven" => 9,
        _ => return None,
    })
}
