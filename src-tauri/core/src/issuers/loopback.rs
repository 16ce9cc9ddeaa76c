//! The address on this machine to which the browser brings the answer (RFC 8252, 7.3). It serves one
//! sign-in, answers nothing but that, and is gone afterwards.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use super::discovery::Redirect;
use crate::flow::callback::{Callback, Expected, NotOurs, parse};

/// Path of the redirect address.
pub const PATH: &str = "/callback";

/// An open address.
pub struct Loopback {
    listener: TcpListener,
    /// The redirect address to name to the issuer.
    pub redirect_uri: Url,
}

/// What the browser shows when the person comes back: title and text, in the person's language.
#[derive(Debug, Clone)]
pub struct Pages {
    /// BCP 47 tag.
    pub lang: &'static str,
    /// After any answer.
    pub done: (String, String),
    /// For a request that is not the answer.
    pub stray: (String, String),
}

impl Loopback {
    /// Opens the address that the issuer accepts.
    ///
    /// # Errors
    /// Where no port is free, or the issuer wants a scheme that this platform does not bring back.
    pub async fn open(redirect: &Redirect) -> std::io::Result<Self> {
        let ports: &[u16] = match redirect {
            Redirect::LoopbackAnyPort => &[0],
            Redirect::LoopbackPorts(ports) => ports,
            Redirect::Scheme(_) => &[],
        };
        let mut last = std::io::Error::from(std::io::ErrorKind::Unsupported);
        for port in ports {
            match TcpListener::bind(("127.0.0.1", *port)).await {
                Ok(listener) => {
                    let port = listener.local_addr()?.port();
                    let redirect_uri = Url::parse(&format!("http://127.0.0.1:{port}{PATH}")).map_err(std::io::Error::other)?;
                    return Ok(Self { listener, redirect_uri });
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Waits for the answer. Requests that are not ours get an error page, and the waiting goes on.
    ///
    /// # Errors
    /// [`NotOurs::MixedUp`] where the answer contradicts itself.
    pub async fn answer(self, expected: &Expected, pages: &Pages) -> Result<Callback, NotOurs> {
        loop {
            let Ok((mut stream, _)) = self.listener.accept().await else { continue };
            // A browser opens connections ahead of need: one that says nothing must not hold up the others for long.
            let Ok(Some(target)) = tokio::time::timeout(Duration::from_secs(2), target(&mut stream)).await else { continue };
            let found = parse(&target, expected);
            let (status, page) = if matches!(found, Err(NotOurs::Stray)) { ("400 Bad Request", &pages.stray) } else { ("200 OK", &pages.done) };
            let _ = tokio::time::timeout(Duration::from_secs(2), respond(&mut stream, status, pages.lang, page)).await;
            match found {
                Err(NotOurs::Stray) => {}
                settled => return settled,
            }
        }
    }
}

/// The target of a GET: all that is read of a request.
async fn target(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut chunk = [0_u8; 2_048];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream.read(&mut chunk).await.ok()?;
        head.extend_from_slice(chunk.get(..read)?);
        if read == 0 || head.len() > 32_768 {
            return None;
        }
    }
    let line = head.split(|byte| *byte == b'\r').next()?;
    let line = std::str::from_utf8(line).ok()?;
    let mut parts = line.split(' ');
    (parts.next()? == "GET").then(|| parts.next().map(str::to_owned))?
}

async fn respond(stream: &mut TcpStream, status: &str, lang: &str, (title, text): &(String, String)) -> std::io::Result<()> {
    let body = format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>:root{{color-scheme:light dark}}body{{font:1.1rem/1.7 system-ui,sans-serif;max-width:32rem;margin:16vh auto;padding:0 1rem}}</style>\
         <h1>{title}</h1><p>{text}</p>"
    );
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\
         Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.shutdown().await
}
