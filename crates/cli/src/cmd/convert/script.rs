//! Kazakh in Latin letters.

use tregua_parse::base::{Lang, splice};
use tregua_parse::model::{Loss, Track};
use tregua_parse::syntax::Document;
use tregua_qa::script::{Table, edits, is_kazakh};

/// Only Kazakh has these alphabets.
pub(super) fn allowed(lang: Option<&Lang>) -> Result<(), String> {
    match lang {
        _ if is_kazakh(lang) => Ok(()),
        Some(other) => Err(format!("this track is in {other}; only Kazakh is written in kk-Latn")),
        None => Err("its language is not certain; where it is Kazakh, say so with --lang kk".to_owned()),
    }
}

/// The file with its letters exchanged and every other byte kept.
pub(super) fn in_place(
    document: &Document<'_>,
    track: &Track<'_>,
    table: Table,
) -> Result<(Vec<u8>, Vec<Loss>), String> {
    let (edits, losses) = edits(document, track, table);
    let edits = document.source.to_raw_edits(edits).map_err(|(_, error)| error.to_string())?;
    let bytes = splice(document.source.raw(), &edits).map_err(|error| error.to_string())?;
    Ok((bytes, losses))
}
