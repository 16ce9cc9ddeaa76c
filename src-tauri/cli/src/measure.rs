//! Measuring how quickly an ending takes effect: the person's act, the wait, and what was seen.

use renkei_core::ipc::{MeasureState, MeasureView, SignInView};
use serde_json::json;

use crate::fault::{Code, FAILED, Refused};
use crate::find::{fits, only};
use crate::run::{LOOK, OK, PARTLY, Session};
use crate::show;

impl Session<'_> {
    pub(crate) async fn measure(&self, issuer: &str, last: bool) -> anyhow::Result<u8> {
        let account = self.sign_in_at(issuer).await?.account;
        let request = json!({ "account": account });
        if last {
            let view = self.measure_of(account).await?;
            show::measure(self.reader, &view);
            return Ok(outcome(&view));
        }
        let mut view: MeasureView = self.call("start_measure", request).await?;
        show::measure_begins(self.reader, &view);
        let mut told = false;
        loop {
            match &view.state {
                MeasureState::Starting | MeasureState::Given | MeasureState::Looking { .. } => {}
                MeasureState::InBrowser { url, .. } => {
                    if !std::mem::replace(&mut told, true) && self.open.addresses.is_none() {
                        show::measure_in_browser(self.reader, &view, url);
                    }
                }
                MeasureState::Idle | MeasureState::Done | MeasureState::Cancelled => {
                    show::measure(self.reader, &view);
                    return Ok(outcome(&view));
                }
                MeasureState::Failed { why } => return Err(why.clone().into()),
            }
            tokio::time::sleep(LOOK).await;
            view = self.measure_of(account).await?;
        }
    }

    /// How it stands with one sign-in.
    async fn measure_of(&self, account: renkei_core::domain::id::AccountId) -> anyhow::Result<MeasureView> {
        let all: Vec<MeasureView> = self.call("list_measures", json!({})).await?;
        all.into_iter().find(|one| one.account == account).ok_or_else(|| Refused::about(Code::NoSuchSignIn, account.to_string()).into())
    }

    /// A sign-in by the id of its issuer, or by its own.
    async fn sign_in_at(&self, issuer: &str) -> anyhow::Result<SignInView> {
        let all: Vec<SignInView> = self.call("list_sign_ins", json!({})).await?;
        let place = issuer.split_once("://").map_or(issuer, |(_, place)| place).trim_end_matches('/');
        let fitting = |one: &SignInView| [issuer, place].contains(&one.issuer.id.as_str()) || fits(&one.account.to_string(), issuer);
        let fitting = all.into_iter().filter(fitting).collect();
        let line = |one: &SignInView| format!("{}  {} {}", one.account, one.issuer.name, one.label.as_deref().unwrap_or_default());
        only(fitting, issuer, Code::ManySignIns, line)?.ok_or_else(|| Refused::about(Code::NoSuchSignIn, issuer).into())
    }
}

/// Whether it is good to know: something that still worked, or does not fit, is to be looked at.
fn outcome(view: &MeasureView) -> u8 {
    match (&view.latest, &view.state) {
        (_, MeasureState::Cancelled) | (None, _) => FAILED,
        (Some(seen), _) if !seen.contradicts.is_empty() => PARTLY,
        (Some(_), _) => OK,
    }
}
