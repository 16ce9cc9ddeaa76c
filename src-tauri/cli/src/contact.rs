//! Whom to turn to, and the cases that are followed up.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime, Offset as _, TimeZone as _};
use clap::Subcommand;
use renkei_core::domain::case::About;
use renkei_core::domain::id::CaseId;
use renkei_core::domain::route::Matter;
use renkei_core::domain::text::Lang;
use renkei_core::ipc::{
    CaseCarrier, CaseHandedView, CaseLineView, CaseNote, CaseView, DraftCase, GrantListView, HandOnCase, KeptView, NoteCase, Nothing, OfMatter, PacketView,
    RemindCase, RouteView, SheetView,
};
use serde_json::json;

use crate::fault::{Code, Refused};
use crate::find::{fits, only};
use crate::run::{OK, Session};
use crate::show;

pub(crate) const TOPICS: [&str; 10] = ["charges", "access", "lost", "question", "data", "outage", "billing", "display", "privacy", "other"];
const CARRIERS: [&str; 3] = ["mail", "page", "issuer"];
/// Names this app where an id of a connection is wanted.
const APP: &str = "app";

/// What it is about.
#[derive(clap::Args)]
pub(crate) struct AboutWhat {
    id: String,
    #[arg(long, value_parser = crate::args::one_of::<Matter>(&TOPICS), hide_possible_values = true)]
    topic: Matter,
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no"], hide_possible_values = true)]
    charges: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    charged_on: Option<NaiveDate>,
}

/// What is written.
#[derive(clap::Args)]
pub(crate) struct Writing {
    #[arg(long, value_name = "TEXT", conflicts_with = "words_file")]
    words: Option<String>,
    #[arg(long, value_name = "FILE")]
    words_file: Option<PathBuf>,
    #[arg(long)]
    name: Option<String>,
    #[arg(long, value_name = "LINE")]
    without: Vec<String>,
    #[arg(long)]
    mask: bool,
    #[arg(long, value_parser = crate::args::one_of::<Lang>(&["ja", "en"]), hide_possible_values = true)]
    letter_lang: Option<Lang>,
    #[arg(long)]
    preview: bool,
}

/// What is done with cases.
#[derive(Subcommand)]
pub(crate) enum OfCase {
    List,
    Show {
        case: String,
    },
    Begin {
        #[command(flatten)]
        what: AboutWhat,
        #[command(flatten)]
        writing: Writing,
    },
    Next {
        case: String,
        #[command(flatten)]
        writing: Writing,
    },
    Send {
        case: String,
        #[arg(long, value_parser = crate::args::one_of::<CaseCarrier>(&CARRIERS), hide_possible_values = true)]
        to: CaseCarrier,
    },
    Sent {
        case: String,
        #[arg(long)]
        number: Option<String>,
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<NaiveDate>,
    },
    Answered {
        case: String,
        words: String,
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<NaiveDate>,
    },
    Note {
        case: String,
        words: String,
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<NaiveDate>,
    },
    Remind {
        case: String,
        #[arg(value_name = "YYYY-MM-DD", required_unless_present = "never")]
        day: Option<NaiveDate>,
        #[arg(long, conflicts_with = "day")]
        never: bool,
    },
    Close {
        case: String,
    },
    Reopen {
        case: String,
    },
    Discard {
        case: String,
    },
}

impl Session<'_> {
    pub(crate) async fn contact(&self, what: AboutWhat) -> anyhow::Result<u8> {
        let of = self.of(&what).await?;
        let route: RouteView = self.call("route_contact", serde_json::to_value(of)?).await?;
        show::route(self.reader, &route);
        Ok(OK)
    }

    pub(crate) async fn contacts(&self, pdf: Option<PathBuf>) -> anyhow::Result<u8> {
        if let Some(file) = pdf {
            return self.save_contacts(&file).await;
        }
        let sheet: SheetView = self.call("list_contacts", json!({})).await?;
        show::sheet(self.reader, &sheet);
        Ok(OK)
    }

    pub(crate) async fn case(&self, act: OfCase) -> anyhow::Result<u8> {
        let note = |what, on: Option<NaiveDate>, number, words| (what, on.unwrap_or_else(|| self.reader.today()), number, words);
        let (id, (what, on, number, words)) = match act {
            OfCase::List => {
                let all: Vec<CaseLineView> = self.call("list_cases", json!({})).await?;
                show::cases(self.reader, &all);
                return Ok(OK);
            }
            OfCase::Show { case } => {
                show::case(self.reader, &self.read_case(&case).await?);
                return Ok(OK);
            }
            OfCase::Begin { what, writing } => {
                let of = self.of(&what).await?;
                return self.write(None, of, 0, writing).await;
            }
            OfCase::Next { case, writing } => {
                let case = self.read_case(&case).await?;
                let of = OfMatter { about: case.about.about, matter: case.matter, charges: case.charges, charged_on: case.charged_on };
                let turn = case.next_turn.ok_or_else(|| Refused::about(Code::NobodyNext, case.id.to_string()))?;
                return self.write(Some(case), of, turn, writing).await;
            }
            OfCase::Send { case, to } => {
                let request = HandOnCase { case: self.find_case(&case).await?, to };
                let handed: CaseHandedView = self.call("hand_on_case", serde_json::to_value(request)?).await?;
                show::handed(self.reader, &handed, to);
                return Ok(OK);
            }
            OfCase::Remind { case, day, never } => {
                let start = |day: NaiveDate| self.reader.zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest().map(|at| at.to_utc());
                let request = RemindCase { case: self.find_case(&case).await?, at: day.filter(|_| !never).and_then(start) };
                show::case(self.reader, &self.call("remind_case", serde_json::to_value(request)?).await?);
                return Ok(OK);
            }
            OfCase::Discard { case } => {
                let case = self.find_case(&case).await?;
                self.call::<Nothing>("discard_case", json!({ "case": case })).await?;
                show::discarded(self.reader, case);
                return Ok(OK);
            }
            OfCase::Sent { case, number, on } => (case, note(CaseNote::Sent, on, number, None)),
            OfCase::Answered { case, words, on } => (case, note(CaseNote::Answered, on, None, Some(words))),
            OfCase::Note { case, words, on } => (case, note(CaseNote::Noted, on, None, Some(words))),
            OfCase::Close { case } => (case, note(CaseNote::Closed, None, None, None)),
            OfCase::Reopen { case } => (case, note(CaseNote::Reopened, None, None, None)),
        };
        let request = NoteCase { case: self.find_case(&id).await?, what, on, number, words };
        show::case(self.reader, &self.call("note_case", serde_json::to_value(request)?).await?);
        Ok(OK)
    }

    /// Writes a letter, and keeps it unless it is only looked at.
    async fn write(&self, case: Option<CaseView>, of: OfMatter, turn: u32, writing: Writing) -> anyhow::Result<u8> {
        let words = match &writing.words_file {
            Some(file) => Some(std::fs::read_to_string(file).map_err(|_| Refused::about(Code::FileUnreadable, file.display().to_string()))?),
            None => writing.words,
        };
        let draft = DraftCase {
            case: case.map(|case| case.id),
            of,
            turn,
            without: writing.without,
            words,
            name: writing.name,
            mask: writing.mask,
            letter_lang: writing.letter_lang.unwrap_or(self.reader.lang),
            offset_minutes: Some(self.offset_minutes()),
        };
        let request = serde_json::to_value(&draft)?;
        if writing.preview {
            let packet: PacketView = self.call("draft_case", request).await?;
            show::packet(self.reader, &packet);
        } else {
            let case: CaseView = self.call("keep_case", request).await?;
            show::case(self.reader, &case);
        }
        Ok(OK)
    }

    async fn of(&self, what: &AboutWhat) -> anyhow::Result<OfMatter> {
        // Whoever names the day of a charge says that there is one.
        let charges = what.charges.as_deref().map(|said| said == "yes").or(what.charged_on.map(|_| true));
        Ok(OfMatter { about: self.find_about(&what.id).await?, matter: what.topic, charges, charged_on: what.charged_on })
    }

    /// A connection of any kind by its id or the end of it, without asking any issuer; `app` is this app.
    async fn find_about(&self, id: &str) -> anyhow::Result<About> {
        if id == APP {
            return Ok(About::App);
        }
        let page: GrantListView = self.call("list_grants", json!({ "limit": 1 })).await?;
        let kept: Vec<KeptView> = page.kept.into_iter().filter(|one| fits(&one.id.to_string(), id)).collect();
        if let Some(one) = only(kept, id, Code::ManyConnections, |one| format!("{}  {}", one.id, one.service))? {
            return Ok(About::Kept { kept: one.id });
        }
        let grant = self.find(id).await?;
        Ok(if grant.own { About::App } else { About::Grant { grant: grant.id } })
    }

    /// A case by its id or the end of it.
    async fn find_case(&self, id: &str) -> anyhow::Result<CaseId> {
        let all: Vec<CaseLineView> = self.call("list_cases", json!({})).await?;
        let fitting = all.into_iter().filter(|one| fits(&one.id.to_string(), id)).collect();
        let line = |one: &CaseLineView| format!("{}  {}", one.id, one.service);
        Ok(only(fitting, id, Code::ManyCases, line)?.map(|one| one.id).ok_or_else(|| Refused::about(Code::NoSuchCase, id))?)
    }

    async fn read_case(&self, id: &str) -> anyhow::Result<CaseView> {
        self.call("read_case", json!({ "case": self.find_case(id).await? })).await
    }

    pub(crate) fn offset_minutes(&self) -> i32 {
        renkei_core::ports::Clock::now(&renkei_core::ports::SystemClock).with_timezone(&self.reader.zone).offset().fix().local_minus_utc() / 60
    }
}
