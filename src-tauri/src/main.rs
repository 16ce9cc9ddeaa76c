//! Starts the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
#![forbid(unsafe_code)]

fn main() {
    // The toolkit would end here too, with words that help nobody.
    #[cfg(target_os = "linux")]
    if ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none_or(|value| value.is_empty())) {
        eprintln!("{}", renkei_window::no_display());
        std::process::exit(1);
    }
    renkei_window::run();
}
