//! What the script does when the page is used.

use super::browser::{Window, dom};
use super::markup::elements;
use super::pages::{counted, defects, hostile};
use serde_json::Value;

const WIDE: Window = Window { width: 1280, height: 900, dark: false };
const NARROW: Window = Window { width: 400, height: 800, dark: false };

/// A probe: `body` is run when the page is ready, and what it returns is written into the page.
fn probe(body: &str) -> String {
    format!(
        "(async () => {{
            const frame = () => new Promise((done) => setTimeout(done, 60));
            const by = (it) => document.querySelector(it);
            const many = (it) => Array.from(document.querySelectorAll(it));
            const seen = () => [Number(by('#tl-stage').dataset.from), Number(by('#tl-stage').dataset.to)];
            const out = {{}};
            try {{ await frame(); {body} }} catch (error) {{ out.error = String(error); }}
            document.documentElement.dataset.probe = JSON.stringify(out);
        }})();"
    )
}

/// What a probe has written.
fn told(dom: &str) -> Value {
    let tag = dom.split_once("<html").unwrap().1.split_once('>').unwrap().0;
    let root = elements(&format!("<html{tag}></html>")).remove(0);
    assert_eq!(root.get("data-ready"), Some("yes"), "the script did not reach its end");
    serde_json::from_str(root.get("data-probe").expect("the probe did not end")).unwrap()
}

#[test]
fn a_link_to_a_finding_opens_the_timeline_there() {
    let all = elements(defects());
    let (id, cue) = all
        .iter()
        .filter(|it| it.is("finding") && it.get("data-track") == Some("1"))
        .find_map(|it| Some((it.get("id")?, it.get("data-cue")?)))
        .unwrap();
    let data = super::markup::data(&all);
    let starts = data["tracks"][1]["starts"].as_array().unwrap().iter().map(|it| it.as_i64().unwrap());
    let place: usize = cue.parse().unwrap();
    let start: i64 = starts.take(place + 1).sum();
    let Some(dom) = dom("link", defects(), &format!("#{id}"), WIDE, None) else { return };
    // With its policy in force, and the script has run: the digests are right in a browser's eyes too.
    assert!(dom.contains("data-ready=\"yes\"") && dom.contains("Content-Security-Policy"));
    let stage = dom.split_once("id=\"tl-stage\"").unwrap().1.split_once('>').unwrap().0;
    let number = |key: &str| -> i64 {
        let it = stage.split_once(&format!("{key}=\"")).unwrap().1;
        it.split_once('"').unwrap().0.parse().unwrap()
    };
    let (from, to) = (number("data-from"), number("data-to"));
    assert!(to - from <= 60_000 && from <= start && start <= to, "{from} {start} {to}");
    assert!(dom.contains("class=\"box error chosen\"") || dom.contains("chosen\" x="), "no box of the cue");
    assert!(
        dom.split_once("id=\"tl-detail\"")
            .unwrap()
            .1
            .split_once("</section>")
            .unwrap()
            .0
            .contains("lang=\"ru\"")
    );
}

#[test]
fn the_timeline_zooms_and_moves() {
    let body = "
        out.whole = seen();
        by('#tl-in').click(); await frame(); out.nearer = seen();
        const stage = by('#tl-stage');
        const key = async (it) => {
            stage.dispatchEvent(new KeyboardEvent('keydown', { key: it, bubbles: true })); await frame(); return seen();
        };
        out.right = await key('ArrowRight');
        out.plus = await key('+');
        out.home = await key('Home');
        out.end = await key('End');
        out.all = await key('0');
        const box = stage.getBoundingClientRect();
        stage.dispatchEvent(new WheelEvent('wheel', {
            deltaY: -100, ctrlKey: true, clientX: box.left + box.width / 4, clientY: box.top + 60, cancelable: true }));
        await frame(); out.wheel = seen();
        await key('0');
        for (const it of [1, 2, 3]) out.next = await key('n');
        out.detail = by('#tl-detail').textContent;
        out.boxes = many('#tl-svg .box').length;
        out.texts = many('#tl-svg .box text').map((it) => it.getAttribute('lang'));
        await key('0');
        const drag = (name, x) => stage.dispatchEvent(new PointerEvent(name, {
            pointerId: 1, pointerType: 'mouse', clientX: box.left + x, clientY: box.top + 60, bubbles: true }));
        stage.setPointerCapture = () => {}; stage.hasPointerCapture = () => true;
        await key('+'); out.before = seen();
        drag('pointerdown', 600); drag('pointermove', 590); drag('pointermove', 400); drag('pointerup', 400);
        await frame(); out.dragged = seen();
        many('.cell')[30].dispatchEvent(new MouseEvent('click', { bubbles: true })); await frame(); out.cell = seen();
    ";
    let Some(dom) = dom("zoom", defects(), "", WIDE, Some(&probe(body))) else { return };
    let it = told(&dom);
    assert_eq!(it["error"], Value::Null);
    let window = |key: &str| {
        let number = |n: usize| it[key][n].as_i64().unwrap_or_else(|| panic!("{key}: {it}"));
        (number(0), number(1))
    };
    let span = |key: &str| window(key).1 - window(key).0;
    let whole = window("whole");
    // As far as the programme, or the last cue that outlasts it.
    let data = super::markup::data(&elements(defects()));
    let end = data["to"].as_i64().unwrap();
    assert!(whole == (0, end) && end >= 8_949_000, "{whole:?}");
    let near = |seen: i64, meant: i64| (seen - meant).abs() <= 1;
    let (from, to) = window("nearer");
    assert!(near(from, end / 4) && near(to, end * 3 / 4), "{from} {to}");
    let moved = window("right");
    assert!(near(moved.0 - from, end / 10) && near(moved.1 - to, end / 10), "{moved:?}");
    assert!(span("plus") < span("right"));
    assert_eq!((window("home").0, window("end").1), (0, end));
    assert_eq!(window("all"), whole);
    // What is under the pointer stays there: a quarter of the film at a quarter of the width.
    let (from, to) = window("wheel");
    assert!((from + (to - from) / 4 - end / 4).abs() < 10_000 && near(to - from, end * 4 / 5), "{from} {to}");
    assert!(span("next") <= 60_000);
    assert!(it["boxes"].as_u64().unwrap() > 5 && it["detail"].as_str().unwrap().contains("characters/s"));
    let langs: Vec<&str> = it["texts"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(["es-ES", "kk", "ru"].iter().all(|lang| langs.contains(lang)), "{langs:?}");
    assert!(window("dragged").0 > window("before").0 && span("dragged") == span("before"));
    assert_eq!(window("cell"), (30 * 60_000, 31 * 60_000));
}

#[test]
fn findings_are_filtered_and_lead_to_the_timeline_and_back() {
    let body = "
        const left = () => many('.finding').filter((it) => !it.hidden);
        const form = by('#filters');
        const set = (name, value) => {
            form.elements[name].value = value; form.dispatchEvent(new Event('input', { bubbles: true }));
        };
        out.all = left().length;
        many('[name=level]')[0].click(); await frame();
        out.withoutErrors = left().filter((it) => it.dataset.level === 'error').length; out.some = left().length;
        form.reset(); await frame(); out.reset = left().length;
        set('track', '2'); out.track = left().every((it) => it.dataset.track === '2'); out.ofTrack = left().length;
        set('rule', 'timing/overlap'); out.both = left().length;
        form.reset(); await frame();
        const kazakh = many('blockquote[lang=kk]')[1].textContent.slice(0, 12).toUpperCase();
        set('text', kazakh); out.kazakh = [kazakh, left().length];
        set('text', 'no such text'); out.nothing = [left().length, by('#nothing-left').hidden];
        by('.rules .count').click(); await frame();
        out.byRule = left().map((it) => it.dataset.rule + it.dataset.track);
        out.count = by('#shown-count').textContent;
        by('.tile a').click(); await frame(); out.byLevel = left().map((it) => it.dataset.level);
        form.reset(); await frame();
        const item = many('.finding').find((it) => it.dataset.track === '2' && it.dataset.cue);
        item.querySelector('.jump').click(); await frame();
        out.there = seen(); out.focus = document.activeElement.id;
        many('[name=level]').forEach((it) => it.click()); await frame(); out.none = left().length;
        by('#tl-detail li a').click(); await new Promise((done) => setTimeout(done, 200));
        out.back = [document.activeElement.id, item.id, item.hidden];
        by('.frames .jump').click(); await frame(); out.picture = seen();
    ";
    let Some(dom) = dom("filter", defects(), "", WIDE, Some(&probe(body))) else { return };
    let it = told(&dom);
    assert_eq!(it["error"], Value::Null);
    let (errors, all) = counted();
    assert_eq!((&it["all"], &it["withoutErrors"], &it["reset"]), (&all.into(), &0.into(), &all.into()));
    assert_eq!(it["some"], all - errors);
    assert!(it["track"] == true && it["ofTrack"].as_u64().unwrap() > 10);
    assert!(it["kazakh"][1].as_u64().unwrap() > 0, "{it}");
    assert_eq!((&it["both"], &it["nothing"]), (&1.into(), &serde_json::json!([0, false])));
    let rules: Vec<&str> = it["byRule"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(!rules.is_empty() && rules.iter().all(|it| *it == rules[0]), "{rules:?}");
    assert_eq!(it["count"], format!("{} of {all}", rules.len()));
    assert_eq!(it["byLevel"], serde_json::json!(vec!["error"; errors as usize]));
    let there = it["there"][1].as_i64().unwrap() - it["there"][0].as_i64().unwrap();
    assert!(there <= 60_000 && it["focus"] == "tl-stage", "{it}");
    assert_eq!(it["none"], 0);
    assert!(it["back"][0] == it["back"][1] && it["back"][2] == false, "{it}");
    assert_ne!(it["picture"], it["there"]);
}

#[test]
fn a_narrow_screen_is_wide_enough() {
    let body = "
        out.wide = [document.documentElement.scrollWidth, window.innerWidth];
        out.plots = many('.plot, .frame').map((it) => it.getBoundingClientRect())
            .filter((it) => it.width < 20 || it.height < 40 || it.left < 0 || it.right > window.innerWidth + 1).length;
        const rows = many('#tl-axis text').map((it) => it.getBoundingClientRect()).sort((a, b) => a.left - b.left);
        out.over = rows.filter((it, n) => n > 0 && it.left < rows[n - 1].right).length;
        const small = many('.heat .tick').map((it) => it.getBoundingClientRect()).filter((it) => it.width > 0);
        out.over += small.filter((it, n) => n > 0 && it.left < small[n - 1].right).length;
    ";
    for (name, window) in [("narrow-dom", NARROW), ("wide-dom", WIDE)] {
        let Some(dom) = dom(name, defects(), "", window, Some(&probe(body))) else { return };
        let it = told(&dom);
        assert_eq!(it["error"], Value::Null);
        assert_eq!(it["wide"][1], window.width, "{name}");
        assert!(it["wide"][0].as_u64().unwrap() <= window.width.into(), "{name}: {it}");
        assert_eq!((&it["plots"], &it["over"]), (&0.into(), &0.into()), "{name}: {it}");
    }
}

#[test]
fn hostile_text_does_nothing_in_a_browser() {
    let Some(with_policy) = dom("evil", hostile(), "", WIDE, None) else { return };
    // And without its policy: the escaping alone has to hold.
    let body = "by('#tl-stage').dispatchEvent(new KeyboardEvent('keydown', { key: 'n' })); await frame();
        out.detail = by('#tl-detail').textContent; out.images = many('img, #tl-detail a[href^=java]').length;
        out.scripts = many('script').length;";
    let Some(without) = dom("evil-free", hostile(), "", WIDE, Some(&probe(body))) else { return };
    for dom in [&with_policy, &without] {
        let root = dom.split_once("<html").unwrap().1.split_once('>').unwrap().0;
        assert!(root.contains("data-ready") && !root.contains("data-hacked"), "{root}");
    }
    let it = told(&without);
    assert_eq!((&it["error"], &it["images"], &it["scripts"]), (&Value::Null, &0.into(), &4.into()));
    assert!(it["detail"].as_str().unwrap().contains("hacked="), "{it}");
}
