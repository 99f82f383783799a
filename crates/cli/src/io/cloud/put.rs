//! Writing objects: in one step, and only where what is there is what is known to be there.

use super::super::fault::{Fault, FaultKind};
use super::super::object;
use super::super::remote::Remote;
use super::super::write::Outcome;
use super::fault::{Answer, exists};
use super::get::{fetch, head};
use super::line::Hurry;
use super::stores::{Store, open};
use super::{Version, fault, line};
use object_store::path::Path as Location;
use object_store::{Attribute, Attributes, Error, PutMode, PutOptions, PutPayload};
use std::path::Path;

/// Puts bytes in the place of the version that was read.
pub(in crate::io) fn replace(
    remote: &Remote,
    path: &Path,
    version: &Version,
    bytes: &[u8],
) -> Result<(), Fault> {
    if !version.is_known() {
        let text = "was not written and is as it was: the server does not say which version was read, so another's work \
                    could be lost; write to another object";
        return Err(Fault::sentence(FaultKind::Io, path, text));
    }
    let (store, location) = open(remote, path)?;
    let work = async {
        // A server that does not know conditions takes every write; so it is looked at once more before.
        match head(&store, &location).await {
            Ok(now) if version.is(&now.meta) => {}
            Ok(_) | Err(Error::NotFound { .. }) => return Err(object::changed(path)),
            Err(error) => return Err(fault::of(&error, path).and(AS_IT_WAS)),
        }
        put(&store, &location, path, PutMode::Update(version.of.clone()), version.attributes.clone(), bytes)
            .await
    };
    line::wait(work).map_err(|hurry| unknown(&hurry, path))?
}

/// Puts bytes under a name that nothing has; or, with `overwrite`, in the place of what is there now.
pub(in crate::io) fn create(
    remote: &Remote,
    path: &Path,
    overwrite: bool,
    bytes: &[u8],
) -> Result<Outcome, Fault> {
    let (store, location) = open(remote, path)?;
    let work = async {
        let (mode, attributes, outcome) = match head(&store, &location).await {
            Ok(_) if !overwrite => return Err(exists(path)),
            Ok(now) => {
                let version = Version::new(&now.meta, now.attributes);
                (PutMode::Update(version.of), version.attributes, Outcome::Replaced)
            }
            Err(Error::NotFound { .. }) => (PutMode::Create, of_name(path), Outcome::Created),
            // Who may write need not be allowed to look.
            Err(Error::PermissionDenied { .. }) if overwrite => {
                (PutMode::Overwrite, of_name(path), Outcome::Replaced)
            }
            Err(Error::PermissionDenied { .. }) => (PutMode::Create, of_name(path), Outcome::Created),
            Err(error) => return Err(fault::of(&error, path).and("nothing was written")),
        };
        put(&store, &location, path, mode, attributes, bytes).await.map(|()| outcome)
    };
    line::wait(work).map_err(|hurry| unknown(&hurry, path))?
}

const AS_IT_WAS: &str = "it was not written and is as it was";

/// One write. Where the answer leaves open what became of it, the object itself is asked.
async fn put(
    store: &Store,
    location: &Location,
    path: &Path,
    mode: PutMode,
    attributes: Attributes,
    bytes: &[u8],
) -> Result<(), Fault> {
    let update = matches!(mode, PutMode::Update(_));
    let payload = PutPayload::from(bytes.to_vec());
    let options = PutOptions { mode, attributes, ..PutOptions::default() };
    let Err(error) = store.objects.put_opts(location, payload, options).await else { return Ok(()) };
    let conditional = matches!(error, Error::Precondition { .. } | Error::AlreadyExists { .. });
    if !conditional && Answer::of(&error).is_refusal() {
        return Err(fault::of(&error, path).and("nothing was written"));
    }
    // An answer may be lost on its way: then the write is asked for again, and its own first try is in its way.
    match fetch(store, location, path, bytes.len() as u64).await {
        Ok((there, _)) if there == bytes => Ok(()),
        // Two writes at once are a conflict to some servers, whichever of them was asked for.
        _ if conditional && update => Err(object::changed(path)),
        _ if conditional => Err(fault::of(&error, path)),
        _ => Err(fault::of(&error, path).and(NOT_KNOWN)),
    }
}

const NOT_KNOWN: &str = "whether it was written is not known: look at it before you go on";

fn unknown(hurry: &Hurry, path: &Path) -> Fault {
    match hurry {
        Hurry::None(_) => fault::hurried(hurry, path).and("nothing was written"),
        Hurry::Late(_) | Hurry::Interrupted => fault::hurried(hurry, path).and(NOT_KNOWN),
    }
}

/// The type of a new object, where its name tells one: browsers take WebVTT by its type only.
fn of_name(path: &Path) -> Attributes {
    let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_ascii_lowercase();
    let kind = match extension.as_str() {
        "vtt" => "text/vtt",
        "srt" => "application/x-subrip",
        "ttml" | "dfxp" => "application/ttml+xml",
        "json" => "application/json",
        _ => return Attributes::new(),
    };
    Attributes::from_iter([(Attribute::ContentType, kind)])
}
