//! Names and their counterparts, and names that are not.

use super::super::*;
use crate::language::Tongue;

fn tongue(name: &str) -> Tongue {
    match name {
        "es" => Tongue::Spanish,
        "kk" => Tongue::Kazakh,
        "ru" => Tongue::Russian,
        _ => panic!("{name}"),
    }
}

/// The pairs of a list: `es Carlos = ru Карлоса`.
fn list(text: &'static str) -> impl Iterator<Item = ((Tongue, &'static str), (Tongue, &'static str))> {
    let side = |text: &'static str| {
        let (lang, name) = text.trim().split_once(' ').unwrap();
        (tongue(lang), name)
    };
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(move |line| line.split_once('=').map(|(a, b)| (side(a), side(b))).unwrap())
}

#[test]
fn right_pairs_are_one_name_and_wrong_pairs_are_not() {
    let score = |((ta, a), (tb, b)): &((Tongue, &str), (Tongue, &str))| same_name(a, *ta, b, *tb).score;
    let right: Vec<_> = list(include_str!("right.txt")).collect();
    let wrong: Vec<_> = list(include_str!("wrong.txt")).collect();
    let low: Vec<String> = right
        .iter()
        .filter(|p| score(p) < Match::SAME)
        .map(|p| format!("{} {} {}", score(p), p.0.1, p.1.1))
        .collect();
    let high: Vec<String> = wrong
        .iter()
        .filter(|p| score(p) >= Match::SAME)
        .map(|p| format!("{} {} {}", score(p), p.0.1, p.1.1))
        .collect();
    println!("right {} of {}: {low:#?}", right.len() - low.len(), right.len());
    println!("wrong {} of {}: {high:#?}", wrong.len() - high.len(), wrong.len());
    assert!(right.len() >= 150 && wrong.len() >= 150, "{} {}", right.len(), wrong.len());
    assert!(low.len() * 100 <= right.len() * 2, "{low:#?}");
    assert!(high.len() * 100 <= wrong.len() * 2, "{high:#?}");
}
