//! Measurements: what was seen of an ending, in words and figures.

use renkei_core::domain::measurement::{Figure, Life, Unmeasured};
use renkei_core::ipc::{MeasureState, MeasureView, MeasurementView};

use super::{Beside, Reader, name_of, padded, print_json, say, say_error, tell};
use crate::fault::Said;
use unicode_width::UnicodeWidthStr as _;

/// What is going to happen, before the browser opens.
pub(crate) fn measure_begins(reader: &Reader, view: &MeasureView) {
    if reader.json {
        return;
    }
    let scopes = view.scopes.join(" ");
    let given = [("issuer", view.issuer.name.as_str()), ("host", view.host.as_str()), ("scopes", scopes.as_str())];
    let reach = if view.only_identity { "measure-harmless" } else { "measure-scopes" };
    for id in ["measure-lede", "measure-how-1", "measure-how-2", "measure-how-3", reach, "cli-measure-stop"] {
        say_error(&reader.with(id, &given));
    }
}

pub(crate) fn measure_in_browser(reader: &Reader, view: &MeasureView, url: &str) {
    let title = reader.with("leave-title", &[("party", &view.issuer.name), ("host", &view.host)]);
    tell(reader, Beside::Note, &Said::beside("in_browser", Some(&view.issuer.name), title, url.to_owned()));
}

pub(crate) fn measure(reader: &Reader, view: &MeasureView) {
    if reader.json {
        return print_json(view);
    }
    let issuer = [("issuer", view.issuer.name.as_str())];
    if view.state == MeasureState::Cancelled {
        say(&reader.get("measure-cancelled"));
    }
    if let Some(since) = view.left_behind {
        say(&reader.with("measure-left-behind", &[issuer[0], ("at", &reader.moment(since))]));
    }
    match &view.latest {
        Some(seen) => lines(reader, &view.issuer.name, seen, true, say),
        None if view.client_id.is_none() => say(&reader.with("measure-not-offered", &issuer)),
        None => say(&reader.get("measure-not-yet")),
    }
}

/// A measurement in words; with all that was seen where `whole`.
pub(super) fn lines(reader: &Reader, issuer: &str, seen: &MeasurementView, whole: bool, out: fn(&str)) {
    out(&reader.counted("measure-at", "days", seen.days as usize, &[("at", &reader.moment(seen.at))]));
    out(&format!("    {}", figure(reader, issuer, seen)));
    for one in &seen.contradicts {
        out(&format!("    {}", reader.with(&format!("measure-contradiction-{}", name_of(one)), &[("issuer", issuer)])));
    }
    if seen.old {
        out(&format!("    {}", reader.get("measure-old")));
    }
    if !whole {
        return;
    }
    let accepted = match &seen.resource_host {
        Some(host) => reader.with("measure-accepted", &[("host", host)]),
        None => reader.get("measure-accepted-nowhere"),
    };
    let mut rows = vec![
        (reader.get("measure-listed"), life(reader, seen.listed)),
        (reader.get("measure-renewed"), life(reader, seen.renewed)),
        (accepted, life(reader, seen.accepted)),
    ];
    if let Some(until) = seen.signed_for {
        rows.push((reader.get("measure-signed"), reader.with("measure-life-signed", &[("until", &span(reader, until))])));
    }
    let width = rows.iter().map(|(label, _)| label.width()).max().unwrap_or_default();
    for (label, seen) in rows {
        out(&format!("    {}  {seen}", padded(&label, width)));
    }
    if seen.stopped {
        out(&format!("    {}", reader.get("measure-stopped")));
    }
    out(&reader.with("measure-said-here", &[("issuer", issuer)]));
}

fn figure(reader: &Reader, issuer: &str, seen: &MeasurementView) -> String {
    let with = |id: &str, given: &[(&str, &str)]| reader.with(id, &[&[("issuer", issuer)], given].concat());
    match seen.figure {
        Figure::Over { by } => with("measure-figure-over", &[("by", &span(reader, by))]),
        Figure::Signed { by, until } => with("measure-figure-signed", &[("by", &span(reader, by)), ("until", &span(reader, until))]),
        Figure::Alive { worked } => with("measure-figure-alive", &[("worked", &span(reader, worked))]),
        Figure::Nothing => reader.get("measure-figure-nothing"),
    }
}

fn life(reader: &Reader, life: Life) -> String {
    match life {
        Life::Over { by, worked: 0 } => reader.with("measure-life-over", &[("by", &span(reader, by))]),
        Life::Over { by, worked } => reader.with("measure-life-over-worked", &[("by", &span(reader, by)), ("worked", &span(reader, worked))]),
        Life::Alive { worked } => reader.with("measure-life-alive", &[("worked", &span(reader, worked))]),
        Life::Unmeasured(why) => reader.get(match why {
            Unmeasured::None => "measure-life-none",
            Unmeasured::NeverWorked => "measure-life-never-worked",
            Unmeasured::NoAnswer => "measure-life-no-answer",
        }),
    }
}

/// Milliseconds as a person says them: tenths of a second, whole minutes from one on; never less than it was.
pub(crate) fn span(reader: &Reader, millis: u32) -> String {
    if millis >= 60_000 {
        return reader.with("measure-minutes", &[("minutes", &millis.div_ceil(60_000).to_string())]);
    }
    let tenths = millis.div_ceil(100).max(1);
    reader.with("measure-seconds", &[("seconds", &format!("{}.{}", tenths / 10, tenths % 10))])
}
