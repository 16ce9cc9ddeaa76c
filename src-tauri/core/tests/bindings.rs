//! Generated files are what their source says. `RENKEI_WRITE=1` writes them anew.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

#[test]
fn bindings_are_current() {
    current("../../ui/src/lib/generated/contract.ts", &renkei_core::ipc::typescript());
}

fn current(relative: &str, wanted: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(relative);
    if std::env::var_os("RENKEI_WRITE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "{relative} is stale: run ./dev check --fix");
}

#[test]
fn the_window_allows_every_command_by_name_and_no_other() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../capabilities/main.json");
    let capability: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let allowed = capability["permissions"].as_array().unwrap().iter().filter_map(|name| name.as_str());
    let mut allowed: Vec<String> = allowed.filter_map(|name| name.strip_prefix("allow-")).map(|name| name.replace('-', "_")).collect();
    let mut wanted: Vec<&str> = renkei_core::ipc::NAMES.to_vec();
    allowed.sort();
    wanted.sort_unstable();
    assert_eq!(allowed, wanted);
}
