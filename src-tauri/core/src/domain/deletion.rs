//! Asking a connector to delete what it got under a grant that is over (R28, R29). The app cannot see that a letter was
//! sent, nor that anything was deleted: every step is what the person noted, of themselves or of the connector's answer.

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Timestamp;
use super::directory::{Answerer, Contact, ContactTopic};
use super::id::GrantId;
use super::text::Lang;

/// How long an answer is waited for before the person is reminded, unless they set another day.
pub const PATIENCE: Duration = Duration::days(30);
/// Most steps that are kept of one wish.
const MOST: usize = 100;

/// One wish, with all that was noted of it. The last step is its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// After the ending of which grant.
    pub grant: GrantId,
    /// What the person noted, in order.
    pub steps: Vec<Step>,
    /// When to say that nobody answered.
    pub remind_at: Option<Timestamp>,
}

/// Something that the person noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What.
    pub state: State,
    /// The day that they named.
    pub on: NaiveDate,
    /// When they noted it.
    pub noted_at: Timestamp,
    /// The letter that they sent, or what the company wrote.
    pub words: Option<String>,
}

/// Where a wish stands, by the person's notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "DeletionState")]
pub enum State {
    /// The person sent the letter.
    Asked,
    /// The company answered, and did not say yet what it does.
    Answered,
    /// The company wrote that it deleted everything.
    Done,
    /// The company refused, with or without a reason.
    Refused,
    /// The company wrote that it keeps something by law.
    KeptByLaw,
}

/// Why something is not noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An answer to what was never asked.
    NotAsked,
    /// A day that is still to come.
    DayToCome,
}

impl State {
    /// Whether the company has still to say what it did.
    pub fn is_open(self) -> bool {
        match self {
            Self::Asked | Self::Answered => true,
            Self::Done | Self::Refused | Self::KeptByLaw => false,
        }
    }
}

impl Deletion {
    /// A grant about which nothing was noted yet.
    pub fn of(grant: GrantId) -> Self {
        Self { grant, steps: Vec::new(), remind_at: None }
    }

    /// Where it stands.
    pub fn state(&self) -> Option<State> {
        self.steps.last().map(|step| step.state)
    }

    /// Whether the company has still to say what it did.
    pub fn is_open(&self) -> bool {
        self.state().is_some_and(State::is_open)
    }

    /// Whether the day is over until which the person wanted to wait.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.is_open() && self.remind_at.is_some_and(|at| at <= now)
    }

    /// Notes a step. Asking sets the reminder; a last word takes it away. A day may lie one ahead of UTC: so far goes the earth.
    ///
    /// # Errors
    /// [`Fault`]
    pub fn note(&mut self, step: Step) -> Result<(), Fault> {
        if self.steps.is_empty() && step.state != State::Asked {
            return Err(Fault::NotAsked);
        }
        if step.on > step.noted_at.date_naive() + Duration::days(1) {
            return Err(Fault::DayToCome);
        }
        self.remind_at = match step.state {
            State::Asked => Some(step.noted_at + PATIENCE),
            State::Answered => self.remind_at,
            State::Done | State::Refused | State::KeptByLaw => None,
        };
        if self.steps.len() >= MOST {
            // The first one stays: it is when it began.
            self.steps.remove(1);
        }
        self.steps.push(step);
        Ok(())
    }
}

/// Whom to ask for deletion: who answers for it by agreement, else the connector's general contact point that can be written to.
/// Of several the first that takes letters. The second value tells whether it was agreed for this.
pub fn whom(contacts: &[Contact]) -> Option<(&Contact, bool)> {
    let written = |contact: &&Contact| contact.mail.is_some() || contact.site.is_some();
    let of = |topic| contacts.iter().filter(move |contact| contact.topic == topic);
    let agreed = of(ContactTopic::Deletion).find(written).or_else(|| of(ContactTopic::Deletion).next());
    let general = || {
        let by_connector = |contact: &&Contact| contact.by == Answerer::Connector;
        let mut topics = [ContactTopic::Question, ContactTopic::Other, ContactTopic::Complaint].into_iter();
        topics.find_map(|topic| of(topic).filter(by_connector).find(written))
    };
    agreed.map(|contact| (contact, true)).or_else(|| general().map(|contact| (contact, false)))
}

/// Who at the issuer can help where the connector cannot be reached: for complaints, else for questions, else its desk for damage.
pub fn helper(contacts: &[Contact]) -> Option<&Contact> {
    let of = |topic| contacts.iter().find(move |contact| contact.topic == topic && contact.by == Answerer::Issuer);
    [ContactTopic::Deletion, ContactTopic::Complaint, ContactTopic::Question, ContactTopic::Other, ContactTopic::Compensation].into_iter().find_map(of)
}

/// The language of ours in which a contact point is written to: the first that it names and we have, English where it
/// names only others; `None` where it names none.
pub fn language(contact: &Contact) -> Option<Lang> {
    let ours = |tag: &String| Lang::ALL.into_iter().find(|lang| tag.get(..2).is_some_and(|two| two.eq_ignore_ascii_case(lang.tag())));
    let first = contact.languages.iter().find_map(ours);
    first.or_else(|| (!contact.languages.is_empty()).then_some(Lang::En))
}

/// A letter as an address of the mail program (RFC 6068); `None` where the address is none that a directory may publish.
/// Line breaks are CR LF, text is UTF-8; nothing in it can end a field.
pub fn mailto(address: &str, subject: &str, body: Option<&str>) -> Option<String> {
    let (local, domain) = address.split_once('@')?;
    let plain = |text: &str, more: &str| !text.is_empty() && text.chars().all(|one| one.is_ascii_alphanumeric() || more.contains(one));
    if !plain(local, ".!#$'*+-/=^_`{|}~") || !plain(domain, ".-") {
        return None;
    }
    let body = body.map_or_else(String::new, |body| format!("&body={}", encoded(&body.lines().collect::<Vec<_>>().join("\r\n"))));
    Some(format!("mailto:{}@{domain}?subject={}{body}", encoded(local), encoded(&subject.lines().collect::<Vec<_>>().join(" "))))
}

/// Everything but unreserved characters (RFC 3986, 2.3) as percent and two digits.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn contact(topic: &str, by: &str, more: &serde_json::Value) -> Contact {
        let mut json = serde_json::json!({ "topic": topic, "by": by });
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn only_what_was_asked_is_answered_and_nothing_is_done_by_our_own_word() {
        let now = at("2026-12-03T09:00:00Z");
        let step = |state, on: &str| Step { state, on: on.parse().unwrap(), noted_at: now, words: None };
        let mut wish = Deletion::of(GrantId::new(now, [1; 10]));
        assert_eq!(wish.note(step(State::Done, "2026-12-03")), Err(Fault::NotAsked));
        assert_eq!(wish.note(step(State::Asked, "2026-12-06")), Err(Fault::DayToCome));
        assert_eq!((wish.state(), wish.is_open(), wish.remind_at), (None, false, None));
        wish.note(step(State::Asked, "2026-12-03")).unwrap();
        assert_eq!(wish.remind_at, Some(now + PATIENCE));
        assert_eq!([now, now + PATIENCE].map(|now| wish.is_due(now)), [false, true]);
        wish.note(step(State::Answered, "2026-12-03")).unwrap();
        assert!(wish.is_due(now + PATIENCE), "an answer alone is no end");
        for last in [State::Done, State::Refused, State::KeptByLaw] {
            let mut wish = wish.clone();
            wish.note(step(last, "2026-12-03")).unwrap();
            assert_eq!((wish.state(), wish.is_open(), wish.remind_at), (Some(last), false, None));
            wish.note(step(State::Asked, "2026-12-03")).unwrap();
            assert!(wish.is_open(), "asked again");
        }
        for _ in 0..300 {
            wish.note(step(State::Answered, "2026-12-03")).unwrap();
        }
        assert_eq!((wish.steps.len(), wish.steps[0].state), (MOST, State::Asked));
    }

    #[test]
    fn the_agreed_contact_point_comes_first_then_a_general_one_that_reads() {
        let (mail, site, phone) = (
            serde_json::json!({ "mail": "a@x.example" }),
            serde_json::json!({ "site": "https://x.example/f" }),
            serde_json::json!({ "phone": "0120-000-000" }),
        );
        let deletion = contact("deletion", "connector", &site);
        let by_phone = contact("deletion", "connector", &phone);
        let general = contact("question", "connector", &mail);
        let issuers = contact("complaint", "issuer", &mail);
        let unwritten = contact("question", "connector", &phone);
        assert_eq!(whom(&[general.clone(), by_phone.clone(), deletion.clone()]), Some((&deletion, true)));
        assert_eq!(whom(&[general.clone(), by_phone.clone()]), Some((&by_phone, true)), "who was agreed, even by phone alone");
        assert_eq!(whom(&[issuers.clone(), general.clone()]), Some((&general, false)));
        assert_eq!(whom(&[issuers.clone(), unwritten]), None, "nobody to write to");
        assert_eq!(helper(&[general, issuers.clone()]), Some(&issuers));
        assert_eq!(helper(&[deletion]), None);
    }

    #[test]
    fn a_contact_points_own_language_is_used_where_it_is_ours() {
        let speaks = |tags: &[&str]| language(&contact("deletion", "connector", &serde_json::json!({ "mail": "a@x.example", "languages": tags })));
        assert_eq!(speaks(&["en-GB", "ja"]), Some(Lang::En));
        assert_eq!(speaks(&["ko", "ja-JP"]), Some(Lang::Ja));
        assert_eq!(speaks(&["ko"]), Some(Lang::En));
        assert_eq!(speaks(&[]), None);
    }

    #[test]
    fn a_letter_is_one_address_of_the_mail_program_and_breaks_out_of_nothing() {
        let made = mailto("data+del@x.example", "削除のお願い&cc=me@evil.example", Some("一行目\n& 二行目=100%\n")).unwrap();
        assert_eq!(
            made,
            "mailto:data%2Bdel@x.example?subject=%E5%89%8A%E9%99%A4%E3%81%AE%E3%81%8A%E9%A1%98%E3%81%84%26cc%3Dme%40evil.example&body=%E4%B8%80%E8%A1%8C%E7%9B%AE%0D%0A%26%20%E4%BA%8C%E8%A1%8C%E7%9B%AE%3D100%25"
        );
        let parsed = url::Url::parse(&made).unwrap();
        assert_eq!((parsed.as_str(), parsed.scheme()), (made.as_str(), "mailto"), "kept as it is on the way to the mail program");
        let read: Vec<(String, String)> = parsed.query_pairs().into_owned().collect();
        assert_eq!(read.len(), 2, "{read:?}");
        assert_eq!(mailto("a@x.example", "s\r\nBcc: b@x.example", None).unwrap(), "mailto:a@x.example?subject=s%20Bcc%3A%20b%40x.example");
        for bad in
            ["", "a", "@x.example", "a@", "a@b@c", "a@x.example?cc=b@x.example", "a b@x.example", "a@x.example,b@x.example", "あ@x.example", "a%00@x.example"]
        {
            assert_eq!(mailto(bad, "s", None), None, "{bad}");
        }
    }
}
