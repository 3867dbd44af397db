//! OpenDocument.
use super::{contents::Contents, package::Package, tally::Tally};
use crate::read_error::Refusal;
pub(super) fn read(_: &mut Package<'_>, _: &mut Tally<'_>) -> Result<Contents, Refusal> {
    Err(Refusal::Truncated)
}
