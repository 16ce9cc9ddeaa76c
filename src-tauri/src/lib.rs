//! The window: starts, wires, forwards. Every decision is made in `renkei-core`.

mod arrival;
mod host;
mod open;
mod passphrase;
#[cfg(desktop)]
mod tell;
#[cfg(desktop)]
mod tray;

use std::sync::Arc;

use renkei_core::domain::text::Lang;
use renkei_core::ipc::{ErrorCode, Failure, dispatch};
use tauri::ipc::{Invoke, InvokeBody};
use tauri::{Manager as _, RunEvent, WebviewUrl, WebviewWindowBuilder, Wry};

use crate::open::Door;

/// Opens the window and runs until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("RENKEI_LOG").unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")))
        .with_writer(std::io::stderr)
        .init();
    let wish = open::Wish::from_args();
    let mut context = tauri::generate_context!();
    let mark = wish.mark();
    let scheme = arrival::Scheme { name: context.config().identifier.clone(), ours: mark.is_none() };
    if let Some(mark) = mark {
        // Each profile is an instance of its own.
        context.config_mut().identifier = format!("{}.{mark}", scheme.name);
    }
    let builder = tauri::Builder::default();
    #[cfg(desktop)]
    let builder = builder.plugin(arrival::second_starts()).manage(Arc::new(tell::Outward::new())).on_window_event(closing);
    let built = builder
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(forward)
        .setup(move |app| {
            let door = Arc::new(Door::default());
            app.manage(Arc::clone(&door));
            app.manage(scheme);
            // The window is on the screen while the profile opens behind it; the first call waits for it.
            tauri::async_runtime::spawn(open::open(app.handle().clone(), Arc::clone(&door), wish));
            #[cfg(desktop)]
            tauri::async_runtime::spawn(tell::run(app.handle().clone(), door));
            window(app)?;
            arrival::first_start(app.handle());
            Ok(())
        })
        .build(context);
    match built {
        Ok(app) => app.run(|app, event| {
            #[cfg(any(target_os = "macos", target_os = "ios", target_os = "android"))]
            if let RunEvent::Opened { urls } = &event {
                arrival::arrived(app, urls.clone());
            }
            if let RunEvent::Exit = event {
                // A start from now on is a new one's, not this one's that is closing.
                #[cfg(desktop)]
                tauri_plugin_single_instance::destroy(app);
                // Managed state is not dropped at exit.
                let door = Arc::clone(&app.state::<Arc<Door>>());
                tauri::async_runtime::block_on(door.close());
            }
        }),
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}

/// What to do where there is no display for a window.
pub fn no_display() -> String {
    renkei_core::words::Words::of(renkei_cli::system_language()).get("no-display")
}

fn window(app: &tauri::App) -> tauri::Result<()> {
    let builder = WebviewWindowBuilder::new(app, "main", WebviewUrl::default());
    #[cfg(desktop)]
    let builder = builder.title("Renkei").inner_size(1180.0, 800.0).min_inner_size(320.0, 480.0);
    // Nothing but the screens is ever shown in here: sign-in and consent belong to the system browser.
    builder.on_navigation(|url| matches!((url.scheme(), url.host_str()), ("tauri", _) | ("http" | "https", Some("tauri.localhost")))).build().map(drop)
}

/// A closed window stays in the tray and keeps watch, where a tray shows it; elsewhere it is the end, as nobody could bring it back.
#[cfg(desktop)]
fn closing(window: &tauri::Window, event: &tauri::WindowEvent) {
    let tauri::WindowEvent::CloseRequested { api, .. } = event else { return };
    let app = window.app_handle();
    if app.state::<Arc<tell::Outward>>().tray.is_shown() && window.hide().is_ok() {
        api.prevent_close();
        tell::stays(app);
    }
}

/// Hands every command to the one `dispatch`, so that there is no second list of commands.
fn forward(invoke: Invoke<Wry>) -> bool {
    let Invoke { message, resolver, .. } = invoke;
    let name = message.command().to_owned();
    let door = Arc::clone(&message.webview_ref().state::<Arc<Door>>());
    #[cfg(desktop)]
    let outward = Arc::clone(&message.webview_ref().state::<Arc<tell::Outward>>());
    let InvokeBody::Json(body) = message.payload().clone() else {
        resolver.reject(Failure { code: ErrorCode::BadRequest, party: None, detail: None });
        return true;
    };
    tauri::async_runtime::spawn(async move {
        let lang = body.get("lang").and_then(serde_json::Value::as_str).map_or(Lang::Ja, Lang::from_tag);
        #[cfg(desktop)]
        outward.speak(lang);
        let request = body.get("request").cloned().unwrap_or_default();
        let answer = match door.desk().await {
            Ok(desk) => dispatch(desk.as_ref(), lang, &name, request).await,
            Err(failure) => Err(failure),
        };
        match answer {
            Ok(value) => resolver.resolve(value),
            Err(failure) => resolver.reject(failure),
        }
    });
    true
}
