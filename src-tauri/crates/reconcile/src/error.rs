//! Why a network is refused.

use shuiheng_audit::Text;

/// A network that cannot be reconciled as it stands: where, what was found, what to do.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", .message.en)]
pub struct Error {
    /// What kind of fault it is.
    pub kind: ErrorKind,
    /// The streams or nodes that it concerns.
    pub concerns: Box<[String]>,
    /// What was found, and where.
    pub message: Text,
    /// What to do.
    pub fix: Text,
}

/// What is wrong with a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// There is no stream.
    Empty,
    /// There is more than can be reconciled: see [`crate::bound`].
    TooLarge,
    /// A stream or node has no name, or a reserved one.
    Name,
    /// Two streams have one name.
    Duplicate,
    /// A stream is named that is not there.
    Unknown,
    /// Both ends of a stream are outside.
    Outside,
    /// A figure is not finite, or outside its range.
    Value,
    /// A measured value lacks its uncertainty, or the uncertainty is not above 0.
    Uncertainty,
    /// The covariances are no covariances: not positive definite, or of streams that are not
    /// measured.
    Covariance,
    /// Held values contradict each other.
    Contradiction,
    /// The bounds cannot all be kept.
    Infeasible,
    /// The steps of a network with uncertain ratios do not come to rest.
    NotConverged,
    /// The arithmetic failed; the network is scaled too unevenly.
    Numeric,
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;
