//! Pages to look at.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of this test's own.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("html").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What `tregua check --format html` prints.
pub(crate) fn check(folder: &Path, more: &[&str]) -> String {
    printed(folder, "html", more)
}

fn printed(folder: &Path, form: &str, more: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_tregua"))
        .current_dir(folder)
        .args(["check", "--format", form])
        .args(more)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(matches!(run.status.code(), Some(0..=2)), "{:?}: {said}", run.status);
    String::from_utf8(run.stdout).unwrap()
}

/// The feature with planted defects.
pub(crate) fn defects() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| check(&root().join("fixtures/feature/defects"), &[]))
}

/// How many errors and how many findings of any level the JSON report tells of in the feature with defects.
pub(crate) fn counted() -> (u64, u64) {
    let told = printed(&root().join("fixtures/feature/defects"), "json", &[]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let [errors, warnings, infos] =
        ["errors", "warnings", "infos"].map(|it| told["summary"][it].as_u64().unwrap());
    assert!(errors > 20 && warnings > 20 && infos > 5, "{errors} {warnings} {infos}");
    (errors, errors + warnings + infos)
}

/// The feature with nothing wrong.
pub(crate) fn clean() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| check(&root(), &[]))
}

/// A film whose every text means harm.
pub(crate) fn hostile() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| {
        let folder = folder("hostile");
        let name = "a\"><img src=x onerror=x>&'.srt";
        let mut text = String::new();
        for (n, evil) in super::hostile::TEXTS.iter().enumerate() {
            text += &format!("{}\n00:00:{:02},000 --> 00:00:{:02},900\n{evil}\n\n", n + 1, n * 2, n * 2);
        }
        for file in [name, "other.srt"] {
            std::fs::write(folder.join(file), &text).unwrap();
        }
        let title = super::hostile::TEXTS[0];
        let project = format!(
            "[programme]\ntitle = '''{title}'''\n[[track]]\nlang = \"kk\"\nfile = '''{name}'''\n[[track]]\nlang = \"es\"\nfile = 'other.srt'\n[[track]]\nlang = \"ru\"\nfile = 'none<b>.srt'\n"
        );
        std::fs::write(folder.join("tregua.toml"), project).unwrap();
        check(&folder, &[])
    })
}
