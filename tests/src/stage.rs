//! A server that says what a test wants it to say, over plain HTTP or TLS: one thread and one answer a connection.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;

/// A request, as it arrived.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    /// The method.
    pub method: String,
    /// The path, as it was sent.
    pub path: String,
    /// The query, decoded.
    pub query: BTreeMap<String, String>,
    /// The headers, by lower-case name.
    pub headers: BTreeMap<String, String>,
    /// The form in the body, decoded.
    pub form: BTreeMap<String, String>,
    /// The server's own address, as its clients write it.
    pub here: String,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    head: String,
    body: Vec<u8>,
    /// How many bytes come at once; each later one comes alone, a second after the one before.
    at_once: usize,
}

impl Reply {
    /// An answer of this status, content type and body.
    pub fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { head: format!("HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\nConnection: close\r\n"), body: body.into(), at_once: usize::MAX }
    }

    /// JSON.
    pub fn json(body: &Value) -> Self {
        Self::new(200, "application/json", body.to_string())
    }

    /// To another place.
    pub fn redirect(to: &str) -> Self {
        Self::new(302, "text/plain", "").with("Location", to)
    }

    /// With another header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.head.extend([name, ": ", value, "\r\n"]);
        self
    }

    /// So many bytes of the whole answer at once, and then a byte a second.
    #[must_use]
    pub fn dripping_after(self, at_once: usize) -> Self {
        Self { at_once, ..self }
    }

    pub(crate) fn send(&self, stream: &mut impl Write) -> std::io::Result<()> {
        let mut all = format!("{}Content-Length: {}\r\n\r\n", self.head, self.body.len()).into_bytes();
        all.extend_from_slice(&self.body);
        let (first, rest) = all.split_at(self.at_once.min(all.len()));
        stream.write_all(first)?;
        stream.flush()?;
        for byte in rest {
            std::thread::sleep(Duration::from_secs(1));
            stream.write_all(&[*byte])?;
            stream.flush()?;
        }
        Ok(())
    }
}

/// The server. It listens until the process ends.
pub struct Stage {
    /// Its address, as its clients write it.
    pub here: String,
    /// Its port.
    pub port: u16,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Stage {
    /// Serves plain HTTP on loopback.
    pub fn open(answer: impl Fn(&Heard) -> Reply + Send + Sync + 'static) -> Self {
        Self::serve(None, |port| format!("http://127.0.0.1:{port}"), answer)
    }

    /// Serves TLS on loopback. Clients know it by this name, and by its port unless the name is somebody else's, behind a [`proxy`].
    pub fn open_tls(config: Arc<ServerConfig>, name: &str, answer: impl Fn(&Heard) -> Reply + Send + Sync + 'static) -> Self {
        Self::serve(Some(config), |port| if name == "localhost" { format!("https://{name}:{port}") } else { format!("https://{name}") }, answer)
    }

    fn serve(tls: Option<Arc<ServerConfig>>, here: impl FnOnce(u16) -> String, answer: impl Fn(&Heard) -> Reply + Send + Sync + 'static) -> Self {
        let (listener, port) = listen();
        let (here, heard) = (here(port), Arc::default());
        let stage = Self { here: here.clone(), port, heard: Arc::clone(&heard) };
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (tls, here, heard, answer) = (tls.clone(), here.clone(), Arc::clone(&heard), Arc::clone(&answer));
                std::thread::spawn(move || match tls {
                    None => converse(stream, here, &heard, answer.as_ref()),
                    Some(config) => {
                        let Ok(connection) = ServerConnection::new(config) else { return };
                        converse(StreamOwned::new(connection, stream), here, &heard, answer.as_ref());
                    }
                });
            }
        });
        stage
    }

    /// Everything that was asked, in order.
    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A proxy that leads every CONNECT to one port of this machine: so that a server here has a name of the outside.
pub fn proxy(port: u16) -> String {
    let (listener, own) = listen();
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            std::thread::spawn(move || -> std::io::Result<()> {
                head_of(&mut client)?;
                let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
                client.write_all(b"HTTP/1.1 200 Connected\r\n\r\n")?;
                let (mut from, mut to) = (client.try_clone()?, server.try_clone()?);
                std::thread::spawn(move || std::io::copy(&mut from, &mut to).and_then(|_| to.shutdown(std::net::Shutdown::Write)));
                std::io::copy(&mut server, &mut client)?;
                client.shutdown(std::net::Shutdown::Both)
            });
        }
    });
    format!("http://127.0.0.1:{own}")
}

pub(crate) fn listen() -> (TcpListener, u16) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("A port");
    let port = listener.local_addr().expect("An address").port();
    (listener, port)
}

fn converse(mut stream: impl Read + Write, here: String, heard: &Mutex<Vec<Heard>>, answer: &dyn Fn(&Heard) -> Reply) {
    let Ok(request) = read(&mut stream, here) else { return };
    heard.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
    // Whoever left in the middle of an answer does not want it.
    let _ = answer(&request).send(&mut stream);
}

pub(crate) fn head_of(stream: &mut impl Read) -> std::io::Result<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.extend_from_slice(&byte);
    }
    String::from_utf8(head).map_err(std::io::Error::other)
}

fn read(stream: &mut impl Read, here: String) -> std::io::Result<Heard> {
    let head = head_of(stream)?;
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (first.next().unwrap_or_default().to_owned(), first.next().unwrap_or_default());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers: BTreeMap<String, String> =
        lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    let pairs = |text: &[u8]| url::form_urlencoded::parse(text).into_owned().collect();
    Ok(Heard { method, path: path.to_owned(), query: pairs(query.as_bytes()), headers, form: pairs(&body), here })
}
