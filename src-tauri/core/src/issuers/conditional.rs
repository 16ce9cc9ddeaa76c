//! Asking only for what is newer (RFC 9110, 13): an answer that the server marked is kept, and a 304 gives it back.
//! Whoever asks through this sees an ordinary answer, and checks it as any other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use url::Url;

use crate::ports::{Http, HttpError, Marks, Method, Request, Response};

const NOT_MODIFIED: u16 = 304;
const OK: u16 = 200;
/// Largest answer that is kept, marks and all, in bytes. A larger one is asked for anew each time.
const LARGEST: usize = 2 * 1024 * 1024;

/// An answer that its server marked, by its address.
pub type Answers = BTreeMap<Url, Answer>;

/// An answer that its server marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// With what.
    pub marks: Marks,
    /// Its content type.
    pub kind: String,
    /// Its body.
    pub body: Vec<u8>,
}

/// What was learned by asking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Learned {
    /// The answers that are newer than the known ones.
    pub fresh: Answers,
    /// Every address that answered at all. What is known of others is not asked for any more.
    pub answered: BTreeSet<Url>,
}

impl Answer {
    fn size(&self) -> usize {
        let Marks { etag, last_modified } = &self.marks;
        [etag, last_modified].into_iter().flatten().map(String::len).sum::<usize>() + self.kind.len() + self.body.len()
    }
}

/// The network with a memory of marked answers. Nothing that was asked with a token is kept.
pub struct Conditional<'a> {
    http: &'a dyn Http,
    known: &'a Answers,
    learned: Mutex<Learned>,
}

impl<'a> Conditional<'a> {
    /// Over a network, with what is known from earlier.
    pub fn new(http: &'a dyn Http, known: &'a Answers) -> Self {
        Self { http, known, learned: Mutex::default() }
    }

    /// What was learned.
    pub fn into_learned(self) -> Learned {
        self.learned.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Http for Conditional<'_> {
    async fn send(&self, request: Request) -> Result<Response, HttpError> {
        if request.method != Method::Get || request.bearer.is_some() {
            return self.http.send(request).await;
        }
        let (url, known) = (request.url.clone(), self.known.get(&request.url).filter(|known| known.body.len() <= request.at_most));
        let mut answer = self.http.send(Request { unless: known.map(|known| known.marks.clone()), ..request }).await?;
        self.learned.lock().unwrap_or_else(PoisonError::into_inner).answered.insert(url.clone());
        match known {
            Some(known) if answer.status == NOT_MODIFIED => {
                answer.headers.insert("content-type", known.kind.clone());
                return Ok(Response { status: OK, body: known.body.clone(), ..answer });
            }
            Some(_) | None => {}
        }
        let mark = |name| answer.headers.get(name).cloned();
        let marks = Marks { etag: mark("etag"), last_modified: mark("last-modified") };
        if answer.status == OK && marks != Marks::default() {
            let kept = Answer { marks, kind: mark("content-type").unwrap_or_default(), body: answer.body.clone() };
            if kept.size() <= LARGEST {
                self.learned.lock().unwrap_or_else(PoisonError::into_inner).fresh.insert(url, kept);
            }
        }
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issuers::json;

    /// Answers what it is told to, and notes with which marks it was asked.
    struct Server {
        status: u16,
        headers: &'static [(&'static str, &'static str)],
        asked: Mutex<Vec<Option<Marks>>>,
    }

    #[async_trait]
    impl Http for Server {
        async fn send(&self, request: Request) -> Result<Response, HttpError> {
            self.asked.lock().unwrap().push(request.unless);
            let headers = self.headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
            Ok(Response { status: self.status, headers, body: if self.status == OK { b"{\"new\":1}".to_vec() } else { Vec::new() } })
        }
    }

    fn server(status: u16, headers: &'static [(&'static str, &'static str)]) -> Server {
        Server { status, headers, asked: Mutex::default() }
    }

    fn url() -> Url {
        "https://issuer.example/notices.jws".parse().unwrap()
    }

    fn known() -> Answers {
        let marks = Marks { etag: Some("\"1\"".into()), last_modified: Some("Sat, 21 Nov 2026 00:01:00 GMT".into()) };
        [(url(), Answer { marks, kind: "application/jose".into(), body: b"old".to_vec() })].into()
    }

    #[tokio::test]
    async fn what_is_not_newer_is_given_back_as_it_was() {
        let (server, known) = (server(NOT_MODIFIED, &[("etag", "\"1\"")]), known());
        let http = Conditional::new(&server, &known);
        let answer = http.send(json::get(url(), None, None)).await.unwrap();
        assert_eq!((answer.status, answer.body.as_slice(), answer.headers["content-type"].as_str()), (OK, b"old".as_slice(), "application/jose"));
        assert_eq!(http.into_learned(), Learned { fresh: Answers::new(), answered: [url()].into() });
        assert_eq!(server.asked.into_inner().unwrap(), [Some(known[&url()].marks.clone())]);
    }

    #[tokio::test]
    async fn what_is_newer_takes_its_place() {
        let (server, known) = (server(OK, &[("etag", "\"2\""), ("content-type", "application/jose")]), known());
        let http = Conditional::new(&server, &known);
        assert_eq!(http.send(json::get(url(), None, None)).await.unwrap().body, b"{\"new\":1}");
        assert_eq!(http.into_learned().fresh[&url()].marks.etag.as_deref(), Some("\"2\""));
    }

    #[tokio::test]
    async fn a_server_that_marks_nothing_and_a_304_that_nobody_asked_for_stay_what_they_are() {
        let (plain, nothing) = (server(OK, &[]), Answers::new());
        let http = Conditional::new(&plain, &nothing);
        http.send(json::get(url(), None, None)).await.unwrap();
        assert_eq!(http.into_learned().fresh, Answers::new());
        let odd = server(NOT_MODIFIED, &[]);
        assert_eq!(Conditional::new(&odd, &nothing).send(json::get(url(), None, None)).await.unwrap().status, NOT_MODIFIED);
    }
}
