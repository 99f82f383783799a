//! The page in the language of the messages.

use super::markup::elements;
use super::pages::{check, defects, root};
use std::collections::BTreeSet;

/// The headings, leads and names of buttons and columns of a page.
fn frame(page: &str) -> BTreeSet<String> {
    let all = elements(page);
    let named = all.iter().filter(|it| {
        it.is("lead") || ["h2", "h3", "button", "caption", "legend"].contains(&it.name.as_str())
    });
    let texts = named.map(|it| it.text.trim().to_owned());
    texts.filter(|it| it.chars().filter(|c| c.is_alphabetic()).count() > 2).collect()
}

#[test]
fn no_word_of_the_frame_stays_english() {
    let english = frame(defects());
    assert!(english.len() > 10, "{english:?}");
    for language in ["es", "ru", "kk"] {
        let page = check(&root().join("fixtures/feature/defects"), &["--message-language", language]);
        let all = elements(&page);
        assert_eq!(all.iter().find(|it| it.name == "html").unwrap().get("lang"), Some(language));
        let own = frame(&page);
        assert!(own.len() > 10, "{own:?}");
        let same: Vec<_> = own.intersection(&english).collect();
        assert!(same.is_empty(), "{language}: {same:?}");
    }
}
