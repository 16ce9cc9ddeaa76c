//! The order of the modules: a module uses only modules above it in the list of `lib.rs`.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

use std::path::Path;

#[test]
fn a_module_uses_only_modules_above_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let list = std::fs::read_to_string(source.join("lib.rs")).unwrap();
    let modules: Vec<&str> = list.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(modules.len() > 8, "{modules:?}");
    let mut faults = Vec::new();
    for (place, module) in modules.iter().enumerate() {
        let mut files = vec![source.join(format!("{module}.rs"))];
        collect(&source.join(module), &mut files);
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for below in modules.iter().skip(place + 1) {
                if text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("crate::{below}::"))) {
                    faults.push(format!("{} uses {below}", file.strip_prefix(&source).unwrap().display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}
