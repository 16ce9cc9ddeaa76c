//! Joins the Fluent files of each language into one, so that a new file needs no second list.

use std::{env, fs, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    println!("cargo::rerun-if-changed=src/store/migrations");
    for lang in ["ja", "en"] {
        let mut files: Vec<_> = fs::read_dir(locales.join(lang))?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        files.retain(|path| path.extension().is_some_and(|end| end == "ftl"));
        files.sort();
        let mut all = String::new();
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            all.push_str(&fs::read_to_string(file)?);
            all.push('\n');
        }
        fs::write(Path::new(&env::var("OUT_DIR")?).join(format!("{lang}.ftl")), all)?;
    }
    Ok(())
}
