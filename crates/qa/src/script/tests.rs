use super::*;
use proptest::prelude::*;
use tregua_parse::base::splice;
use tregua_parse::format::srt;
use tregua_parse::source::Source;

fn of_2021(text: &str) -> String {
    to_latin(text, Table::Latin2021).text
}

fn of_2018(text: &str) -> String {
    to_latin(text, Table::Latin2018).text
}

#[test]
fn sentences_of_the_film() {
    for (kazakh, in_2021, in_2018) in [
        ("Біз түнде жеттік.", "Bız tünde jettık.", "Biz túnde jettik."),
        ("Ұлың үйге қашан келеді?", "Ūlyñ üige qaşan keledı?", "Ulyń úıge qashan keledi?"),
        ("Әжем сүт әкелді, ішіңдер.", "Äjem süt äkeldı, ışıñder.", "Ájem sút ákeldi, ishińder."),
        ("Оның өңі бозарып кетті.", "Onyñ öñı bozaryp kettı.", "Onyń óńi bozaryp ketti."),
        ("Гауһар тас", "Gauhar tas", "Gaýhar tas"),
        ("– ҒАЖАП! – деді Висенте.", "– ĞAJAP! – dedı Visente.", "– ǴAJAP! – dedi Vısente."),
    ] {
        assert_eq!(of_2021(kazakh), in_2021);
        assert_eq!(of_2018(kazakh), in_2018);
    }
}

#[test]
fn capitals_of_several_letters_follow_their_word() {
    assert_eq!(
        (of_2021("Щука"), of_2021("ЩУКА"), of_2021("А. Щ.")),
        ("Şçuka".into(), "ŞÇUKA".into(), "A. Şç.".into())
    );
    assert_eq!(
        (of_2018("Шал"), of_2018("ШАЛ"), of_2018("БАШ")),
        ("Shal".into(), "SHAL".into(), "BASH".into())
    );
    assert_eq!((of_2021("Юра"), of_2021("ЮРА"), of_2021("АЮ")), ("İura".into(), "İURA".into(), "AİU".into()));
    // A word that a tag cuts in two is one word.
    assert_eq!(between("БА", "Ш", "", Table::Latin2018).text, "SH");
    assert_eq!(between("", "Ш", "ал", Table::Latin2018).text, "Sh");
}

#[test]
fn the_dotted_and_the_dotless_i_are_never_mixed() {
    assert_eq!((of_2021("іІиИ"), of_2018("іІиИ")), ("ıIiİ".into(), "iIıI".into()));
    // й in two signs is й.
    assert_eq!(of_2021("ма\u{438}\u{306}"), "mai");
}

#[test]
fn what_cannot_be_told_back_is_listed() {
    let all = |text: &str| -> Vec<String> {
        to_latin(text, Table::Latin2021).ambiguous.iter().map(ToString::to_string).collect()
    };
    assert_eq!(all("ай, ай"), ["й is written i, as и is"]);
    assert_eq!(all("альбом"), ["ь is left out; the alphabet has no letter for it"]);
    assert_eq!(all("цирк"), ["ц is written c; the alphabet has no letter for it", "и is written i, as й is"]);
    assert_eq!(all("қала"), [""; 0]);
}

#[test]
fn capitals_and_stress_of_2018_that_mean_two_things() {
    let of = |text: &str| to_latin(text, Table::Latin2018);
    let told = of("ІШІНДЕ").ambiguous;
    assert_eq!(told.iter().map(ToString::to_string).collect::<Vec<_>>(), ["і is written I, as и is"]);
    assert!(of("ішінде").ambiguous.is_empty() && to_latin("ІШІНДЕ", Table::Latin2021).ambiguous.is_empty());
    // а with a stress mark would read as ә.
    let stressed = of("ха\u{301}лық");
    assert_eq!((stressed.text.as_str(), stressed.ambiguous.len()), ("halyq", 2));
    assert_eq!(of_2021("а\u{301}"), "á");
    assert_eq!(of("a\u{301}").text, "á");
}

#[test]
fn a_file_keeps_all_its_other_bytes() {
    let raw = "\u{feff}1\r\n00:00:01,000 --> 00:00:02,500\r\n{\\an8}<i>Қал</i>аға бар!\r\n";
    let document = srt::parse(Source::open(raw.as_bytes(), None, None).unwrap());
    let track = srt::lower(&document);
    let (edits, losses) = edits(&document, &track, Table::Latin2021);
    assert!(losses.is_empty());
    let new = splice(raw.as_bytes(), &edits).unwrap();
    assert_eq!(
        String::from_utf8(new).unwrap(),
        "\u{feff}1\r\n00:00:01,000 --> 00:00:02,500\r\n{\\an8}<i>Qal</i>ağa bar!\r\n"
    );
    let mut track = track.clone();
    assert!(rewrite(&mut track, Table::Latin2021).is_empty());
    assert_eq!(
        (track.text_of(&track.lines[0]), track.lang.as_deref()),
        ("Qalağa bar!".to_owned(), Some(TAG))
    );
}

proptest! {
    #[test]
    fn no_letter_of_the_alphabet_is_left(text in "[А-яәғқңөұүһіӘҒҚҢӨҰҮҺІёЁ a-z.]{0,40}") {
        for table in [Table::Latin2021, Table::Latin2018] {
            let latin = to_latin(&text, table).text;
            prop_assert!(!latin.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}')), "{latin}");
            prop_assert_eq!(&to_latin(&latin, table).text, &latin);
        }
    }

    #[test]
    fn any_text(before in ".{0,8}", text in ".{0,40}", after in ".{0,8}") {
        let _ = between(&before, &text, &after, Table::Latin2018);
    }
}
