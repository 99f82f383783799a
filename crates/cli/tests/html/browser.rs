//! A real browser without a window, where there is one. `TREGUA_BROWSER` names another than those looked for.

use super::pages::folder;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
/// More than a busy machine takes for a page.
const PATIENCE: Duration = Duration::from_secs(180);

/// One at a time: several would only wait for one another.
static TURN: Mutex<()> = Mutex::new(());

/// The browser's program.
fn program() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("TREGUA_BROWSER") {
        return Some(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH")?;
    let places = || std::env::split_paths(&path);
    NAMES.iter().find_map(|name| places().map(|it| it.join(name)).find(|it| it.is_file()))
}

/// How a page is to be opened.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// What the system prefers.
    pub(crate) dark: bool,
}

/// Runs the browser on a page; `None`, and a word of it, where there is no browser.
fn run(name: &str, page: &str, fragment: &str, window: Window, more: &[String]) -> Option<Vec<u8>> {
    let Some(program) = program() else {
        eprintln!("no browser found (chromium, chrome): what it shows of the page is not tested");
        return None;
    };
    let _turn = TURN.lock().unwrap_or_else(|it| it.into_inner());
    let folder = folder(name);
    let file = folder.join("page.html");
    std::fs::write(&file, page).unwrap();
    let profile = folder.join("profile");
    let (out, err) = (folder.join("stdout"), folder.join("stderr"));
    let into = |path: &Path| Stdio::from(std::fs::File::create(path).unwrap());
    let mut child = Command::new(program)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"])
        .args(["--no-first-run", "--force-device-scale-factor=1"])
        // Nothing in the page may ask for anything; were it to ask, it would not be answered.
        .arg("--host-resolver-rules=MAP * ~NOTFOUND")
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--window-size={},{}", window.width, window.height))
        .arg(format!("--blink-settings=preferredColorScheme={}", if window.dark { 0 } else { 1 }))
        .args(more)
        .arg(format!("file://{}{fragment}", file.display()))
        .stdout(into(&out))
        .stderr(into(&err))
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let ended = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("the browser has not come back: {}", std::fs::read_to_string(&err).unwrap_or_default());
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(ended.success(), "{ended}: {}", std::fs::read_to_string(&err).unwrap_or_default());
    Some(std::fs::read(&out).unwrap())
}

/// Without a window frames come when they like, and the clock, which is not the real one, does not wait for them.
const FRAMES: &str = "window.requestAnimationFrame = (draw) => setTimeout(draw, 5);";

/// The page as it stands after its script, and after a `probe` of the test's own, as HTML. The policy of the page
/// would stop the probe, and is taken out for it.
pub(crate) fn dom(
    name: &str,
    page: &str,
    fragment: &str,
    window: Window,
    probe: Option<&str>,
) -> Option<String> {
    let page = match probe {
        None => page.to_owned(),
        Some(probe) => {
            let (head, rest) = page.split_once("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
            let rest = rest.split_once('>').unwrap().1;
            let (body, tail) = rest.rsplit_once("</body>").unwrap();
            format!("{head}<script>{FRAMES}</script>{body}<script>{probe}</script></body>{tail}")
        }
    };
    let dump = ["--dump-dom".to_owned(), "--virtual-time-budget=5000".to_owned()];
    let out = if window.width < LEAST {
        // The inner page tells what it has found; the outer one writes it down.
        let page = page.replace(
            "document.documentElement.dataset.probe = ",
            "parent.postMessage(document.documentElement.dataset.ready, '*'); parent.postMessage(",
        );
        let page = page.replace("JSON.stringify(out);", "JSON.stringify(out), '*');");
        std::fs::write(folder(name).join("inner.html"), page).unwrap();
        let outer = format!(
            "<!doctype html><html><body><iframe src='inner.html{fragment}' width='{}' height='{}'></iframe><script>
            addEventListener('message', ({{ data }}) => {{
                document.documentElement.dataset[data.startsWith('{{') ? 'probe' : 'ready'] = data;
            }});</script></body></html>",
            window.width, window.height
        );
        run(name, &outer, "", Window { width: 1000, ..window }, &dump)?
    } else {
        run(name, &page, fragment, window, &dump)?
    };
    Some(String::from_utf8(out).unwrap())
}

/// A window with a frame cannot be narrower; a page that is to be looked at so stands in a frame of another.
const LEAST: u32 = 500;

/// The page as a picture: its PNG file.
pub(crate) fn screenshot(name: &str, page: &str, window: Window) -> Option<Vec<u8>> {
    let file = folder(name).join("page.png");
    let _ = std::fs::remove_file(&file);
    run(name, page, "", window, &[format!("--screenshot={}", file.display())])?;
    Some(std::fs::read(&file).unwrap())
}
