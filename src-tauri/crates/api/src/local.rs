//! What belongs to this computer and not to the history of the workspace: who is working, and
//! what was typed and is not yet a change. Small files in the folder `local` of the workspace.

use crate::Result;
use crate::file::{unwritable, write_whole};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of what belongs to this computer.
pub(crate) struct Local(PathBuf);

impl Local {
    /// That of a workspace.
    pub(crate) fn of(workspace: &Path) -> Self {
        Self(workspace.join("local"))
    }

    /// What a file holds. One that is missing or damaged holds nothing: it is a convenience,
    /// and must keep nobody from working.
    pub(crate) fn read<T: DeserializeOwned + Default>(&self, name: &str) -> T {
        let bytes = fs::read(self.0.join(name)).ok();
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes a file whole.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(crate) fn write<T: Serialize>(&self, name: &str, value: &T) -> Result<()> {
        fs::create_dir_all(&self.0).map_err(|cause| unwritable(&self.0, &cause))?;
        let bytes =
            serde_json::to_vec(value).map_err(|cause| crate::Error::internal(name, cause))?;
        write_whole(&self.0.join(name), &bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_or_damaged_holds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let local = Local::of(folder.path());
        assert!(local.read::<Vec<u32>>("a.json").is_empty());
        local.write("a.json", &vec![1, 2]).unwrap();
        assert_eq!(local.read::<Vec<u32>>("a.json"), [1, 2]);
        fs::write(folder.path().join("local/a.json"), b"[1,").unwrap();
        assert!(local.read::<Vec<u32>>("a.json").is_empty());
    }
}
