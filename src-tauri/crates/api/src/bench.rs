//! What the benchmarks need of a report before it is written. Only with the feature `bench`.

use crate::report::{draft_of, faces};
use crate::{Done, Result, report};
use shuiheng_reconcile::Choices;
use shuiheng_report::{Layout, Properties, Typefaces, compose, layout};

/// The laid out pages of the report of a diagnosis and what its file says about itself, the
/// same as [`crate::write_report`] writes.
///
/// # Errors
/// The data of the report cannot be written as JSON.
pub fn pages(done: &Done) -> Result<(Layout, Properties)> {
    let given = (&done.diagnosis, &done.sources[..]);
    let data = report::data(given, &done.library.data_quality, &Choices::default())?;
    let edition = report::Edition { data: Some(data), ..draft_of(done) };
    let document = compose(given.0, &report::meta(given.1, edition));
    Ok((layout(&document, &faces()), document.properties))
}

/// The faces of a report, none of them read yet.
pub fn typefaces() -> Typefaces {
    faces()
}
