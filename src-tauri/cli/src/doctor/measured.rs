//! How quickly an ending takes effect at an issuer, as this profile measured it.

use renkei_core::domain::measurement::Figure;
use renkei_core::ipc::MeasureView;
use renkei_core::words::Argument;
use serde_json::json;

use crate::publish::finding::{Code, Finding};
use crate::show::{Reader, span};

pub(super) fn findings(measure: &MeasureView, reader: &Reader) -> Vec<Finding> {
    let Some(seen) = &measure.latest else {
        let code = if measure.client_id.is_some() { Code::MeasureNotDone } else { Code::MeasureNotOffered };
        return vec![code.at("measure")];
    };
    let found = |code: Code| code.at("measure").with("at", reader.moment(seen.at));
    let mut all = vec![match seen.figure {
        Figure::Over { by } => found(Code::MeasuredOver).with("by", span(reader, by)),
        Figure::Signed { by, until } => found(Code::MeasuredSigned).with("by", span(reader, by)).with("until", span(reader, until)),
        Figure::Alive { worked } => found(Code::MeasuredAlive).with("worked", span(reader, worked)),
        Figure::Nothing => found(Code::MeasuredNothing),
    }];
    for one in &seen.contradicts {
        let name = json!(one).as_str().unwrap_or_default().replace('_', "-");
        let what = reader.words.with(&format!("measure-contradiction-{name}"), &[("issuer", Argument::Text(measure.issuer.name.as_str().into()))]);
        all.push(found(Code::MeasuredContradicts).with("what", what));
    }
    all
}
