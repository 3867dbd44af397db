//! Unfinished texts: kept on this computer while they are typed, so that a crash loses nothing
//! that stood on the screen for a second. They are no part of the history.

use super::App;
use crate::{Result, view};
use std::collections::BTreeMap;

/// The file of unfinished texts, by diagnosis.
const DRAFTS: &str = "drafts.json";

/// Longer texts and more of them are no typing, and are not kept.
const LONGEST: usize = 20_000;
const MOST: usize = 100;

type Drafts = BTreeMap<String, Vec<view::UnfinishedText>>;

impl App {
    /// The texts of a diagnosis that were not finished when the program ended.
    ///
    /// # Errors
    /// That is not the id of a diagnosis.
    pub fn drafts(&self, id: &str) -> Result<Vec<view::UnfinishedText>> {
        Self::id(id)?;
        Ok(self.local.read::<Drafts>(DRAFTS).remove(id).unwrap_or_default())
    }

    /// Keeps the unfinished texts of a diagnosis in the place of those that were kept before.
    ///
    /// # Errors
    /// That is not the id of a diagnosis, or the folder cannot be written.
    pub fn keep_drafts(&self, id: &str, drafts: Vec<view::UnfinishedText>) -> Result<()> {
        Self::id(id)?;
        // One writer at a time: two would lose each other's texts.
        let _inner = self.lock()?;
        let mut all = self.local.read::<Drafts>(DRAFTS);
        let typed = |draft: &view::UnfinishedText| {
            !draft.text.is_empty() && draft.text.chars().count() <= LONGEST
        };
        let drafts: Vec<_> = drafts.into_iter().filter(typed).take(MOST).collect();
        if drafts.is_empty() {
            if all.remove(id).is_none() {
                return Ok(());
            }
        } else {
            all.insert(id.to_owned(), drafts);
        }
        self.local.write(DRAFTS, &all)
    }
}
