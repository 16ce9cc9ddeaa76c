//! Files of the issuer's tool: read whole, written whole.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::fault::{Code, Refused};

/// Largest source that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

pub(crate) fn text(path: &Path) -> Result<String, Refused> {
    let unreadable = |why: &dyn std::fmt::Display| Refused::about(Code::FileUnreadable, path.display().to_string()).detailed(&why.to_string());
    let size = std::fs::metadata(path).map_err(|error| unreadable(&error))?.len();
    if size > LARGEST {
        return Err(unreadable(&format!("{size} bytes")));
    }
    std::fs::read_to_string(path).map_err(|error| unreadable(&error))
}

pub(crate) fn json(path: &Path) -> Result<Value, Refused> {
    let text = text(path)?;
    serde_json::from_str(&text).map_err(|error| Refused::about(Code::NotJson, path.display().to_string()).detailed(&error.to_string()))
}

/// Puts a file in the place of the one before in one step: a web server may be reading it.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Refused> {
    let unwritable = |error: std::io::Error| Refused::about(Code::FileUnwritable, path.display().to_string()).detailed(&error.to_string());
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside: PathBuf = path.with_file_name(name);
    std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path)).map_err(unwritable)
}

/// Writes a secret into a new file that nobody else may read. One that is there already is left alone.
pub(crate) fn secret(path: &Path, text: &str) -> Result<(), Refused> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let refused = |error: std::io::Error| {
        let code = if error.kind() == std::io::ErrorKind::AlreadyExists { Code::FileExists } else { Code::FileUnwritable };
        Refused::about(code, path.display().to_string()).detailed(&error.to_string())
    };
    let mut file = options.open(path).map_err(refused)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(refused)
}

/// Refuses a secret that others on this machine may read.
pub(crate) fn only_mine(path: &Path) -> Result<(), Refused> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let open = std::fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0);
        if open {
            return Err(Refused::about(Code::KeyExposed, path.display().to_string()));
        }
    }
    Ok(())
}
