//! Sums over the streams of the site with the part of each that counts, so that water can be
//! allotted, cited and carried with its uncertainty.

use crate::{CellRef, DataQuality, Site};
use std::collections::{BTreeMap, BTreeSet};

/// `Σ part × stream`, m³/d.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Linear {
    /// The part of each stream, by its place among those of the site.
    parts: BTreeMap<usize, f64>,
}

impl Linear {
    /// A part of one stream more.
    pub(super) fn add(&mut self, stream: usize, part: f64) {
        let held = self.parts.entry(stream).or_default();
        *held += part;
    }

    /// This sum and `factor` times another.
    pub(super) fn plus(mut self, other: &Self, factor: f64) -> Self {
        for (stream, part) in &other.parts {
            self.add(*stream, part * factor);
        }
        self
    }

    /// The streams that count, at all.
    fn counting(&self) -> impl Iterator<Item = (usize, f64)> {
        self.parts.iter().map(|(stream, part)| (*stream, *part)).filter(|(_, part)| *part != 0.0)
    }

    /// True where no stream counts.
    pub(super) fn is_empty(&self) -> bool {
        self.counting().next().is_none()
    }

    /// The sum; none where a stream that counts is not known.
    pub(super) fn value(&self, site: &Site) -> Option<f64> {
        let terms: Option<Vec<f64>> = self
            .counting()
            .map(|(at, part)| Some(part * site.streams.get(at)?.figure.as_ref()?.value.value()))
            .collect();
        let mut terms = terms?;
        terms.sort_by(f64::total_cmp);
        Some(terms.into_iter().fold(0.0, |sum, term| sum + term))
    }

    /// The sum of the streams that are wanted.
    pub(super) fn of_which(&self, wanted: impl Fn(usize) -> bool) -> Self {
        Self { parts: self.counting().filter(|(at, _)| wanted(*at)).collect() }
    }

    /// Standard uncertainty of the sum, figures being independent; none where one is not
    /// known.
    pub(super) fn standard(&self, site: &Site, quality: &DataQuality) -> Option<f64> {
        let mut squares: Vec<f64> = self
            .counting()
            .map(|(at, part)| {
                let figure = site.streams.get(at)?.figure.as_ref()?;
                Some((part * quality.of(figure)?.absolute.value()).powi(2))
            })
            .collect::<Option<_>>()?;
        squares.sort_by(f64::total_cmp);
        Some(squares.into_iter().fold(0.0, |sum, square| sum + square).sqrt())
    }

    /// The cells behind it, each once.
    pub(super) fn cells(&self, site: &Site) -> Vec<CellRef> {
        let mut seen = BTreeSet::new();
        self.counting()
            .filter_map(|(at, _)| site.streams.get(at)?.figure.as_ref())
            .flat_map(|figure| figure.origin.cells())
            .filter(|cell| seen.insert((*cell).clone()))
            .cloned()
            .collect()
    }
}
