//! Text into the bytes of a file: encoding, line ends, byte order mark.

use crate::args::{Convert, LineEnding};
use anyhow::{Result, anyhow, bail};
use tregua_parse::format::write::Body;
use tregua_parse::source::{Encoding, encode};

/// The bytes of a result.
pub(super) fn encode_body(body: Body, args: &Convert, utf8_only: bool) -> Result<Vec<u8>> {
    let text = match body {
        Body::Bytes(bytes) => {
            if args.encoding.is_some() || args.bom || args.line_ending.is_some() {
                bail!("this format is no text: --encoding, --bom and --line-ending say nothing of it");
            }
            return Ok(bytes);
        }
        Body::Text(text) => text,
    };
    let encoding = args.encoding.unwrap_or(Encoding::Utf8);
    if utf8_only && encoding != Encoding::Utf8 {
        bail!("this format is UTF-8 by its standard; leave --encoding out");
    }
    let text = match args.line_ending {
        Some(LineEnding::Crlf) => text.replace('\n', "\r\n"),
        _ => text,
    };
    let wide =
        matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be | Encoding::Utf32Le | Encoding::Utf32Be);
    if args.bom && !wide && encoding != Encoding::Utf8 {
        bail!("{encoding} has no byte order mark; leave --bom out");
    }
    let text = if args.bom { format!("\u{feff}{text}") } else { text };
    if encoding == Encoding::Utf8 {
        // It is that already, and a copy would take as much room again.
        return Ok(text.into_bytes());
    }
    encode(&text, encoding).map_err(|bad| {
        let line = text.get(..bad.at).map_or(0, |before| before.matches('\n').count()) + 1;
        anyhow!("line {line} of the result: {bad}; choose another encoding, utf-8 has all letters")
    })
}
