//! Files of the issuer's tool: read whole, written whole.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::path::Path;

use serde_json::Value;

use crate::fault::{Code, Refused};

/// Largest source that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

pub(crate) fn text(path: &Path) -> Result<String, Refused> {
    String::from_utf8(bytes(path, LARGEST)?).map_err(|error| unreadable(path, &error))
}

/// What a file holds, where that is no more than so many bytes.
pub(crate) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    // By what is read and not by what is said of it: a pipe tells no size.
    let file = std::fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > most { Err(unreadable(path, &format!("> {most} bytes"))) } else { Ok(bytes) }
}

fn unreadable(path: &Path, why: &dyn std::fmt::Display) -> Refused {
    Refused::about(Code::FileUnreadable, path.display().to_string()).detailed(&why.to_string())
}

pub(crate) fn json(path: &Path) -> Result<Value, Refused> {
    let text = text(path)?;
    serde_json::from_str(&text).map_err(|error| Refused::about(Code::NotJson, path.display().to_string()).detailed(&error.to_string()))
}

/// Puts a file in the place of the one before in one step: a web server may be reading it.
pub(crate) fn replace(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Refused> {
    let unwritable = |error: std::io::Error| Refused::about(Code::FileUnwritable, path.display().to_string()).detailed(&error.to_string());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Less what the umask takes: a web server is to read it.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    // Under a name that nobody can foresee, and only where there is none: whoever may write here cannot lay a link in the way.
    let mut beside = builder.prefix(".renkei-").tempfile_in(folder).map_err(unwritable)?;
    beside.write_all(content.as_ref()).and_then(|()| beside.as_file().sync_all()).map_err(unwritable)?;
    beside.persist(path).map_err(|refused| unwritable(refused.error))?;
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_link_that_lies_in_the_way_is_not_followed() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("notices.jws"), folder.path().join("other"));
        std::fs::write(&other, "mine").unwrap();
        std::os::unix::fs::symlink(&other, folder.path().join("notices.jws.new")).unwrap();
        for text in ["first", "second"] {
            assert!(replace(&path, text).is_ok());
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(std::fs::read_to_string(&other).unwrap(), "mine");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left behind");
        std::fs::write(folder.path().join("plain"), "").unwrap();
        let mode = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("notices.jws"), mode("plain"), "a web server may read it as any other file");
    }
}
