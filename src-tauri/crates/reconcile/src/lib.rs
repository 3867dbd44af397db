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

mod advise;
pub mod bound;
mod bounds;
mod check;
mod error;
mod ldlt;
mod network;
mod notes;
mod order;
mod parts;
mod plant;
mod problem;
mod quantile;
mod result;
mod solution;
mod solve;
mod structure;
mod suspects;
mod system;
mod tableau;
mod target;

pub use advise::{advise, uncertainty};
pub use error::*;
pub use network::*;
pub use plant::{Choices, Plant, PlantReconciliation, PlantStream, PlantTarget};
pub use result::*;
pub use solution::{Solution, reconcile};
pub use target::*;
