//! A reverse proxy as issuers run one: some files of its own, and everything else from the server behind it.

use std::io::Write as _;
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::stage::{Reply, head_of, listen};

/// A file that is served as it stands on the disk at that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The path, to the letter.
    pub path: String,
    /// The file.
    pub file: PathBuf,
    /// Its content type.
    pub kind: String,
}

/// The proxy. It listens until the process ends.
pub struct Front {
    /// Its origin, as its clients write it.
    pub origin: String,
    locations: Arc<Mutex<Vec<Location>>>,
}

impl Front {
    /// Stands before a server on a port of this machine. One connection is one request.
    pub fn open(behind: u16) -> Self {
        let (listener, port) = listen();
        let locations: Arc<Mutex<Vec<Location>>> = Arc::default();
        let served = Arc::clone(&locations);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let served = Arc::clone(&served);
                std::thread::spawn(move || converse(client, behind, &served));
            }
        });
        Self { origin: format!("http://127.0.0.1:{port}"), locations }
    }

    /// Serves these files from now on.
    pub fn serve(&self, locations: Vec<Location>) {
        *self.locations.lock().unwrap_or_else(PoisonError::into_inner) = locations;
    }
}

fn converse(mut client: TcpStream, behind: u16, locations: &Mutex<Vec<Location>>) -> std::io::Result<()> {
    let head = head_of(&mut client)?;
    let path = head.split(' ').nth(1).unwrap_or_default();
    let own = locations.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|location| location.path == path).cloned();
    if let Some(location) = own {
        return match std::fs::read(&location.file) {
            Ok(body) => Reply::new(200, &location.kind, body).send(&mut client),
            Err(_) => Reply::new(404, "text/plain", "").send(&mut client),
        };
    }
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, behind))?;
    server.write_all(closing(&head).as_bytes())?;
    // A body of any form, however long.
    let (mut from, mut to) = (client.try_clone()?, server.try_clone()?);
    std::thread::spawn(move || std::io::copy(&mut from, &mut to));
    let answer = head_of(&mut server)?;
    client.write_all(closing(&answer).as_bytes())?;
    std::io::copy(&mut server, &mut client)?;
    client.shutdown(std::net::Shutdown::Both)
}

fn is(line: &str, name: &str) -> bool {
    line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name))
}

/// The same head, after whose message the connection is closed.
fn closing(head: &str) -> String {
    let kept = head.trim_end().lines().filter(|line| !is(line, "connection"));
    kept.chain(["Connection: close", "", ""]).collect::<Vec<_>>().join("\r\n")
}
