//! What metering is judged by, as shipped.

use super::rows;
use crate::{Error, Result};
use serde::Deserialize;
use shuiheng_audit::{MeteringRules, MeteringWords, Requirement, RequirementCode};

const REQUIREMENTS: &str = include_str!("../../../../../assets/library/metering_requirements.csv");
const WORDS: &str = include_str!("../../../../../assets/library/metering_words.toml");

/// The rules as shipped.
///
/// # Errors
/// The shipped files cannot be read: a fault of the build.
pub(super) fn rules() -> Result<MeteringRules> {
    let words: MeteringWords =
        toml::from_str(WORDS).map_err(|cause| Error::internal("metering_words.toml", cause))?;
    let requirements = rows::<Row>(REQUIREMENTS, "metering_requirements.csv")?;
    Ok(MeteringRules {
        requirements: requirements.into_iter().map(Row::requirement).collect(),
        words,
    })
}

#[derive(Deserialize)]
struct Row {
    id: String,
    code: RequirementCode,
    level: Option<u8>,
    applies: String,
    operator: String,
    value: Option<f64>,
    unit: String,
    notes: String,
    source: String,
}

impl Row {
    fn requirement(self) -> Requirement {
        Requirement {
            id: self.id,
            code: self.code,
            level: self.level,
            applies: self.applies,
            operator: self.operator,
            value: self.value,
            unit: self.unit,
            notes: self.notes,
            source: self.source,
            confirmed: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_has_its_own_id_a_source_and_is_not_confirmed() {
        let rules = rules().unwrap();
        let ids: BTreeSet<&str> = rules.requirements.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids.len(), rules.requirements.len());
        for row in &rules.requirements {
            assert!(!row.source.is_empty() && !row.applies.is_empty(), "{}", row.id);
            assert!(row.confirmed.is_none(), "{} is 未核实", row.id);
            assert!(matches!(row.operator.as_str(), "≥" | "≤"), "{}", row.id);
        }
    }

    #[test]
    fn the_table_of_the_standard_is_there_and_the_local_threshold_is_off() {
        let rules = rules().unwrap();
        let value = |code, level| rules.of(code, level).and_then(|row| row.value);
        let levels = [1, 2, 3];
        assert_eq!(
            levels.map(|level| value(RequirementCode::EquippingRate, level)),
            [Some(100.0), Some(95.0), Some(80.0)]
        );
        assert_eq!(
            levels.map(|level| value(RequirementCode::MeteringRate, level)),
            [Some(100.0), Some(95.0), Some(85.0)]
        );
        assert_eq!(value(RequirementCode::NeedsMeter, 2), None);
        assert_eq!(value(RequirementCode::NeedsMeter, 3), Some(1.0));
    }

    #[test]
    fn states_of_meters_are_understood() {
        let words = rules().unwrap().words;
        for (state, fit) in [
            ("完好", Some(true)),
            ("在用", Some(true)),
            ("运行不正常", Some(false)),
            ("停用", Some(false)),
            ("倒走", Some(false)),
            ("", None),
            ("2023年安装", None),
        ] {
            assert_eq!(words.fit(state), fit, "{state}");
        }
    }
}
