//! Reading objects: whole, and no more than is allowed.

use super::super::fault::{Fault, FaultKind};
use super::super::remote::Remote;
use super::stores::{Store, open};
use super::{Version, fault, line};
use futures_util::StreamExt;
use object_store::path::Path as Location;
use object_store::{Error, GetOptions, GetResult, ObjectMeta};
use std::path::Path;

/// All bytes of an object of at most `most` bytes, and which version they are.
pub(in crate::io) fn read(remote: &Remote, path: &Path, most: u64) -> Result<(Vec<u8>, Version), Fault> {
    let (store, location) = open(remote, path)?;
    line::wait(fetch(&store, &location, path, most)).map_err(|hurry| fault::hurried(&hurry, path))?
}

/// How large an object is; `None` where there is none.
pub(in crate::io) fn size(remote: &Remote, path: &Path) -> Result<Option<u64>, Fault> {
    let (store, location) = open(remote, path)?;
    match line::wait(head(&store, &location)).map_err(|hurry| fault::hurried(&hurry, path))? {
        Ok(found) => Ok(Some(found.meta.size)),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(fault::of(&error, path)),
    }
}

/// What there is to know of an object without its bytes.
pub(super) async fn head(store: &Store, location: &Location) -> object_store::Result<GetResult> {
    store.objects.get_opts(location, GetOptions { head: true, ..GetOptions::default() }).await
}

pub(super) async fn fetch(
    store: &Store,
    location: &Location,
    path: &Path,
    most: u64,
) -> Result<(Vec<u8>, Version), Fault> {
    let found = store.objects.get_opts(location, GetOptions::default()).await;
    let found = found.map_err(|error| fault::of(&error, path))?;
    let ObjectMeta { size, .. } = found.meta;
    if size > most {
        let text =
            format!("has {size} bytes, over the limit of {most}; raise the limit if it is a subtitle file");
        return Err(Fault::about(FaultKind::TooLarge, path, text));
    }
    let version = Version::new(&found.meta, found.attributes.clone());
    let mut bytes = Vec::new();
    if usize::try_from(size).ok().is_none_or(|size| bytes.try_reserve_exact(size).is_err()) {
        let text = format!("has {size} bytes, more than there is memory for");
        return Err(Fault::about(FaultKind::TooLarge, path, text));
    }
    let mut stream = found.into_stream();
    while let Some(part) = stream.next().await {
        // What was only cut off has been asked for again by now, where the server gives parts of the same version.
        let part = part.map_err(|_| cut(path))?;
        bytes.extend_from_slice(&part);
        if bytes.len() as u64 > size {
            return Err(cut(path));
        }
    }
    if bytes.len() as u64 != size { Err(cut(path)) } else { Ok((bytes, version)) }
}

/// Half a track is no track.
fn cut(path: &Path) -> Fault {
    let text = "was not sent in full, and nothing was taken of it; run again";
    Fault::about(FaultKind::Io, path, text)
}
