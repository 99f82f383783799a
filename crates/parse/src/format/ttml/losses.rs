//! What a document holds and the model does not.

use super::names::{Space, Tag, space};
use super::tree::Tree;
use crate::model::{Loss, LossKind, Track};
use crate::xml::{Element, Node};
use std::collections::BTreeSet;

/// Something in a cue's text that the model lacks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Effect {
    /// A change over time.
    Animation,
    /// A picture or a sound.
    Attachment,
}

/// What an element in a cue's text is, if the model lacks it.
pub(super) fn effect(tag: Tag, _: Element<'_, '_>) -> Option<Effect> {
    match tag {
        Tag::Set | Tag::Animate => Some(Effect::Animation),
        Tag::Image | Tag::Audio | Tag::Data | Tag::Font => Some(Effect::Attachment),
        _ => None,
    }
}

/// Lists what a cue's text has beyond the model.
pub(super) fn of_cue(effects: &[Effect], cue: usize, track: &mut Track<'_>) {
    for effect in effects.iter().copied().collect::<BTreeSet<_>>() {
        track.losses.push(match effect {
            Effect::Animation => Loss::cue(LossKind::Effect, cue, "styles that change while it is shown"),
            Effect::Attachment => Loss::cue(LossKind::Attachment, cue, "a picture or a sound"),
        });
    }
}

/// Styles that set the look of letters.
const FONT: &[&str] = &[
    "fontFamily",
    "fontSize",
    "fontVariant",
    "fontKerning",
    "fontShear",
    "fontSelectionStrategy",
    "letterSpacing",
    "lineHeight",
    "textOutline",
    "textShadow",
    "textEmphasis",
    "textCombine",
    "textOrientation",
    "shear",
    "lineShear",
];

/// Styles that set something else the model lacks.
const EFFECT: &[&str] = &[
    "opacity",
    "visibility",
    "display",
    "disparity",
    "luminanceGain",
    "border",
    "bpd",
    "ipd",
    "padding",
    "overflow",
    "wrapOption",
    "showBackground",
    "zIndex",
    "unicodeBidi",
    "rubyAlign",
    "rubyPosition",
    "rubyReserve",
    "fillLineGap",
    "linePadding",
];

/// Lists what the whole document has beyond the model, each kind once with the names of what it is.
pub(super) fn of_document(tree: &Tree<'_>, track: &mut Track<'_>) {
    let mut found = Found::default();
    for element in tree.xml.elements() {
        found.element(tree, element);
    }
    found.comments += tree.xml.top().filter(|node| matches!(node, Node::Comment(_))).count();
    let list = |names: &BTreeSet<&str>| names.iter().copied().collect::<Vec<_>>().join(", ");
    for (kind, names) in [
        (LossKind::Effect, &found.effects),
        (LossKind::Font, &found.fonts),
        (LossKind::Metadata, &found.metadata),
        (LossKind::Attachment, &found.attachments),
    ] {
        if !names.is_empty() {
            track.losses.push(Loss::track(kind, list(names)));
        }
    }
    if found.comments > 0 {
        track.losses.push(Loss::of_all_cues(LossKind::Comment, format!("XML comments: {}", found.comments)));
    }
}

#[derive(Default)]
struct Found<'t> {
    effects: BTreeSet<&'t str>,
    fonts: BTreeSet<&'t str>,
    metadata: BTreeSet<&'t str>,
    attachments: BTreeSet<&'t str>,
    comments: usize,
}

impl<'t> Found<'t> {
    fn element(&mut self, tree: &Tree<'t>, element: Element<'_, 't>) {
        self.comments += element.children().filter(|node| matches!(node, Node::Comment(_))).count();
        let name = element.name();
        let named = element.parent().is_some_and(|it| tree.tag(it) == Tag::Meta);
        match tree.tag(element) {
            // The title is read, and so are the names of agents.
            Tag::Meta if !named && !matches!(name, "title" | "agent") => {
                self.metadata.insert(name);
            }
            Tag::Profile | Tag::Foreign | Tag::Unknown => {
                self.metadata.insert(name);
            }
            Tag::Set | Tag::Animate => {
                self.effects.insert(name);
            }
            Tag::Smpte | Tag::Image | Tag::Audio | Tag::Data | Tag::Font => {
                self.attachments.insert(name);
            }
            _ => {}
        }
        for attribute in element.attributes() {
            let name = attribute.name();
            match space(attribute.namespace()) {
                Space::Style | Space::ImscStyle | Space::EbuStyle => {
                    if FONT.contains(&name) {
                        self.fonts.insert(name);
                    } else if name.starts_with("background") && name != "backgroundColor" {
                        self.attachments.insert(name);
                    } else if EFFECT.contains(&name) {
                        self.effects.insert(name);
                    }
                }
                Space::Smpte => {
                    self.attachments.insert(name);
                }
                Space::Audio => {
                    self.effects.insert(name);
                }
                Space::Metadata if name == "role" => {
                    self.metadata.insert(name);
                }
                _ => {}
            }
        }
    }
}
