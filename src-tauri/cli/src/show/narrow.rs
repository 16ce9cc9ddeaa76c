//! Narrowing: what would be taken away, before it; and where earlier ones stand.

use renkei_core::domain::permission::Effect;
use renkei_core::ipc::{EndingView, LeftAliveKind, NarrowingView, PermissionView};
use serde_json::json;

use super::ending::standing;
use super::grant::permission_words;
use super::{Reader, print_json, say, say_error, short};

/// What it would do, asked for by itself.
pub(crate) fn narrowing_preview(reader: &Reader, view: &NarrowingView, gone: &[PermissionView]) {
    if reader.json {
        return print_json(&json!({ "narrowing": view, "drop": gone }));
    }
    before(reader, view, gone, say);
}

/// What it would do, before the person's word.
pub(crate) fn narrowing_before(reader: &Reader, view: &NarrowingView, gone: &[PermissionView]) {
    before(reader, view, gone, say_error);
}

fn before(reader: &Reader, view: &NarrowingView, gone: &[PermissionView], out: fn(&str)) {
    let grant = &view.grant;
    let given = [("service", grant.service.name.as_str()), ("issuer", grant.issuer.name.as_str()), ("connector", grant.connector.name.as_str())];
    out(&reader.with("narrow-title", &given));
    out(&reader.with("narrow-lede", &given));
    if view.sign_in_first {
        out(&reader.with("before-sign-in-title", &given));
        out(&reader.with("cli-sign-in-how", &[("id", short(&grant.account.to_string()))]));
    }
    let title = |id: &str| out(&format!("{}{}", reader.get(id), reader.get("sentence-gap").trim_end()));
    let list = |all: &mut dyn Iterator<Item = &PermissionView>| {
        for permission in all {
            out(&format!("    - {}", permission_words(reader, permission)));
        }
    };
    title("narrow-goes");
    list(&mut gone.iter());
    title("narrow-stays");
    list(&mut view.may_go.iter().filter(|permission| !gone.contains(permission)).chain(&view.fixed));
    if !view.fixed.is_empty() {
        out(&format!("      {}", reader.with("narrow-fixed-note", &given)));
    }
    title("narrow-then");
    out(&format!("    - {}", reader.with("narrow-then-service", &given)));
    let left_alive = match view.left_alive {
        LeftAliveKind::Nothing => reader.with("narrow-leaves-nothing", &given),
        LeftAliveKind::SignedAccessTokens { seconds: Some(seconds) } => {
            reader.counted("narrow-leaves-minutes", "minutes", usize::try_from(seconds.div_ceil(60)).unwrap_or_default(), &given)
        }
        LeftAliveKind::SignedAccessTokens { seconds: None } => reader.with("narrow-leaves-signed-access-tokens", &given),
        LeftAliveKind::NotTold => reader.with("narrow-leaves-not-told", &given),
    };
    out(&format!("    - {left_alive}"));
    out(&format!("    - {}", reader.with("narrow-then-data", &given)));
    if gone.iter().any(|permission| matches!(permission.effect, Effect::MovesMoney | Effect::ChangesData)) {
        out(&format!("    - {}", reader.get("narrow-then-written")));
    }
    out(&format!("    - {}", reader.get("narrow-then-again")));
}

/// Narrowings in a list of their own, below the endings.
pub(super) fn narrowings(reader: &Reader, all: &[EndingView]) {
    if all.is_empty() {
        return;
    }
    say("");
    say(&reader.get("cli-narrowings"));
    for one in all {
        let gone: Vec<&str> = one.narrows.iter().flat_map(|asked| &asked.drop).map(super::grant::words_of).collect();
        let asked = one.steps.first().map(|step| reader.moment(step.at)).unwrap_or_default();
        say(&format!("    {asked}  {}  {}  ({})", short(&one.grant.to_string()), standing(reader, one), reader.listed(&gone)));
    }
}
