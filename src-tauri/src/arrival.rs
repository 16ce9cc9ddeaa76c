//! What comes from outside: a second start, and addresses of the app's schemes. All of it is hostile: it brings the
//! window to the front, a sign-in that waits for its answer reads that, and a receipt waits for the person.

use std::sync::Arc;

use renkei_core::issuers::receipt;
use tauri::{AppHandle, Manager as _};
use url::Url;

use crate::open::Door;

/// The scheme whose addresses the system brings to this app: its identifier, as RFC 8252 (7.1) wants it. The system
/// starts the program with nothing but the address, so it comes to the profile that opens where nothing is said.
pub(crate) struct Scheme {
    pub(crate) name: String,
    /// Whether this window is that profile's.
    pub(crate) ours: bool,
}

impl Scheme {
    /// The scheme, where its addresses come here.
    pub(crate) fn own(&self) -> Option<String> {
        self.ours.then(|| self.name.clone())
    }
}

/// Takes the arguments of a later start over; that process ends at once.
#[cfg(desktop)]
pub(crate) fn second_starts() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_single_instance::init(|app, args, _folder| {
        arrived(app, args.iter().skip(1).filter_map(|arg| arg.parse().ok()).collect());
    })
}

/// Takes up an address with which the system started this window.
pub(crate) fn first_start(app: &AppHandle) {
    let urls: Vec<Url> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    if !urls.is_empty() {
        arrived(app, urls);
    }
}

/// Hands addresses of the app's schemes to the desk, and shows the window.
pub(crate) fn arrived(app: &AppHandle, urls: Vec<Url>) {
    front(app);
    let (Some(door), Some(scheme)) = (app.try_state::<Arc<Door>>(), app.try_state::<Scheme>()) else { return };
    let (door, scheme) = (Arc::clone(&door), scheme.name.clone());
    tauri::async_runtime::spawn(async move {
        let Ok(desk) = door.desk().await else { return };
        urls.into_iter().filter(|url| url.scheme() == scheme || receipt::is_link(url)).for_each(|url| desk.arrived(url));
    });
}

/// Brings the window to the front.
pub(crate) fn front(app: &AppHandle) {
    let Some(window) = app.get_webview_window("main") else { return };
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "Show the window");
    }
}

/// Brings the window to the front, at one of the screens.
pub(crate) fn to(app: &AppHandle, place: &str) {
    front(app);
    let Some(window) = app.get_webview_window("main") else { return };
    // The screens are one page: another fragment is another screen, and nothing is loaded anew.
    let moved = window.url().and_then(|mut url| {
        url.set_fragment(Some(place));
        window.navigate(url)
    });
    if let Err(error) = moved {
        tracing::warn!(%error, "Show a screen");
    }
}
