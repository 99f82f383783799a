//! Signs for levels, and what pictures share. A level is told by its shape and its letter, not by its colour alone.

use super::model::Level;
use maud::{Markup, html};

/// Shapes that the page refers to by name. Stands once, at the beginning of the body.
pub(super) fn sprite() -> Markup {
    html! {
        svg .sprite width="0" height="0" aria-hidden="true" {
            defs {
                // Around their middle, so that they can be put anywhere.
                g #sign-error {
                    path .shape d="M-2.5-6h5l3.5 3.5v5l-3.5 3.5h-5l-3.5-3.5v-5z" {}
                    path .stroke d="M-2.3-2.3l4.6 4.6m0-4.6l-4.6 4.6" {}
                }
                g #sign-warning {
                    path .shape d="M0-6l6.5 11.5h-13z" {}
                    path .stroke d="M0-2v3.2m0 2v.3" {}
                }
                g #sign-note {
                    circle .shape r="5.8" {}
                    path .stroke d="M0-3.2v.3m0 2.3v3.6" {}
                }
                pattern #hatch width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect .hatch-ground width="5" height="5" {}
                    rect .hatch-line width="2.2" height="5" {}
                }
                linearGradient #night x1="0" y1="0" x2="0" y2="1" {
                    stop .night-sky offset="0" {}
                    stop .night-far offset="0.62" {}
                    stop .night-near offset="0.63" {}
                    stop .night-ground offset="1" {}
                }
            }
        }
    }
}

/// The name of a level's sign among the shapes, and its class.
pub(super) fn sign_class(level: Level) -> &'static str {
    match level {
        Level::Error => "sign-error",
        Level::Warning => "sign-warning",
        Level::Note => "sign-note",
    }
}

/// A level's sign in a line of text.
pub(super) fn sign(level: Level) -> Markup {
    html! {
        svg .sign width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" {
            use href={ "#" (sign_class(level)) } class=(sign_class(level)) {}
        }
    }
}
