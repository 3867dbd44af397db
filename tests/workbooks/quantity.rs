//! The columns of an answer, and where the document of a diagnosis holds their figures.

use serde_json::Value;

/// A column of an answer: its heading, and its key in `values`.
pub(crate) struct Quantity {
    /// The heading in the answer.
    pub(crate) zh: &'static str,
    /// The key in the document; `withdrawal.` stands before a source.
    pub(crate) key: &'static str,
}

const fn quantity(zh: &'static str, key: &'static str) -> Quantity {
    Quantity { zh, key }
}

/// All columns of figures that an answer may have. A column that it has not stands for a
/// quantity that no unit has.
pub(crate) const QUANTITIES: [Quantity; 24] = [
    quantity("自来水", "withdrawal.tap"),
    quantity("地表水", "withdrawal.surface"),
    quantity("地下水", "withdrawal.ground"),
    quantity("蒸汽", "withdrawal.steam"),
    quantity("再生水", "withdrawal.reclaimed"),
    quantity("雨水", "withdrawal.rain"),
    quantity("其他水源", "withdrawal.other"),
    quantity("未分水源", "withdrawal.unspecified"),
    quantity("取水量合计", "withdrawal_total"),
    quantity("制水供入", "distributed_in"),
    quantity("原料带入", "carried_in"),
    quantity("循环", "recirculated"),
    quantity("串联入", "series_in"),
    quantity("回用", "reuse"),
    quantity("冷凝水", "condensate"),
    quantity("处理水量", "treatment_in"),
    quantity("串联供出", "series_out"),
    quantity("回用供出", "reuse_out"),
    quantity("制水供出", "distributed_out"),
    quantity("耗水", "consumption"),
    quantity("排水", "discharge"),
    quantity("漏失", "leakage"),
    quantity("外供", "supplied"),
    quantity("蓄水增加", "storage_gain"),
];

impl Quantity {
    /// The figure of `values` or `totals`, m³/d: none where the plant has no such water,
    /// a null where it is not known.
    pub(crate) fn of<'v>(&self, values: &'v Value) -> Option<&'v Value> {
        match self.key.split_once('.') {
            // Where the intake is not divided, what came of one source is not known, and
            // an answer does not tell it either.
            Some((group, source)) => {
                let by_source = &values[group];
                let undivided = by_source.get("unspecified").is_some();
                by_source
                    .get(source)
                    .filter(|value| !(undivided && value.is_null() && source != "unspecified"))
            }
            None => values.get(self.key),
        }
    }
}
