use super::*;

#[test]
fn nothing() {
    assert!(align(&[], &[], &Options::default()).is_err());
}
