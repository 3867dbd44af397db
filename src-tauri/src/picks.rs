//! Files that a person picked or dropped. The page holds a handle; the path stays here, so
//! that a page gone wrong can name no file that nobody gave it.

use crate::speech::failure;
use shuiheng_api::view::{Failure, Picked};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Picked files by handle.
#[derive(Default)]
pub(crate) struct Picks(Mutex<BTreeMap<u64, PathBuf>>);

impl Picks {
    /// Keeps a file and gives what the page may know of it.
    pub(crate) fn keep(&self, path: PathBuf) -> Picked {
        let name = name(&path);
        let mut picks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = picks.last_key_value().map_or(1, |(last, _)| last + 1);
        picks.insert(number, path);
        Picked { handle: number.to_string(), name }
    }

    /// The file of a handle.
    pub(crate) fn path(&self, handle: &str) -> Result<PathBuf, Failure> {
        let picks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let path = handle.parse().ok().and_then(|number: u64| picks.get(&number).cloned());
        path.ok_or_else(|| {
            failure(
                "not_found",
                ("没有找到所选的文件。", "the chosen file was not found"),
                ("请重新选择文件。", "choose the file again"),
            )
        })
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_leads_back_to_its_file_and_no_other_does() {
        let picks = Picks::default();
        let first = picks.keep("甲/水平衡表.xlsx".into());
        let second = picks.keep("乙/水平衡表.xlsx".into());
        assert_eq!(first.name, "水平衡表.xlsx");
        assert_eq!(picks.path(&first.handle).unwrap(), Path::new("甲/水平衡表.xlsx"));
        assert_eq!(picks.path(&second.handle).unwrap(), Path::new("乙/水平衡表.xlsx"));
        for unknown in ["", "0", "3", "乙/水平衡表.xlsx"] {
            assert_eq!(picks.path(unknown).unwrap_err().code, "not_found");
        }
    }
}
