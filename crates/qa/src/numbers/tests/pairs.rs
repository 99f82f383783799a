//! Lines made by hand, right and wrong, and lines of two languages that need more to be said about.

use super::super::*;

const TONGUES: [(&str, Tongue); 3] =
    [("es", Tongue::Spanish), ("kk", Tongue::Kazakh), ("ru", Tongue::Russian)];

#[test]
fn lines_made_by_hand() {
    let (mut right, mut wrong) = (0, 0);
    let mut faults = Vec::new();
    for line in include_str!("pairs.tsv").lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<String> = line.split('\t').map(|field| field.replace("\\n", "\n")).collect();
        let [odd, texts @ ..] = fields.as_slice() else { panic!("{line}") };
        for (a, b) in [(0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1)] {
            let said = |n: usize| Said { text: &texts[n], tongue: TONGUES[n].1 };
            let differs = [a, b].iter().any(|n| TONGUES[*n].0 == odd);
            let found = differences(said(a), said(b));
            if a < b {
                (right, wrong) = (right + usize::from(!differs), wrong + usize::from(differs));
            }
            if found.is_empty() == differs {
                let numbers = [a, b].map(|n| super::seen(&texts[n], TONGUES[n].1));
                faults.push(format!("{line}\n    {} {}: {numbers:?}", TONGUES[a].0, TONGUES[b].0));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert!(right >= 400 && wrong >= 120, "{right} {wrong}");
}

fn differ(es: &str, ru: &str) -> Vec<Difference> {
    differences(Said { text: es, tongue: Tongue::Spanish }, Said { text: ru, tongue: Tongue::Russian })
}

#[test]
fn a_wrong_number_stands_against_the_right_one() {
    let found = differ("Faltan cuarenta y un hombres.", "Не хватает сорока двух человек.");
    assert_eq!(found.len(), 1);
    let (a, b) = (found[0].a.unwrap(), found[0].b.unwrap());
    assert_eq!((a.value.integer(), b.value.integer()), (Some(41), Some(42)));
    assert!(found[0].is_contradiction());
    let found = differ("Faltan cuarenta y un hombres.", "Людей не хватает.");
    assert!(found.len() == 1 && found[0].b.is_none() && !found[0].is_contradiction());
}

#[test]
fn units_may_be_converted_but_not_changed() {
    for (es, ru, same) in [
        ("Está a cinco millas.", "Это в восьми километрах отсюда.", true),
        ("Está a cinco millas.", "Это в двадцати километрах отсюда.", false),
        ("Mide seis pies.", "В нем метр восемьдесят.", false),
        ("Pesa cien libras.", "Весит сорок пять килограммов.", false),
        ("Diez leguas a pie.", "Пятьдесят верст пешком.", true),
        ("Cuesta cien dólares.", "Стоит девять тысяч рублей.", true),
        ("Cuesta cien dólares.", "Стоит девяносто долларов.", false),
        ("Ochenta grados.", "Тридцать градусов.", false),
        ("Noventa minutos.", "Полтора часа.", true),
        ("Ciento veinte minutos.", "Три часа.", false),
        ("Tres décadas.", "Тридцать лет.", true),
        ("Dos siglos.", "Двести лет.", true),
    ] {
        assert_eq!(differ(es, ru).is_empty(), same, "{es} / {ru}: {:?}", differ(es, ru));
    }
}

#[test]
fn what_is_in_another_language_is_not_read() {
    assert!(differ("Faltan tres.", "Faltan tres.").is_empty());
    assert!(differ("Faltan tres.", "").is_empty());
    assert!(differ("Faltan tres.", "…").is_empty() || differ("Faltan tres.", "…").len() == 1);
    let other = Said { text: "Es fehlen zwei.", tongue: Tongue::Other };
    assert!(differences(Said { text: "Faltan tres.", tongue: Tongue::Spanish }, other).is_empty());
    // Kazakh in Latin letters is not read yet, so nothing is missed there.
    let latin = Said { text: "Bes jyl.", tongue: Tongue::Kazakh };
    assert!(differences(Said { text: "Cinco años.", tongue: Tongue::Spanish }, latin).is_empty());
}

#[test]
fn neighbours_are_heard() {
    let found = differ("Somos cinco.", "Нас мало.");
    assert_eq!(found.len(), 1);
    let near = |text, tongue| Said { text, tongue };
    let (es, ru) = (near("Nada más.", Tongue::Spanish), near("Всего пятеро.", Tongue::Russian));
    assert!(remaining(found.clone(), es, ru).is_empty());
    assert_eq!(remaining(found, es, near("Всего шестеро.", Tongue::Russian)).len(), 1);
}

#[test]
fn english_against_the_others() {
    for (en, es, same) in [
        ("Two thousand and five.", "Dos mil cinco.", true),
        ("In nineteen forty-one.", "En 1941.", true),
        ("It's half past eight.", "Son las ocho y media.", true),
        ("A quarter to nine.", "Las nueve menos cuarto.", true),
        ("A hundred and twenty-one men.", "Ciento veintiún hombres.", true),
        ("A dozen eggs.", "Doce huevos.", true),
        ("Twenty-two.", "Veintitrés.", false),
        ("Five hundred.", "Quinientos cinco.", false),
        ("The twenty-first century.", "El siglo XXI.", true),
        ("I am the one.", "Soy yo.", true),
    ] {
        let a = Said { text: en, tongue: Tongue::English };
        let b = Said { text: es, tongue: Tongue::Spanish };
        assert_eq!(differences(a, b).is_empty(), same, "{en} / {es}: {:?}", differences(a, b));
    }
}
