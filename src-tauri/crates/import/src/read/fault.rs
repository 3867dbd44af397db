//! What goes wrong inside a file: the whole of it, or one sheet.

use crate::read_error::{Bound, Refusal};
use std::io;

/// A failure while reading.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The whole file is refused.
    File(Refusal),
    /// One part is broken, with the reason; where that is a sheet, the others can go on.
    Part(String),
}

/// A bound that was passed, on its way through a reader's `io::Error`.
#[derive(Debug)]
pub(crate) struct Exceeded {
    /// Which bound.
    pub(crate) bound: Bound,
    /// Its value.
    pub(crate) limit: u64,
}

impl std::fmt::Display for Exceeded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} > {}", self.bound, self.limit)
    }
}

impl std::error::Error for Exceeded {}

impl Exceeded {
    /// The refusal of a file that passed the bound.
    pub(crate) fn refusal(&self) -> Refusal {
        Refusal::TooLarge { bound: self.bound, limit: self.limit }
    }
}

impl Fault {
    /// A broken part, with the reason.
    pub(crate) fn part(reason: impl ToString) -> Self {
        Self::Part(reason.to_string())
    }

    /// The refusal of a file that cannot go on without the part.
    pub(crate) fn refusal(self) -> Refusal {
        match self {
            Self::File(refusal) => refusal,
            Self::Part(reason) => Refusal::Damaged(reason),
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::File(refusal)
    }
}

impl From<Exceeded> for Fault {
    fn from(exceeded: Exceeded) -> Self {
        Self::File(exceeded.refusal())
    }
}

impl From<&io::Error> for Fault {
    fn from(error: &io::Error) -> Self {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Exceeded>());
        inner.map_or_else(|| Self::part(error), |exceeded| Self::File(exceeded.refusal()))
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::from(&error)
    }
}

impl From<quick_xml::Error> for Fault {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) => Self::from(error.as_ref()),
            other => Self::part(other),
        }
    }
}
