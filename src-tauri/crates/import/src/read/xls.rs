//! Xls.
use super::{contents::Contents, tally::Tally};
use crate::read_error::Refusal;
pub(super) fn read(_: &[u8], _: &mut Tally<'_>) -> Result<Contents, Refusal> {
    Err(Refusal::Truncated)
}
