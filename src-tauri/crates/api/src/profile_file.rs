//! The enterprise profile as a TOML file, for the command line.

mod product;

use crate::{Error, Result, app, fact};
use chrono::NaiveDate;
use product::{ProductEntry, ScopeEntry};
use rust_decimal::Decimal;
use serde::Deserialize;
use shuiheng_audit::{
    Days, Fact, FactCode, Levels, Period, Prices, Profile, Quota, QuotaKind, Text, UnitFacts,
};
use std::collections::BTreeSet;
use std::path::Path;

/// A profile, with quotas that the auditor entered in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProfileFile {
    /// The enterprise.
    pub profile: Profile,
    /// Quotas entered by the auditor.
    pub quotas: Vec<Quota>,
    /// Facts of units, by the units' names.
    pub facts: Vec<(String, Fact)>,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct File {
    name: String,
    credit_code: String,
    industry: String,
    industry_code: Code,
    district: String,
    address: String,
    employees: Option<u32>,
    output_value: Option<f64>,
    added_value: Option<f64>,
    operating_days: Option<f64>,
    /// Shifts on a day, and hours of each.
    shifts: Option<u32>,
    shift_hours: Option<f64>,
    /// Fields that the enterprise cannot tell: `["employees", "price_water"]`.
    not_known: Vec<String>,
    period_from: Option<toml::value::Datetime>,
    period_to: Option<toml::value::Datetime>,
    auditor: String,
    product: Vec<ProductEntry>,
    scope: ScopeEntry,
    prices: PricesEntry,
    quota: Vec<QuotaEntry>,
    fact: Vec<FactEntry>,
}

/// A fact of a unit: `unit = "冷却塔"`, `code = "cooling_range"`, `value = 8`; of the site
/// without a unit: `code = "compliant_discharge"`, `value = 900`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactEntry {
    #[serde(default)]
    unit: String,
    code: FactCode,
    value: f64,
}

/// People write the industry code as a number or as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Code {
    Number(u32),
    Text(String),
}

impl Default for Code {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct PricesEntry {
    water: Option<f64>,
    discharge: Option<f64>,
    treatment: Option<f64>,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct QuotaEntry {
    id: String,
    standard: String,
    title: String,
    region: String,
    industry: String,
    product: String,
    condition: String,
    unit: String,
    basis: String,
    leading: Option<f64>,
    advanced: Option<f64>,
    new_build: Option<f64>,
    general: Option<f64>,
    limit: Option<f64>,
    source: String,
    note: String,
    example: bool,
}

/// Reads a profile from the text of a TOML file.
///
/// # Errors
/// Text that is no TOML, an unknown key, a value out of its range: with the line.
pub(crate) fn parse(text: &str, name: &str) -> Result<ProfileFile> {
    let refuse = |zh: String, en: String| {
        Error::refused(
            Text::new(format!("企业信息文件“{name}”：{zh}"), format!("profile {name}: {en}")),
            Text::new("按说明修正该项后重试；键名见命令行约定。", "correct it and try again"),
        )
    };
    let file: File = toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|cause| {
        refuse(format!("无法读取。{cause}"), format!("cannot be read: {cause}"))
    })?;
    let date = |date: Option<toml::value::Datetime>| {
        let Some(date) = date else { return Ok(None) };
        date.date
            .and_then(|date| {
                NaiveDate::from_ymd_opt(
                    i32::from(date.year),
                    u32::from(date.month),
                    u32::from(date.day),
                )
            })
            .map(Some)
            .ok_or_else(|| refuse(format!("“{date}”不是日期。"), format!("{date} is not a date")))
    };
    let days = match file.operating_days {
        Some(days) => Some(Days::new(days).ok_or_else(|| {
            refuse(
                format!("年运行天数 {days} 应大于 0 且不超过 366。"),
                format!("operating_days {days} must be above 0 and at most 366"),
            )
        })?),
        None => None,
    };
    for share in file.product.iter().filter_map(|product| product.share) {
        if !(0.0..=1.0).contains(&share) {
            return Err(refuse(
                format!("取水量分摊比例 {share} 应在 0 与 1 之间。"),
                format!("share {share} must be from 0 to 1"),
            ));
        }
    }
    let money = |value: Option<f64>| value.and_then(|value| Decimal::try_from(value).ok());
    let mut profile = Profile {
        name: file.name,
        credit_code: file.credit_code,
        industry_code: match file.industry_code {
            Code::Number(code) => format!("{code:04}"),
            Code::Text(code) => code,
        },
        industry: file.industry,
        district: file.district,
        address: file.address,
        employees: file.employees,
        output_value: money(file.output_value),
        added_value: money(file.added_value),
        period: Period {
            from: date(file.period_from)?,
            to: date(file.period_to)?,
            operating_days: days,
            days_place: None,
        },
        products: file.product.into_iter().map(ProductEntry::product).collect(),
        scope: file.scope.scope(),
        prices: Prices {
            water: money(file.prices.water),
            discharge: money(file.prices.discharge),
            treatment: money(file.prices.treatment),
        },
        auditor: file.auditor,
        facts: UnitFacts::default(),
        shifts: file.shifts,
        shift_hours: money(file.shift_hours),
        not_known: BTreeSet::new(),
    };
    if let Some(unknown) =
        file.not_known.iter().find(|field| !Profile::ASKED.contains(&field.as_str()))
    {
        return Err(refuse(
            format!("not_known 中的“{unknown}”不是可标为不详的项目。"),
            format!("not_known names {unknown}, which is no field"),
        ));
    }
    profile = app::worked(app::with_not_known(profile, &file.not_known))?;
    let fact = |entry: FactEntry| {
        let FactEntry { unit, code, value } = entry;
        let fact = fact::checked(code, value, &unit).ok_or_else(|| {
            refuse(
                format!("“{unit}”的{} {value} 不可能。", code.zh()),
                format!("{} of {unit} cannot be {value}", code.code()),
            )
        })?;
        if code.is_of_site() != unit.is_empty() {
            let whose = if unit.is_empty() {
                "未写明用水单元"
            } else {
                "属全厂，不应写用水单元"
            };
            return Err(refuse(
                format!("参数“{}”{whose}。", code.zh()),
                format!("{}: its unit is missing, or it is of the whole site", code.code()),
            ));
        }
        Ok((unit, fact))
    };
    let facts: Vec<(String, Fact)> = file.fact.into_iter().map(fact).collect::<Result<_>>()?;
    let (of_site, facts): (Vec<_>, Vec<_>) =
        facts.into_iter().partition(|(_, fact)| fact.code.is_of_site());
    of_site.into_iter().for_each(|(_, fact)| profile.facts.put(fact));
    Ok(ProfileFile {
        profile,
        quotas: file.quota.into_iter().map(QuotaEntry::quota).collect(),
        facts,
    })
}

impl QuotaEntry {
    fn quota(self) -> Quota {
        let kind = if self.limit.is_some() && self.general.is_none() {
            QuotaKind::Limit
        } else {
            QuotaKind::Quota
        };
        Quota {
            id: self.id,
            kind,
            standard: self.standard,
            title: self.title,
            region: self.region,
            industry: self.industry,
            product: self.product,
            condition: self.condition,
            unit: self.unit,
            basis: self.basis,
            levels: Levels {
                leading: self.leading,
                advanced: self.advanced,
                new_build: self.new_build,
                general: self.general,
                limit: self.limit,
                ..Levels::default()
            },
            usage: "direct".into(),
            certainty: "entered".into(),
            notes: self.note,
            source: self.source,
            example: self.example,
            ..Quota::default()
        }
    }
}

/// Reads a profile from a file.
///
/// # Errors
/// The file cannot be read, or as for its text: which line, and what was found.
pub fn profile_file(path: &Path) -> Result<ProfileFile> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|cause| {
        Error::refused(
            Text::new(
                format!("企业信息文件“{name}”无法读取（{cause}）。"),
                format!("profile {name} cannot be read ({cause})"),
            ),
            Text::new(
                "检查路径和权限；文件应为 UTF-8 编码的 TOML。",
                "check path and rights; it is TOML in UTF-8",
            ),
        )
    })?;
    parse(&text, &name)
}

/// Operating days that a person gave.
///
/// # Errors
/// Not above 0, or above 366.
pub fn operating_days(days: f64) -> Result<Days> {
    Days::new(days).ok_or_else(|| {
        Error::refused(
            Text::new(
                format!("年运行天数 {days} 应大于 0 且不超过 366。"),
                format!("operating days {days} must be above 0 and at most 366"),
            ),
            Text::new("修正后重试。", "correct it and try again"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, found: &str) {
        let error = parse(text, "p.toml").unwrap_err();
        assert!(error.message.zh.contains(found), "{}", error.message.zh);
        assert_eq!(error.code, crate::Code::Refused);
    }

    #[test]
    fn a_profile_is_read() {
        let text = "name = \"嘉兴示例印染有限公司\"\nindustry_code = 1713\noperating_days = 330\nadded_value = 1234.5\nperiod_from = 2024-09-10\n\
                    [[product]]\nname = \"布\"\noutput = 5\nunit = \"万米\"\n[prices]\nwater = 4.1\n[[quota]]\nid = \"Q\"\nproduct = \"布\"\nunit = \"m³/t\"\ngeneral = 2\nexample = true";
        let ProfileFile { profile, quotas, .. } = parse(text, "p.toml").unwrap();
        assert_eq!(
            (profile.industry_code.as_str(), profile.products[0].output),
            ("1713", Some(5.0))
        );
        assert_eq!(profile.period.from.unwrap().to_string(), "2024-09-10");
        assert_eq!(profile.prices.water.unwrap().to_string(), "4.1");
        assert!(quotas[0].example && quotas[0].kind == QuotaKind::Quota);
    }

    #[test]
    fn what_a_product_is_compared_by_is_read() {
        let text = "[scope]\nliving = [\"宿舍\"]\n\
                    [[product]]\nname = \"布\"\nrule = \"metering\"\nunits = [\"一车间\"]\noutput_value = 1200.5\nnew_build = true\n\
                    [product.specification]\nwidth_cm = 160\n[product.boundary]\nreclaimed = 0.5\nreason = \"定额注2\"\n\
                    [[product.adjustment]]\nrule = \"ADJ-HEAT\"\nvalue = 0.05\nquantity = 100000\n\
                    [[product]]\nname = \"纱\"\nshare = 0.4";
        let ProfileFile { profile, .. } = parse(text, "p.toml").unwrap();
        let terms = &profile.products[0].terms;
        assert_eq!(terms.rule, shuiheng_audit::AllotmentRule::Metering);
        assert_eq!((terms.units[0].to_string().as_str(), terms.new_build), ("一车间", true));
        assert_eq!(terms.output_value.unwrap().to_string(), "1200.5");
        assert_eq!(terms.specification.width_cm, Some(160.0));
        assert_eq!(terms.boundary.reclaimed, Some(0.5));
        assert_eq!(terms.adjustments[0].value, Some(0.05));
        assert!(profile.products[1].terms.is_empty(), "nothing said is nothing kept");
        assert_eq!(profile.scope.living.len(), 1);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        refused("name = ", "无法读取");
        refused("nmae = \"x\"", "nmae");
        refused("operating_days = 400", "400");
        refused("[[product]]\nshare = 1.5", "1.5");
        refused("[[product]]\nrule = \"guess\"", "guess");
        refused("[[product]]\n[product.specification]\nwidth = 1", "width");
        refused("period_from = 07:30:00", "07:30:00");
    }
}
