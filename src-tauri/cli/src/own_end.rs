//! The person's own end of a connection.

use chrono::NaiveDate;
use renkei_core::domain::own_end::Then;
use renkei_core::ipc::{GrantPageView, SetOwnEnd};

use crate::fault::{Code, Refused};
use crate::run::{OK, Session};
use crate::show;

impl Session<'_> {
    /// Sets it, or takes it back.
    pub(crate) async fn until(&self, id: &str, day: Option<NaiveDate>, end: bool, why: Option<String>) -> anyhow::Result<u8> {
        self.first_list().await?;
        let grant = self.find(id).await?;
        if grant.own {
            return Err(Refused::about(Code::OwnConnection, grant.id.to_string()).into());
        }
        let at = day.and_then(|day| end_of(day, &self.reader.zone));
        let then = if end { Then::End } else { Then::Ask };
        let request = SetOwnEnd { grant: grant.id, at, day, then: Some(then), why, seen_birth: Some(grant.birth) };
        let page: GrantPageView = self.call("set_own_end", serde_json::to_value(request)?).await?;
        show::own_end(self.reader, &page.grant);
        Ok(OK)
    }
}

/// The end of a day where the person is: the first moment of the next one.
fn end_of(day: NaiveDate, zone: &impl chrono::TimeZone) -> Option<renkei_core::domain::Timestamp> {
    let next = day.succ_opt()?.and_time(chrono::NaiveTime::MIN);
    // A day may begin with a gap in the clock: then it begins an hour later.
    let begin = zone.from_local_datetime(&next).earliest().or_else(|| zone.from_local_datetime(&(next + chrono::Duration::hours(1))).earliest())?;
    Some(begin.with_timezone(&chrono::Utc))
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use chrono::SubsecRound as _;
    use renkei_cli::{practice, profile};
    use renkei_core::domain::event::What;
    use renkei_core::domain::own_end::WhyAsked;
    use renkei_core::domain::text::Lang;
    use renkei_core::ipc::{EventView, GrantListView, SignedOutView};
    use renkei_core::ports::{Clock as _, SystemClock};
    use serde_json::json;

    use super::*;
    use crate::show::Reader;

    #[test]
    fn a_day_ends_where_the_person_is() {
        let day = NaiveDate::from_ymd_opt(2027, 3, 15).unwrap();
        let tokyo = chrono::FixedOffset::east_opt(9 * 3_600).unwrap();
        assert_eq!(end_of(day, &tokyo), "2027-03-15T15:00:00Z".parse().ok());
        assert_eq!(end_of(day, &chrono::Utc), "2027-03-16T00:00:00Z".parse().ok());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn when_the_day_is_over_it_ends_or_the_person_is_asked_as_they_prepared() {
        let folder = tempfile::tempdir().unwrap();
        let open = profile::open_practice(folder.path(), Arc::new(practice::Visitor::alone())).await.unwrap();
        let reader = Reader::new(Lang::En, true);
        let session = Session { open, reader: &reader, terminal: false, asked: Mutex::new(None) };
        assert!(practice::sign_in_everywhere(session.open.desk.as_ref()).await.is_empty());
        session.first_list().await.unwrap();
        let all: GrantListView = session.call("list_grants", json!({})).await.unwrap();
        let at = |issuer: &'static str| all.grants.iter().filter(move |grant| grant.issuer.id.as_str() == issuer && grant.can_end);
        let (mut kotori, other) = (at("kotori-pay"), at("himawari-money").next().unwrap());
        let (ends, asks, anew) = (kotori.next().unwrap(), kotori.next().unwrap(), kotori.next().unwrap());
        // The signed-out one cannot be ended by itself.
        let _: Vec<SignedOutView> = session.call("sign_out", json!({ "one": { "account": other.account } })).await.unwrap();
        // A day ends on a whole second, and so does the issuer's clock.
        let soon = SystemClock.now().trunc_subsecs(0) + chrono::Duration::seconds(3);
        for (grant, then, birth) in
            [(ends, "end", &ends.birth), (asks, "ask", &asks.birth), (anew, "end", &"an-earlier-one".to_owned()), (other, "end", &other.birth)]
        {
            let request = json!({ "grant": grant.id, "at": soon, "then": then, "seen_birth": birth });
            let _: GrantPageView = session.call("set_own_end", request).await.unwrap();
        }
        let page = |id| session.call::<GrantPageView>("read_grant", json!({ "grant": id }));
        assert!(page(ends.id).await.unwrap().ending.is_none(), "never before the day");
        let mut left = 300;
        while page(ends.id).await.unwrap().ending.is_none_or(|ending| !ending.state.is_settled()) && left > 0 {
            left -= 1;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let ended = page(ends.id).await.unwrap();
        assert_eq!(ended.ending.map(|ending| ending.state), Some(renkei_core::domain::ending::State::Verified));
        let events: Vec<EventView> = session.call("list_events", json!({})).await.unwrap();
        let told = |id| events.iter().find_map(|event| if let What::OwnEnd { grant, asked } = event.what { (grant == id).then_some(asked) } else { None });
        let wanted = [(ends, None), (asks, Some(WhyAsked::Wished)), (anew, Some(WhyAsked::GivenAnew)), (other, Some(WhyAsked::SignIn))];
        for (grant, why) in wanted {
            assert_eq!(told(grant.id), Some(why), "{}", grant.service.name);
        }
        for (grant, why) in [(asks, WhyAsked::Wished), (anew, WhyAsked::GivenAnew), (other, WhyAsked::SignIn)] {
            let page = page(grant.id).await.unwrap();
            assert!(page.ending.is_none() && page.grant.own_end_plan.is_some_and(|plan| plan.asked == Some(why)), "{}", grant.service.name);
        }
        let over = json!({ "grant": asks.id, "at": SystemClock.now(), "then": "end" });
        assert!(session.call::<GrantPageView>("set_own_end", over).await.is_err(), "a day that is over ends nothing");
        session.open.close().await;
    }
}
