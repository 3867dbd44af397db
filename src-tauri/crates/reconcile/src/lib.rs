//! Measured flow networks to most probable flows.
//!
//! Weighted least squares on the balances of a [`Network`] (Kuehn and Davidson 1961; VDI 2048;
//! Narasimhan and Jordache 2000), with unmeasured streams, fixed and uncertain splits, held
//! streams and bounds. The answer, a [`Reconciliation`], says for each stream what the data
//! say about it ([`Class`]); a stream that they do not tell gets no number but the meters that
//! would make it known. [`Solution`] also carries uncertainties to indicators and tells which
//! further meter would help most.
//!
//! Values and functions of values: no input or output, no clock, no randomness.

mod error;
mod network;
mod result;
mod target;

pub use error::*;
pub use network::*;
pub use result::*;
pub use target::*;
