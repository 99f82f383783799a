//! Which rules have looked at a track: what was not looked for is neither mended nor without need of a waiver.

use super::Tools;
use super::job::Plan;
use super::spelling;
use tregua_parse::base::Lang;
use tregua_qa::profile::RuleSet;
use tregua_qa::rule::Check;

/// Rules that have nothing to say where nobody knows when the shots change.
const OF_SHOTS: [&str; 2] = ["timing/in-time-off-cut", "timing/out-time-off-cut"];

/// The rules that run on a track. `first` has the rules that look at all tracks together, where there are several.
pub(super) fn ran(
    plan: &Plan,
    tools: Tools<'_>,
    lang: Option<&Lang>,
    own: &RuleSet,
    first: Option<&RuleSet>,
) -> Vec<&'static str> {
    let track = own.active().iter().filter(|active| matches!(active.check, Check::Track(_)));
    let set = first.into_iter().flat_map(RuleSet::active);
    let set = set.filter(|active| matches!(active.check, Check::Set(_)));
    let speaks = tools.speller.is_some_and(|speller| speller.speaks(lang));
    let shots = plan.programme.shots.is_some();
    track
        .chain(set)
        .map(|active| active.rule.id)
        .filter(|id| (speaks || *id != spelling::RULE) && (shots || !OF_SHOTS.contains(id)))
        .collect()
}
