//! The icon in the tray: how things stand in one word, and open, ask now, quit. On Linux by the desktops' own
//! protocol, where a desktop shows trays; elsewhere there is none yet, and a closed window is the end.

use renkei_core::domain::text::Lang;
use renkei_core::ipc::SnapshotView;
use renkei_core::words::{Argument, Words};
use tauri::AppHandle;

/// How things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing waits for the person, and all were asked.
    Well,
    /// So much waits for the person.
    NeedsYou(u32),
    /// So many could not be asked.
    Unasked(u32),
}

impl State {
    /// What waits for the person is weightier than what could not be asked.
    pub(crate) fn of(snapshot: &SnapshotView) -> Self {
        match (snapshot.needs_you + snapshot.events, snapshot.unasked) {
            (0, 0) => Self::Well,
            (0, unasked) => Self::Unasked(unasked),
            (waiting, _) => Self::NeedsYou(waiting),
        }
    }

    fn words(self, words: &Words) -> String {
        match self {
            Self::Well => words.get("tray-well"),
            Self::NeedsYou(count) => words.with("tray-needs-you", &[("count", Argument::Count(count))]),
            Self::Unasked(count) => words.with("tray-unasked", &[("count", Argument::Count(count))]),
        }
    }
}

#[cfg(target_os = "linux")]
pub(crate) use linux::Tray;

/// No tray.
#[cfg(not(target_os = "linux"))]
#[derive(Default)]
pub(crate) struct Tray;

#[cfg(not(target_os = "linux"))]
impl Tray {
    pub(crate) async fn show(&self, _app: &AppHandle, _lang: Lang, _state: State) {}

    pub(crate) fn is_shown(&self) -> bool {
        false
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use ksni::menu::StandardItem;
    use ksni::{Handle, MenuItem, OfflineReason, Status, ToolTip, TrayMethods as _};
    use renkei_core::ipc::dispatch;
    use serde_json::json;
    use tauri::Manager as _;
    use tokio::sync::Mutex;

    use super::{AppHandle, Lang, State, Words};
    use crate::arrival;
    use crate::open::Door;

    /// Longest time to wait for the bus.
    const PATIENCE: Duration = Duration::from_secs(5);
    const SIDE: u32 = 32;

    /// The icon, once the bus took it.
    #[derive(Default)]
    pub(crate) struct Tray {
        handle: Mutex<Option<Handle<Icon>>>,
        /// Whether a desktop shows it.
        shown: Arc<AtomicBool>,
    }

    impl Tray {
        /// Shows how things stand. Where there is no bus it is tried again with the next change.
        pub(crate) async fn show(&self, app: &AppHandle, lang: Lang, state: State) {
            let mut handle = self.handle.lock().await;
            if let Some(handle) = handle.as_ref() {
                handle.update(|icon| (icon.lang, icon.state) = (lang, state)).await;
                return;
            }
            // A tray that comes later, as desktops start it, is taken too; until then the icon says that it is not shown.
            self.shown.store(true, Ordering::Relaxed);
            let icon = Icon { app: app.clone(), lang, state, shown: Arc::clone(&self.shown) };
            match tokio::time::timeout(PATIENCE, icon.assume_sni_available(true).spawn()).await {
                Ok(Ok(taken)) => *handle = Some(taken),
                Ok(Err(error)) => tracing::info!(%error, "Show the icon in the tray"),
                Err(_) => tracing::info!("The bus does not answer"),
            }
            if handle.is_none() {
                self.shown.store(false, Ordering::Relaxed);
            }
        }

        pub(crate) fn is_shown(&self) -> bool {
            self.shown.load(Ordering::Relaxed)
        }
    }

    pub(crate) struct Icon {
        app: AppHandle,
        lang: Lang,
        state: State,
        shown: Arc<AtomicBool>,
    }

    impl ksni::Tray for Icon {
        fn id(&self) -> String {
            self.app.config().identifier.clone()
        }

        fn title(&self) -> String {
            Words::of(self.lang).get("app-name")
        }

        fn status(&self) -> Status {
            match self.state {
                State::NeedsYou(_) => Status::NeedsAttention,
                State::Well | State::Unasked(_) => Status::Active,
            }
        }

        fn icon_pixmap(&self) -> Vec<ksni::Icon> {
            vec![picture(self.state)]
        }

        fn attention_icon_pixmap(&self) -> Vec<ksni::Icon> {
            vec![picture(self.state)]
        }

        fn tool_tip(&self) -> ToolTip {
            let words = Words::of(self.lang);
            ToolTip { title: words.get("app-name"), description: self.state.words(words), ..ToolTip::default() }
        }

        fn activate(&mut self, _x: i32, _y: i32) {
            arrival::front(&self.app);
        }

        fn menu(&self) -> Vec<MenuItem<Self>> {
            let words = Words::of(self.lang);
            let item = |id: &str, act: fn(&mut Self)| StandardItem { label: words.get(id), activate: Box::new(act), ..StandardItem::default() }.into();
            vec![
                // Not every desktop shows a tip.
                StandardItem { label: self.state.words(words), enabled: false, ..StandardItem::default() }.into(),
                MenuItem::Separator,
                item("tray-open", |icon| arrival::front(&icon.app)),
                item("sync-now", |icon| ask_now(&icon.app, icon.lang)),
                MenuItem::Separator,
                item("tray-quit", |icon| icon.app.exit(0)),
            ]
        }

        fn watcher_online(&self) {
            self.shown.store(true, Ordering::Relaxed);
        }

        fn watcher_offline(&self, _reason: OfflineReason) -> bool {
            self.shown.store(false, Ordering::Relaxed);
            true
        }
    }

    fn ask_now(app: &AppHandle, lang: Lang) {
        let door = Arc::clone(&app.state::<Arc<Door>>());
        tauri::async_runtime::spawn(async move {
            let Ok(desk) = door.desk().await else { return };
            if let Err(failure) = dispatch(desk.as_ref(), lang, "sync", json!({ "now": true })).await {
                tracing::warn!(?failure, "Ask now");
            }
        });
    }

    /// The app's sign; with a disc where something waits for the person, with a ring where somebody could not be asked.
    fn picture(state: State) -> ksni::Icon {
        const PLAIN: tauri::image::Image<'_> = tauri::include_image!("../icons/32x32.png");
        let mut data = Vec::with_capacity(PLAIN.rgba().len());
        for (index, pixel) in (0_u32..).zip(PLAIN.rgba().chunks_exact(4)) {
            let [red, green, blue, alpha] = pixel else { continue };
            let argb = mark(state, index % SIDE, index / SIDE).unwrap_or([*alpha, *red, *green, *blue]);
            data.extend_from_slice(&argb);
        }
        ksni::Icon { width: 32, height: 32, data }
    }

    /// The mark in the lower right corner: alpha, red, green, blue.
    fn mark(state: State, x: u32, y: u32) -> Option<[u8; 4]> {
        const RED: [u8; 4] = [255, 0xa3, 0x14, 0x2a];
        const GREY: [u8; 4] = [255, 0x4a, 0x55, 0x65];
        const PAPER: [u8; 4] = [255, 255, 255, 255];
        let square = x.abs_diff(23).pow(2) + y.abs_diff(23).pow(2);
        match (state, square) {
            (State::Well, _) | (_, 82..) => None,
            (State::NeedsYou(_), 0..=49) => Some(RED),
            (State::Unasked(_), 16..=49) => Some(GREY),
            (State::NeedsYou(_) | State::Unasked(_), _) => Some(PAPER),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn each_state_has_a_picture_of_its_own() {
            let of = |state| picture(state).data;
            let (well, needs, unasked) = (of(State::Well), of(State::NeedsYou(1)), of(State::Unasked(1)));
            assert_eq!(well.len(), 32 * 32 * 4);
            assert!(well != needs && needs != unasked && unasked != well);
        }
    }
}
