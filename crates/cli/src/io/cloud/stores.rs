//! Where objects are kept, opened once each: addresses and credentials come from the environment, by the names that each
//! cloud's own tools know.

use super::super::fault::{Fault, FaultKind};
use super::super::remote::{Remote, Scheme};
use super::{fault, line, web};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::list::PaginatedListStore;
use object_store::path::Path as Location;
use object_store::{BackoffConfig, ClientOptions, HeaderValue, ObjectStore, RetryConfig};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::Duration;

/// What the program calls itself.
pub(super) const AGENT: &str = concat!("tregua/", env!("CARGO_PKG_VERSION"));
/// How long a server may take to be reached.
pub(super) const CONNECT: Duration = Duration::from_secs(10);
/// How long it may say nothing.
pub(super) const READ: Duration = Duration::from_secs(60);
/// How long something is asked for again and again.
const PATIENCE: Duration = Duration::from_secs(60);

/// Addresses that the environment may give.
const ADDRESSES: &[&str] = &[
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_S3",
    "AWS_ENDPOINT",
    "GOOGLE_BASE_URL",
    "AZURE_ENDPOINT",
    "AZURE_STORAGE_ENDPOINT",
];

/// A place that objects are kept in.
#[derive(Clone)]
pub(super) struct Store {
    pub(super) objects: Arc<dyn ObjectStore>,
    /// A web server lists nothing.
    pub(super) pages: Option<Arc<dyn PaginatedListStore>>,
}

impl Store {
    pub(super) fn new<S: ObjectStore + PaginatedListStore>(store: S) -> Self {
        let store = Arc::new(store);
        Self { objects: Arc::clone(&store) as Arc<dyn ObjectStore>, pages: Some(store) }
    }
}

/// Where an object is kept, and its name there.
pub(super) fn open(remote: &Remote, path: &Path) -> Result<(Store, Location), Fault> {
    if remote.scheme.is_web() {
        return web::open(remote, path);
    }
    for name in ADDRESSES {
        check_address(name, path)?;
    }
    let location = Location::parse(&remote.key).map_err(|e| fault::of(&e.into(), path))?;
    let store = kept((remote.scheme, remote.place.clone()), || match remote.scheme {
        Scheme::S3 => s3(&remote.place),
        Scheme::Gs => gs(&remote.place),
        Scheme::Az => az(&remote.place),
        Scheme::Https | Scheme::Http => Err(object_store::Error::NotImplemented {
            operation: "opening".to_owned(),
            implementer: "a web server".to_owned(),
        }),
    });
    store.map(|store| (store, location)).map_err(|e| fault::of(&e, path))
}

/// The place by that name, opened where it was not yet.
pub(super) fn kept<E>(name: (Scheme, String), open: impl FnOnce() -> Result<Store, E>) -> Result<Store, E> {
    static STORES: Mutex<BTreeMap<(Scheme, String), Store>> = Mutex::new(BTreeMap::new());
    let mut stores = STORES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(store) = stores.get(&name) {
        return Ok(store.clone());
    }
    let store = open()?;
    stores.insert(name, store.clone());
    Ok(store)
}

fn s3(bucket: &str) -> object_store::Result<Store> {
    let mut builder = AmazonS3Builder::new().with_client_options(client()).with_retry(retry());
    for (key, value) in environment("AWS_") {
        if let Ok(key) = key.parse::<AmazonS3ConfigKey>() {
            builder = builder.with_config(key, value);
        }
    }
    // The environment may name one, too.
    builder.with_bucket_name(bucket).build().map(Store::new)
}

fn gs(bucket: &str) -> object_store::Result<Store> {
    let mut builder = GoogleCloudStorageBuilder::new().with_client_options(client()).with_retry(retry());
    for (key, value) in environment("GOOGLE_") {
        if let Ok(key) = key.parse::<GoogleConfigKey>() {
            builder = builder.with_config(key, value);
        }
    }
    builder.with_bucket_name(bucket).build().map(Store::new)
}

fn az(container: &str) -> object_store::Result<Store> {
    let mut builder = MicrosoftAzureBuilder::new().with_client_options(client()).with_retry(retry());
    for (key, value) in environment("AZURE_") {
        if let Ok(key) = key.parse::<AzureConfigKey>() {
            builder = builder.with_config(key, value);
        }
    }
    builder.with_container_name(container).build().map(Store::new)
}

/// What the environment says under names that begin so, in small letters. What is no Unicode is no setting.
fn environment(prefix: &str) -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(move |(key, value)| {
        let (key, value) = (key.to_str()?, value.to_str()?);
        // An empty one is as good as none to these tools.
        let ours = key.starts_with(prefix) && !value.is_empty();
        ours.then(|| (key.to_ascii_lowercase(), value.to_owned()))
    })
}

/// How servers are spoken to. A transfer may take as long as it goes on.
fn client() -> ClientOptions {
    provide();
    ClientOptions::new()
        .with_user_agent(HeaderValue::from_static(AGENT))
        .with_timeout_disabled()
        .with_connect_timeout(CONNECT)
        .with_read_timeout(READ)
}

pub(super) fn retry() -> RetryConfig {
    let retry_timeout = line::limited().map_or(PATIENCE, |limit| limit.min(PATIENCE));
    let backoff = BackoffConfig {
        init_backoff: Duration::from_millis(100),
        max_backoff: Duration::from_secs(5),
        base: 2.0,
    };
    RetryConfig { backoff, max_retries: 8, retry_timeout }
}

/// Encryption is ring's, without C++ or CMake.
pub(super) fn provide() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Somebody else has provided one: just as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

/// An address that the environment gives, and that is none.
fn check_address(name: &str, path: &Path) -> Result<(), Fault> {
    let Some(address) = std::env::var_os(name).filter(|value| !value.is_empty()) else { return Ok(()) };
    let url = address.to_str().and_then(|text| reqwest::Url::parse(text).ok());
    if url.is_some_and(|url| url.has_host() && matches!(url.scheme(), "http" | "https")) {
        return Ok(());
    }
    let text = format!("cannot be asked for: {name} is no address such as https://s3.example.org");
    Err(Fault::about(FaultKind::Io, path, text))
}
