//! What is asked: streams between nodes, what was measured of them and how well.

/// A network of streams with what is known of them. All flows have one unit, whichever the
/// caller chose (m³/d in Shuiheng); standard uncertainties have the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The streams, in the order in which the results are wanted.
    pub streams: Vec<Stream>,
    /// Splits: one stream is a share of another.
    pub ratios: Vec<Ratio>,
    /// Other linear relations between streams.
    pub constraints: Vec<Constraint>,
    /// Covariances between measured values that share an error.
    pub covariances: Vec<Covariance>,
    /// The confidence of the tests, between 0 and 1; usually 0.95.
    pub confidence: f64,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            streams: Vec::new(),
            ratios: Vec::new(),
            constraints: Vec::new(),
            covariances: Vec::new(),
            confidence: 0.95,
        }
    }
}

/// A stream of water from one end to another. Both may be the same node: such a loop is in no
/// balance, as water in a circuit is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// Its name, unlike every other's.
    pub id: String,
    /// Where it comes from.
    pub from: End,
    /// Where it goes.
    pub to: End,
    /// What is known of its flow.
    pub flow: Flow,
    /// What it cannot fall below; none where it may have either sign. Zero for water in a pipe.
    pub lower: Option<f64>,
}

impl Stream {
    /// A stream that is not measured and not negative.
    pub fn new(id: impl Into<String>, from: End, to: End) -> Self {
        Self { id: id.into(), from, to, flow: Flow::Unmeasured, lower: Some(0.0) }
    }

    /// The stream with a measured value and its standard uncertainty (1σ), in the same unit.
    #[must_use]
    pub fn measured(mut self, value: f64, sd: f64) -> Self {
        self.flow = Flow::Measured { value, sd };
        self
    }

    /// The stream held at a value, as a billed meter is that is taken to be right.
    #[must_use]
    pub fn held(mut self, value: f64) -> Self {
        self.flow = Flow::Held(value);
        self
    }

    /// The stream with another lower bound, or none.
    #[must_use]
    pub fn at_least(mut self, lower: Option<f64>) -> Self {
        self.lower = lower;
        self
    }
}

/// An end of a stream.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// Outside the boundary (`ENV`): no balance is asked there.
    Outside,
    /// A node, where what flows in flows out.
    Node(String),
}

impl End {
    /// A node.
    pub fn node(id: impl Into<String>) -> Self {
        Self::Node(id.into())
    }
}

/// What is known of a stream's flow before it is reconciled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Flow {
    /// Nothing.
    Unmeasured,
    /// A value and its standard uncertainty (1σ, above 0).
    Measured {
        /// The value.
        value: f64,
        /// Its standard uncertainty.
        sd: f64,
    },
    /// A value that is not adjusted.
    Held(f64),
}

/// A split: `stream = ratio × of`.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratio {
    /// The node at which the water is split, where the caller wants to name it.
    pub node: Option<String>,
    /// The stream that is a share.
    pub stream: String,
    /// The stream of which it is a share.
    pub of: String,
    /// The share, from 0 to 1.
    pub ratio: f64,
    /// The standard uncertainty of the share; 0 where it is fixed. With an uncertainty the
    /// balance is no longer linear and is solved step by step.
    pub sd: f64,
}

/// A linear relation: `Σ coefficient × stream = value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// Its name in messages.
    pub name: String,
    /// The streams and their coefficients.
    pub terms: Vec<Term>,
    /// What they add up to; 0 for a balance.
    pub value: f64,
}

/// A stream times a coefficient.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The stream.
    pub stream: String,
    /// The coefficient.
    pub coefficient: f64,
}

impl Term {
    /// A stream times a coefficient.
    pub fn new(stream: impl Into<String>, coefficient: f64) -> Self {
        Self { stream: stream.into(), coefficient }
    }
}

/// The covariance of two measured values.
#[derive(Clone, Debug, PartialEq)]
pub struct Covariance {
    /// One stream.
    pub first: String,
    /// The other.
    pub second: String,
    /// The covariance, in the unit of the flows squared.
    pub value: f64,
}
