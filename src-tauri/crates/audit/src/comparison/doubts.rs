//! What is doubted of how water was allotted and counted: shares that do not add up are
//! told, never scaled.

use super::Comparison;
use super::boundary::resolved;
use crate::{
    AllotmentRule, Doubt, DoubtCode, Product, Profile, Severity, Site, Text, UnitId, fixed,
};

/// Doubts on shares, boundaries and adjustments.
pub(crate) fn doubts(profile: &Profile, site: &Site, comparisons: &[Comparison]) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = shares(profile, comparisons).into_iter().collect();
    let several = profile.products.len() > 1;
    doubts.extend(profile.products.iter().filter_map(|product| unexplained(product, several)));
    let scope = &profile.scope;
    for (named, zh) in
        [(&scope.living, "生活区"), (&scope.sea, "海水"), (&scope.once_through, "直流冷却")]
    {
        doubts.extend(lost(site, named, zh));
    }
    let mut said: Vec<&str> = Vec::new();
    for one in comparisons.iter().filter(|one| !one.counted.terms.is_empty()) {
        let rule = &one.counted.rule;
        if rule.confirmed.is_none() && !rule.id.is_empty() && !said.contains(&rule.id.as_str()) {
            said.push(&rule.id);
            doubts.push(boundary(one));
        }
    }
    for one in comparisons {
        let open = one.adjustments.iter().filter(|of| !of.confirmed);
        doubts.extend(open.map(|of| adjustment(one, &of.name)));
    }
    doubts
}

/// Shares that are not 100 % together.
fn shares(profile: &Profile, comparisons: &[Comparison]) -> Option<Doubt> {
    let shares: Option<Vec<f64>> = comparisons.iter().map(|one| one.allotment.share).collect();
    let sum: f64 = shares.filter(|shares| !shares.is_empty())?.iter().sum();
    if (sum - 1.0).abs() <= 1e-6 {
        return None;
    }
    let places = profile.products.iter().filter_map(|product| product.place.clone()).collect();
    let shown = fixed(sum * 100.0, 2);
    let gap = fixed((sum - 1.0).abs() * 100.0, 2);
    let typed = |product: &crate::Product| product.terms.rule == AllotmentRule::Share;
    let meant = profile.products.len() == 1 || !profile.products.iter().all(typed);
    if sum > 1.0 {
        return Some(Doubt::new(
            Severity::Warning,
            DoubtCode::Allotment,
            places,
            Text::new(
                format!(
                    "各产品分得的取水量合计为定额口径取水量的 {shown} %，超出 {gap} %，有水量重复计入。"
                ),
                format!("the shares of all products are {shown} % together: water counts twice"),
            ),
            Text::new(
                "核对各产品的分摊比例和直接计量单元；本程序不自动按比例缩减。",
                "check shares and units; they are not scaled",
            ),
        ));
    }
    Some(Doubt::new(
        if meant { Severity::Note } else { Severity::Warning },
        DoubtCode::Allotment,
        places,
        Text::new(
            format!(
                "各产品分得的取水量合计为定额口径取水量的 {shown} %，有 {gap} % 未计入任何产品，不参与定额判定。"
            ),
            format!("the shares of all products are {shown} % together: {gap} % is judged by none"),
        ),
        Text::new(
            "确认未计入的水量确与所列产品无关，并在报告中说明；本程序不自动按比例放大。",
            "make sure that the rest belongs to no product; shares are not scaled",
        ),
    ))
}

/// A typed share that nobody gave a reason for.
fn unexplained(product: &Product, several: bool) -> Option<Doubt> {
    let share = product.share.filter(|share| several || *share < 1.0)?;
    let typed = product.terms.rule == AllotmentRule::Share;
    (typed && product.share_rule.trim().is_empty()).then(|| {
        let shown = fixed(share * 100.0, 2);
        Doubt::new(
            Severity::Note,
            DoubtCode::Allotment,
            product.place.iter().cloned().collect(),
            Text::new(
                format!("产品“{}”的取水量分摊比例 {shown} % 未注明依据。", product.name),
                format!("the share of {}, {shown} %, has no reason", product.name),
            ),
            Text::new(
                "填写分摊依据，或改为按直接计量、产量、产值或计量水量之比分摊。",
                "say why, or choose a rule",
            ),
        )
    })
}

/// Units named for what quotas may not count that are not there.
fn lost(site: &Site, named: &[UnitId], zh: &str) -> Option<Doubt> {
    let (_, lost) = resolved(site, named);
    (!lost.is_empty()).then(|| {
        Doubt::new(
            Severity::Warning,
            DoubtCode::Allotment,
            Vec::new(),
            Text::new(
                format!("标为{zh}的用水单元“{}”不存在或不止一个，未扣除。", lost.join("、")),
                format!(
                    "units marked for what does not count are not there, or twice: {}",
                    lost.join(", ")
                ),
            ),
            Text::new("在企业信息中重新选择。", "choose them again"),
        )
    })
}

fn boundary(one: &Comparison) -> Doubt {
    let rule = &one.counted.rule;
    let terms: Vec<String> = one.counted.terms.iter().map(|term| term.words().zh).collect();
    Doubt::new(
        Severity::Note,
        DoubtCode::QuotaUnconfirmed,
        Vec::new(),
        Text::new(
            format!(
                "定额口径取水量按“{}”计算（{}），该口径未对照标准文本核实。",
                rule.source,
                terms.join("，")
            ),
            format!("what counts as intake follows {}, which is not confirmed", rule.id),
        ),
        Text::new(
            "核对所用定额对取水量范围的规定。",
            "check what the quota's text counts as intake",
        ),
    )
}

fn adjustment(one: &Comparison, name: &str) -> Doubt {
    Doubt::new(
        Severity::Note,
        DoubtCode::QuotaUnconfirmed,
        Vec::new(),
        Text::new(
            format!("产品“{}”的定额修正项“{name}”未对照标准文本核实。", one.product),
            format!("adjustment {name} of {} is not confirmed", one.product),
        ),
        Text::new("取得标准文本，核对系数和适用条件。", "confirm it against the text"),
    )
}
