//! Allows every command of the contract by name, and no other.

include!("core/src/ipc/table.rs");

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident: $request:ty => $answer:ty,)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

command_table!(names);

fn main() {
    println!("cargo::rerun-if-changed=core/src/ipc/table.rs");
    let manifest = tauri_build::AppManifest::new().commands(NAMES);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
