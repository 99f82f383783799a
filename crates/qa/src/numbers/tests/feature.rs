//! The feature's dialogue: three languages that say the same.

use super::super::*;

const SCRIPT: &str = include_str!("../../../../../fixtures/feature/script.tsv");
const TONGUES: [Tongue; 3] = [Tongue::Spanish, Tongue::Kazakh, Tongue::Russian];

/// The lines of the script in the three languages.
fn rows() -> Vec<[String; 3]> {
    let lines = SCRIPT.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| {
        let fields: Vec<String> = line.split('\t').skip(1).map(|field| field.replace('|', "\n")).collect();
        fields.try_into().unwrap()
    };
    lines.map(row).collect()
}

#[test]
fn nobody_is_accused() {
    let rows = rows();
    assert_eq!(rows.len(), 882);
    for row in &rows {
        for (a, b) in [(0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1)] {
            let said = |n: usize| Said { text: &row[n], tongue: TONGUES[n] };
            let found = differences(said(a), said(b));
            assert!(found.is_empty(), "{} / {}: {found:?}", row[a], row[b]);
        }
    }
}

/// Each number of the script made another one: the digits, or the word for the next.
#[test]
fn a_number_that_is_changed_is_found() {
    const WORDS: [&[(&str, &str)]; 3] = [
        &[
            ("dos ", "tres "),
            ("tres ", "cuatro "),
            ("cuatro", "cinco"),
            ("siete", "seis"),
            ("ocho", "nueve"),
            ("nueve", "siete"),
            ("diez ", "doce "),
            ("doce", "trece"),
            ("quince", "dieciséis"),
            ("veintitrés", "veinticuatro"),
            ("treinta", "cuarenta"),
            ("cuarenta", "cincuenta"),
            ("sesenta", "setenta"),
            ("cien ", "doscientos "),
            ("1945", "1946"),
            ("9 de mayo", "8 de mayo"),
        ],
        &[
            ("екі ", "бес "),
            ("үш ", "төрт "),
            ("төрт ", "бес "),
            ("жеті ", "алты "),
            ("сегіз ", "тоғыз "),
            ("тоғыз ", "жеті "),
            ("он бес", "он төрт"),
            ("он екі", "он үш"),
            ("жиырма", "отыз"),
            ("отыз ", "қырық "),
            ("қырық ", "елу "),
            ("алпыс", "жетпіс"),
            ("1945", "1944"),
            (" 9 мамыр", " 10 мамыр"),
        ],
        &[
            ("два ", "три "),
            ("три ", "пять "),
            ("четыре", "пять"),
            ("семь ", "восемь "),
            ("восемь ", "девять "),
            ("девять ", "семь "),
            ("десять ", "девять "),
            ("пятнадцать", "шестнадцать"),
            ("двадцать", "тридцать"),
            ("тридцать", "сорок"),
            ("сорок ", "тридцать "),
            ("шестьдесят", "пятьдесят"),
            ("1945", "1954"),
            ("9 мая", "3 мая"),
        ],
    ];
    let (mut made, mut seen) = (0, 0);
    let mut missed = Vec::new();
    for row in rows() {
        for (n, list) in WORDS.iter().enumerate() {
            for (from, to) in *list {
                let changed = row[n].replacen(from, to, 1);
                let whole = row[n].find(from).is_some_and(|at| !row[n][..at].ends_with(char::is_alphabetic));
                if changed == row[n] || !whole {
                    continue;
                }
                for other in (0..3).filter(|other| *other != n) {
                    made += 1;
                    let a = Said { text: &changed, tongue: TONGUES[n] };
                    let b = Said { text: &row[other], tongue: TONGUES[other] };
                    let found = !differences(a, b).is_empty();
                    seen += usize::from(found);
                    if !found {
                        missed.push(format!("{changed} / {}", row[other]));
                    }
                }
            }
        }
    }
    assert!(made > 150, "{made} changes only");
    assert!(seen * 100 >= made * 97, "{seen} of {made}: {missed:#?}");
}
