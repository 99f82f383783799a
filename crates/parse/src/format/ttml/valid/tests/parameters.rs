use super::super::parameters::{is_good, is_role, own};
use super::faults_of;
use crate::format::ttml::names::Tag;

#[test]
fn parameters_have_their_values() {
    const COMBINED: &[&str] = &["ignore", "leastRestrictive", "mostRestrictive", "replace"];
    for (name, good, bad) in [
        ("cellResolution", &["32 15"][..], &["", "32", "0 15", "32 0", "x 15", "32 x", "32 15 1"][..]),
        ("pixelAspectRatio", &["1 1"], &["1:1"]),
        ("displayAspectRatio", &["16 9"], &["16", "16:9"]),
        ("clockMode", &["local", "gps", "utc"], &["", "zulu"]),
        ("contentProfileCombination", COMBINED, &["", "all"]),
        ("processorProfileCombination", COMBINED, &["all"]),
        ("dropMode", &["dropNTSC", "dropPAL", "nonDrop"], &["drop"]),
        ("inferProcessorProfileMethod", &["loose", "strict"], &["none"]),
        ("inferProcessorProfileSource", &["combined", "first"], &["last"]),
        ("markerMode", &["continuous", "discontinuous"], &["none"]),
        ("permitFeatureNarrowing", &["true", "false"], &["yes"]),
        ("permitFeatureWidening", &["true", "false"], &["yes"]),
        ("timeBase", &["media", "smpte", "clock"], &["film"]),
        ("validation", &["required", "optional", "prohibited"], &["true"]),
        ("validationAction", &["abort", "warn", "ignore"], &["stop"]),
        ("version", &["1", "2"], &["", "0", "two", "-1"]),
    ] {
        for value in good {
            assert!(is_good(name, value), "{name}={value:?}");
        }
        for value in bad {
            assert!(!is_good(name, value), "{name}={value:?}");
        }
    }
}

#[test]
fn a_profile_is_of_the_registry_or_an_address() {
    for value in [
        "http://www.w3.org/ns/ttml/profile/ttml2-presentation",
        "http://www.w3.org/ns/ttml/profile/imsc1/text",
        "http://www.w3.org/ns/ttml/profile/imsc1.1/image",
        "imsc1.2/text",
        "dfxp-full",
        "http://example.com/profile",
        "urn:ebu:tt",
        "a+b-1.0:x",
    ] {
        assert!(is_good("profile", value), "{value:?}");
    }
    for value in [
        "",
        "http://www.w3.org/ns/ttml/profile/other",
        "http://www.w3.org/ns/ttml/profile/imsc1.x/text",
        "http://www.w3.org/ns/ttml/profile/imsc1/sound",
        "http://www.w3.org/ns/ttml/profile/imsc1",
        "profile",
        "1http://example.com",
        "ht_tp://example.com",
        ":x",
        "urn:",
        "http://example.com/a b",
        "http://example.com/<a>",
    ] {
        assert!(!is_good("profile", value), "{value:?}");
    }
}

#[test]
fn profiles_are_listed_once_each() {
    const TEXT: &str = "http://www.w3.org/ns/ttml/profile/imsc1/text";
    for name in ["contentProfiles", "processorProfiles"] {
        for value in [TEXT, "imsc1/text imsc1/image", "all(imsc1/text imsc1/image)", "any(imsc1/text)"] {
            assert!(is_good(name, value), "{value:?}");
        }
        let twice = format!("imsc1/text {TEXT}");
        for value in ["", " ", "some(a)", "all(a", "a)", "all()", "a a", "all(a a)", &twice] {
            assert!(!is_good(name, value), "{value:?}");
        }
    }
}

#[test]
fn attributes_without_prefix_have_their_values() {
    const NUMBERS: (&[&str], &[&str]) = (&["0", "120"], &["", "-1", "1.5", "x"]);
    for (tag, element, name, (good, bad)) in [
        (Tag::Div, "div", "timeContainer", (&["par", "seq"][..], &["", "all"][..])),
        (Tag::Set, "set", "fill", (&["remove", "freeze"], &["keep"])),
        (Tag::Set, "set", "repeatCount", (&["indefinite", "2", "1.5"], &["", "-1", "+1", "often"])),
        (Tag::Animate, "animate", "calcMode", (&["discrete", "linear", "paced", "spline"], &["cubic"])),
        (Tag::Meta, "agent", "type", (&["person", "character", "group", "organization", "other"], &["full"])),
        (Tag::Meta, "name", "type", (&["full", "family", "given", "alias", "other"], &["person"])),
        (Tag::Meta, "item", "name", (&["a", " a "], &["", " ", "a b", "a\tb"])),
        (Tag::Font, "font", "style", (&["normal", "italic", "oblique"], &["bold"])),
        (Tag::Font, "font", "weight", (&["normal", "bold"], &["700"])),
        (
            Tag::Font,
            "font",
            "range",
            (
                &["U+0041", "u+0-FF", "U+4??", "U+0000-00FF, U+0400-04FF"],
                &["", "0041", "U+", "U+1234567", "U+0-", "U+-FF", "U+xyz", "U+0041,0042"],
            ),
        ),
        (Tag::Font, "font", "family", (&["Arial"], &["", " ", "default", "sansSerif"])),
        (Tag::Profile, "profile", "type", (&["content", "processor"], &["", "text"])),
        (Tag::Profile, "profile", "combine", (&["ignore", "replace"], &["all"])),
        (Tag::Profile, "profile", "use", (&["imsc1/text", "http://example.com/"], &["", "x"])),
        (Tag::Profile, "feature", "value", (&["optional", "required", "use", "prohibited"], &["", "x"])),
        (Tag::Profile, "extension", "value", (&["optional"], &["x"])),
        (
            Tag::P,
            "p",
            "condition",
            (
                &["true", "supports('#ruby')", "media('a') && (parameter('b') == 1)"],
                &["", " ", "(", ")", ")a(", "supports()", "media()", "parameter() == 1"],
            ),
        ),
        (Tag::Data, "data", "length", NUMBERS),
        (Tag::Chunk, "chunk", "length", NUMBERS),
    ] {
        for value in good {
            assert!(own(tag, element, name, value), "{element} {name}={value:?}");
        }
        for value in bad {
            assert!(!own(tag, element, name, value), "{element} {name}={value:?}");
        }
    }
}

#[test]
fn roles_are_of_the_list_or_of_ones_own() {
    for value in ["dialog", "dialog  music", "x-whisper", "x-whisper hearing-impaired"] {
        assert!(is_role(value), "{value:?}");
    }
    for value in ["", " ", "shouting", "dialog shouting", "whisper x-a"] {
        assert!(!is_role(value), "{value:?}");
    }
}

#[test]
fn a_sequence_of_pictures_says_its_version_and_size() {
    let told = |attributes: &str| {
        let text = format!("<i:isdSequence xmlns:i='http://www.w3.org/ns/ttml#isd' {attributes}/>");
        faults_of(&text).iter().map(|(fault, span)| (fault.id, span.of(&text).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(told("version='2' size='12'"), []);
    assert_eq!(told("size='0'"), []);
    for version in ["1", "x", "+2", "-2"] {
        let text = format!("version='{version}'");
        assert_eq!(told(&text), [("ttml-value", version.to_owned())]);
    }
    assert_eq!(told("version=''"), [("ttml-value", String::new())]);
    for size in ["-1", "many", ""] {
        assert_eq!(told(&format!("size='{size}'")), [("ttml-value", size.to_owned())]);
    }
}
