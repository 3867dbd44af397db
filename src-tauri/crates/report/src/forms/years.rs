//! F2, use of water over the years (年用水情况表).

use super::{Form, FormCell, FormHead, FormRow, codes, figures};
use rust_decimal::prelude::ToPrimitive;
use shuiheng_audit::{Counted, Diagnosis, annual_uses};
use std::collections::{BTreeMap, BTreeSet};

/// The form: years down, what is counted across; no row where the enterprise gave no year.
pub fn years(diagnosis: &Diagnosis) -> Form {
    let uses = annual_uses(&diagnosis.case.ledgers.uses);
    let counted: BTreeSet<&Counted> = uses
        .iter()
        .map(|of| &of.counted)
        .filter(|counted| !matches!(counted, Counted::Part(_)))
        .collect();
    let years: BTreeSet<i32> = uses.iter().map(|of| of.year).collect();
    let known: BTreeMap<(i32, &Counted), f64> = uses
        .iter()
        .filter_map(|of| Some(((of.year, &of.counted), of.known()?.to_f64()?)))
        .collect();
    let row = |year: &i32| {
        let cells = counted.iter().map(|counted| {
            FormCell::known(known.get(&(*year, *counted)).copied(), digits(counted))
        });
        let year = FormCell::text(format!("{year}年"));
        FormRow::data(std::iter::once(year).chain(cells).collect())
    };
    Form {
        title: "企业年用水情况表",
        heads: std::iter::once(codes("年份")).chain(counted.iter().map(|one| head(one))).collect(),
        rows: years.iter().map(row).collect(),
        notes: vec!["按月提供的，十二个月齐全时为各月之和。".into()],
        none: "企业未提供历年用水资料",
        ..Form::default()
    }
}

const fn digits(counted: &Counted) -> u32 {
    if matches!(counted, Counted::Water(_) | Counted::Purpose(_)) { 0 } else { 2 }
}

fn head(counted: &Counted) -> FormHead {
    figures(&counted.zh(), counted.unit())
}
