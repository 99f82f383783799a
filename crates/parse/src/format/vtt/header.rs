//! What stands in the head of a file, between the signature and the first blank line.

use super::timing;

/// A header line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field<'t> {
    /// `Language: es`
    Language(&'t str),
    /// `X-TIMESTAMP-MAP=…`, and whether it can be read.
    TimestampMap(bool),
    /// Another `Name: value` or `Name=value`.
    Other,
}

/// Reads a header line; `None` where it is no field.
pub(super) fn field(line: &str) -> Option<Field<'_>> {
    let (name, value) = line.split_once([':', '='])?;
    let name = name.trim();
    let word =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if !word || name.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = value.trim();
    Some(match name.to_ascii_lowercase().as_str() {
        "language" if !value.is_empty() && !value.contains(char::is_whitespace) => Field::Language(value),
        "x-timestamp-map" => Field::TimestampMap(timestamp_map(value)),
        _ => Field::Other,
    })
}

/// The title on the first line: `WEBVTT - Title`.
pub(super) fn title(line: &str) -> Option<&str> {
    let rest = line.get("WEBVTT".len()..)?.trim().strip_prefix('-')?.trim();
    (!rest.is_empty()).then_some(rest)
}

/// `LOCAL:00:00:00.000,MPEGTS:900000`, in either order; the clock of MPEG has 33 bits.
fn timestamp_map(value: &str) -> bool {
    let (mut local, mut mpeg) = (false, false);
    for part in value.split(',') {
        let good = match part.trim().split_once(':') {
            Some(("LOCAL", time)) => {
                local = true;
                timing::whole_stamp(time).is_some()
            }
            Some(("MPEGTS", ticks)) => {
                mpeg = true;
                ticks.parse::<u64>().is_ok_and(|ticks| ticks < 1 << 33)
            }
            _ => false,
        };
        if !good {
            return false;
        }
    }
    local && mpeg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        assert_eq!(field("Language: es-ES"), Some(Field::Language("es-ES")));
        assert_eq!(
            field("X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000"),
            Some(Field::TimestampMap(true))
        );
        assert_eq!(
            field("X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:8589934592"),
            Some(Field::TimestampMap(false))
        );
        assert_eq!(field("X-TIMESTAMP-MAP=MPEGTS:1"), Some(Field::TimestampMap(false)));
        assert_eq!(field("Kind: captions"), Some(Field::Other));
        for no in ["some words", "He said: go", "", ": x", "10: x"] {
            assert_eq!(field(no), None, "{no}");
        }
        assert_eq!(title("WEBVTT - La estepa y el mar"), Some("La estepa y el mar"));
        assert_eq!((title("WEBVTT"), title("WEBVTT FILE"), title("WEBVTT -")), (None, None, None));
    }
}
