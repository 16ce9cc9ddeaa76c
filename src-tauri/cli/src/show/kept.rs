//! Connections that no list tells, each with who says it.

use renkei_core::domain::expiry::Reach;
use renkei_core::ipc::{IssuerMeans, KeptSource, KeptView, ReceiptCheckView, ReceiptView};

use super::grant::words_of;
use super::{Reader, name_of, print_json, say, short};

pub(crate) fn kept(reader: &Reader, all: &[KeptView]) {
    if reader.json {
        return print_json(&all);
    }
    if all.is_empty() {
        return say(&reader.get("cli-kept-none"));
    }
    for one in all {
        lines(reader, one);
    }
}

pub(crate) fn kept_one(reader: &Reader, one: &KeptView) {
    if reader.json {
        return print_json(one);
    }
    lines(reader, one);
}

pub(crate) fn erased(reader: &Reader, one: &KeptView) {
    if reader.json {
        return print_json(one);
    }
    say(&reader.with("cli-kept-erased", &[("service", &one.service)]));
}

pub(crate) fn receipt(reader: &Reader, check: &ReceiptCheckView) {
    if reader.json {
        return print_json(check);
    }
    say(&check.receipt.service.name);
    facts(reader, &check.receipt);
    say(&reader.get(if check.kept.is_some() { "cli-receipt-kept" } else { "cli-receipt-not-kept" }));
}

fn lines(reader: &Reader, one: &KeptView) {
    let mut marks = Vec::new();
    if let Some(at) = one.ended_at {
        marks.push(reader.with("cli-kept-ended", &[("at", &reader.moment(at))]));
    }
    if one.grant.is_some() {
        marks.push(reader.get("cli-kept-listed"));
    }
    if one.due {
        marks.push(reader.get("cli-kept-due"));
    }
    let marks = marks.iter().fold(String::new(), |marks, mark| marks + "  [" + mark + "]");
    say(&format!("{}{marks}", one.service));
    match &one.source {
        KeptSource::Note(note) => {
            line(&reader.with("cli-kept-noted", &[("at", &reader.moment(one.made_at))]));
            line(&reader.get(&format!("cli-way-{}", name_of(&note.way))));
            for words in [&note.place, &note.how_to_end, &note.memo].into_iter().flatten() {
                words.lines().for_each(line);
            }
        }
        KeptSource::Receipt(receipt) => facts(reader, receipt),
    }
    if let Some(IssuerMeans::OwnPage { url, .. }) = &one.means {
        line(url);
    }
    if let Some(at) = one.remind_at {
        line(&reader.with("cli-kept-remind", &[("at", &reader.moment(at))]));
    }
    line(&reader.with("cli-id", &[("id", short(&one.id.to_string()))]));
    say("");
}

fn facts(reader: &Reader, receipt: &ReceiptView) {
    let signed = [("issuer", receipt.issuer.as_str()), ("host", receipt.host.as_str()), ("at", &reader.moment(receipt.issued_at))];
    line(&reader.with(if receipt.vouched { "cli-receipt-signed" } else { "cli-receipt-signed-stranger" }, &signed));
    line(&receipt.connector.name);
    for permission in &receipt.permissions {
        line(words_of(permission));
    }
    line(&match (receipt.reach, receipt.days) {
        (Reach::UntilEnded, _) => reader.get("cli-until-ended"),
        (Reach::Until(at), _) => reader.with("cli-until", &[("at", &reader.moment(at))]),
        (Reach::NotTold, Some(days)) => reader.counted("days-from-consent", "count", days as usize, &[]),
        (Reach::NotTold, None) => reader.get("cli-until-not-told"),
    });
    if let Some(chain) = receipt.chain.told().filter(|chain| !chain.is_empty()) {
        let names: Vec<&str> = chain.iter().map(String::as_str).collect();
        line(&reader.with("cli-receipt-chain", &[("names", &reader.listed(&names))]));
    }
    receipt.how_to_end.iter().chain(&receipt.beware).for_each(|words| line(words));
}

fn line(words: &str) {
    say(&format!("    {words}"));
}
