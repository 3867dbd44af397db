//! How much is taken on. More is refused before anything is computed.

/// Streams.
pub const STREAMS: usize = 200_000;
/// Splits, and other relations, each.
pub const RELATIONS: usize = 50_000;
/// Splits and other relations of one stream.
pub const RELATIONS_OF_A_STREAM: usize = 500;
/// Terms of one relation.
pub const TERMS: usize = 2_000;
/// Pairs with a covariance.
pub const COVARIANCES: usize = 20_000;
/// Streams that covariances tie together.
pub const CORRELATED: usize = 200;
/// Characters of a name.
pub const NAME: usize = 500;
/// The largest value or uncertainty that is told from an error of writing.
pub const VALUE: f64 = 1e15;
