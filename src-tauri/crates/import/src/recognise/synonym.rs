//! Words that a person adds to the vocabulary: a header, below which other, and its meaning.

use super::term::Vocabulary;
use super::text::{split_brackets, tidy};
use super::word::Word;
use serde::{Deserialize, Serialize};

/// A header that a person gave a meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Synonym {
    /// The header as written.
    pub header: String,
    /// A header above it, below which alone it has this meaning; empty: anywhere.
    pub under: String,
    /// What it means: the code of one of [`synonym_meanings`].
    pub meaning: String,
}

/// Why a synonym cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SynonymFault {
    /// It has no header.
    NoHeader,
    /// Its meaning is none that the program knows.
    UnknownMeaning,
    /// The vocabulary does not know the header above it.
    UnknownParent,
}

impl Synonym {
    /// Why it cannot be used; none where it can.
    pub fn fault(&self) -> Option<SynonymFault> {
        if tidy(&self.header).trim_matches('*').is_empty() {
            Some(SynonymFault::NoHeader)
        } else if self.word().is_none() {
            Some(SynonymFault::UnknownMeaning)
        } else if self.parent().is_none() {
            Some(SynonymFault::UnknownParent)
        } else {
            None
        }
    }

    /// True where both are about the same header in the same place.
    pub fn is_about(&self, other: &Self) -> bool {
        tidy(&self.header) == tidy(&other.header) && tidy(&self.under) == tidy(&other.under)
    }

    /// The synonym with its meaning as a code, where the name of a meaning was given, or the
    /// code of a column's meaning.
    #[must_use]
    pub fn in_code(self) -> Self {
        let given = tidy(&self.meaning);
        let named = synonym_meanings().iter().find(|(_, zh)| tidy(zh) == given);
        let meaning = named.map_or_else(|| of_column(&given), |(code, _)| (*code).to_owned());
        Self { meaning, ..self }
    }

    pub(crate) fn word(&self) -> Option<Word> {
        synonym_meanings()
            .iter()
            .any(|(code, _)| *code == self.meaning)
            .then(|| Word::parse(&self.meaning))?
    }

    /// The word that must stand above; several where any may, none of them where the
    /// header may stand anywhere.
    pub(crate) fn parent(&self) -> Option<Vec<Word>> {
        let key = split_brackets(&tidy(&self.under)).0;
        if key.is_empty() {
            return Some(Vec::new());
        }
        let shipped = Vocabulary::default();
        Word::parse(&key)
            .or_else(|| shipped.lookup_whole(&key, &[]).map(|found| found.word))
            .map(|word| vec![word])
    }
}

/// The word for the meaning of a column, by its code.
fn of_column(code: &str) -> String {
    match code {
        "withdrawal.unspecified" => "withdrawal",
        "withdrawal.other" => "other_source",
        "storage_gain" => "storage",
        "unused" | "other_period" => "known",
        other => other.strip_prefix("withdrawal.").unwrap_or(other),
    }
    .to_owned()
}

/// The meanings that a synonym can have: the code and its name.
pub const fn synonym_meanings() -> &'static [(&'static str, &'static str)] {
    MEANINGS
}

const MEANINGS: &[(&str, &str)] = &[
    ("withdrawal", "取水量"),
    ("withdrawal_total", "取水量合计"),
    ("tap", "自来水"),
    ("surface", "地表水"),
    ("ground", "地下水"),
    ("steam", "外购蒸汽"),
    ("reclaimed", "再生水"),
    ("rain", "雨水"),
    ("other_source", "其他水源"),
    ("distributed_in", "制水供入"),
    ("carried_in", "原料带入水量"),
    ("recirculated", "循环水量"),
    ("series", "串联水量"),
    ("series_in", "串联接收"),
    ("series_out", "串联供出"),
    ("reuse", "回用水量"),
    ("reuse_out", "回用供出"),
    ("condensate", "冷凝水回用量"),
    ("treatment_in", "处理水量"),
    ("distributed_out", "制水供出"),
    ("consumption", "耗水量"),
    ("consumption_part", "耗水量分项"),
    ("discharge", "排水量"),
    ("discharge_part", "排水量分项"),
    ("discharge_gross", "排水量（含串联供出）"),
    ("leakage", "漏失水量"),
    ("supplied", "外供水量"),
    ("storage", "蓄水增加量"),
    ("recycled_total", "重复利用水量"),
    ("total_use", "用水量"),
    ("sum_in", "输入合计"),
    ("sum_out", "输出合计"),
    ("imbalance", "不平衡量"),
    ("name", "用水单元"),
    ("parent", "所属车间"),
    ("category", "用水类别"),
    ("number", "序号"),
    ("basis", "计量方式"),
    ("remark", "备注"),
    ("rate", "比率"),
    ("known", "非水量列"),
    ("period", "时段"),
    ("product_name", "产品名称"),
    ("output_amount", "产量"),
    ("output_unit", "计量单位"),
    ("meter_number", "水表编号"),
    ("meter_level", "水表级别"),
    ("meter_location", "水表安装位置"),
    ("meter_measures", "水表计量对象"),
    ("meter_accuracy", "水表准确度等级"),
    ("meter_valid", "水表检定有效期"),
    ("meter_online", "水表是否在线"),
    ("meter_state", "水表状态"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_offered_is_a_word_of_the_vocabulary() {
        for (code, _) in MEANINGS {
            assert!(Word::parse(code).is_some(), "{code}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        let synonym = |header: &str, under: &str, meaning: &str| {
            Synonym { header: header.into(), under: under.into(), meaning: meaning.into() }
                .in_code()
                .fault()
        };
        assert_eq!(synonym("园区乙水", "", "reclaimed"), None);
        assert_eq!(synonym("园区乙水", "取水量", "再生水"), None);
        assert_eq!(synonym("园区乙水", "", "溪水"), Some(SynonymFault::UnknownMeaning));
        assert_eq!(synonym("园区乙水", "甲班", "tap"), Some(SynonymFault::UnknownParent));
        assert_eq!(synonym(" * ", "", "tap"), Some(SynonymFault::NoHeader));
    }

    #[test]
    fn a_synonym_stands_before_the_shipped_vocabulary() {
        let own = Vocabulary::with(&[Synonym {
            header: "园区乙水".into(),
            under: "取水量".into(),
            meaning: "reclaimed".into(),
        }]);
        let found = own.lookup("园区乙水", &[Word::Withdrawal]).map(|found| found.word);
        assert_eq!(found, Some(Word::Source(shuiheng_audit::Source::Reclaimed)));
        assert!(own.lookup("园区乙水", &[Word::Discharge]).is_none());
        assert!(Vocabulary::default().lookup("园区乙水", &[Word::Withdrawal]).is_none());
    }
}
