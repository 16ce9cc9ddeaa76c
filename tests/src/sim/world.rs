//! A modelled issuer of the published profile: what is true there, what it answers, and what it ever showed.

use chrono::Duration;
use renkei_core::domain::Timestamp;
use renkei_core::domain::batch::Caps;
use renkei_core::issuers::adapters::AdapterKind;
use renkei_core::ports::{Content, Method, Request, Response};
use serde_json::{Value, json};

use super::keycloak;

/// One giving under a name.
#[derive(Debug, Clone)]
pub(super) struct Giving {
    pub(super) birth: String,
    pub(super) ended_at: Option<Timestamp>,
    pub(super) used: Vec<Timestamp>,
    /// Tokens that outlive the ending.
    pub(super) tokens: u32,
}

/// A name under which a holder gives, ends and gives anew.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) key: String,
    pub(super) givings: Vec<Giving>,
}

impl Name {
    pub(super) fn current(&self) -> Option<&Giving> {
        self.givings.last()
    }

    pub(super) fn alive(&self) -> Option<&Giving> {
        self.current().filter(|giving| giving.ended_at.is_none())
    }
}

/// What an answer that arrived showed of a name.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// When it was asked for.
    pub(super) sent: u64,
    pub(super) key: String,
    pub(super) listed: bool,
    /// The birth, where it was shown alive.
    pub(super) alive: Option<String>,
    /// Tokens that were shown alive of what has ended.
    pub(super) tokens: u32,
}

/// A deed at the issuer that this app did.
#[derive(Debug, Clone)]
pub(super) struct Deed {
    pub(super) key: String,
    pub(super) birth: String,
}

/// How a request is answered, besides truthfully.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lie {
    /// As it is.
    None,
    /// An ending is answered with success, and nothing is done.
    KeptOnEnd,
    /// An item is said not to be there.
    NotThere,
    /// It is left out of the list.
    LeftOut,
    /// An item of the list cannot be read.
    Gap,
    /// As it was some time ago.
    Stale,
}

/// What an issuer is, and what it does in every case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Habits {
    /// Which interface it serves.
    pub(super) adapter: AdapterKind,
    /// How many endings it takes from one person.
    pub(super) caps: Caps,
    pub(super) honours_if_match: bool,
    pub(super) keeps_ended: bool,
    pub(super) tells_uses: bool,
}

pub(super) struct World {
    pub(super) habits: Habits,
    moment: u64,
    births: u32,
    pub(super) names: Vec<Name>,
    before: Vec<Name>,
    access: u32,
    refresh: u32,
    pub(super) session: bool,
    pub(super) shown: Vec<Shown>,
    pub(super) deeds: Vec<Deed>,
}

impl World {
    pub(super) fn new(names: usize, habits: Habits) -> Self {
        let name = |index| Name { key: format!("k{index}"), givings: Vec::new() };
        let names = (0..names).map(name).collect();
        let mut world =
            Self { habits, moment: 0, births: 0, names, before: Vec::new(), access: 1, refresh: 1, session: true, shown: Vec::new(), deeds: Vec::new() };
        for index in 0..world.names.len() {
            world.give(index);
        }
        world.before.clone_from(&world.names);
        world
    }

    /// A place in the order of all that happens.
    pub(super) fn next_moment(&mut self) -> u64 {
        self.moment += 1;
        self.moment
    }

    pub(super) fn give(&mut self, index: usize) {
        self.births += 1;
        // A moment in milliseconds, as Keycloak tells one giving from the next.
        let birth = (1_795_000_000_000_u64 + u64::from(self.births)).to_string();
        let giving = Giving { birth, ended_at: None, used: Vec::new(), tokens: 0 };
        if let Some(name) = self.names.get_mut(index) {
            name.givings.push(giving);
        }
    }

    /// The giving that stands under a name now, or stood last.
    pub(super) fn current_mut(&mut self, index: usize) -> &mut Giving {
        self.names[index].givings.last_mut().expect("Every name was given once")
    }

    pub(super) fn end(&mut self, index: usize, now: Timestamp) {
        self.current_mut(index).ended_at.get_or_insert(now);
    }

    /// What stands now is what a stale answer will show.
    pub(super) fn remember(&mut self) {
        self.before.clone_from(&self.names);
    }

    /// The tokens of a fresh sign-in.
    pub(super) fn sign_in(&mut self) -> (String, String) {
        (self.session, self.access, self.refresh) = (true, self.access + 1, self.refresh + 1);
        (format!("a{}", self.access), format!("r{}", self.refresh))
    }

    pub(super) fn expire_access(&mut self) {
        self.access += 1;
    }

    pub(super) fn giving(&self, key: &str, birth: &str) -> Option<&Giving> {
        self.names.iter().find(|name| name.key == key)?.givings.iter().find(|giving| giving.birth == birth)
    }

    /// Whether a giving is in force.
    pub(super) fn is_alive(&self, key: &str, birth: &str) -> bool {
        self.giving(key, birth).is_some_and(|giving| giving.ended_at.is_none())
    }

    /// Everything but the grants: tokens, and documents that this issuer does not have.
    pub(super) fn aside(&mut self, request: &Request, _now: Timestamp) -> Response {
        if request.url.path() != "/token" {
            return problem(404);
        }
        let Content::Form(form) = &request.content else { return problem(400) };
        let token = url::form_urlencoded::parse(form).find(|(name, _)| name == "refresh_token").map(|(_, value)| value.into_owned());
        if !self.session || token != Some(format!("r{}", self.refresh)) {
            // Used twice, or over: the whole session ends (RFC 9700, 4.14.2).
            self.session = false;
            return answer(400, &json!({ "error": "invalid_grant" }));
        }
        let (access, refresh) = self.sign_in();
        answer(200, &json!({ "access_token": access, "token_type": "Bearer", "expires_in": 3_600_000, "refresh_token": refresh }))
    }

    /// Does what a request asks for, and makes its answer.
    pub(super) fn serve(&mut self, request: &Request, lie: Lie, now: Timestamp) -> Response {
        let bearer = request.bearer.as_ref().map(|token| token.expose().to_owned());
        if !self.session || bearer != Some(format!("a{}", self.access)) {
            return Response { headers: [("www-authenticate", "Bearer error=\"invalid_token\"".to_owned())].into(), ..problem(401) };
        }
        if self.habits.adapter == AdapterKind::Keycloak {
            return keycloak::serve(self, request, lie, now);
        }
        let names = self.told(lie);
        match (request.method, path(request).as_slice()) {
            (Method::Get, []) => {
                let left_out = |name: &&Name| !(lie == Lie::LeftOut && name.alive().is_some());
                let mut items: Vec<Value> = names.iter().filter(left_out).filter_map(|name| item(name, self.habits.keeps_ended)).collect();
                if let (Lie::Gap, Some(item)) = (lie, self.any_of(&mut items)) {
                    *item = json!({ "id": 7 });
                }
                answer(200, &json!({ "items": items }))
            }
            (Method::Get, [key]) => match names.iter().find(|name| name.key == *key).and_then(|name| item(name, self.habits.keeps_ended)) {
                Some(item) if lie != Lie::NotThere => answer(200, &item),
                Some(_) | None => problem(404),
            },
            (Method::Get, [key, "accesses"]) => match names.iter().find(|name| name.key == *key) {
                Some(name) if self.habits.tells_uses => {
                    let used = name.givings.iter().flat_map(|giving| &giving.used);
                    let items: Vec<Value> = used.map(|at| json!({ "at": stamp(*at), "access": "reference" })).collect();
                    answer(200, &json!({ "items": items }))
                }
                Some(_) | None => problem(404),
            },
            (Method::Delete, [key]) => self.delete(key, request.if_match.as_deref(), lie, now),
            (Method::Get | Method::Post | Method::Delete | Method::Put | Method::Patch, _) => problem(404),
        }
    }

    /// One of these, now this one and now that.
    pub(super) fn any_of<'a>(&self, items: &'a mut [Value]) -> Option<&'a mut Value> {
        let place = usize::try_from(self.moment).unwrap_or_default().checked_rem(items.len())?;
        items.get_mut(place)
    }

    fn delete(&mut self, key: &str, if_match: Option<&str>, lie: Lie, now: Timestamp) -> Response {
        let honours = self.habits.honours_if_match;
        let Some(giving) = self.names.iter_mut().find(|name| name.key == key).and_then(|name| name.givings.last_mut()) else { return problem(404) };
        if giving.ended_at.is_some() {
            return problem(404);
        }
        if honours && if_match != Some(&format!("\"{}\"", giving.birth)) {
            return problem(412);
        }
        if lie != Lie::KeptOnEnd {
            giving.ended_at = Some(now);
            self.deeds.push(Deed { key: key.to_owned(), birth: giving.birth.clone() });
        }
        done()
    }

    /// The names as they are told in an answer.
    pub(super) fn told(&self, lie: Lie) -> Vec<Name> {
        if lie == Lie::Stale { &self.before } else { &self.names }.clone()
    }

    /// Whether an old answer does no harm that nobody could prevent: an ending that takes no condition, sent for an older
    /// giving, ends the later one.
    pub(super) fn may_be_stale(&self) -> bool {
        self.habits.honours_if_match || !self.lags()
    }

    /// Whether an old answer knows nothing of a giving.
    pub(super) fn lags(&self) -> bool {
        let birth = |name: &Name| name.current().map(|giving| giving.birth.clone());
        !self.before.iter().map(birth).eq(self.names.iter().map(birth))
    }

    /// Notes what an answer that arrives shows.
    pub(super) fn note(&mut self, request: &Request, sent: u64, answer: &Response) {
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
        if self.habits.adapter == AdapterKind::Keycloak {
            return keycloak::note(self, request, sent, answer.status, &body);
        }
        match (request.method, path(request).as_slice(), answer.status) {
            (Method::Get, [key], 200) => self.shown.push(Shown::of(sent, key, false, Some(&body))),
            (Method::Get, [key], 404) => self.shown.push(Shown::of(sent, key, false, None)),
            (Method::Get, [], 200) => {
                let Some(items) = body["items"].as_array() else { return };
                let whole = items.iter().all(|item| item["id"].is_string());
                for name in &self.names {
                    let item = items.iter().find(|item| item["id"] == name.key.as_str());
                    // A list with gaps shows nobody to be gone.
                    if whole || item.is_some() {
                        self.shown.push(Shown::of(sent, &name.key, true, item));
                    }
                }
            }
            _ => {}
        }
    }
}

impl Shown {
    fn of(sent: u64, key: &str, listed: bool, item: Option<&Value>) -> Self {
        let item = item.unwrap_or(&Value::Null);
        let over = item["status"]["state"].as_str().is_none_or(|state| state == "ended");
        let alive = item["birth"].as_str().filter(|_| !over).map(str::to_owned);
        let tokens = item["tokens"].as_array().filter(|_| over).map_or(0, |tokens| u32::try_from(tokens.len()).unwrap_or(u32::MAX));
        Self { sent, key: key.to_owned(), listed, alive, tokens }
    }
}

/// The segments below the address of the grants.
pub(super) fn path(request: &Request) -> Vec<&str> {
    request.url.path().strip_prefix("/grants").unwrap_or_default().split('/').filter(|part| !part.is_empty()).collect()
}

fn item(name: &Name, keeps_ended: bool) -> Option<Value> {
    let giving = name.current().filter(|giving| keeps_ended || giving.ended_at.is_none())?;
    let tokens: Vec<Value> = (0..giving.tokens).map(|_| json!({ "kind": "access" })).collect();
    Some(json!({
        "id": name.key,
        "birth": giving.birth,
        "status": { "state": if giving.ended_at.is_some() { "ended" } else { "active" }, "since": giving.ended_at.map(stamp) },
        "connector": { "id": "c", "name": { "ja": "つなぎ", "en": "Connector" } },
        "tokens": tokens,
    }))
}

/// The name that a request is about.
pub(super) fn key_of(request: &Request) -> String {
    match path(request).as_slice() {
        ["applications", key, ..] | [key, ..] => (*key).to_owned(),
        [] => String::new(),
    }
}

fn stamp(at: Timestamp) -> String {
    at.to_rfc3339()
}

pub(super) fn answer(status: u16, body: &Value) -> Response {
    Response { status, headers: [("content-type", "application/json".to_owned())].into(), body: body.to_string().into_bytes() }
}

/// Done, and nothing to say.
pub(super) fn done() -> Response {
    Response { status: 204, headers: [].into(), body: Vec::new() }
}

pub(super) fn problem(status: u16) -> Response {
    answer(status, &json!({ "title": "No" }))
}

/// A status with the wish to be asked later.
pub(super) fn later(status: u16, seconds: i64) -> Response {
    let mut response = problem(status);
    response.headers.insert("retry-after", Duration::seconds(seconds).num_seconds().to_string());
    response
}
