use super::*;
use crate::project::Project;
use std::fmt::Write as _;
use tregua_parse::base::Lang;

/// What every profile begins with.
const HEAD: &str = "title = \"t\"\nsource = \"s\"\ndate = \"d\"\n";

fn read(text: &str) -> Result<Profile, ProfileError> {
    Profile::parse("mine", text, &|name| Profile::builtin(name))
}

fn mine(rules: &str) -> Profile {
    read(&format!("{HEAD}{rules}")).unwrap()
}

fn ready(profile: &Profile, project: &str) -> RuleSet {
    let project = Project::parse(project).unwrap().rules;
    RuleSet::new(profile, &project, &Selection::default()).unwrap()
}

fn level(profile: &Profile, project: &str, id: &str) -> Severity {
    ready(profile, project).active().iter().find(|a| a.rule.id == id).unwrap().level
}

#[test]
fn built_in_profiles_are_sound() {
    for (name, text) in BUILTIN {
        let profile = Profile::builtin(name).unwrap();
        ready(&profile, "");
        // A setting of a built-in profile says everything itself, so that nothing is taken for the project's own
        // choice by oversight.
        for (id, setting) in &profile.own {
            let stated = setting.stated.as_ref().unwrap();
            let gives = setting.gives;
            assert!(
                gives.because && gives.source && gives.confidence,
                "{name}, line {}: {id} wants `because`, `source` and `confidence`",
                stated.line
            );
            let bases = setting.basis.values().chain([stated]);
            for source in bases.flat_map(|basis| &basis.source) {
                assert!(sources().contains_key(source), "{name}: {id}: {source} is not in sources.toml");
            }
        }
        for rule in profile.effective(None) {
            let grave = rule.params.iter().filter(|n| !n.name.starts_with("warn_"));
            let weak = grave.filter(|n| n.basis.confidence.only_warns()).count();
            assert!(weak == 0 || rule.level <= Severity::Warning, "{name}: {}", rule.rule.id);
        }
        assert!(!text.contains('\t'), "{name}");
    }
    for (old, now) in ALIASES {
        assert_eq!(Profile::builtin(old).unwrap().name, *now);
    }
}

#[test]
fn a_language_has_its_profile() {
    let pick = |tag: &str| for_language(&Lang::parse(tag).unwrap());
    assert_eq!(pick("es"), "netflix/es-es");
    assert_eq!(pick("es-ES"), "netflix/es-es");
    assert_eq!(pick("es-419"), "netflix/es-419");
    assert_eq!(pick("es-MX"), "netflix/es-419");
    assert_eq!(pick("kk-Cyrl"), "netflix/kk");
    assert_eq!(pick("ru-RU"), "netflix/ru");
    // Other publishers' profiles are for those who name them.
    assert_eq!(pick("de"), "netflix/base");
    assert_eq!(pick("pl"), "netflix/base");
    assert!(by_language().any(|name| name == "netflix/kk") && by_language().all(|name| name != "bbc"));
}

#[test]
fn numbers_nobody_is_sure_of_only_warn() {
    const ID: &str = "text/too-many-lines";
    let one = |words: &str| mine(&format!("[rules.\"{ID}\"]\nlevel = \"error\"\nmax = 2\n{words}\n"));
    for word in Confidence::ALL {
        let profile = one(&format!("confidence = \"{word}\""));
        let wanted = if word.only_warns() { Severity::Warning } else { Severity::Error };
        assert_eq!(level(&profile, "", ID), wanted, "{word}");
        let effective = profile.effective(None);
        assert_eq!((effective[0].level, effective[0].capped), (wanted, word.only_warns()), "{word}");
    }
    // Nobody says how sure he is of his own rule.
    assert_eq!(level(&one(""), "", ID), Severity::Error);
    // The rule's own level is held down too, and a lower one is not raised.
    let unsaid = mine(&format!("[rules.\"{ID}\"]\nmax = 2\nconfidence = \"conflict\"\n"));
    assert_eq!(level(&unsaid, "", ID), Severity::Warning);
    let info = mine(&format!("[rules.\"{ID}\"]\nlevel = \"info\"\nmax = 2\nconfidence = \"memory\"\n"));
    assert_eq!(level(&info, "", ID), Severity::Info);
    // A rule without numbers is held down by what is said of it.
    let plain = mine("[rules.\"text/markup\"]\nlevel = \"error\"\nconfidence = \"memory\"\n");
    assert_eq!(level(&plain, "", "text/markup"), Severity::Warning);
}

#[test]
fn whoever_sets_a_number_answers_for_it() {
    const ID: &str = "text/too-many-lines";
    let table = |words: &str| format!("[rules.\"{ID}\"]\n{words}\n");
    let unsure = mine(&table("level = \"error\"\nmax = 2\nconfidence = \"memory\""));
    for (words, wanted) in [
        // Another reason makes no number surer.
        ("because = \"x\"", Severity::Warning),
        ("confidence = \"conflict\"", Severity::Warning),
        // The level is the word of whoever writes it, and so is the number.
        ("level = \"error\"", Severity::Error),
        ("max = 3", Severity::Error),
        ("confidence = \"own\"", Severity::Error),
        ("level = \"error\"\nmax = 3\nconfidence = \"memory\"", Severity::Warning),
    ] {
        assert_eq!(level(&unsure, &table(words), ID), wanted, "{words}");
    }
    // The same for a profile that extends another.
    let parent = |_: &str| Ok(unsure.clone());
    let child = |words: &str| {
        let text = format!("{HEAD}extends = \"unsure\"\n{}", table(words));
        Profile::parse("child", &text, &parent).unwrap()
    };
    assert_eq!(level(&child("max = 3"), "", ID), Severity::Error);
    assert_eq!(level(&child("because = \"x\""), "", ID), Severity::Warning);
    assert_eq!(child("").rules[ID].basis["max"].confidence, Confidence::Memory, "the parent's stays");
}

#[test]
fn the_least_sure_number_counts() {
    const ID: &str = "text/line-too-long";
    let one = |words: &str| {
        mine(&format!("[rules.\"{ID}\"]\nlevel = \"error\"\nmax = 42\nwarn_above = 39\n{words}\n"))
    };
    // The lower of two limits never makes an error, so it may be as unsure as it is.
    let both = one("confidence = { max = \"secondary\", warn_above = \"conflict\" }");
    assert_eq!(level(&both, "", ID), Severity::Error);
    assert_eq!(both.rules[ID].stated.as_ref().unwrap().confidence, Confidence::Conflict);
    let max = one("confidence = { max = \"memory\", warn_above = \"official\" }");
    assert_eq!(level(&max, "", ID), Severity::Warning);
    let sources = one("source = { max = [\"a\", \"b\"], warn_above = \"c\" }");
    assert_eq!(sources.rules[ID].basis["max"].source, ["a", "b"]);
    assert_eq!(sources.rules[ID].stated.as_ref().unwrap().source, ["a", "b", "c"]);

    for (words, says) in [
        ("confidence = \"sure\"", "official"),
        ("confidence = 1", "official"),
        ("confidence = { max = \"own\" }", "warn_above"),
        ("confidence = { max = \"own\", warn_above = \"own\", min = \"own\" }", "min"),
        ("source = []", "list of texts"),
        ("source = \" \"", "list of texts"),
    ] {
        let text = format!("{HEAD}[rules.\"{ID}\"]\nmax = 42\nwarn_above = 39\n{words}\n");
        let error = read(&text).unwrap_err().to_string();
        assert!(error.contains("line 7") && error.contains(says), "{words}: {error}");
    }
}

#[test]
fn a_table_without_numbers_speaks_of_those_it_inherits() {
    let profile = Profile::builtin("netflix/kk").unwrap();
    let speed = &profile.rules["timing/reading-too-fast"];
    let children = &speed.basis["children"];
    assert_eq!((children.profile.as_str(), children.confidence), ("netflix/base", Confidence::Derived));
    assert!(children.because.as_ref().unwrap().starts_with("Derived"));
    let base = Profile::builtin("netflix/base").unwrap();
    assert_eq!(base.rules["timing/reading-too-fast"].basis["children"].confidence, Confidence::Secondary);
    // What says nothing of sureness leaves the parent's.
    let child = mine_of("netflix/base", "[rules.\"timing/too-long\"]\nlevel = \"warning\"\n");
    assert_eq!(child.rules["timing/too-long"].basis["max_seconds"].confidence, Confidence::Official);
}

fn mine_of(base: &str, rules: &str) -> Profile {
    read(&format!("{HEAD}extends = \"{base}\"\n{rules}")).unwrap()
}

#[test]
fn every_setting_knows_where_it_comes_from() {
    let child = mine_of("netflix/ru", "[rules.\"text/line-too-long\"]\nwarn_above = 38\nsource = \"us\"\n");
    assert_eq!(child.extends, ["netflix/ru", "netflix/base", "structure"]);
    let line = &child.rules["text/line-too-long"];
    let of = |param: &str| (line.basis[param].profile.as_str(), line.basis[param].confidence);
    assert_eq!(of("max"), ("netflix/ru", Confidence::Secondary));
    assert_eq!(of("warn_above"), ("mine", Confidence::Own));
    assert_eq!(line.basis["warn_above"].line, 5);
    assert_eq!(line.level_basis.as_ref().unwrap().profile, "netflix/base");
    assert_eq!(child.own.len(), 1);
}

#[test]
fn no_rule_has_a_parameter_of_a_reserved_name() {
    for rule in crate::rules::RULES {
        for word in ["level", "because", "source", "confidence"] {
            assert!(rule.params.iter().all(|p| p.name != word), "{}", rule.id);
        }
    }
}

#[test]
fn names_end_in_variants() {
    let variant = |children, sdh| Variant { children, sdh };
    for (name, base, wanted) in [
        ("netflix/ru", "netflix/ru", variant(false, false)),
        ("netflix/ru.children", "netflix/ru", variant(true, false)),
        ("netflix/ru.sdh", "netflix/ru", variant(false, true)),
        ("netflix/ru.sdh.children", "netflix/ru", variant(true, true)),
        ("kk.sdh", "kk", variant(false, true)),
        ("my.toml.sdh", "my.toml", variant(false, true)),
        ("my.sdh.toml", "my.sdh.toml", variant(false, false)),
        (".sdh", ".sdh", variant(false, false)),
    ] {
        assert_eq!(Variant::split(name), (base, wanted), "{name}");
    }
    for variant in Variant::NAMED {
        assert_eq!(Variant::split(&format!("x{}", variant.suffix())), ("x", variant));
    }
}

#[test]
fn a_variant_has_the_numbers_that_hold() {
    let number = |profile: &Profile, variant: Variant| {
        let effective = profile.effective(Some(variant));
        let speed = effective.iter().find(|e| e.rule.id == "timing/reading-too-fast").unwrap();
        let all: Vec<(&str, i64)> =
            speed.params.iter().filter_map(|n| Some((n.name, n.value.as_integer()?))).collect();
        assert_eq!(all.len(), 1, "one number holds");
        all[0]
    };
    let [children, sdh, both] = Variant::NAMED;
    let ru = Profile::builtin("netflix/ru").unwrap();
    assert_eq!(number(&ru, Variant::default()), ("adults", 17));
    assert_eq!(number(&ru, children), ("children", 13));
    assert_eq!(number(&ru, sdh), ("sdh_adults", 20));
    assert_eq!(number(&ru, both), ("sdh_children", 17));
    assert_eq!(ru.variants().collect::<Vec<_>>(), Variant::NAMED);
    // Where a profile has one number, it is everybody's.
    let ted = Profile::builtin("ted").unwrap();
    assert_eq!(number(&ted, both), ("adults", 21));
    assert_eq!(ted.variants().count(), 0);
    let without = mine_of("ted", "[rules.\"timing/reading-too-fast\"]\nlevel = \"off\"\nchildren = 10\n");
    assert_eq!(without.variants().count(), 0, "what is off has no variants");
    assert_eq!(without.off().collect::<Vec<_>>(), ["timing/reading-too-fast"]);
}

#[test]
fn profiles_are_compared_by_what_they_come_to() {
    let of = |name: &str, variant| Profile::builtin(name).unwrap().effective(variant);
    let differ = |a: &[Effective], b: &[Effective]| -> Vec<String> {
        let value =
            |n: &Option<Number>| n.as_ref().map_or("-".to_owned(), |n| format!("{} {}", n.name, n.value));
        let differences = compare(a, b);
        let line = |d: &Difference| {
            let mut text = d.rule.id.to_owned();
            for (a, b) in &d.params {
                let _ = write!(text, ", {} | {}", value(a), value(b));
            }
            text
        };
        differences.iter().map(line).collect()
    };
    assert!(differ(&of("netflix/es-es", None), &of("netflix/es-419", None)).is_empty());
    let all = differ(&of("netflix/es-es", None), &of("netflix/ru", None));
    let lines: Vec<_> = all.iter().filter(|line| line.starts_with("text/line-too-long")).collect();
    assert_eq!(lines, ["text/line-too-long, - | warn_above 39"]);
    let [children, ..] = Variant::NAMED;
    assert_eq!(
        differ(&of("netflix/ru", Some(Variant::default())), &of("netflix/ru", Some(children))),
        ["timing/reading-too-fast, adults 17 | children 13"]
    );
    // A rule that only one of them has, and one that differs in its level.
    let changed = mine_of(
        "channel4",
        "[rules.\"text/line-too-long\"]\nlevel = \"warning\"\n[rules.\"text/markup\"]\nlevel = \"off\"\n",
    );
    let differences = compare(&of("channel4", None), &changed.effective(None));
    let levels: Vec<_> = differences.iter().map(|d| (d.rule.id, d.levels)).collect();
    assert_eq!(
        levels,
        [
            ("text/line-too-long", (Some(Severity::Error), Some(Severity::Warning))),
            ("text/markup", (Some(Severity::Warning), None)),
        ]
    );
    // What is off in one and not named in the other is the same.
    let off = mine_of("channel4", "[rules.\"timing/too-long\"]\nlevel = \"off\"\n");
    assert!(compare(&of("channel4", None), &off.effective(None)).is_empty());
}

#[test]
fn a_slip_of_a_name_is_understood() {
    let error = |name: &str| Profile::builtin(name).unwrap_err().to_string();
    for (slip, near) in [
        ("netflix/rus", "netflix/ru?"),
        ("es-es", "netflix/es-es?"),
        ("Netflix/KK", "netflix/kk?"),
        ("netflix/rus.sdh", "netflix/ru.sdh?"),
        ("netflix/ru.childern", "netflix/ru.children?"),
        ("une153010", "une-153010?"),
        ("dcp/smtpe", "dcp/smpte?"),
    ] {
        assert!(error(slip).contains(&format!("did you mean {near}")), "{slip}: {}", error(slip));
    }
    assert!(!error("nobody").contains("did you mean"), "{}", error("nobody"));
    // A variant has no rules of its own to start from.
    let extends = read(&format!("{HEAD}extends = \"netflix/ru.sdh\"\n")).unwrap_err().to_string();
    assert!(extends.contains("extend netflix/ru"), "{extends}");
    let rule = read(&format!("{HEAD}[rules.\"timing/to-brief\"]\n")).unwrap_err().to_string();
    assert!(rule.contains("line 4") && rule.contains("did you mean timing/too-brief?"), "{rule}");
}

#[cfg(feature = "srtlib")]
#[test]
fn the_house_profile_leaves_nothing_out() {
    let text = BUILTIN.iter().find(|(name, _)| *name == "house").unwrap().1;
    assert!(text == starting_point().unwrap(), "`cargo xtask house` writes it anew");
    for rule in crate::rules::RULES {
        assert!(text.contains(&format!("[rules.\"{}\"]", rule.id)), "{}", rule.id);
        let told = |name: &str| text.contains(&format!("#   {name}: "));
        assert!(rule.params.iter().all(|p| told(p.name)), "{}", rule.id);
    }
    // Its numbers are those it was drafted from.
    let house = Profile::builtin("house").unwrap();
    let draft = Profile::builtin("netflix/base").unwrap();
    assert!(compare(&house.effective(None), &draft.effective(None)).is_empty());
}

#[test]
fn faults_of_a_profile_are_named_with_their_place() {
    let read = |rules: &str| read(&format!("{HEAD}{rules}")).unwrap_err().to_string();
    let error = read("[rules.\"timing/gap-too-short\"]\nmin_frame = 2\n");
    assert!(error.contains("line 5, column 1") && error.contains("min_frames"), "{error}");
    assert!(read("[rules.\"timing/no-such\"]\n").contains("line 4"));
    assert!(read("[rules.\"timing/overlap\"]\nlevel = \"fatal\"\n").contains("fatal"));
    assert!(read("colour = 1\n").contains("colour"));
}

#[test]
fn the_head_of_a_profile_has_its_languages() {
    let mut some = 0;
    for (name, text) in BUILTIN {
        let whole = Profile::builtin(name).unwrap().languages;
        some += whole.len();
        assert_eq!(super::schema::languages_of(text), whole, "{name}");
    }
    assert!(some > 3);
}

#[test]
fn rules_below_a_level_are_left_out() {
    let profile = Profile::builtin("bilingual").unwrap();
    let ids = |rules: &RuleSet| rules.active().iter().map(|it| it.rule.id).collect::<Vec<_>>();
    let all = ready(&profile, "");
    let grave: Vec<&str> =
        all.active().iter().filter(|it| it.level >= Severity::Warning).map(|it| it.rule.id).collect();
    assert!(grave.len() < all.active().len());
    assert_eq!(ids(&ready(&profile, "").at_least(Severity::Warning)), grave);
    assert_eq!(ids(&ready(&profile, "").at_least(Severity::Info)), ids(&all));
}
