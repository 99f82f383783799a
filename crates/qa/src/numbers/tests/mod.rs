mod feature;
mod pairs;
mod reading;
mod spell;
mod spelt;
mod tracks;

use super::*;

/// Values and strength: `12`, and `1~` for a weak one.
fn seen(text: &str, tongue: Tongue) -> String {
    let numbers = find(text, tongue);
    let one = |n: &Number| format!("{}{}", n.value, if n.weak { "~" } else { "" });
    numbers.iter().map(one).collect::<Vec<_>>().join(" ")
}
