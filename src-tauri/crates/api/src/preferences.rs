//! What a person set for this laptop: a small TOML file beside the program's configuration.
//!
//! It holds nothing of any enterprise, so a file that is damaged is set aside by defaults and
//! never stops the program.

use crate::view::Look;
use crate::{Error, Lang, Result, write_whole};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The file in the folder of the configuration.
const FILE: &str = "preferences.toml";
/// As many workspaces are remembered.
const REMEMBERED: usize = 8;
/// The themes that there are.
const THEMES: [&str; 4] = ["system", "light", "dark", "contrast"];
/// The smallest and the largest size of everything on screen, %.
const SCALES: (u32, u32) = (100, 200);

/// What a person set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The language: zh, en.
    pub language: String,
    /// The theme: system, light, dark, contrast.
    pub theme: String,
    /// Size of everything on screen, %, from 100 to 200.
    pub scale: u32,
    /// Whether the guided tour was seen or left.
    pub tour_seen: bool,
    /// Folders of workspaces, the last opened first.
    pub workspaces: Vec<PathBuf>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: Lang::Zh.code().into(),
            theme: "system".into(),
            scale: SCALES.0,
            tour_seen: false,
            workspaces: Vec::new(),
        }
    }
}

impl Preferences {
    /// What is kept in a folder; what is not there, cannot be read or cannot be is as at first.
    pub fn read(folder: &Path) -> Self {
        let kept = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        toml::from_str::<Self>(&kept).unwrap_or_default().sound()
    }

    /// Keeps it in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// The folder or the file cannot be written; an older file stays whole then.
    pub fn write(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder).map_err(|cause| crate::unwritable(folder, &cause))?;
        let text =
            toml::to_string(self).map_err(|cause| Error::internal("the preferences", cause))?;
        write_whole(&folder.join(FILE), text.as_bytes())
    }

    /// The language that was chosen.
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.language).unwrap_or_default()
    }

    /// The part that a page shows and changes.
    pub fn look(&self) -> Look {
        Look {
            language: self.language.clone(),
            theme: self.theme.clone(),
            scale: self.scale,
            tour_seen: self.tour_seen,
        }
    }

    /// The same with what a page changed; what cannot be is as at first.
    #[must_use]
    pub fn with(self, look: Look) -> Self {
        let Look { language, theme, scale, tour_seen } = look;
        Self { language, theme, scale, tour_seen, ..self }.sound()
    }

    /// Puts a workspace that was opened first among those remembered.
    pub fn opened(&mut self, workspace: &Path) {
        self.workspaces.retain(|known| known != workspace);
        self.workspaces.insert(0, workspace.to_owned());
        self.workspaces.truncate(REMEMBERED);
    }

    fn sound(mut self) -> Self {
        let first = Self::default();
        if Lang::from_code(&self.language).is_none() {
            self.language = first.language;
        }
        if !THEMES.contains(&self.theme.as_str()) {
            self.theme = first.theme;
        }
        self.scale = self.scale.clamp(SCALES.0, SCALES.1);
        self.workspaces.truncate(REMEMBERED);
        self
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_was_set_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("config");
        assert_eq!(Preferences::read(&inner), Preferences::default());
        let mut set = Preferences {
            language: "en".into(),
            theme: "dark".into(),
            scale: 150,
            tour_seen: true,
            ..Preferences::default()
        };
        set.opened(Path::new("/案卷/一"));
        set.opened(Path::new("/案卷/二"));
        set.opened(Path::new("/案卷/一"));
        set.write(&inner).unwrap();
        let read = Preferences::read(&inner);
        assert_eq!(read, set);
        assert_eq!(read.workspaces, [Path::new("/案卷/一"), Path::new("/案卷/二")]);
        assert_eq!(read.lang(), Lang::En);
    }

    #[track_caller]
    fn check(kept: &str, language: &str, theme: &str, scale: u32) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), kept).unwrap();
        let read = Preferences::read(folder.path());
        assert_eq!(
            (read.language.as_str(), read.theme.as_str(), read.scale),
            (language, theme, scale)
        );
    }

    #[test]
    fn what_cannot_be_is_as_at_first() {
        check("", "zh", "system", 100);
        check("language = \"en\"", "en", "system", 100);
        check("language = \"fr\"\ntheme = \"pink\"\nscale = 900", "zh", "system", 200);
        check("scale = 40", "zh", "system", 100);
        check("this is no TOML", "zh", "system", 100);
        check("theme = \"contrast\"\nunknown = 1", "zh", "contrast", 100);
    }
}
