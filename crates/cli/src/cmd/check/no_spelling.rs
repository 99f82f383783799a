//! A build without spelling says so where a project asks for it.

use super::job::Plan;
use crate::args::Check;
use crate::render;
use anyhow::Result;
use tregua_parse::base::Lang;
use tregua_parse::model::Track;
use tregua_qa::spelling::Spelling;

/// The rule that spelling is told by.
pub(super) const RULE: &str = "language/spelling";

/// There is none.
pub(super) enum Speller {}

/// Nor a film that is looked at by it.
pub(super) enum Film {}

impl Speller {
    #[allow(clippy::unnecessary_wraps, reason = "as where there is spelling")]
    pub(super) fn new(_: &Check, plan: &Plan) -> Result<Option<Self>> {
        if plan.spelling.is_some() {
            render::message(
                "warning",
                "this build of tregua has no spelling: [spelling] in tregua.toml is not heeded",
            );
        }
        Ok(None)
    }

    pub(super) fn identify(&self, _: &mut String) {
        match *self {}
    }

    pub(super) fn speaks(&self, _: Option<&Lang>) -> bool {
        match *self {}
    }

    pub(super) fn film(&self, _: &[Track<'_>], _: &[Option<&Lang>]) -> Film {
        match *self {}
    }
}

impl Film {
    pub(super) fn lends(&self, _: usize, _: &str) -> bool {
        match *self {}
    }

    pub(super) fn spelling<'f>(&'f self, _: &'f (dyn Fn(&str) -> bool + Sync)) -> Spelling<'f> {
        match *self {}
    }
}
