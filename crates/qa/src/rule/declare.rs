//! `declare_rule!`: a rule's manual page, id, level, typed parameters and check, in one place.

/// Declares `pub(crate) static RULE` and the type of its parameters. The last line names the check and what it
/// looks at: `Track` or `Set`. Where parameters depend on one another, `valid: path,` before them names a
/// `fn(&Params) -> Result<(), &'static str>` that says what is missing.
///
/// ```text
/// declare_rule! {
///     /// One sentence that says what is wrong.
///     ///
///     /// ## Why …
///     "timing/example", Warning, fix: Some(Unsafe),
///     params { /// smallest, in frames
///              min_frames: i64 },
///     Track check
/// }
/// ```
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])+
        $id:literal, $level:ident, fix: $fix:expr,
        $(valid: $valid:path,)?
        params { $($(#[doc = $pdoc:literal])+ $param:ident: $kind:ty),* $(,)? },
        $scope:ident $check:path
    ) => {
        #[doc = concat!("Parameters of `", $id, "`.")]
        #[derive(serde::Deserialize, Debug)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct Params {
            $($(#[doc = $pdoc])+ pub(crate) $param: $kind,)*
        }

        #[doc = concat!("`", $id, "`.")]
        pub(crate) static RULE: $crate::rule::Rule = $crate::rule::Rule {
            id: $id,
            level: tregua_parse::base::Severity::$level,
            fix: {
                #[allow(unused_imports)]
                use tregua_parse::base::Applicability::*;
                $fix
            },
            doc: concat!($($doc, "\n"),+),
            params: &[$($crate::rule::Param {
                name: stringify!($param),
                kind: stringify!($kind),
                doc: concat!($($pdoc, "\n"),+),
            }),*],
            prepare: |table| {
                let value = toml::Value::Table(table.clone());
                let params: Params = value.try_into().map_err(|e: toml::de::Error| e.message().to_owned())?;
                $($valid(&params)?;)?
                Ok($crate::rule::Check::$scope(Box::new(move |context, sink| $check(&params, context, sink))))
            },
        };
    };
}
