//! What is read in single texts: values, weakness, kinds and places.

use super::super::*;
use super::seen;

#[test]
fn more_digits_than_a_number_has() {
    // An account, and the digits of pi: as large as can be held, and no next number after it.
    for text in ["Cuenta 21000418450200051332, 2 euros.", "9223372036854775807 o 9223372036854775808"] {
        assert!(!seen(text, Tongue::Spanish).is_empty());
    }
}

#[test]
fn digits() {
    for (text, tongue, want) in [
        ("1.234,5 y 1 234,5", Tongue::Spanish, "1234.5 1234.5"),
        ("1,234.5 pesos", Tongue::Spanish, "1234.5"),
        ("1\u{a0}234,5", Tongue::Russian, "1234.5"),
        ("1\u{202f}234\u{202f}567", Tongue::Kazakh, "1234567"),
        ("12.345.678", Tongue::Spanish, "12345678"),
        ("1945, 300 hombres", Tongue::Spanish, "1945 300"),
        ("1941-1945", Tongue::Russian, "1941 1945"),
        ("5–7", Tongue::Kazakh, "5 7"),
        ("3:2", Tongue::Spanish, "3 2"),
        ("20:30", Tongue::Spanish, "20.5"),
        ("20h30", Tongue::Spanish, "20.5"),
        ("1:30:00", Tongue::Russian, "1.5"),
        ("9.05.1945", Tongue::Russian, "9 5~ 1945"),
        ("22.06.1941", Tongue::Russian, "22 6~ 1941"),
        ("22/6/41", Tongue::Spanish, "22 6~ 41"),
        ("3-й, 5-го, 90-е", Tongue::Russian, "3 5 90"),
        ("20-летний", Tongue::Russian, "20"),
        ("5-ші, 10-нан", Tongue::Kazakh, "5 10"),
        ("2.º y 3ª", Tongue::Spanish, "2 3"),
        ("n.º 5", Tongue::Spanish, "5"),
        ("№ 5", Tongue::Russian, "5"),
        ("50 % y 50%", Tongue::Spanish, "50 50"),
        ("2½", Tongue::Spanish, "2.5"),
        ("½", Tongue::Spanish, "0.5~"),
        ("24/7", Tongue::Spanish, "24/7~"),
        ("T-34, A4, МиГ-15", Tongue::Russian, "34~ 4~ 15~"),
        ("3D", Tongue::Spanish, "3~"),
        ("10 тыс., 2,5 млн", Tongue::Russian, "10000 2500000"),
        ("5 mil, 3 millones", Tongue::Spanish, "5000 3000000"),
        ("5 мың теңге", Tongue::Kazakh, "5000"),
        ("007", Tongue::Spanish, "7"),
        ("$5 y 5 €", Tongue::Spanish, "5 5"),
        ("99999999999999999999999", Tongue::Spanish, "9223372036854775807"),
    ] {
        assert_eq!(seen(text, tongue), want, "{text}");
    }
    let both = find("1.234", Tongue::Spanish)[0];
    assert_eq!((both.value, both.other), (Value::whole(1234), Value::new(1234, 1000)));
    assert_eq!(find("1,234", Tongue::Spanish)[0].value, Value::new(1234, 1000).unwrap());
    assert_eq!(find("20.30", Tongue::Spanish)[0].other, Value::new(41, 2));
}

#[test]
fn words() {
    for (text, tongue, want) in [
        ("un hombre y una mujer", Tongue::Spanish, "1~ 1~"),
        ("dos, tres", Tongue::Spanish, "2 3"),
        ("treinta y tantos", Tongue::Spanish, "30"),
        ("mil segundos", Tongue::Spanish, "1000 2~"),
        ("los dos, las dos", Tongue::Spanish, "2~ 2~"),
        ("dos tercios", Tongue::Spanish, "2/3~"),
        ("tres coma catorce", Tongue::Spanish, "3.14"),
        ("hora y media", Tongue::Spanish, "1.5"),
        ("una canción\ny  media", Tongue::Spanish, "1.5"),
        ("un millón, un tercio, una mujer", Tongue::Spanish, "1000000 1/3~ 1~"),
        ("одну треть, один с половиной, один дом", Tongue::Russian, "1~ 1.5 1~"),
        ("dos panes y medio queso", Tongue::Spanish, "2 0.5~"),
        ("dos años y medio.", Tongue::Spanish, "2.5"),
        ("tu cuarto", Tongue::Spanish, "4~"),
        ("cien por cien", Tongue::Spanish, "100~"),
        ("mil millones", Tongue::Spanish, "1000000000"),
        ("dos docenas, tres centenares", Tongue::Spanish, "24 300"),
        ("полторы тысячи", Tongue::Russian, "1500"),
        ("две сотни, три десятка, сотня", Tongue::Russian, "200 30 100~"),
        ("две трети", Tongue::Russian, "2/3~"),
        ("три целых пять десятых", Tongue::Russian, "3.5"),
        ("семью накормили", Tongue::Russian, "7~"),
        ("тремястами семьюдесятью семью", Tongue::Russian, "377"),
        ("на сорока языках", Tongue::Russian, "40~"),
        ("полгода, полчаса", Tongue::Russian, "0.5~ 0.5~"),
        ("двадцатипятилетний", Tongue::Russian, "25~"),
        ("полковник стоял у дверей", Tongue::Russian, ""),
        ("старик пятился, стоя на полу", Tongue::Russian, ""),
        ("вы двое и нас трое", Tongue::Russian, "2~ 3~"),
        ("во-первых, в-третьих", Tongue::Russian, "1~ 3~"),
        ("он мен үшін оны алтынға берді", Tongue::Kazakh, "10"),
        ("онда оның жүзі солды", Tongue::Kazakh, "10~ 100~"),
        ("жүзден, мыңға, бестен", Tongue::Kazakh, "100~ 1000 5"),
        ("екіде, екеуміз, бесеуі", Tongue::Kazakh, "2 2~ 5"),
        ("қырық бірінші, жиырмасыншы", Tongue::Kazakh, "41 20"),
        ("бір жарым миллион", Tongue::Kazakh, "1500000"),
        ("жарты миллион", Tongue::Kazakh, "500000"),
        ("үш бүтін оннан бес", Tongue::Kazakh, "3.5"),
        ("жүздеген, мыңдаған", Tongue::Kazakh, "100~ 1000~"),
        ("бесік, бірақ, біраз, бірнеше, екен, елдің", Tongue::Kazakh, ""),
        ("он алтыдамын", Tongue::Kazakh, "16"),
        ("үш-төрт күн", Tongue::Kazakh, "3~ 4~"),
        ("nineteen eighty-four", Tongue::English, "1984"),
        ("half a million", Tongue::English, "0.5~ 1000000"),
        ("one of these days", Tongue::English, "1~"),
    ] {
        assert_eq!(seen(text, tongue), want, "{text}");
    }
}

#[test]
fn roman_numerals() {
    for (text, tongue, want) in [
        ("el siglo XX", Tongue::Spanish, "20"),
        ("в XIX веке", Tongue::Russian, "19"),
        ("ХХ ғасыр", Tongue::Kazakh, "20"),
        ("Luis XIV", Tongue::Spanish, "14"),
        ("Felipe II", Tongue::Spanish, "2~"),
        ("EN MI CASA", Tongue::Spanish, ""),
        ("VI LA LUZ", Tongue::Spanish, "6~"),
        ("С тобой. Х.", Tongue::Russian, ""),
        ("CIVIL, MIL", Tongue::Spanish, "1000"),
        ("IIII, VX", Tongue::Spanish, ""),
    ] {
        assert_eq!(seen(text, tongue), want, "{text}");
    }
}

#[test]
fn times_of_day_in_words() {
    let clock = |text: &str, tongue| {
        let found = find(text, tongue);
        let clocks = found.iter().filter(|n| n.kind == Kind::ClockWords);
        clocks.map(|n| format!("{}{}", n.value, if n.weak { "~" } else { "" })).collect::<Vec<_>>().join(" ")
    };
    for (text, tongue, want) in [
        ("A las ocho y media.", Tongue::Spanish, "8.5"),
        ("a las nueve menos cuarto", Tongue::Spanish, "8.75"),
        ("Son las tres y diez.", Tongue::Spanish, "19/6"),
        ("a las dos de la tarde", Tongue::Spanish, "2"),
        ("a las dos mujeres", Tongue::Spanish, "2~"),
        ("A las siete.", Tongue::Spanish, "7"),
        ("в половине девятого", Tongue::Russian, "8.5"),
        ("полпервого", Tongue::Russian, "12.5"),
        ("в восемь часов вечера", Tongue::Russian, "8"),
        ("в восемь часов", Tongue::Russian, "8~"),
        ("через два часа", Tongue::Russian, ""),
        ("сағат тоғыз жарымда", Tongue::Kazakh, "9.5"),
        ("тоғыз жарымда", Tongue::Kazakh, "9.5~"),
        ("тоғыз сағат", Tongue::Kazakh, ""),
        ("at eight o'clock", Tongue::English, "8"),
        ("half past eight", Tongue::English, "8.5"),
    ] {
        assert_eq!(clock(text, tongue), want, "{text}");
    }
}

#[test]
fn places_and_kinds() {
    let text = "Sí, ciento\nveinte por ciento.";
    let [number] = find(text, Tongue::Spanish)[..] else { panic!("{text}") };
    assert_eq!(&text[number.range()], "ciento\nveinte por ciento");
    assert_eq!(number.kind, Kind::Percent);
    for (text, tongue, kind, spelling) in [
        ("tercero", Tongue::Spanish, Kind::Ordinal, Spelling::Words),
        ("3-й", Tongue::Russian, Kind::Ordinal, Spelling::Digits),
        ("siglo XV", Tongue::Spanish, Kind::Ordinal, Spelling::Roman),
        ("1945", Tongue::Spanish, Kind::Year, Spelling::Digits),
        ("3,5", Tongue::Spanish, Kind::Decimal, Spelling::Digits),
        ("5 теңге", Tongue::Kazakh, Kind::Money, Spelling::Digits),
        ("20:30", Tongue::Kazakh, Kind::Clock, Spelling::Digits),
        ("сто", Tongue::Russian, Kind::Cardinal, Spelling::Words),
        ("треть… две трети", Tongue::Russian, Kind::Fraction, Spelling::Words),
    ] {
        let found = find(text, tongue);
        assert_eq!((found[0].kind, found[0].spelling), (kind, spelling), "{text}");
    }
    // Nothing is looked up in a text without a number.
    assert!(!may_hold("Nadie nos dijo el nombre.", Tongue::Spanish));
    assert!(!may_hold("♪ Сол түні… ♪", Tongue::Kazakh));
}
