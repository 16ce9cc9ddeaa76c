//! The address to which the browser brings the answer of one sign-in: a port on this machine (RFC 8252, 7.3),
//! or a scheme that the system brings back to this app (7.1). It takes nothing but that answer, and is gone afterwards.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use url::{Position, Url};

use super::discovery::Redirect;
use crate::flow::callback::{Callback, Expected, NotOurs, parse};

/// Path of the redirect address.
pub const PATH: &str = "/callback";

/// An address that waits for its answer.
pub struct Waiting {
    /// The redirect address to name to the issuer.
    pub redirect_uri: Url,
    place: Place,
}

enum Place {
    Loopback(TcpListener),
    Scheme(broadcast::Receiver<Url>),
}

/// Why there is no address to which this issuer would send the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RedirectError {
    /// None of the ports that it accepts is free.
    #[error("No port is free")]
    NoPort,
    /// It wants a scheme, and none comes back to this shell.
    #[error("No scheme comes back here")]
    NoScheme,
    /// It wants another scheme than this app's.
    #[error("The scheme is not this app's")]
    OtherScheme,
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

impl Waiting {
    /// Opens the address that the issuer accepts. `scheme` is the one whose addresses the system brings to
    /// this shell, `arrivals` what it brought.
    ///
    /// # Errors
    /// [`RedirectError`]
    pub async fn open(redirect: &Redirect, scheme: Option<&str>, arrivals: &broadcast::Sender<Url>) -> Result<Self, RedirectError> {
        match redirect {
            Redirect::LoopbackAnyPort => loopback(&[0]).await,
            Redirect::LoopbackPorts(ports) => loopback(ports).await,
            Redirect::Scheme(wanted) => {
                let own = scheme.ok_or(RedirectError::NoScheme)?;
                let redirect_uri = Url::parse(&format!("{own}:{PATH}")).map_err(|_| RedirectError::OtherScheme)?;
                if own != wanted {
                    return Err(RedirectError::OtherScheme);
                }
                Ok(Self { redirect_uri, place: Place::Scheme(arrivals.subscribe()) })
            }
        }
    }

    /// Waits for the answer. What is not ours gets an error page, where there is one to show, and the waiting goes on.
    ///
    /// # Errors
    /// [`NotOurs::MixedUp`] where the answer contradicts itself.
    pub async fn answer(self, expected: &Expected, pages: &Pages) -> Result<Callback, NotOurs> {
        match self.place {
            Place::Loopback(listener) => requested(&listener, expected, pages).await,
            Place::Scheme(arrivals) => brought(arrivals, &self.redirect_uri, expected).await,
        }
    }
}

async fn loopback(ports: &[u16]) -> Result<Waiting, RedirectError> {
    for port in ports {
        let Ok(listener) = TcpListener::bind(("127.0.0.1", *port)).await else { continue };
        let port = listener.local_addr().map_err(|_| RedirectError::NoPort)?.port();
        let redirect_uri = Url::parse(&format!("http://127.0.0.1:{port}{PATH}")).map_err(|_| RedirectError::NoPort)?;
        return Ok(Waiting { redirect_uri, place: Place::Loopback(listener) });
    }
    Err(RedirectError::NoPort)
}

async fn requested(listener: &TcpListener, expected: &Expected, pages: &Pages) -> Result<Callback, NotOurs> {
    loop {
        let Ok((mut stream, _)) = listener.accept().await else { continue };
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

/// Any app and any page may send an address of this scheme: it is read as strictly as a request.
async fn brought(mut arrivals: broadcast::Receiver<Url>, redirect_uri: &Url, expected: &Expected) -> Result<Callback, NotOurs> {
    loop {
        let url = match arrivals.recv().await {
            Ok(url) => url,
            Err(broadcast::error::RecvError::Lagged(_)) => continue,
            Err(broadcast::error::RecvError::Closed) => return Err(NotOurs::Stray),
        };
        if url.scheme() != redirect_uri.scheme() || url.has_host() {
            continue;
        }
        match parse(&url[Position::BeforePath..Position::AfterQuery], expected) {
            Err(NotOurs::Stray) => {}
            settled => return settled,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn of_all_that_the_system_brings_only_the_answer_is_taken() {
        let (arrivals, _) = broadcast::channel(8);
        let wanted = Redirect::Scheme("app.renkei".into());
        let waiting = Waiting::open(&wanted, Some("app.renkei"), &arrivals).await.unwrap();
        assert_eq!(waiting.redirect_uri.as_str(), "app.renkei:/callback");
        for stray in ["app.renkei:/callback?code=c&state=other", "other:/callback?code=c&state=s", "app.renkei://evil/callback?code=c&state=s", "app.renkei:/x"]
        {
            arrivals.send(stray.parse().unwrap()).unwrap();
        }
        arrivals.send("app.renkei:/callback?code=right&state=s#f".parse().unwrap()).unwrap();
        let expected = Expected { path: PATH.into(), state: "s".into(), issuer: "https://a.example".into(), iss_promised: false };
        let nothing = (String::new(), String::new());
        let pages = Pages { lang: "en", done: nothing.clone(), stray: nothing };
        assert_eq!(waiting.answer(&expected, &pages).await, Ok(Callback::Code("right".into())));
    }

    #[tokio::test]
    async fn an_address_that_would_not_come_back_is_not_opened() {
        let (arrivals, _) = broadcast::channel(1);
        let scheme = Redirect::Scheme("jp.other".into());
        assert_eq!(Waiting::open(&scheme, None, &arrivals).await.err(), Some(RedirectError::NoScheme));
        assert_eq!(Waiting::open(&scheme, Some("app.renkei"), &arrivals).await.err(), Some(RedirectError::OtherScheme));
        let taken = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let ports = Redirect::LoopbackPorts(vec![taken.local_addr().unwrap().port()]);
        assert_eq!(Waiting::open(&ports, None, &arrivals).await.err(), Some(RedirectError::NoPort));
    }
}
