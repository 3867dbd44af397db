//! The computations of savings. Each is a formula of water balance with its inputs; none
//! assumes a share.

use super::facts::{Facts, Subject};
use super::saving::{Daily, Known, RangeSaving, Saving, cited, missing, number, once};
use crate::check::Of;
use crate::{
    AnnualVolume, CheckCode, Comparison, FactCode, IndicatorCode, Input, LimitCheck, Text, trimmed,
};

fn n(value: f64) -> String {
    trimmed(value, 4)
}

/// `ΔV = (Vui − Vq)·Q`, in m³/a (GB/T 34148: product unit consumption against a benchmark).
pub(super) fn over_quota(comparison: &Comparison) -> Option<Saving> {
    let (value, reach) = (comparison.value?, comparison.reaches.last()?);
    let excess = comparison.excess?.value();
    let gap = value - reach.limit;
    (gap > 0.0 && excess > 0.0).then(|| Saving {
        formula: "ΔV=(Vui−Vq)·Q".into(),
        substituted: format!("({}−{})×{}", n(value), n(reach.limit), n(excess / gap)),
        per_year: AnnualVolume::m3_per_year(excess),
        at_most: false,
        inputs: super::other::product_inputs(comparison, "value", value)
            .into_iter()
            .chain(super::other::product_inputs(comparison, "limit", reach.limit))
            .fold(Vec::new(), once),
    })
}

/// Up to a limit of the trade, for the indicators whose parts are flows of the site.
pub(super) fn to_limit(facts: &Facts<'_>, check: &LimitCheck) -> Known {
    let limit = check.limit.value;
    match check.indicator {
        IndicatorCode::LeakageRate => leakage(facts, Subject::Site, limit, true),
        IndicatorCode::WastewaterReuseRate => {
            let (reused, out) =
                (of_site(facts, "site.reuse")?, of_site(facts, "site.external_discharge")?);
            let (w, d) = (first(&reused), first(&out));
            Ok(Daily {
                formula: "ΔV=[K·(Vd+Vw)−Vw]",
                substituted: format!("{}×({}+{})−{}", n(limit / 100.0), n(d), n(w), n(w)),
                value: limit / 100.0 * (d + w) - w,
                at_most: false,
                inputs: reused.into_iter().chain(out).collect(),
            })
        }
        IndicatorCode::CondensateReturnRate => {
            let found = facts.indicator(check.indicator.code());
            let inputs = found.map(|one| one.inputs.clone()).unwrap_or_default();
            let [back, steam @ ..] = inputs.as_slice() else {
                return Err(missing("蒸汽量不详", "the steam is not known"));
            };
            let (b, s) = (back.value, steam.iter().map(|input| input.value).sum::<f64>());
            Ok(Daily {
                formula: "ΔV=(K·Vbd−Vbr)",
                substituted: format!("{}×{}−{}", n(limit / 100.0), n(s), n(b)),
                value: limit / 100.0 * s - b,
                at_most: false,
                inputs: inputs.clone(),
            })
        }
        _ => Err(missing(
            "该指标与取水量之间没有确定的换算关系，节水量需经实测论证",
            "the indicator does not determine the intake; the saving has to be shown by measurement",
        )),
    }
}

fn of_site(facts: &Facts<'_>, name: &str) -> Result<Vec<Input>, Text> {
    cited(facts, Subject::Site, name)
}

fn first(inputs: &[Input]) -> f64 {
    inputs.first().map_or(0.0, |input| input.value)
}

/// Leakage above a share of the intake, `Vl − K·Vi`.
pub(super) fn leakage(facts: &Facts<'_>, subject: Subject<'_>, pct: f64, of_trade: bool) -> Known {
    let (lost, taken) =
        (cited(facts, subject, "site.leakage")?, cited(facts, subject, "site.intake")?);
    let (l, i) = (first(&lost), first(&taken));
    Ok(Daily {
        formula: if of_trade { "ΔV=(Vl−K·Vi)" } else { "ΔV=(Vl−K·Vi)，K为提示值" },
        substituted: format!("{}−{}×{}", n(l), n(pct / 100.0), n(i)),
        value: l - pct / 100.0 * i,
        at_most: false,
        inputs: lost.into_iter().chain(taken).collect(),
    })
}

/// `ΔM = E·(N1/(N1−1) − N2/(N2−1))`. Evaporation is the make-up less what is blown down and
/// drifts, which is what a tower's balance leaves: `E = M·(N1−1)/N1`.
pub(super) fn raise_concentration(facts: &Facts<'_>, subject: Subject<'_>, to: f64) -> Known {
    let ratio = cited(facts, subject, "check.concentration_ratio")?;
    let make_up = cited(facts, subject, "unit.make_up")?;
    let (n1, m) = (first(&ratio), first(&make_up));
    if n1 <= 1.0 || to <= 1.0 {
        return Err(missing("浓缩倍数不大于1，数据有误", "a ratio of 1 or less is wrong"));
    }
    let evaporation = m * (n1 - 1.0) / n1;
    Ok(Daily {
        formula: "ΔM=E·[N1/(N1−1)−N2/(N2−1)]，E=M·(N1−1)/N1",
        substituted: format!(
            "{e}×[{a}/({a}−1)−{b}/({b}−1)]",
            e = n(evaporation),
            a = n(n1),
            b = n(to)
        ),
        value: evaporation * (n1 / (n1 - 1.0) - to / (to - 1.0)),
        at_most: false,
        inputs: ratio.into_iter().chain(make_up).collect(),
    })
}

/// `V − E·N/(N−1)` with `E = k·Δt·V`: what a loop of the same duty would take.
pub(super) fn close_once_through(
    facts: &Facts<'_>,
    subject: Subject<'_>,
    of: Of<'_>,
    ratio: f64,
) -> Known {
    let fact = |code: FactCode| cited(facts, subject, &format!("fact.{}", code.code()));
    let taken = cited(facts, subject, "unit.fresh")?;
    let range = fact(FactCode::CoolingRange)?;
    let air = fact(FactCode::AirTemperature)?;
    let (v, t) = (first(&taken), first(&range));
    let k = facts.found.relations.evaporation.factor(first(&air)).ok_or_else(|| {
        missing("空气温度超出蒸发系数表", "the temperature is outside of the table of k")
    })?;
    let made_up = k * t * v * ratio / (ratio - 1.0);
    let _ = of;
    Ok(Daily {
        formula: "ΔV=[V−k·Δt·V·N/(N−1)]",
        substituted: format!(
            "{v}−{k}×{t}×{v}×{r}/({r}−1)",
            v = n(v),
            k = trimmed(k, 6),
            t = n(t),
            r = n(ratio)
        ),
        value: v - made_up,
        at_most: false,
        inputs: taken.into_iter().chain(range).chain(air).collect(),
    })
}

/// A share of a unit at the end of its range.
pub(super) fn to_range(facts: &Facts<'_>, of: Of<'_>, what: RangeSaving) -> Known {
    let code = match what {
        RangeSaving::BoilerBlowDown => CheckCode::BlowDownShare,
        RangeSaving::RoRecovery => CheckCode::RoRecovery,
        RangeSaving::SoftenerWaste => CheckCode::SoftenerWasteShare,
        RangeSaving::StationOwnUse => CheckCode::StationOwnUse,
        RangeSaving::Domestic => CheckCode::DomesticPerHead,
        RangeSaving::Drift => CheckCode::DriftShare,
    };
    let unknown = || missing("核对数据不全", "the figures of the check are not known");
    let check = facts.check(&of.unit.id, code).ok_or_else(unknown)?;
    if check.value.is_none() {
        return Err(unknown());
    }
    let row = &check.expectation;
    let inputs: Vec<Input> = check.inputs.iter().map(|input| input.input.clone()).collect();
    let values: Vec<f64> = inputs.iter().map(|input| input.value).collect();
    let end = if what == RangeSaving::RoRecovery { row.low } else { row.high };
    let end = end.ok_or_else(|| missing("没有参考范围", "there is no range"))?;
    let share = end / 100.0;
    let (formula, substituted, value) = match (what, values.as_slice()) {
        (RangeSaving::BoilerBlowDown, [out, feed]) => (
            "ΔV=[F−(F−B)/(1−b)]",
            format!("{f}−({f}−{})/(1−{})", n(*out), n(share), f = n(*feed)),
            feed - (feed - out) / (1.0 - share),
        ),
        (RangeSaving::RoRecovery, [made, feed]) => (
            "ΔV=(Vin−Vout/r)",
            format!("{}−{}/{}", n(*feed), n(*made), n(share)),
            feed - made / share,
        ),
        (RangeSaving::SoftenerWaste, [waste, made]) => (
            "ΔV=(Vreg−w·Vout)",
            format!("{}−{}×{}", n(*waste), n(share), n(*made)),
            waste - share * made,
        ),
        (RangeSaving::StationOwnUse, [feed, made]) => (
            "ΔV=[Vin−Vout/(1−u)]",
            format!("{}−{}/(1−{})", n(*feed), n(*made), n(share)),
            feed - made / (1.0 - share),
        ),
        (RangeSaving::Domestic, [water, heads, shifts @ ..]) => {
            let heads = heads * shifts.first().copied().unwrap_or(1.0);
            (
                "ΔV=(Vylf−q·n·s/1000)",
                format!("{}−{}×{}/1000", n(*water), n(end), n(heads)),
                water - end * heads / 1000.0,
            )
        }
        (RangeSaving::Drift, [drift, circulation @ ..]) => {
            let volume: f64 = circulation.iter().product();
            (
                "ΔV=(D−δ·Vcy)",
                format!("{}−{}×{}", n(*drift), n(share), n(volume)),
                drift - share * volume,
            )
        }
        _ => return Err(unknown()),
    };
    Ok(Daily { formula, substituted, value, at_most: false, inputs })
}

/// A figure of a site that is known, for rules whose volume is one.
pub(super) fn annual_volume(
    facts: &Facts<'_>,
    subject: Subject<'_>,
    name: &str,
) -> Option<AnnualVolume> {
    let value = number(facts, subject, name)?;
    let term = facts.terms.get(name)?;
    match term.unit.as_str() {
        "m3/a" => Some(AnnualVolume::m3_per_year(value)),
        _ => {
            let (days, _) = facts.found.e.days().ok()?;
            Some(crate::DailyVolume::m3_per_day(value) * days)
        }
    }
}
