//! What the page is told of a diagnosis after each change: only what is different. A plant of
//! 500 units is three megabytes whole, and a changed figure some kilobytes of it.

use crate::view::{self, Told};
use crate::{Error, Result};
use outline::Outlined;

mod outline;

/// What the page was told last.
#[derive(Debug, Default)]
pub struct Telling {
    number: u32,
    last: Option<(String, Outlined)>,
    /// The one before, of which only the room is used.
    spare: Outlined,
}

impl Telling {
    /// Tells a diagnosis whole: the page holds none.
    ///
    /// # Errors
    /// It cannot be written as JSON, which is a fault of the program.
    pub fn whole(&mut self, diagnosis: &view::Diagnosis) -> Result<Told> {
        self.last = None;
        self.change(diagnosis)
    }

    /// Tells what is different from what the page was told last; whole where that was another
    /// diagnosis.
    ///
    /// # Errors
    /// As for [`Telling::whole`].
    pub fn change(&mut self, diagnosis: &view::Diagnosis) -> Result<Told> {
        let last = self.last.take().filter(|(id, _)| *id == diagnosis.id);
        let now = Outlined::of(diagnosis, std::mem::take(&mut self.spare))
            .map_err(|cause| Error::internal("telling", cause))?;
        let since = last.as_ref().map(|_| self.number);
        self.number = self.number.wrapping_add(1);
        let (whole, changes) = match last {
            Some((_, last)) => {
                let changes = last.changes(&now);
                self.spare = last;
                (String::new(), changes)
            }
            None => (now.text(), String::new()),
        };
        self.last = Some((diagnosis.id.clone(), now));
        Ok(Told { id: diagnosis.id.clone(), number: self.number, since, whole, changes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{App, Reader};
    use serde_json::Value;

    /// What the page holds after it was told.
    fn heard(held: Option<Value>, told: &Told) -> Value {
        let Some(mut held) = held.filter(|_| told.since.is_some()) else {
            return serde_json::from_str(&told.whole).unwrap();
        };
        let changes: json_patch::Patch = serde_json::from_str(&told.changes).unwrap();
        json_patch::patch(&mut held, &changes).unwrap();
        held
    }

    #[test]
    fn what_is_heard_piece_by_piece_is_the_whole() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(folder.path(), Reader::new("none", "none")).unwrap();
        let mut telling = Telling::default();
        let first = app.new_diagnosis("示例印染厂").unwrap();
        let told = telling.whole(&first).unwrap();
        assert_eq!((told.since, told.changes.as_str()), (None, ""));
        let mut held = heard(None, &told);

        let profile = view::Profile { employees: Some(120), ..first.profile.clone() };
        let second = app.edit_profile(&first.id, profile).unwrap();
        let told = telling.change(&second).unwrap();
        assert_eq!((told.since, told.whole.as_str()), (Some(told.number - 1), ""));
        held = heard(Some(held), &told);
        assert_eq!(held, serde_json::to_value(&second).unwrap());

        let back = app.undo(&first.id).unwrap();
        held = heard(Some(held), &telling.change(&back).unwrap());
        assert_eq!(held, serde_json::to_value(&back).unwrap());
    }

    #[test]
    fn another_diagnosis_is_told_whole() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(folder.path(), Reader::new("none", "none")).unwrap();
        let mut telling = Telling::default();
        telling.whole(&app.new_diagnosis("示例印染厂").unwrap()).unwrap();
        let told = telling.change(&app.new_diagnosis("示例化工厂").unwrap()).unwrap();
        assert_eq!((told.since, told.whole.is_empty()), (None, false));
    }
}
