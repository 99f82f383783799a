//! Values as people type them on a command line.

use tregua_parse::base::Lang;
use tregua_parse::format::{self, Format};
use tregua_parse::source::Encoding;
use tregua_parse::time::{TICKS_PER_SECOND, Time, parse_signed};
use tregua_qa::message::MessageLanguage;
use tregua_qa::script::Table;
use tregua_qa::shots::{READERS, Reader, by_id};

/// What `--to` names.
#[derive(Clone, Copy, Debug)]
pub(crate) enum To {
    Format(&'static Format),
    /// An alphabet for Kazakh.
    Script(Table),
}

pub(super) fn encoding(text: &str) -> Result<Encoding, String> {
    Encoding::from_label(text).ok_or_else(|| {
        "no such encoding; write one like utf-8, utf-16le, windows-1251, koi8-r, kz-1048 or ptcp154"
            .to_owned()
    })
}

pub(super) fn format(text: &str) -> Result<&'static Format, String> {
    format::by_name(text).ok_or_else(|| "no such format; `tregua formats` lists them".to_owned())
}

pub(super) fn message_language(text: &str) -> Result<MessageLanguage, String> {
    MessageLanguage::of_locale(text).ok_or_else(|| "messages are in en, es, ru and kk".to_owned())
}

pub(super) fn shot_form(text: &str) -> Result<&'static Reader, String> {
    by_id(text).ok_or_else(|| {
        let all: Vec<&str> = READERS.iter().map(|reader| reader.id).collect();
        format!("no such form; there are {}", all.join(", "))
    })
}

pub(super) fn to(text: &str) -> Result<To, String> {
    match text.to_ascii_lowercase().as_str() {
        "kk-latn" | "kk-latn-2021" => Ok(To::Script(Table::Latin2021)),
        "kk-latn-2018" => Ok(To::Script(Table::Latin2018)),
        _ => format(text).map(To::Format),
    }
}

pub(super) fn lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).map_err(|e| e.to_string())
}

/// How far something is looked for: from nothing to an hour.
pub(super) fn reach(text: &str) -> Result<Time, String> {
    let time = parse_signed(text).map_err(|error| error.to_string())?;
    let hour = Time::from_ticks(TICKS_PER_SECOND * 3600);
    if time.is_negative() || time > hour {
        return Err("write a time from 0 s to 1 h".to_owned());
    }
    Ok(time)
}
