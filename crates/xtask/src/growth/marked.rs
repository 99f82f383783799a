//! The other formats: what grows is what each of them has of its own.

use super::{Shape, many, repeat, stamp};

const fn shape(name: &'static str, extension: &'static str, make: fn(usize) -> Vec<u8>) -> Shape {
    Shape { name, extension, make }
}

fn vtt(head: &str, settings: &str, text: &str) -> Vec<u8> {
    format!(
        "WEBVTT{head}\n\n00:02.000 --> 00:03.500\nSí.\n\n00:04.000 --> 00:05.500{settings}\n{text}\n\n\
         00:06.000 --> 00:07.500\nNo.\n"
    )
    .into_bytes()
}

fn vtt_many(head: &str, bytes: usize, each: impl Fn(usize) -> (String, String)) -> Vec<u8> {
    let time = |ms| stamp(ms).replace(',', ".");
    many(&format!("WEBVTT{head}\n\n"), bytes, |n| {
        let (settings, text) = each(n);
        format!("{} --> {}{settings}\n{text}\n\n", time(n * 3000), time(n * 3000 + 2000))
    })
}

const STYLES: &str = "[Script Info]\nScriptType: v4.00+\nPlayResX: 1280\nPlayResY: 720\n\n[V4+ Styles]\nFormat: Name, Fontname, \
    Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, \
    Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n";
const EVENTS: &str =
    "\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";

fn style(name: &str) -> String {
    format!(
        "Style: {name},Arial,40,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,2,2,10,10,10,1\n"
    )
}

fn event(n: usize, style: &str, text: &str) -> String {
    let time =
        |cs: usize| format!("{}:{:02}:{:02}.{:02}", cs / 360_000, cs / 6000 % 60, cs / 100 % 60, cs % 100);
    format!("Dialogue: 0,{},{},{style},,0,0,0,,{text}\n", time(n * 300), time(n * 300 + 200))
}

fn ass(text: &str) -> Vec<u8> {
    [
        STYLES,
        &style("Default"),
        EVENTS,
        &event(1, "Default", "Sí."),
        &event(2, "Default", text),
        &event(3, "Default", "No."),
    ]
    .concat()
    .into_bytes()
}

fn ass_many(bytes: usize, each: impl Fn(usize) -> String) -> Vec<u8> {
    many(&[STYLES, &style("Default"), EVENTS].concat(), bytes, each)
}

const TT: &str =
    "<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:tts=\"http://www.w3.org/ns/ttml#styling\" xml:lang=\"es\"";

fn ttml(root: &str, head: &str, attributes: &str, text: &str) -> Vec<u8> {
    format!(
        "{TT}{root}>{head}<body><div>\n<p begin=\"2s\" end=\"3.5s\">Sí.</p>\n<p begin=\"4s\" end=\"5.5s\"{attributes}>{text}</p>\n\
         <p begin=\"6s\" end=\"7.5s\">No.</p>\n</div></body></tt>\n"
    )
    .into_bytes()
}

fn ttml_many(head: &str, bytes: usize, each: impl Fn(usize) -> String) -> Vec<u8> {
    let mut out = many(&format!("{TT}>{head}<body><div>\n"), bytes, each);
    out.extend_from_slice(b"</div></body></tt>\n");
    out
}

fn paragraph(n: usize, attributes: &str, text: &str) -> String {
    format!("<p begin=\"{}s\" end=\"{}s\"{attributes}>{text}</p>\n", n * 3, n * 3 + 2)
}

/// So many bytes of `each`, numbered from 0.
fn numbered(bytes: usize, each: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    let mut n = 0;
    while out.len() < bytes {
        out.push_str(&each(n));
        n += 1;
    }
    out
}

fn stl(bytes: usize, block: impl Fn(usize) -> [u8; 128]) -> Vec<u8> {
    let mut head = [b' '; 1024];
    let mut put = |at: usize, what: &[u8]| {
        for (place, byte) in head.iter_mut().skip(at).zip(what) {
            *place = *byte;
        }
    };
    put(0, b"850STL25.01");
    put(11, b"10009");
    put(224, b"200101200101");
    put(236, b"00999999999900140");
    put(253, b"23100000000");
    put(264, b"0000000011GBR");
    let mut out = head.to_vec();
    let mut n = 0;
    while out.len() < bytes {
        n += 1;
        out.extend(block(n));
    }
    out
}

fn stl_block(number: usize, extension: u8, text: &[u8]) -> [u8; 128] {
    let mut out = [0x8f; 128];
    let byte = |n: usize| u8::try_from(n % 256).unwrap_or_default();
    let second = number * 2;
    let clock = |s: usize| [byte(s / 3600 % 24), byte(s / 60 % 60), byte(s % 60), 0];
    let head = [0, byte(number), byte(number / 256), extension, 0].into_iter();
    let head = head.chain(clock(second)).chain(clock(second + 1)).chain([20, 2, 0]);
    for (place, value) in out.iter_mut().zip(head.chain(text.iter().copied().take(112))) {
        *place = value;
    }
    out
}

const SAMI: &str = "<SAMI><HEAD><STYLE TYPE=\"text/css\"><!-- P {font-family:Arial;} .ESCC {Name:Spanish; lang:es-ES;} --></STYLE>\
    </HEAD><BODY>\n";

fn sami(n: usize, text: &str) -> String {
    format!(
        "<SYNC Start={}><P Class=ESCC>{text}\n<SYNC Start={}><P Class=ESCC>&nbsp;\n",
        n * 3000,
        n * 3000 + 2000
    )
}

pub(super) const SHAPES: &[Shape] = &[
    shape("vtt-film", "vtt", |n| {
        vtt_many("", n, |i| (String::new(), format!("<v Ana>No sé dónde está, {i}.</v>")))
    }),
    shape("vtt-tags-open", "vtt", |n| vtt("", "", &repeat("<c>", n))),
    shape("vtt-tags-nested", "vtt", |n| {
        vtt("", "", &format!("{}x{}", repeat("<b>", n / 2), repeat("</b>", n / 2)))
    }),
    shape("vtt-classes", "vtt", |n| vtt("", "", &format!("<c{}>x</c>", repeat(".a", n)))),
    shape("vtt-stamps", "vtt", |n| vtt("", "", &repeat("<00:00:04.500>a", n))),
    shape("vtt-stamps-open", "vtt", |n| vtt("", "", &repeat("<00:00", n))),
    shape("vtt-ruby", "vtt", |n| vtt("", "", &repeat("<ruby>a<rt>b</rt></ruby>", n))),
    shape("vtt-entities", "vtt", |n| vtt("", "", &repeat("&lt;&bogus;&", n))),
    shape("vtt-header", "vtt", |n| vtt(&format!("\n{}", repeat("x: o\n", n)), "", "a")),
    shape("vtt-settings", "vtt", |n| vtt("", &repeat(" line:0", n), "a")),
    shape("vtt-notes", "vtt", |n| vtt(&format!("\n\n{}", repeat("NOTE o\n\n", n)), "", "a")),
    shape("vtt-rules", "vtt", |n| {
        let head = numbered(n / 2, |i| format!("::cue(.c{i}) {{ color: red }}\n"));
        vtt_many(&format!("\n\nSTYLE\n{head}"), n, |i| (String::new(), format!("<c.c{i}>a</c>")))
    }),
    shape("vtt-sheets", "vtt", |n| {
        let head = numbered(n, |i| format!("STYLE\n::cue(b) {{ color: #{i:06x} }}\n\n"));
        vtt(&format!("\n\n{head}"), "", "<b>a</b>")
    }),
    shape("vtt-regions", "vtt", |n| {
        let head = numbered(n / 2, |i| format!("REGION\nid:r{i}\nwidth:40%\nlines:3\n\n"));
        vtt_many(&format!("\n\n{}", head.trim_end()), n, |i| (format!(" region:r{i}"), "a".to_owned()))
    }),
    shape("vtt-ids", "vtt", |n| {
        many("WEBVTT\n\n", n, |i| format!("same\n00:0{}.000 --> 00:09.500\na\n\n", i % 9))
    }),
    shape("ass-film", "ass", |n| ass_many(n, |i| event(i, "Default", &format!("No sé dónde está, {i}.")))),
    shape("ass-t-nested", "ass", |n| {
        ass(&format!("{{{}{}}}x", repeat("\\t(", n * 3 / 4), repeat(")", n / 4)))
    }),
    shape("ass-t-in-a-row", "ass", |n| ass(&format!("{{{}}}x", repeat("\\t(0,100,\\fs20)", n)))),
    shape("ass-karaoke", "ass", |n| ass(&repeat("{\\k10}la", n))),
    shape("ass-karaoke-one-block", "ass", |n| ass(&format!("{{{}}}la", repeat("\\k10", n)))),
    shape("ass-braces", "ass", |n| ass(&repeat("{", n))),
    shape("ass-blocks", "ass", |n| ass(&repeat("{\\b1}", n))),
    shape("ass-commas", "ass", |n| ass(&repeat(",", n))),
    shape("ass-breaks", "ass", |n| ass(&repeat("a\\N", n))),
    shape("ass-resets", "ass", |n| ass(&repeat("{\\rDefault}a", n))),
    shape("ass-drawing", "ass", |n| ass(&format!("{{\\p1}}m 0 0{}", repeat(" l 1 2", n)))),
    shape("ass-styles", "ass", |n| {
        let styles = numbered(n * 2 / 3, |i| style(&format!("s{i}")));
        many(&[STYLES, &styles, EVENTS].concat(), n, |i| event(i, &format!("s{i}"), "Sí."))
    }),
    shape("ass-fonts", "ass", |n| {
        [
            STYLES,
            &style("Default"),
            EVENTS,
            &event(1, "Default", "Sí."),
            "\n[Fonts]\nfontname: a_0.ttf\n",
            &repeat("!!!!\n", n),
        ]
        .concat()
        .into_bytes()
    }),
    shape("ass-sections", "ass", |n| {
        many(&[STYLES, &style("Default")].concat(), n, |i| format!("{EVENTS}{}", event(i, "Default", "Sí.")))
    }),
    shape("ass-columns", "ass", |n| {
        let events = format!("\n[Events]\nFormat: Start, End,{} Text\n", repeat("x,", n / 2));
        let line = format!("Dialogue: 0:00:02.00,0:00:03.00,{}Sí.\n", repeat(",", n / 2));
        [STYLES, &style("Default"), &events, &line].concat().into_bytes()
    }),
    shape("ttml-film", "ttml", |n| {
        ttml_many("", n, |i| paragraph(i, "", &format!("No sé dónde está, {i}.")))
    }),
    shape("ttml-spans-open", "ttml", |n| ttml("", "", "", &repeat("<span>", n))),
    shape("ttml-spans-deep", "ttml", |n| {
        ttml("", "", "", &format!("{}x{}", repeat("<span>", n / 2), repeat("</span>", n / 2)))
    }),
    shape("ttml-spans-timed", "ttml", |n| {
        let deep = repeat("<span begin=\"0s\">", n * 2 / 3);
        let ends = "</span>".repeat(deep.len() / 17);
        ttml("", "", "", &format!("{deep}x{ends}"))
    }),
    shape("ttml-divs-deep", "ttml", |n| {
        let deep = repeat("<div>", n / 2);
        let ends = "</div>".repeat(deep.len() / 5);
        format!("{TT}><body>{deep}<p begin=\"2s\" end=\"3s\">Sí.</p>{ends}</body></tt>\n").into_bytes()
    }),
    shape("ttml-attributes", "ttml", |n| ttml("", "", &numbered(n, |i| format!(" a{i}=\"v\"")), "a")),
    shape("ttml-namespaces", "ttml", |n| {
        ttml("", "", &numbered(n, |i| format!(" xmlns:n{i}=\"urn:{i}\"")), "a")
    }),
    shape("ttml-namespaces-used", "ttml", |n| {
        let root = numbered(n / 2, |i| format!(" xmlns:n{i}=\"urn:{i}\""));
        ttml(&root, "", "", &numbered(n / 2, |i| format!("<n{i}:x n{i}:y=\"1\"/>")))
    }),
    shape("ttml-style-chain", "ttml", |n| {
        let styles = numbered(n, |i| format!("<style xml:id=\"s{}\" style=\"s{i}\"/>", i + 1));
        let last = styles.matches("<style").count();
        ttml("", &format!("<head><styling>{styles}</styling></head>"), &format!(" style=\"s{last}\""), "a")
    }),
    shape("ttml-style-chain-used", "ttml", |n| {
        let styles = numbered(n / 2, |i| format!("<style xml:id=\"s{}\" style=\"s{i}\"/>", i + 1));
        let last = styles.matches("<style").count().max(1);
        let head = format!("<head><styling>{styles}</styling></head>");
        ttml_many(&head, n, |i| paragraph(i, &format!(" style=\"s{}\"", last - i % last), "a"))
    }),
    shape("ttml-styles", "ttml", |n| {
        let styles = numbered(n / 2, |i| format!("<style xml:id=\"s{i}\" tts:color=\"red\"/>"));
        ttml_many(&format!("<head><styling>{styles}</styling></head>"), n, |i| {
            paragraph(i, &format!(" style=\"s{i}\""), "a")
        })
    }),
    shape("ttml-style-list", "ttml", |n| {
        let styles = numbered(n / 2, |i| format!("<style xml:id=\"s{i}\" tts:color=\"red\"/>"));
        let list = numbered(n / 2, |i| format!("s{i} "));
        ttml("", &format!("<head><styling>{styles}</styling></head>"), &format!(" style=\"{list}\""), "a")
    }),
    shape("ttml-regions", "ttml", |n| {
        let regions = numbered(n / 2, |i| format!("<region xml:id=\"r{i}\" tts:origin=\"10% 80%\"/>"));
        ttml_many(&format!("<head><layout>{regions}</layout></head>"), n, |i| {
            paragraph(i, &format!(" region=\"r{i}\""), "a")
        })
    }),
    shape("ttml-same-ids", "ttml", |n| ttml_many("", n, |i| paragraph(i, " xml:id=\"same\"", "a"))),
    shape("ttml-entities", "ttml", |n| ttml("", "", "", &repeat("&amp;&#233;&bogus;", n))),
    shape("ttml-comments", "ttml", |n| ttml("", "", "", &repeat("a<!-- b -->", n))),
    shape("ttml-comment-open", "ttml", |n| ttml("", "", "", &format!("<!--{}", repeat("-", n)))),
    shape("ttml-breaks", "ttml", |n| ttml("", "", "", &repeat("a<br/>", n))),
    shape("ttml-wrong-ends", "ttml", |n| ttml("", "", "", &repeat("<span>a</p>", n))),
    shape("ttml-entity-chain", "ttml", |n| {
        let chain = numbered(n, |i| format!("<!ENTITY e{} \"&e{i};&e{i};\">", i + 1));
        [b"<!DOCTYPE tt [<!ENTITY e0 \"a\">".as_slice(), chain.as_bytes(), b"]>", &ttml("", "", "", "&e9;")]
            .concat()
    }),
    shape("stl-film", "stl", |n| stl(n, |i| stl_block(i, 0xff, format!("\x0b\x0bSi, {i}.\n\n").as_bytes()))),
    shape("stl-extensions", "stl", |n| {
        stl(n, |i| stl_block(1, u8::try_from(i % 0xf0).unwrap_or_default(), &[b'x'; 112]))
    }),
    shape("stl-accents", "stl", |n| stl(n, |i| stl_block(i, 0xff, &[0xc2; 112]))),
    shape("scc-film", "scc", |n| {
        many("Scenarist_SCC V1.0\n\n", n, |i| {
            let (s, m) = (i * 4 % 60, i * 4 / 60);
            let label = |s: usize| format!("{:02}:{:02}:{s:02}:00", m / 60 % 24, m % 60);
            format!(
                "{}\t9420 9420 9470 9470 c8ef ec61 942f 942f\n\n{}\t942c 942c\n\n",
                label(s),
                label(s + 2)
            )
        })
    }),
    shape("scc-one-line", "scc", |n| {
        format!("Scenarist_SCC V1.0\n\n00:00:02:00\t9420 9420 9470 9470 {}942f 942f\n", repeat("c8ef ", n))
            .into_bytes()
    }),
    shape("scc-roll-up", "scc", |n| {
        many("Scenarist_SCC V1.0\n\n", n, |i| {
            format!("{:02}:{:02}:{:02}:00\t9425 9425 94ad 94ad c8ef ec61\n\n", i / 3600, i / 60 % 60, i % 60)
        })
    }),
    shape("microdvd-film", "sub", |n| {
        many("{1}{1}25.000\n", n, |i| format!("{{{}}}{{{}}}No sé, {i}.\n", i * 75, i * 75 + 50))
    }),
    shape("microdvd-braces", "sub", |n| {
        format!("{{1}}{{1}}25.000\n{{50}}{{75}}{}\n{{100}}{{120}}No.\n", repeat("{", n)).into_bytes()
    }),
    shape("microdvd-codes", "sub", |n| {
        format!("{{1}}{{1}}25.000\n{{50}}{{75}}{}a\n", repeat("{y:i}", n)).into_bytes()
    }),
    shape("microdvd-lines", "sub", |n| {
        format!("{{1}}{{1}}25.000\n{{50}}{{75}}{}\n", repeat("a|", n)).into_bytes()
    }),
    shape("mpl2-film", "mpl", |n| many("", n, |i| format!("[{}][{}]No sé, {i}.\n", i * 30, i * 30 + 20))),
    shape("sbv-film", "sbv", |n| {
        many("", n, |i| {
            format!(
                "0:{:02}:{:02}.000,0:{:02}:{:02}.900\nNo sé.\n\n",
                i / 60 % 60,
                i % 60,
                i / 60 % 60,
                i % 60
            )
        })
    }),
    shape("subviewer-film", "sub", |n| {
        let time = |ms: usize| stamp(ms).replace(',', ".").chars().take(11).collect::<String>();
        many("[INFORMATION]\n[TITLE]a\n[END INFORMATION]\n[SUBTITLE]\n", n, |i| {
            format!("{},{}\nNo sé[br]{i}\n\n", time(i * 3000), time(i * 3000 + 2000))
        })
    }),
    shape("lrc-film", "lrc", |n| {
        many("[ti:a]\n", n, |i| format!("[{:02}:{:02}.00]No sé, {i}\n", i * 3 / 60, i * 3 % 60))
    }),
    shape("lrc-shared", "lrc", |n| {
        format!("[ti:a]\n{}La la la\n", numbered(n, |i| format!("[{:02}:{:02}.00]", i / 60, i % 60)))
            .into_bytes()
    }),
    shape("sami-film", "smi", |n| many(SAMI, n, |i| sami(i, &format!("No sé, {i}.")))),
    shape("sami-tags", "smi", |n| {
        [SAMI, &sami(1, "Sí."), &sami(2, &repeat("<b>", n)), &sami(3, "No.")].concat().into_bytes()
    }),
    shape("sami-classes", "smi", |n| {
        let classes = numbered(n / 2, |i| format!(".C{i} {{Name:a; lang:es-ES;}}\n"));
        let head = format!("<SAMI><HEAD><STYLE TYPE=\"text/css\"><!-- {classes} --></STYLE></HEAD><BODY>\n");
        many(&head, n, |i| format!("<SYNC Start={}><P Class=C{i}>a\n", i * 1000))
    }),
    shape("sami-entities", "smi", |n| [SAMI, &sami(1, &repeat("&nbsp;&eacute;&", n))].concat().into_bytes()),
    shape("json-deep", "json", |n| {
        format!("{{\"format\":\"tregua\",\"cues\":{}{}}}", repeat("[", n / 2), repeat("]", n / 2))
            .into_bytes()
    }),
];
