//! Rules that raise findings, as data: what they look at, when they raise, what they say,
//! which figures they cite, which measures they suggest, where they come from.
//!
//! A condition is a small structure over a documented vocabulary of figures and no
//! language of expressions: whoever reads the file sees which figure is held against what,
//! a figure that is misspelt is found when the file is read, and a figure that is not known
//! makes a condition not known instead of false. A rule never names a saving as a number:
//! it names a computation of this program, which has a value only where the site's own
//! figures give it ([`Saving`]).

mod book;
mod certainty;
mod condition;
mod facts;
mod history;
mod norm;
mod other;
mod pattern;
mod raise;
mod register;
mod saving;
mod sound;
mod terms;
mod vocabulary;
mod water;

pub use book::*;
pub use certainty::*;
pub use condition::*;
pub use saving::*;
pub use vocabulary::*;

pub(crate) use facts::{Facts, Found};
pub(crate) use raise::raised;
