//! What a web server has.

use super::super::fault::{Fault, FaultKind};
use super::super::remote::{Remote, Scheme};
use super::super::veil::{Secret, secret};
use super::fault;
use super::stores::{AGENT, CONNECT, READ, Store, kept, provide, retry};
use object_store::client::{HttpClient, HttpConnector};
use object_store::http::HttpBuilder;
use object_store::path::Path as Location;
use object_store::{ClientOptions, HeaderMap};
use reqwest::Url;
use reqwest::header::AUTHORIZATION;
use reqwest::redirect::{Action, Attempt, Policy};
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

/// Where it is kept, and its name there. What was hidden in its address is put back for the server.
pub(super) fn open(remote: &Remote, path: &Path) -> Result<(Store, Location), Fault> {
    let shown = path.to_str().unwrap_or_default();
    let Secret { user, query } = secret(shown);
    let url = Url::parse(shown).ok().filter(Url::has_host);
    let Some(mut url) = url else {
        return Err(Fault::about(FaultKind::NotRegular, path, "is no address of a web server"));
    };
    plain_is_allowed(remote, &url, path)?;
    if user.is_none() && query.is_none() {
        // One connection serves all that a server is asked for.
        if let Some((base, location)) = parts(&url) {
            let store =
                kept((remote.scheme, remote.place.clone()), || store(base.as_str(), HeaderMap::new()));
            return store.map(|store| (store, location)).map_err(|e| fault::of(&e, path));
        }
    }
    url.set_query(query.as_deref());
    let headers = user.map(|user| authorized(&url, &user, path)).transpose()?;
    let store = store(url.as_str(), headers.unwrap_or_default()).map_err(|e| fault::of(&e, path))?;
    Ok((store, Location::ROOT))
}

fn store(url: &str, headers: HeaderMap) -> object_store::Result<Store> {
    let line = Line { headers };
    let store = HttpBuilder::new().with_url(url).with_http_connector(line).with_retry(retry()).build()?;
    Ok(Store { objects: Arc::new(store), pages: None })
}

/// How a web server is spoken to.
#[derive(Debug)]
struct Line {
    headers: HeaderMap,
}

impl HttpConnector for Line {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        provide();
        let client = reqwest::Client::builder()
            .user_agent(AGENT)
            .default_headers(self.headers.clone())
            .connect_timeout(CONNECT)
            .read_timeout(READ)
            // The address that a signature stands in is nobody else's business.
            .referer(false)
            .redirect(Policy::custom(follow));
        let client =
            client.build().map_err(|e| object_store::Error::Generic { store: "HTTP", source: e.into() })?;
        Ok(HttpClient::new(client))
    }
}

/// Where a server sends its callers on to: five times at most, and to no place that anybody on the way could be.
fn follow(attempt: Attempt<'_>) -> Action {
    let safe =
        attempt.url().scheme() == "https" || is_own(attempt.url()) && attempt.previous().iter().all(is_own);
    if safe && attempt.previous().len() <= 5 { attempt.follow() } else { attempt.stop() }
}

/// Whether it is on this machine.
fn is_own(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The server, and the way there, where the two together are the address letter by letter.
fn parts(url: &Url) -> Option<(Url, Location)> {
    let mut base = url.clone();
    base.set_path("/");
    let location = Location::from_url_path(url.path()).ok()?;
    let mut whole = base.clone();
    whole.path_segments_mut().ok()?.extend(location.parts());
    (whole == *url).then_some((base, location))
}

/// Without encryption only what is on this machine is asked for, unless the environment allows more.
fn plain_is_allowed(remote: &Remote, url: &Url, path: &Path) -> Result<(), Fault> {
    let told = || std::env::var_os("TREGUA_ALLOW_HTTP").is_some_and(|value| value == "true" || value == "1");
    if remote.scheme == Scheme::Https || is_own(url) || told() {
        return Ok(());
    }
    let text = "would be sent without encryption, so that anybody on the way could change it; use https://, or set \
                TREGUA_ALLOW_HTTP=true";
    Err(Fault::about(FaultKind::Denied, path, text))
}

/// The header that a user and password become.
fn authorized(url: &Url, user: &str, path: &Path) -> Result<HeaderMap, Fault> {
    let fail = || Fault::about(FaultKind::NotRegular, path, "has a user or password that cannot be sent");
    let (name, password) = user.split_once(':').unwrap_or((user, ""));
    let mut url = url.clone();
    url.set_username(name).and_then(|()| url.set_password(Some(password))).map_err(|()| fail())?;
    provide();
    // It is the client that knows how such a header is spelt.
    let request = reqwest::Client::builder().build().and_then(|client| client.get(url).build());
    let request = request.map_err(|_| fail())?;
    let value = request.headers().get(AUTHORIZATION).ok_or_else(fail)?;
    Ok(HeaderMap::from_iter([(AUTHORIZATION, value.clone())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_asked_for_letter_by_letter() {
        let shared = |text: &str| parts(&Url::parse(text).unwrap()).map(|(_, way)| way.to_string());
        assert_eq!(shared("https://h.example/a/b.srt").as_deref(), Some("a/b.srt"));
        assert_eq!(shared("https://h.example/ni%C3%B1o%20%E2%80%94.srt").as_deref(), Some("niño —.srt"));
        // What would be spelt otherwise has a store of its own.
        for other in ["https://h.example/a//b.srt", "https://h.example/a%2Fb.srt", "https://h.example/a/"] {
            assert_eq!(shared(other), None, "{other}");
        }
    }

    #[test]
    fn a_user_becomes_a_header_and_is_not_shown() {
        let url = Url::parse("https://h.example/a.srt").unwrap();
        let headers = authorized(&url, "ann:pa%2055", Path::new("https://h.example/a.srt")).unwrap();
        assert_eq!(headers.get(AUTHORIZATION).unwrap().as_bytes(), b"Basic YW5uOnBhIDU1");
        assert!(headers.get(AUTHORIZATION).unwrap().is_sensitive());
    }
}
