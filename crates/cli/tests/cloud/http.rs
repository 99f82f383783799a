//! A server that does as a test says, and a client to ask the real one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What somebody asked.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The way and what is behind the `?`, as they were sent.
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What it is answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Only so many bytes of the body are sent.
    pub(crate) cut: Option<usize>,
    /// How long the body is said to be, where not as long as it is.
    pub(crate) length: Option<u64>,
    /// Nothing is ever answered.
    pub(crate) hangs: bool,
    /// Nothing is answered, and the line is cut.
    pub(crate) drops: bool,
    /// The body comes in a chunk, without its length.
    pub(crate) chunked: bool,
}

impl Reply {
    pub(crate) fn of(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, body: body.into(), ..Self::default() }
    }

    /// An S3 server's answer to who asks for an object.
    pub(crate) fn object(etag: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::of(200, body).with("ETag", &format!("\"{etag}\""))
    }

    pub(crate) fn error(status: u16, code: &str) -> Self {
        Self::of(
            status,
            format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>\u{1b}[31m</Message></Error>"),
        )
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// A server on this machine. It remembers what it was asked.
pub(crate) struct Server {
    pub(crate) address: String,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub(crate) fn start(answer: impl FnMut(&Request) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let seen: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (log, answer) = (Arc::clone(&seen), Arc::new(Mutex::new(answer)));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, log, answer) = (stream.unwrap(), Arc::clone(&log), Arc::clone(&answer));
                std::thread::spawn(move || {
                    let Some(request) = Self::request(&stream) else { return };
                    log.lock().unwrap().push(request.clone());
                    let reply = (answer.lock().unwrap())(&request);
                    // Who hangs up early has what they wanted.
                    let _ = send(stream, &request, &reply);
                });
            }
        });
        Self { address, seen }
    }

    /// What was asked with a method.
    pub(crate) fn asked(&self, method: &str) -> Vec<Request> {
        self.seen.lock().unwrap().iter().filter(|it| it.method == method).cloned().collect()
    }

    fn request(stream: &TcpStream) -> Option<Request> {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let mut words = line.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        let headers = headers(&mut reader);
        let mut request = Request { method, target, headers, body: Vec::new() };
        let length = request.header("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
        request.body = vec![0; length];
        reader.read_exact(&mut request.body).ok()?;
        Some(request)
    }
}

fn headers(reader: &mut impl BufRead) -> Vec<(String, String)> {
    let mut all = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            return all;
        }
        if let Some((name, value)) = line.split_once(':') {
            all.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

fn send(mut stream: TcpStream, request: &Request, reply: &Reply) -> std::io::Result<()> {
    if reply.drops {
        return Ok(());
    }
    if reply.hangs {
        std::thread::sleep(Duration::from_secs(60));
        return Ok(());
    }
    let mut head = format!("HTTP/1.1 {} Answer\r\nConnection: close\r\n", reply.status);
    let length = reply.length.unwrap_or(reply.body.len() as u64);
    if reply.chunked {
        head.push_str("Transfer-Encoding: chunked\r\n");
    } else if !(reply.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-length"))) {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    if !reply.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("last-modified")) {
        head.push_str("Last-Modified: Sun, 29 Nov 2026 10:00:00 GMT\r\n");
    }
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if request.method == "HEAD" {
        return Ok(());
    }
    let body = reply.body.get(..reply.cut.unwrap_or(reply.body.len())).unwrap();
    if reply.chunked {
        stream.write_all(format!("{:x}\r\n", body.len()).as_bytes())?;
        stream.write_all(body)?;
        return stream.write_all(b"\r\n0\r\n\r\n");
    }
    stream.write_all(body)
}

/// Asks a server on this machine, and gives its answer on.
pub(crate) fn ask(address: &str, request: &Request) -> Reply {
    let mut stream = TcpStream::connect(address.strip_prefix("http://").unwrap()).unwrap();
    let mut head = format!("{} {} HTTP/1.1\r\nConnection: close\r\n", request.method, request.target);
    if request.header("host").is_none() {
        head.push_str("host: 127.0.0.1\r\n");
    }
    for (name, value) in request.headers.iter().filter(|(name, _)| name != "connection") {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if request.header("content-length").is_none() {
        head.push_str(&format!("content-length: {}\r\n", request.body.len()));
    }
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    stream.write_all(&request.body).unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap().parse().unwrap();
    let headers = headers(&mut reader);
    let length =
        headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, it)| it.parse().ok());
    let mut body = Vec::new();
    if request.method != "HEAD" {
        match length {
            Some(length) => reader.take(length).read_to_end(&mut body).unwrap(),
            None => reader.read_to_end(&mut body).unwrap(),
        };
    }
    if headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked") {
        body = joined(&body);
    }
    let own = ["connection", "transfer-encoding", "keep-alive"];
    let headers = headers.into_iter().filter(|(name, _)| !own.contains(&name.as_str())).collect();
    Reply { status, headers, body, ..Reply::default() }
}

/// The body that came in chunks.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = chunks.windows(2).position(|it| it == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).unwrap(), 16).unwrap();
        let rest = &chunks[end + 2..];
        out.extend_from_slice(&rest[..size]);
        chunks = rest.get(size + 2..).unwrap_or_default();
    }
    out
}
