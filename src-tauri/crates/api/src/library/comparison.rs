//! What quotas are compared by beside their values, as shipped: `comparison.toml`.

use crate::{Error, Result};
use shuiheng_audit::ComparisonRules;

const RULES: &str = include_str!("../../../../../assets/library/comparison.toml");

/// Boundaries, adjustments, formulas, scopes and trades.
///
/// # Errors
/// The shipped file cannot be read: a fault of the build.
pub(super) fn rules() -> Result<ComparisonRules> {
    toml::from_str(RULES).map_err(|cause| Error::internal("comparison.toml", cause))
}

#[cfg(test)]
mod tests {
    use shuiheng_audit::{AdjustmentKind, LinearFormula};
    use std::collections::BTreeSet;

    #[test]
    fn every_row_names_what_is_there_and_where_it_comes_from() {
        let library = crate::library::shipped().unwrap();
        let rules = &library.comparison;
        let quota = |id: &String| assert!(library.quota(id).is_some(), "{id}");
        for row in &rules.boundaries {
            row.quotas.iter().for_each(quota);
            assert!(!row.id.is_empty() && !row.source.is_empty() && row.confirmed.is_none());
        }
        for row in &rules.adjustments {
            row.quotas.iter().for_each(quota);
            assert!(!row.name.is_empty() && !row.source.is_empty(), "{}", row.id);
            let limit = library.limits.iter().any(|limit| limit.id == row.limit);
            assert!(row.limit.is_empty() || limit, "{}", row.limit);
            let typed = row.limit.is_empty() && row.value.is_none();
            assert_eq!(typed, row.kind == AdjustmentKind::PerQuantity, "{}", row.id);
        }
        for row in &rules.formulas {
            quota(&row.quota);
            assert!(LinearFormula::parse(&row.formula).is_some(), "{}", row.formula);
            let published = &library.quota(&row.quota).unwrap().provenance.formula;
            assert_eq!(*published, row.formula, "{}", row.quota);
        }
        for row in &rules.scopes {
            assert!(library.limits.iter().any(|limit| limit.id == row.limit), "{}", row.limit);
        }
        let names: BTreeSet<&str> = rules.trades.iter().map(|trade| trade.name.as_str()).collect();
        assert_eq!(names.len(), rules.trades.len());
        for trade in &rules.trades {
            let digits = |code: &String| code.bytes().all(|digit| digit.is_ascii_digit());
            assert!(trade.codes.iter().all(digits) && !trade.source.is_empty());
        }
    }

    #[test]
    fn the_closest_boundary_holds() {
        let library = crate::library::shipped().unwrap();
        let of = |id: &str| library.comparison.boundary(library.quota(id).unwrap());
        assert_eq!(of("MWR2019-FIRE-05").id, "BOUNDARY-ONCE-THROUGH");
        assert_eq!(of("MWR2019-FIRE-01").id, "BOUNDARY-DEFAULT");
        assert_eq!((of("MWR2019-FIRE-01").passed_on, of("MWR2019-FIRE-01").steam), (0.0, 1.0));
    }
}
