//! Identifiers made from what they identify: UUIDs of version 5 (RFC 9562), so that the same track is written the same
//! way every time.

use uuid::Uuid;

/// The namespace, itself a UUID, that ids of this project are made in.
const NAMESPACE: Uuid = Uuid::from_u128(0x6c1f_0b7a_93d2_4e58_a41d_2f7e_5b90_c3e6);

/// The UUID of a content, `xxxxxxxx-xxxx-5xxx-yxxx-xxxxxxxxxxxx`.
pub(super) fn of(content: &str) -> String {
    Uuid::new_v5(&NAMESPACE, content.as_bytes()).hyphenated().to_string()
}

/// Whether a text is spelt as a UUID.
pub(super) fn is_one(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let hex = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_hexdigit());
    text.split('-').count() == lengths.len() && text.split('-').zip(lengths).all(|(part, len)| hex(part, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_has_the_same_id() {
        let id = of("a");
        assert_eq!((id.len(), id.as_bytes()[14], of("a") == id, of("b") == id), (36, b'5', true, false));
        assert!(is_one(&id));
        // Those of other releases: by RFC 9562, from the SHA-1 of the namespace and the content.
        assert_eq!(id, "2edb7513-2867-5c76-8847-a7d81e76b212");
    }
}
