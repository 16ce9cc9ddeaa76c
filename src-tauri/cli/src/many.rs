//! Ending many connections by one act: what is meant, the person's word, the wait, and stopping it.

use std::sync::PoisonError;
use std::time::Duration;

use renkei_core::domain::batch::{Choice, Weight};
use renkei_core::domain::fold::fold;
use renkei_core::ipc::{BatchView, EndMany, EndingView, GrantView, InboxView, ManyView, SeenGrant, Steer};
use serde_json::json;

use crate::fault::{Code, GOES_ON, NOT_ENDED, Refused};
use crate::find::{fits, grant_line, only};
use crate::revoke::{Asked, Wish};
use crate::run::{LOOK, OK, Session};
use crate::show;

/// What is meant on the command line.
pub(crate) enum Meant {
    Connector(String),
    Notice(String),
    These(Vec<String>),
    Everything,
}

impl Session<'_> {
    pub(crate) async fn revoke_many(&self, meant: Meant, sign_out: bool, wish: Wish) -> anyhow::Result<u8> {
        self.first_list().await?;
        let choice = self.choice(meant).await?;
        let view: ManyView = self.call("preview_many", json!({ "choice": choice })).await?;
        if wish.preview {
            show::many_preview(self.reader, &view);
            return Ok(OK);
        }
        let grants: Vec<SeenGrant> =
            view.parties.iter().flat_map(|party| &party.grants).map(|grant| SeenGrant { grant: grant.grant, birth: grant.birth.clone() }).collect();
        if grants.is_empty() {
            // All of it was asked for before, or nothing is there.
            let Some(batch) = view.batch else {
                return Err(renkei_core::ipc::Failure { code: renkei_core::ipc::ErrorCode::NothingToEnd, party: None, detail: None }.into());
            };
            let batch = self.call("read_batch", json!({ "batch": batch })).await?;
            return self.follow(batch, wish.wait).await;
        }
        if !wish.yes {
            self.confirm_many(&view).await?;
        }
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Asked::Many);
        let request = EndMany { choice, grants, sign_out };
        let batch = self.call("end_many", serde_json::to_value(request)?).await?;
        self.follow(batch, wish.wait).await
    }

    /// Lists what was asked for together, and what was to be taken away; shows one act, or steers it.
    pub(crate) async fn endings(&self, batch: Option<String>, steer: Option<(Steer, String)>, wait: Duration) -> anyhow::Result<u8> {
        let all: Vec<BatchView> = self.call("list_batches", json!({})).await?;
        let find = |id: &str| {
            let fitting = all.iter().filter(|one| fits(&one.id.to_string(), id)).map(|one| one.id).collect();
            only(fitting, id, Code::ManyBatches, ToString::to_string)?.ok_or_else(|| Refused::about(Code::NoSuchBatch, id))
        };
        let one = match (batch, steer) {
            (_, Some((how, id))) => self.call("steer_batch", json!({ "batch": find(&id)?, "how": how })).await?,
            (Some(id), None) => self.call("read_batch", json!({ "batch": find(&id)? })).await?,
            (None, None) => {
                let narrowings: Vec<EndingView> = self.call("list_narrowings", json!({})).await?;
                show::batches(self.reader, &all, &narrowings);
                return Ok(OK);
            }
        };
        self.follow(one, wait).await
    }

    /// Waits until nothing goes on by itself, and shows each.
    async fn follow(&self, mut batch: BatchView, wait: Duration) -> anyhow::Result<u8> {
        let until = tokio::time::Instant::now() + wait;
        while batch.counts.goes_on + batch.counts.out > 0 && tokio::time::Instant::now() < until {
            tokio::time::sleep(LOOK).await;
            batch = self.call("read_batch", json!({ "batch": batch.id })).await?;
        }
        show::batch(self.reader, &batch);
        let counts = batch.counts;
        Ok(if counts.goes_on + counts.needs_you + counts.held > 0 {
            GOES_ON
        } else if counts.not_ended > 0 {
            NOT_ENDED
        } else {
            OK
        })
    }

    async fn confirm_many(&self, view: &ManyView) -> anyhow::Result<()> {
        if !self.terminal {
            return Err(Refused::plain(Code::NeedsYes).into());
        }
        show::many_before(self.reader, view);
        let confirmed = match view.weight {
            Weight::Button => show::confirmed(self.reader, "cli-confirm").await?,
            Weight::Typed => show::typed(self.reader, view.total).await?,
        };
        if confirmed { Ok(()) } else { Err(Refused::plain(Code::NotConfirmed).into()) }
    }

    async fn choice(&self, meant: Meant) -> anyhow::Result<Choice> {
        Ok(match meant {
            Meant::Everything => Choice::Everything,
            Meant::Notice(id) => {
                let inbox: InboxView = self.call("list_notices", json!({})).await?;
                let notice = crate::find::notice(inbox.notices, &id)?;
                Choice::Notice { issuer: notice.issuer.id, notice: notice.id }
            }
            Meant::These(ids) => {
                let all = self.all_grants().await?;
                let mut grants = Vec::with_capacity(ids.len());
                for id in ids {
                    let fitting: Vec<GrantView> = all.iter().filter(|grant| fits(&grant.id.to_string(), &id)).cloned().collect();
                    let grant = only(fitting, &id, Code::ManyConnections, grant_line)?.ok_or_else(|| Refused::about(Code::NoSuchConnection, &id))?;
                    if grant.own {
                        return Err(Refused::about(Code::OwnConnection, grant.id.to_string()).into());
                    }
                    grants.push(grant.id);
                }
                Choice::Chosen { grants }
            }
            Meant::Connector(word) => {
                let all = self.all_grants().await?;
                let named = |grant: &&GrantView| {
                    !grant.own && (grant.connector.id == word || fold(&grant.connector.name) == fold(&word) || fits(&grant.id.to_string(), &word))
                };
                // The same company has one id at each issuer, and may have several.
                let mut fitting: Vec<GrantView> = all.iter().filter(named).cloned().collect();
                fitting.dedup_by(|one, other| fold(&one.connector.name) == fold(&other.connector.name));
                let grant = only(fitting, &word, Code::ManyConnections, grant_line)?.ok_or_else(|| Refused::about(Code::NoSuchConnection, &word))?;
                Choice::Connector { grant: grant.id }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use renkei_cli::{practice, profile};
    use renkei_core::domain::text::Lang;
    use renkei_core::ipc::SignInView;

    use super::*;
    use crate::show::Reader;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_lost_phone_signs_itself_out_where_nothing_is_open_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let open = profile::open_practice(folder.path(), Arc::new(practice::Visitor::alone())).await.unwrap();
        let reader = Reader::new(Lang::En, true);
        let session = Session { open, reader: &reader, terminal: false, asked: Mutex::new(None) };
        assert!(practice::sign_in_everywhere(session.open.desk.as_ref()).await.is_empty());
        let wish = Wish { yes: true, now_listed: false, wait: Duration::from_mins(1), preview: false };
        assert_eq!(session.revoke_many(Meant::Everything, true, wish).await.unwrap(), OK);
        let mut left = 200;
        let mut sign_ins: Vec<SignInView> = session.call("list_sign_ins", json!({})).await.unwrap();
        assert!(!sign_ins.is_empty());
        while sign_ins.iter().any(|one| one.signed_in) && left > 0 {
            left -= 1;
            tokio::time::sleep(Duration::from_millis(100)).await;
            sign_ins = session.call("list_sign_ins", json!({})).await.unwrap();
        }
        assert!(sign_ins.iter().all(|one| !one.signed_in), "{sign_ins:?}");
        session.open.close().await;
    }
}
