use super::*;

fn document(text: &str) -> Document<'_> {
    parse(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default())
}

#[test]
fn smoke() {
    let text = "<tt xml:lang='es' xmlns='http://www.w3.org/ns/ttml'><body><div><p begin='1s' end='2s'>Hola</p></div></body></tt>";
    let doc = document(text);
    let track = lower(&doc);
    assert_eq!(track.cues.len(), 1);
    assert_eq!(doc.problems, []);
}
