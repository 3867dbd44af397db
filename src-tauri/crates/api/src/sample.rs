//! The sample program: invented enterprises, each with the workbook it would send.

use crate::profile_file::{self, ProfileFile};
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// An invented enterprise.
pub struct Sample {
    /// File name of its workbook.
    pub file: &'static str,
    /// The workbook.
    pub workbook: &'static [u8],
    /// Its profile, as TOML.
    pub profile: &'static str,
}

macro_rules! sample {
    ($stem:literal, $ext:literal) => {
        Sample {
            file: concat!($stem, ".", $ext),
            workbook: include_bytes!(concat!("../../../../assets/samples/", $stem, ".", $ext)),
            profile: include_str!(concat!("../../../../assets/samples/", $stem, ".toml")),
        }
    };
}

/// All of them.
pub const SAMPLES: [Sample; 7] = [
    sample!("dyeing", "xlsx"),
    sample!("fibre", "xls"),
    sample!("paper", "ods"),
    sample!("cogeneration", "xlsx"),
    sample!("food", "csv"),
    sample!("plating", "xlsx"),
    sample!("chemical", "xlsx"),
];

impl Sample {
    /// Its profile.
    ///
    /// # Errors
    /// The shipped file cannot be read: a fault of the build.
    pub fn profile(&self) -> Result<ProfileFile> {
        profile_file::parse(self.profile, self.file)
    }

    /// Writes its workbook into a folder.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<PathBuf> {
        let path = folder.join(self.file);
        std::fs::write(&path, self.workbook)
            .map_err(|cause| Error::internal("writing a sample", cause))?;
        Ok(path)
    }
}
