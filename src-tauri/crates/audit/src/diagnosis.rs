//! The diagnosis: everything that follows from what was given. A pure function.

use crate::finding::Reviewed;
use crate::{
    AuditorWork, Balance, Basis, CellRef, Check, Closing, Closure, Comparison, DailyVolume,
    Decision, Doubt, DoubtCode, Evidence, Figure, Finding, Indicator, IndicatorCode, Item, Ledgers,
    LevelSum, Library, LimitCheck, LimitReference, Measure, MeasureTotals, Meter, MeterNode,
    Metering, Origin, Profile, Quantity, Severity, Site, Source, StatedTotals, SurveyedGroup, Text,
    Trend, WholeSite, balance, fixed,
};

/// A most probable flow that the auditor accepted in the place of the raw figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjustment {
    /// The stream, by its place among those of the site.
    pub stream: usize,
    /// The figure as it was given; none where it was not known.
    pub raw: Option<Figure>,
    /// The accepted flow, m³/d.
    pub value: DailyVolume,
    /// Its standard uncertainty, m³/d, 1σ.
    pub uncertainty: DailyVolume,
}

impl Adjustment {
    /// `accepted − raw`, m³/d; none where no figure was given.
    pub fn change(&self) -> Option<DailyVolume> {
        self.raw.as_ref().map(|raw| self.value - raw.value)
    }

    /// The figure that stands in the place of the raw one: computed, with the cells behind
    /// the raw figure.
    pub fn figure(&self) -> Figure {
        let raw = self.raw.as_ref();
        let was = raw.map_or_else(
            || "原值不详".to_owned(),
            |raw| format!("原值 {} m³/d", crate::trimmed(raw.value.value(), 4)),
        );
        Figure {
            value: self.value,
            basis: Basis::Computed,
            origin: Origin::Computed {
                formula: format!("数据校正（加权最小二乘），{was}"),
                cells: raw.map(|raw| raw.origin.cells().to_vec()).unwrap_or_default(),
            },
            uncertainty: self.uncertainty.over(self.value.abs()),
        }
    }
}

/// What was given: the enterprise, its units and streams, and what its tables state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// The enterprise.
    pub profile: Profile,
    /// Units and streams.
    pub site: Site,
    /// The table's own grand total.
    pub stated: Option<StatedTotals>,
    /// The meter register.
    pub meters: Vec<Meter>,
    /// The tables beside the balance.
    pub ledgers: Ledgers,
    /// Accepted flows that stand in the site in the place of raw figures; empty where the
    /// diagnosis rests on the raw figures.
    pub adjustments: Vec<Adjustment>,
    /// What auditors made of it: answers on site, decisions on findings, measures.
    pub review: AuditorWork,
    /// Doubts of the import.
    pub doubts: Vec<Doubt>,
}

/// Everything that follows from a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// What was given.
    pub case: Case,
    /// The balance.
    pub balance: Balance,
    /// Water that is not accounted for, by level, and stated figures against sums.
    pub closing: Closing,
    /// Cross-checks.
    pub checks: Vec<Check>,
    /// Meters against those below them.
    pub meter_nodes: Vec<MeterNode>,
    /// Indicators, all of the contract's.
    pub indicators: Vec<Indicator>,
    /// How indicators went over the years, where annual data tell.
    pub trends: Vec<Trend>,
    /// What needs a meter, what has one, and what is asked of it.
    pub metering: Metering,
    /// Products against their quotas.
    pub comparisons: Vec<Comparison>,
    /// All products together.
    pub whole: WholeSite,
    /// Indicators against limits and targets.
    pub limits: Vec<LimitCheck>,
    /// Averages, other plants' results, and limits that could not be held against anything:
    /// for information, never judging.
    pub references: Vec<LimitReference>,
    /// Problems found.
    /// Problems found, without those that the auditor set aside.
    pub findings: Vec<Finding>,
    /// Problems found that the auditor set aside, with the reasons.
    pub rejected: Vec<Finding>,
    /// Decisions on findings that no rule raises any more.
    pub gone: Vec<Decision>,
    /// The checklist with what was answered on site; empty where nothing was.
    pub survey: Vec<SurveyedGroup>,
    /// Measures.
    pub measures: Vec<Measure>,
    /// Sums over the measures.
    pub measure_totals: MeasureTotals,
    /// Doubts on the data: those of the import, of the balance, of the tables beside it.
    pub doubts: Vec<Doubt>,
}

impl Diagnosis {
    /// The indicator of that code (the first, where there is one per product).
    pub fn indicator(&self, code: IndicatorCode) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == code)
    }
}

/// Diagnoses a case against a library.
pub fn diagnose(case: Case, library: &Library) -> Diagnosis {
    let balance = balance(&case.site, &library.tolerances);
    let evidence = Evidence::of(&case, &balance);
    let checks = crate::check::checks(&evidence, &case, &library.checks);
    let mut metering = crate::metering::metering(&evidence, &case, &library.metering);
    let means = crate::indicator::Means {
        case: &case,
        metering: &metering,
        quality: &library.data_quality,
        checks: &library.checks,
        made: &checks,
    };
    let mut indicators = crate::indicator::indicators(&evidence, &means);
    metering.requirements =
        crate::metering::judged(&metering, &case, &indicators, &library.metering);
    let trends = crate::indicator::trends(&case);
    let comparisons = crate::comparison::compare(&evidence, library, |product| {
        library.quota_for(product, &case.profile.period)
    });
    let whole = crate::comparison::whole(&evidence, &comparisons);
    let mut limits = crate::comparison::check_limits(&evidence, &indicators, library);
    let references = crate::comparison::references(&evidence, &indicators, library);
    let quality = &library.data_quality;
    let sureness = crate::indicator::Sureness::of(&case.site, &balance.site.flows, quality);
    sureness.tell(&mut indicators, &quality.coverage);
    crate::indicator::open(&mut limits, &indicators);
    let closing =
        crate::closing(&case.site, &balance, case.stated.as_ref(), (quality, &library.tolerances));
    let meter_nodes = crate::meter_nodes(
        &case.meters,
        &case.ledgers.readings,
        &library.checks.meter_error,
        &quality.coverage,
    );
    let raised = crate::rule::raised(
        crate::rule::Found {
            e: &evidence,
            case: &case,
            indicators: &indicators,
            comparisons: &comparisons,
            limits: &limits,
            checks: &checks,
            closing: &closing,
            nodes: &meter_nodes,
            relations: &library.checks,
        },
        &library.rules,
    );
    let Reviewed { standing: findings, rejected, gone } =
        crate::finding::reviewed(raised, &case.review);
    let (measures, measure_totals) = crate::measure::measures(
        &case.review.measures,
        &findings,
        &case.site,
        &case.profile.prices,
    );
    let mut doubts = case.doubts.clone();
    let found = balance_doubts(&evidence, &closing);
    doubts.extend(found.into_iter().filter(|doubt| !is_told(&case.doubts, doubt)));
    doubts.extend(quota_doubts(&case.profile, &comparisons, library));
    doubts.extend(crate::comparison::doubts(&case.profile, &case.site, &comparisons));
    doubts.extend(crate::choice_doubts(&case.profile, library));
    doubts.extend(crate::ledger_doubts(&case.ledgers));
    Diagnosis {
        balance,
        closing,
        checks,
        meter_nodes,
        indicators,
        trends,
        metering,
        comparisons,
        whole,
        limits,
        references,
        findings,
        rejected,
        gone,
        survey: crate::survey::surveyed(&library.rules, &case.profile, &case.review.answers),
        measures,
        measure_totals,
        doubts,
        case,
    }
}

fn balance_doubts(e: &Evidence, closing: &Closing) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for unit in &e.balance.units {
        let Some(given) = e.index.unit(&unit.unit) else { continue };
        let severity = match unit.difference.closure {
            // More out than in cannot be, however little it is.
            _ if closing.gains(unit) => Severity::Error,
            Closure::Open => Severity::Error,
            Closure::Attention => Severity::Warning,
            Closure::Closed | Closure::Unknown => continue,
        };
        let Some(imbalance) = unit.difference.imbalance else { continue };
        let rate = unit.difference.rate.map_or_else(String::new, |rate| {
            format!("（占输入水量 {} %）", fixed(rate.to_percent(), 2))
        });
        let value = fixed(imbalance.value(), 1);
        doubts.push(Doubt::new(
            severity,
            DoubtCode::UnitNotClosed,
            given.place.iter().cloned().collect(),
            Text::new(
                format!("用水单元“{}”输入与输出相差 {value} m³/d{rate}，不平衡。", given.name),
                format!("unit {} does not close: in − out = {value} m³/d", given.name),
            ),
            Text::new(
                "核对该单元各项水量和计量表计；正差值为去向不明的水量，应排查漏失、未计量用水和遗漏的排水，负差值应排查遗漏的进水或读数错误。",
                "check its flows and meters; a positive difference is water that went somewhere unseen, a negative one an inflow that was missed",
            ),
        ));
    }
    doubts.extend(series_doubt(e));
    doubts.extend(total_doubts(e, closing));
    doubts.extend(discharge_doubt(e));
    doubts
}

/// True where the reading of the workbook said of the same cell already that its total is
/// not the sum of its parts.
fn is_told(said: &[Doubt], doubt: &Doubt) -> bool {
    let of_total = |code: DoubtCode| {
        matches!(code, DoubtCode::TotalMismatch | DoubtCode::SubtotalDoubleCounted)
    };
    let holds = |range: &CellRef, cell: &CellRef| {
        let (row, col) = range.to.unwrap_or((range.row, range.col));
        (&range.file, &range.sheet) == (&cell.file, &cell.sheet)
            && (range.row..=row).contains(&cell.row)
            && (range.col..=col).contains(&cell.col)
    };
    doubt.code == DoubtCode::TotalMismatch
        && doubt.places.iter().all(|cell| {
            said.iter()
                .filter(|said| of_total(said.code))
                .any(|said| said.places.iter().any(|range| holds(range, cell)))
        })
}

fn series_doubt(e: &Evidence) -> Option<Doubt> {
    let gap = e.balance.site.series_gap?;
    let out = e.flows().get(Item::SeriesOut)?;
    // Below 1 % and below the last printed digit per unit it is rounding.
    let slack = (0.01 * out.value().abs()).max(0.05 * e.site.units.len().min(10) as f64);
    if gap.value().abs() <= slack {
        return None;
    }
    let places = [Item::SeriesOut, Item::SeriesIn].into_iter().flat_map(|item| {
        e.site_cells(e.flows().get(item).unwrap_or_default(), Quantity::Item(item), &[item])
    });
    Some(Doubt::new(
        Severity::Warning,
        DoubtCode::SeriesMismatch,
        places.collect(),
        Text::new(
            format!("各单元串联供出之和与串联用水之和相差 {} m³/d。", fixed(gap.value(), 1)),
            format!(
                "series handed on and series received differ by {} m³/d",
                fixed(gap.value(), 1)
            ),
        ),
        Text::new(
            "核对串联水的供、用双方；供出的水必须有单元接收。",
            "check both ends: what is handed on must be received",
        ),
    ))
}

fn total_doubts(e: &Evidence, closing: &Closing) -> Vec<Doubt> {
    let Some(stated) = e.stated else { return Vec::new() };
    let doubt = |sum: &LevelSum| {
        let value = sum.sum.value();
        Doubt::new(
            Severity::Warning,
            DoubtCode::TotalMismatch,
            sum.cells.clone(),
            Text::new(
                format!(
                    "“{}”行的{}为 {} m³/d，各单元相加为 {} m³/d，两者不一致；本程序采用各单元之和。",
                    stated.name,
                    sum.quantity.zh(),
                    fixed(sum.stated.value(), 1),
                    fixed(value, 1)
                ),
                format!(
                    "row {} states {} m³/d for {}, the units add up to {} m³/d; the sum is used",
                    stated.name,
                    fixed(sum.stated.value(), 1),
                    sum.quantity.code(),
                    fixed(value, 1)
                ),
            ),
            Text::new(
                "核对合计行公式是否漏加或重复加，或明细数据是否有误。",
                "check the total's formula and the rows",
            ),
        )
    };
    let of_site = |sum: &&LevelSum| sum.unit.is_none() && !sum.agrees;
    closing.sums.iter().filter(of_site).map(doubt).collect()
}

fn discharge_doubt(e: &Evidence) -> Option<Doubt> {
    let discharge = e.balance.site.external_discharge?;
    let inflow = crate::known_sum([e.flows().intake(), e.flows().get(Item::CarriedIn)])?;
    let over = discharge.value() > inflow.value() * 1.001 + 0.05;
    (over || discharge.value() < -0.05).then(|| {
        Doubt::new(
            Severity::Warning,
            DoubtCode::ImplausibleValue,
            e.site_cells(
                e.flows().get(Item::Discharge).unwrap_or_default(),
                Quantity::Item(Item::Discharge),
                &[Item::Discharge],
            ),
            Text::new(
                format!(
                    "外排水量 {} m³/d 与取水量 {} m³/d 不相称。",
                    fixed(discharge.value(), 1),
                    fixed(inflow.value(), 1)
                ),
                format!(
                    "external discharge {} m³/d does not fit an intake of {} m³/d",
                    fixed(discharge.value(), 1),
                    fixed(inflow.value(), 1)
                ),
            ),
            Text::new(
                "核对排水计量、雨水或地下水混入，以及回用水量是否重复计入。",
                "check the effluent meter, rain or wells entering, and reuse counted twice",
            ),
        )
    })
}

fn quota_doubts(profile: &Profile, comparisons: &[Comparison], library: &Library) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (product, comparison) in profile.products.iter().zip(comparisons) {
        let mut say = |severity, code, zh: String, en: String, fix_zh: &str, fix_en: &str| {
            let places = product.place.iter().cloned().collect();
            doubts.push(Doubt::new(
                severity,
                code,
                places,
                Text::new(zh, en),
                Text::new(fix_zh, fix_en),
            ));
        };
        match (&comparison.quota, product.quota.as_deref()) {
            (None, Some(id)) if !id.is_empty() => say(
                Severity::Warning,
                DoubtCode::QuotaChoice,
                format!("产品“{}”指定的定额“{id}”不在定额库中。", product.name),
                format!("quota {id} chosen for {} is not in the library", product.name),
                "在定额库中录入该定额，或另选一条。",
                "enter it in the library or choose another",
            ),
            (None, _) => say(
                Severity::Note,
                DoubtCode::QuotaChoice,
                format!("产品“{}”暂无定额。", product.name),
                format!("there is no quota for {}", product.name),
                "对照现行标准文本录入该产品的用水定额，注明标准号、页码后再作判定；不得以其他行业定额代替。",
                "enter the quota from the standard's text; never use another trade's",
            ),
            (Some(quota), chosen) => {
                if chosen.is_none() {
                    say(
                        Severity::Note,
                        DoubtCode::QuotaChoice,
                        format!(
                            "产品“{}”按名称自动选用定额“{}”（{}）。",
                            product.name, quota.id, quota.standard
                        ),
                        format!("quota {} was proposed for {} by its name", quota.id, product.name),
                        "核对适用条件，必要时另选。",
                        "check its conditions",
                    );
                }
                if quota.confirmed.is_none() {
                    say(
                        Severity::Note,
                        DoubtCode::QuotaUnconfirmed,
                        format!("定额“{}”（{}）未对照标准文本核实。", quota.id, quota.standard),
                        format!("quota {} is not confirmed against the standard's text", quota.id),
                        "取得标准文本，核对数值、单位和适用条件后确认。",
                        "confirm it against the text",
                    );
                }
            }
        }
        for missing in comparison
            .missing
            .iter()
            .filter(|text| text.zh.contains("换算") || text.zh.contains("次序"))
        {
            say(
                Severity::Warning,
                DoubtCode::ProductUnit,
                format!("{}。", missing.zh),
                missing.en.clone(),
                "核对产量单位和定额单位。",
                "check both units",
            );
        }
    }
    debug_assert!(library.tolerances.unit_warn <= library.tolerances.unit_fail);
    doubts
}

/// The share of each source in the intake, for the report: source, m³/d, none where unknown.
pub fn intake_by_source(balance: &Balance) -> Vec<(Source, Option<crate::DailyVolume>)> {
    let flows = &balance.site.flows;
    let of = |source: Source| (source, flows.get(Item::Withdrawal(source)));
    let zero = Some(crate::DailyVolume::ZERO);
    Source::ALL.into_iter().map(of).filter(|(_, value)| *value != zero).collect()
}
