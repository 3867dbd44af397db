//! The core of Shuiheng: quantities, units of water use, streams, the balance,
//! indicators, comparison with quotas, cross-checks, and findings.
//!
//! Values and functions of values: no input or output, no clock, no randomness.
//! Two laws hold here. Errors stop, doubts accumulate: an unreadable cell is a
//! [`Doubt`] with its address and the work goes on. Every number knows its
//! [`Origin`].

mod balance;
mod check;
mod closing;
mod comparison;
mod credit_code;
mod diagnosis;
mod doubt;
mod finding;
mod flow;
mod indicator;
mod ledger;
mod library;
mod measure;
mod metering;
mod name;
mod origin;
mod pair;
mod product;
mod profile;
mod quantity;
mod reliance;
mod rollup;
mod rounding;
mod rule;
mod site;
mod survey;
mod table;
mod text;
mod uncertainty;

pub use balance::*;
pub use check::*;
pub use closing::*;
pub use comparison::*;
pub use credit_code::*;
pub use diagnosis::*;
pub use doubt::*;
pub use finding::*;
pub use flow::*;
pub use indicator::*;
pub use ledger::*;
pub use library::*;
pub use measure::*;
pub use metering::*;
pub use name::*;
pub use origin::*;
pub use pair::*;
pub use product::*;
pub use profile::*;
pub use quantity::*;
pub use reliance::*;
pub use rollup::*;
pub use rounding::*;
pub use rule::*;
pub use site::*;
pub use survey::*;
pub use table::*;
pub use text::*;
pub use uncertainty::*;
