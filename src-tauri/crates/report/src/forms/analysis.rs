//! F6, the analysis of water use (用水分析表): the balance table by category.

use super::{
    BalanceColumn as Of, BalanceForm, Form, FormCell, FormRow, figures, noise_free, share, words,
};
use shuiheng_audit::{Category, Item};

/// The quantities that have a column, with their titles.
pub const ANALYSED: [(&str, Of); 7] = [
    ("取水量", Of::Intake),
    ("重复利用水量", Of::Recycled),
    ("用水量", Of::Used),
    ("耗水量", Of::Item(Item::Consumption)),
    ("排水量", Of::Item(Item::Discharge)),
    ("漏失水量", Of::Item(Item::Leakage)),
    ("不平衡量", Of::Imbalance),
];

/// The form: a category a row as [`BalanceForm::categories`] has them, and the sum of all; no
/// row where the balance has none.
pub fn analysis(balance: &BalanceForm) -> Form {
    let whole = balance.total(Of::Intake);
    let row = |category: &Option<Category>| {
        let sums = ANALYSED.map(|(_, of)| part(balance, of, *category));
        let name = category.map_or("未分类", Category::zh);
        FormRow::data(cells(name, sums, whole))
    };
    let categories = balance.categories();
    let mut rows: Vec<FormRow> = categories.iter().map(row).collect();
    if !rows.is_empty() {
        let sums = ANALYSED.map(|(_, of)| balance.total(of));
        rows.push(FormRow::total(cells("合计", sums, whole)));
    }
    let sums = ANALYSED.iter().map(|(title, _)| figures(title, ""));
    let heads = std::iter::once(words("分析项目")).chain(sums);
    Form {
        title: "企业用水分析表",
        unit: "单位：m³/d",
        heads: heads.chain([figures("取水量占比", "%"), figures("重复利用率", "%")]).collect(),
        rows,
        notes: vec!["各数由水平衡测试统计表汇总；其中有水量不详的，合计不作计算。".into()],
        none: "没有用水单元的水量数据",
    }
}

fn cells(name: &str, sums: [Option<f64>; 7], whole: Option<f64>) -> Vec<FormCell> {
    let ratio = |part: Option<f64>, whole: Option<f64>| {
        FormCell::known(part.zip(whole).and_then(|(part, whole)| share(part, whole)), 2)
    };
    let [intake, recycled, used, ..] = sums;
    let mut cells = vec![FormCell::text(name)];
    cells.extend(sums.map(|sum| FormCell::known(sum, 1)));
    cells.extend([ratio(intake, whole), ratio(recycled, used)]);
    cells
}

/// The rows of a category, added; a part that is not known leaves the sum unknown.
fn part(balance: &BalanceForm, of: Of, category: Option<Category>) -> Option<f64> {
    let lines = balance.lines.iter().filter(|line| line.category == category && line.counts);
    lines.map(|line| line.or_zero(of)).sum::<Option<f64>>().map(noise_free)
}
