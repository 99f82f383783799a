use super::super::values::{fault, is_extension, is_known, is_sound};
use crate::format::ttml::names::Tag;

/// What is wrong with a style's value on an element.
fn on(tag: Tag, name: &str, value: &str) -> Option<&'static str> {
    fault(tag, name, value).map(|fault| fault.id)
}

/// Values of a style that are good, and values that are not.
fn judged(name: &str, good: &[&str], bad: &[&str]) {
    assert!(is_known(name), "{name}");
    for value in good {
        assert_eq!(on(Tag::P, name, value), None, "{name}={value:?}");
    }
    for value in bad {
        assert_eq!(on(Tag::P, name, value), Some("ttml-value"), "{name}={value:?}");
    }
}

#[test]
fn words_are_words_of_the_list() {
    judged("direction", &["ltr", "rtl", "inherit", "initial"], &["", "LTR", "ltr rtl", " ltr"]);
    judged("overflow", &["visible", "hidden"], &["auto"]);
    judged("wrapOption", &["wrap", "noWrap"], &["nowrap"]);
    assert!(!is_known("fontsize"));
}

#[test]
fn lengths_are_as_many_as_the_style_has() {
    judged(
        "extent",
        &["auto", "contain", "cover", "50% 20%", "10px 2em", "auto 20%"],
        &["", "50%", "1px 2px 3px", "-1% 5%", "5% -1%", " 1px 2px", "fill"],
    );
    judged("origin", &["auto", "10% 20%", "-5% 10%"], &["10%", "1% 2% 3%", "left top", "10% 20% "]);
    judged("position", &["center", "left 10% bottom 5%", "10% 20%"], &["", "up", " center"]);
    judged("backgroundPosition", &["center"], &["up"]);
    judged(
        "backgroundExtent",
        &["auto", "contain", "cover", "50% 20%", "auto 10px"],
        &["", " ", "wide", "5% x"],
    );
    judged("backgroundImage", &["none", "a.png"], &["", " "]);
    judged(
        "padding",
        &["1px", "1px 2px", "1px 2px 3px", "1px 2px 3px 4px", "0%"],
        &["", "1px 2px 3px 4px 5px", "-1px", "1px -1px", "1", "1px "],
    );
    judged("bpd", &["auto", "10px", "fitContent"], &["", "-1px", "wide"]);
    judged("ipd", &["minContent", "5%"], &["5"]);
    judged(
        "fontSize",
        &["16px", "1c", "80% 120%"],
        &["", "0.5em 10px", "-1px", "1px 2px 3px", "large", " 1px"],
    );
    judged("lineHeight", &["normal", "125%", "12px"], &["", "-1px", "1px 2px", "auto"]);
    judged("letterSpacing", &["normal", "1px", "-1px"], &["", "1px 2px", "wide"]);
    judged("disparity", &["1px", "-2%"], &["", "1px 2px", "none"]);
}

#[test]
fn the_root_is_measured_in_pixels() {
    for value in ["auto", "contain", "1920px 1080px", "0px 0px"] {
        assert_eq!(on(Tag::Tt, "extent", value), None, "{value}");
    }
    for value in ["cover", "1920px", "80% 80%", "1920px 80%", "80% 1080px", "1920px -1px", "auto 1080px"] {
        assert_eq!(on(Tag::Tt, "extent", value), Some("ttml-value"), "{value}");
    }
}

#[test]
fn numbers_are_numbers() {
    judged("shear", &["16%", "-16.67%", "0%"], &["", "16", "x%", "1px"]);
    judged("lineShear", &["16%"], &["16"]);
    judged("fontShear", &["16%"], &["16"]);
    judged("opacity", &["0.5", "1", "0"], &["", "half", "50%"]);
    judged("zIndex", &["auto", "1", "-1", "+1"], &["", "-", "1.5", "--1", "top"]);
    judged("luminanceGain", &["1.0", "0.5"], &["", "-1", "+1", "x"]);
}

#[test]
fn words_are_said_once() {
    judged(
        "fontVariant",
        &["normal", "super", "sub half", "ruby"],
        &["", "super super", "small", "super  half"],
    );
    judged(
        "textDecoration",
        &["none", "underline", "underline overline lineThrough"],
        &["", "underline underline", "blink", "underline blink"],
    );
    judged(
        "textCombine",
        &["none", "all", "digits", "digits 2", "digits 4"],
        &["", "digits 5", "digits 2 3", "all 2", "letters"],
    );
    judged(
        "rubyReserve",
        &["none", "both", "outside 1em", "after 0%"],
        &["", "none 1em", "up", "both -1em", "both x", "both 1em 2em", "up 1em"],
    );
}

#[test]
fn outlines_and_shadows() {
    judged(
        "textOutline",
        &["none", "1px", "1px 2px", "red 1px", "rgba(0,0,0,255) 5% 1px", "#000000 1px"],
        &[
            "",
            "red",
            "1px 2px 3px",
            "red 1px 2px 3px",
            "-1px",
            "1px -1px",
            "1px red",
            " 1px",
            "none 1px",
            "x 1px",
        ],
    );
    judged(
        "textShadow",
        &[
            "none",
            "1px 1px",
            "1px -1px 2px",
            "1px 1px red",
            "-1px 1px 2px rgb(1,2,3)",
            "1px 1px rgba(0,0,0,255), 2px 2px",
        ],
        &[
            "",
            "1px",
            "1px red",
            "red",
            "1px 1px -1px",
            "1px 1px 1px 1px",
            "red 1px 1px",
            "1px 1px, 1px",
            "1px 1px,",
        ],
    );
}

#[test]
fn marks_above_words() {
    judged(
        "textEmphasis",
        &["none", "auto", "filled circle", "open dot red before", "'x'", "\"x\" rgb(1,2,3) outside"],
        &["", "bold", "''", "'", "'x", "x'", "filled bold", " auto", "filled circle before red outside"],
    );
}

#[test]
fn borders_have_each_part_once() {
    judged(
        "border",
        &[
            "none",
            "thin",
            "1px",
            "thin solid red",
            "red dotted 1px",
            "1px solid rgb(1,2,3) radii(1px)",
            "radii(1px, 2px) solid",
        ],
        &[
            "",
            " thin",
            "thin thick",
            "1px 2px",
            "-1px",
            "solid dashed",
            "red blue",
            "wavy",
            "radii(1px) radii(2px)",
            "radii(1px,2px,3px)",
            "radii(x)",
            "radii(-1px)",
            "radii(1px,-1px)",
            "radii(1px",
        ],
    );
}

#[test]
fn fonts_are_named() {
    judged(
        "fontFamily",
        &[
            "Arial",
            "Times New Roman, serif",
            "\"Helvetica Neue\"",
            "'a', b",
            "_a",
            "-a",
            "\\41",
            "Noto_Sans-1",
            "Кең",
        ],
        &["", "Arial,", "1a", "a+b", "\"\"", "\"", "\"a", "'a\"", "inherit", "a, initial", "a 2"],
    );
}

#[test]
fn colours_have_a_fault_of_their_own() {
    assert_eq!(on(Tag::P, "color", "red"), None);
    assert_eq!(on(Tag::P, "color", "inherit"), None);
    assert_eq!(on(Tag::P, "color", "mauve"), Some("ttml-colour"));
    assert_eq!(on(Tag::P, "backgroundColor", "1px"), Some("ttml-colour"));
}

#[test]
fn blocks_that_flow_are_spans() {
    assert_eq!(on(Tag::Span, "display", "inlineBlock"), None);
    assert_eq!(on(Tag::Region, "display", "none"), None);
    assert_eq!(on(Tag::P, "display", "none"), None);
    for tag in [Tag::P, Tag::Div, Tag::Body] {
        assert_eq!(on(tag, "display", "inlineBlock"), Some("ttml-value"));
    }
    // Another style knows no such word on a span either.
    assert_eq!(on(Tag::Span, "overflow", "inlineBlock"), Some("ttml-value"));
}

#[test]
fn animations_list_values() {
    assert_eq!(on(Tag::Animate, "color", "red; blue;#ffffff"), None);
    assert_eq!(on(Tag::Animate, "color", "red;mauve"), Some("ttml-colour"));
    assert_eq!(on(Tag::Animate, "opacity", "0;x"), Some("ttml-value"));
    assert_eq!(on(Tag::P, "color", "red;blue"), Some("ttml-colour"));
    assert_eq!(on(Tag::Animate, "ruby", "base"), Some("ttml-attribute-place"));
    assert_eq!(on(Tag::Span, "ruby", "base"), None);
}

#[test]
fn sound() {
    for (name, good, bad) in [
        ("gain", &["0.5", "1", "0;1"][..], &["", " ", "loud", "0;x"][..]),
        ("pan", &["-1", "1"], &["left"]),
        ("pitch", &["high", "100Hz", "1.5kHz", "50%", "2st"], &["", "loud", "100m", "xHz", "%"]),
        ("speak", &["none", "fast", "none;slow"], &["", "loud", "fast slow", "1.5px"]),
    ] {
        for value in good {
            assert!(is_sound(name, value), "{name}={value:?}");
        }
        for value in bad {
            assert!(!is_sound(name, value), "{name}={value:?}");
        }
    }
}

#[test]
fn what_imsc_and_ebu_tt_add() {
    for (name, good, bad) in [
        ("forcedDisplay", &["true", "false"][..], &["", "yes"][..]),
        ("fillLineGap", &["true"], &["auto"]),
        ("progressivelyDecodable", &["true", "0"], &["", "yes"]),
        ("multiRowAlign", &["start", "center", "end", "auto"], &["", "left"]),
        ("linePadding", &["0.5c", "0c"], &["", "0.5", "0.5em", "-0.5c", "1c 1c"]),
        ("aspectRatio", &["16 9"], &["", "16", "16 9 1", "0 9", "16 x"]),
        (
            "activeArea",
            &["10% 10% 80% 80%"],
            &["", "10% 10% 80%", "10% 10% 80% 80% 1%", "10px 10% 80% 80%", "10% 10% 80% -80%"],
        ),
        ("altText", &["кең"], &[]),
    ] {
        for value in good {
            assert!(is_extension(name, value), "{name}={value:?}");
        }
        for value in bad {
            assert!(!is_extension(name, value), "{name}={value:?}");
        }
    }
}
