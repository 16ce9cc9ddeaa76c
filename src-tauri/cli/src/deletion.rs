//! Asking the company behind a connection that is over to delete what it got: the letter, and what was answered.

use chrono::{NaiveDate, NaiveTime, Offset as _, TimeZone as _};
use renkei_core::domain::deletion::State;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::{Carrier, DeletionView, DraftDeletion, HandOnDeletion, HandedOnView, LetterView, NoteDeletion, RemindDeletion};
use serde_json::json;

use crate::fault::{Code, Refused};
use crate::run::{OK, Session};
use crate::show;

pub(crate) const ANSWERS: [&str; 4] = ["answered", "done", "refused", "kept_by_law"];
pub(crate) const CARRIERS: [&str; 2] = ["mail", "page"];

/// What is wanted.
#[derive(clap::Args)]
pub(crate) struct Wish {
    id: String,
    #[arg(long, conflicts_with_all = ["sent", "answer", "remind", "no_remind"])]
    preview: bool,
    #[arg(long, value_parser = crate::args::one_of::<Lang>(&["ja", "en"]), hide_possible_values = true)]
    letter_lang: Option<Lang>,
    #[arg(long)]
    name: Option<String>,
    #[arg(long)]
    known_as: Option<String>,
    #[arg(long, value_parser = crate::args::one_of::<Carrier>(&CARRIERS), hide_possible_values = true, conflicts_with_all = ["sent", "answer", "remind", "no_remind"])]
    open: Option<Carrier>,
    #[arg(long, conflicts_with_all = ["answer", "remind", "no_remind"])]
    sent: bool,
    #[arg(long, value_parser = crate::args::one_of::<State>(&ANSWERS), hide_possible_values = true, conflicts_with_all = ["remind", "no_remind"])]
    answer: Option<State>,
    #[arg(long)]
    note: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<NaiveDate>,
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "no_remind")]
    remind: Option<NaiveDate>,
    #[arg(long)]
    no_remind: bool,
}

impl Session<'_> {
    pub(crate) async fn delete_request(&self, wish: Wish) -> anyhow::Result<u8> {
        self.first_list().await?;
        let grant = self.find(&wish.id).await?;
        if grant.own {
            return Err(Refused::about(Code::OwnSide, grant.id.to_string()).into());
        }
        let zone = &self.reader.zone;
        let today = renkei_core::ports::Clock::now(&renkei_core::ports::SystemClock).with_timezone(zone);
        if wish.preview || wish.open.is_some() {
            let view: DeletionView = self.call("read_deletion", json!({ "grant": grant.id })).await?;
            let draft = DraftDeletion {
                grant: grant.id,
                letter_lang: wish.letter_lang.unwrap_or(view.lang),
                name: wish.name,
                known_as: wish.known_as,
                offset_minutes: Some(today.offset().fix().local_minus_utc() / 60),
            };
            let letter: LetterView = self.call("draft_deletion", serde_json::to_value(draft)?).await?;
            let handed: Option<HandedOnView> = match wish.open {
                Some(to) => {
                    let request = HandOnDeletion { grant: grant.id, to, subject: letter.subject.clone(), body: letter.body.clone() };
                    Some(self.call("hand_on_deletion", serde_json::to_value(request)?).await?)
                }
                None => None,
            };
            show::letter(self.reader, &view, &letter, handed.as_ref());
            return Ok(OK);
        }
        let what = if wish.sent { Some(State::Asked) } else { wish.answer };
        let view: DeletionView = if let Some(what) = what {
            let request = NoteDeletion { grant: grant.id, what, on: wish.on.unwrap_or_else(|| today.date_naive()), words: wish.note };
            self.call("note_deletion", serde_json::to_value(request)?).await?
        } else if wish.no_remind || wish.remind.is_some() {
            // The start of that day where the person is.
            let start = |day: NaiveDate| zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest().map(|at| at.to_utc());
            let request = RemindDeletion { grant: grant.id, at: wish.remind.and_then(start) };
            self.call("remind_deletion", serde_json::to_value(request)?).await?
        } else {
            self.call("read_deletion", json!({ "grant": grant.id })).await?
        };
        show::deletion(self.reader, &view);
        Ok(OK)
    }
}
