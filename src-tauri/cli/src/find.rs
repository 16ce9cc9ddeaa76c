//! What an id on the command line means: an id in full, or the end of one.

use renkei_core::ipc::{ConnectIssuer, GrantListView, GrantView, IssuerMeans, IssuerView, NoticeView, SignInView};
use serde_json::json;

use crate::fault::{Code, Refused};
use crate::run::Session;

/// Fewer characters of an end would too easily fit another one.
const SHORTEST: usize = 6;

impl Session<'_> {
    /// A grant by its id, or the end of it.
    pub(crate) async fn find(&self, id: &str) -> anyhow::Result<GrantView> {
        let mut all = self.all_grants().await?;
        all.retain(|grant| fits(&grant.id.to_string(), id));
        only(all, id, Code::ManyConnections, grant_line)?.ok_or_else(|| Refused::about(Code::NoSuchConnection, id).into())
    }

    /// Every grant, whatever its state, the app's own before them.
    pub(crate) async fn all_grants(&self) -> anyhow::Result<Vec<GrantView>> {
        let mut all = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let page: GrantListView = self.call("list_grants", json!({ "filter": "all", "limit": 500, "cursor": cursor })).await?;
            // The app's own stand on every page.
            if cursor.is_none() {
                all.extend(page.own);
            }
            all.extend(page.grants);
            cursor = page.next_cursor;
            if cursor.is_none() {
                return Ok(all);
            }
        }
    }

    /// A sign-in of this device by its id, or the end of it.
    pub(crate) async fn find_sign_in(&self, id: &str) -> anyhow::Result<SignInView> {
        let all: Vec<SignInView> = self.call("list_sign_ins", json!({})).await?;
        let fitting = all.into_iter().filter(|one| fits(&one.account.to_string(), id)).collect();
        only(fitting, id, Code::ManySignIns, sign_in_line)?.ok_or_else(|| Refused::about(Code::NoSuchSignIn, id).into())
    }

    /// Whom to connect: an issuer by its id, or a sign-in that is there already, to sign in to it again.
    pub(crate) async fn find_issuer(&self, id: &str) -> anyhow::Result<ConnectIssuer> {
        let issuers: Vec<IssuerView> = self.call("list_issuers", json!({})).await?;
        let named = issuers.into_iter().find(|issuer| issuer.id.as_str() == id);
        if let Some(issuer) = named.as_ref().filter(|issuer| issuer.vouched || matches!(issuer.means, IssuerMeans::OwnPage { .. })) {
            return Ok(ConnectIssuer::Catalogue { issuer: issuer.id.clone() });
        }
        // One that was connected by its address stands in no catalogue.
        let all: Vec<SignInView> = self.call("list_sign_ins", json!({})).await?;
        let meant = |one: &SignInView| if named.is_some() { one.issuer.id.as_str() == id } else { fits(&one.account.to_string(), id) };
        let found = only(all.into_iter().filter(meant).collect(), id, Code::ManySignIns, sign_in_line)?;
        found.map(|one| ConnectIssuer::Again { account: one.account }).ok_or_else(|| Refused::about(Code::NoSuchIssuer, id).into())
    }
}

/// A notice by its feed's id of it; where several feeds have the same, with its issuer's before it.
pub(crate) fn notice(all: Vec<NoticeView>, id: &str) -> Result<NoticeView, Refused> {
    let full = |notice: &NoticeView| format!("{}/{}", notice.issuer.id, notice.id);
    let fitting = all.into_iter().filter(|notice| notice.id == id || full(notice) == id).collect();
    only(fitting, id, Code::ManyNotices, |notice| format!("{}  {}", full(notice), notice.title))?.ok_or_else(|| Refused::about(Code::NoSuchNotice, id))
}

pub(crate) fn grant_line(grant: &GrantView) -> String {
    format!("{}  {} ({}, {})", grant.id, grant.service.name, grant.connector.name, grant.issuer.name)
}

fn sign_in_line(one: &SignInView) -> String {
    format!("{}  {}  {}", one.account, one.issuer.name, one.label.as_deref().unwrap_or_default())
}

/// The only one that fits, if any does; several are listed to choose from.
pub(crate) fn only<T>(mut fitting: Vec<T>, id: &str, many: Code, line: impl Fn(&T) -> String) -> Result<Option<T>, Refused> {
    if fitting.len() > 1 {
        return Err(Refused::about(many, id).choosing(fitting.iter().map(line).collect()));
    }
    Ok(fitting.pop())
}

pub(crate) fn fits(id: &str, written: &str) -> bool {
    let written = written.to_ascii_lowercase();
    id == written || (written.len() >= SHORTEST && id.ends_with(&written))
}

#[cfg(test)]
mod tests {
    use renkei_core::domain::text::Lang;
    use renkei_core::words::Words;

    use super::*;
    use crate::fault::said;

    #[test]
    fn the_end_of_an_id_is_enough_and_a_short_one_is_not() {
        let id = "01a1fcb5-36d6-7135-881d-32ea57e822a9";
        for written in [id, "57e822a9", "32EA57E822A9", "e822a9"] {
            assert!(fits(id, written), "{written}");
        }
        for written in ["822a9", "", "01a1fcb5", "32ea57e822a8"] {
            assert!(!fits(id, written), "{written}");
        }
    }

    #[test]
    fn an_end_that_fits_several_lists_them() {
        let ids = vec!["one-57e822a9", "two-57e822a9"];
        let many = only(ids, "57e822a9", Code::ManyConnections, |id| (*id).to_owned()).err().map(anyhow::Error::from);
        for lang in Lang::ALL {
            let (said, code) = said(many.as_ref().unwrap_or(&anyhow::anyhow!("None")), Words::of(lang), "renkei");
            assert_eq!((said.code.as_str(), code), ("many_connections", 1));
            assert!(said.title.contains("57e822a9"), "{}", said.title);
            assert_eq!(said.choices, ["one-57e822a9", "two-57e822a9"]);
        }
    }
}
