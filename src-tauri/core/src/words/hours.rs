//! Opening hours as people say them: "Mon–Fri 9:00–18:00, closed on public holidays".

use super::{Argument, Words};
use crate::domain::hours::{DAY, Day, HOME, Holidays, Hours, Span};

/// Names of the days, from Monday on, in message ids.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Words {
    /// The hours in words; `None` where not every week is alike, so that only what was published can say it.
    pub fn hours(&self, hours: &Hours) -> Option<String> {
        let week = hours.week()?;
        let mut kinds: Vec<(Vec<usize>, &Vec<Span>)> = Vec::new();
        for (day, spans) in week.days.iter().enumerate().filter(|(_, spans)| !spans.is_empty()) {
            match kinds.iter_mut().find(|(_, other)| *other == spans) {
                Some((days, _)) => days.push(day),
                None => kinds.push((vec![day], spans)),
            }
        }
        let mut parts: Vec<String> =
            kinds.iter().map(|(days, spans)| self.put("hours-of", &[("days", &self.days(days)), ("times", &self.times(spans))])).collect();
        match &week.holidays {
            _ if parts.is_empty() => return None,
            Holidays::AsUsual => {}
            Holidays::Closed => parts.push(self.get("hours-holidays-closed")),
            Holidays::Open(spans) => parts.push(self.put("hours-of", &[("days", &self.get("hours-holidays")), ("times", &self.times(spans))])),
        }
        parts.extend(week.closed.iter().map(|(from, to)| {
            let days = if from == to { self.day(*from) } else { self.put("hours-from-to", &[("from", &self.day(*from)), ("to", &self.day(*to))]) };
            self.put("hours-closed-on", &[("days", &days)])
        }));
        let always = week.days.iter().all(|spans| *spans == [(0, DAY)]) && week.holidays == Holidays::AsUsual && week.closed.is_empty();
        let told = if always { self.get("hours-always") } else { parts.join(&self.get("list-comma")) };
        let zone = hours.zone.as_deref().filter(|zone| *zone != HOME);
        Some(zone.map_or_else(|| told.clone(), |zone| self.put("hours-elsewhere", &[("hours", &told), ("zone", zone)])))
    }

    /// Days that follow each other are told by the first and the last.
    fn days(&self, days: &[usize]) -> String {
        if days.len() == DAYS.len() {
            return self.get("hours-every-day");
        }
        let name = |day: usize| DAYS.get(day).map(|day| self.get(&format!("hours-{day}"))).unwrap_or_default();
        let runs = days.chunk_by(|one, next| one + 1 == *next).flat_map(|run| match run {
            [first, .., last] if last - first > 1 => vec![self.put("hours-from-to", &[("from", &name(*first)), ("to", &name(*last))])],
            few => few.iter().map(|day| name(*day)).collect(),
        });
        runs.collect::<Vec<_>>().join(&self.get("hours-and"))
    }

    fn day(&self, (month, day): Day) -> String {
        self.with("hours-date", &[("month", Argument::Count(month.into())), ("day", Argument::Count(day.into()))])
    }

    fn times(&self, spans: &[Span]) -> String {
        if spans == [(0, DAY)] {
            return self.get("hours-all-day");
        }
        let time = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
        let end = |minutes: u16| if minutes > DAY { self.put("hours-next-day", &[("time", &time(minutes - DAY))]) } else { time(minutes) };
        spans.iter().map(|(from, to)| self.put("hours-from-to", &[("from", &time(*from)), ("to", &end(*to))])).collect::<Vec<_>>().join(&self.get("hours-and"))
    }

    fn put(&self, id: &str, given: &[(&str, &str)]) -> String {
        self.with(id, &given.iter().map(|(name, text)| (*name, Argument::Text((*text).into()))).collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Lang;

    #[test]
    fn hours_are_told_as_people_say_them() {
        for (open, ja, en) in [
            ("24/7", "24時間・年中無休", "at any hour, every day"),
            ("Mo-Fr 09:00-18:00; PH off", "月〜金 9:00〜18:00、祝日は休み", "Mon–Fri 9:00–18:00, closed on public holidays"),
            ("Mo-Sa 09:30-12:00,13:00-17:00", "月〜土 9:30〜12:00・13:00〜17:00", "Mon–Sat 9:30–12:00 and 13:00–17:00"),
            ("Mo,We,Fr 09:00-17:00; Sa 10:00-15:00", "月・水・金 9:00〜17:00、土 10:00〜15:00", "Mon and Wed and Fri 9:00–17:00, Sat 10:00–15:00"),
            ("Mo-Su 18:00-02:00", "毎日 18:00〜翌2:00", "every day 18:00–2:00 (next day)"),
            ("Mo-Fr 09:00-17:00; PH 10:00-12:00", "月〜金 9:00〜17:00、祝日 10:00〜12:00", "Mon–Fri 9:00–17:00, public holidays 10:00–12:00"),
            (
                "Mo-Fr 09:30-17:00; PH off; Dec 29-Jan 03 off",
                "月〜金 9:30〜17:00、祝日は休み、12月29日〜1月3日は休み",
                "Mon–Fri 9:30–17:00, closed on public holidays, closed Dec 29–Jan 3",
            ),
        ] {
            let hours = Hours { open: open.into(), zone: None, note: None };
            assert_eq!(Words::of(Lang::Ja).hours(&hours).as_deref(), Some(ja));
            assert_eq!(Words::of(Lang::En).hours(&hours).as_deref(), Some(en));
        }
        let elsewhere = Hours { open: "Mo-Fr 09:00-17:00".into(), zone: Some("Europe/London".into()), note: None };
        assert_eq!(Words::of(Lang::Ja).hours(&elsewhere).as_deref(), Some("月〜金 9:00〜17:00（Europe/Londonの時刻）"));
        for unsaid in ["off", "Mo[1] 09:00-12:00", "whenever we like"] {
            assert_eq!(Words::of(Lang::En).hours(&Hours { open: unsaid.into(), zone: None, note: None }), None, "{unsaid}");
        }
    }
}
