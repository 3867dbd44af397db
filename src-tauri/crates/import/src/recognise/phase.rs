//! States of the same site that a table sets side by side: summer and winter, before and
//! after a retrofit. They are alternatives and never added.

use super::text::{split_brackets, tidy};

/// One of several states, and how it stands among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Phase {
    /// What kind of state it is.
    pub(crate) family: Family,
    /// Which of them counts: the highest, else the one that stands first.
    pub(crate) rank: u8,
    /// What tells it from others of its rank: its place in the list, a day, a number.
    place: u32,
}

/// Kinds of states that exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Seasons, quarters, the whole year.
    Season,
    /// Before and after a measure.
    Stage,
    /// As designed and as measured.
    Reality,
    /// Readings of a test one after another, days of it, and their mean.
    Reading,
}

/// Words, their kind and their rank; a longer word stands before the one that it holds.
const WORDS: &[(&str, Family, u8)] = &[
    ("全年平均", Family::Season, 2),
    ("年平均", Family::Season, 2),
    ("全年", Family::Season, 1),
    ("非采暖期", Family::Season, 0),
    ("非采暖季", Family::Season, 0),
    ("采暖期", Family::Season, 0),
    ("采暖季", Family::Season, 0),
    ("非供暖期", Family::Season, 0),
    ("非供暖季", Family::Season, 0),
    ("供暖期", Family::Season, 0),
    ("供暖季", Family::Season, 0),
    ("春季", Family::Season, 0),
    ("夏季", Family::Season, 0),
    ("秋季", Family::Season, 0),
    ("冬季", Family::Season, 0),
    ("丰水期", Family::Season, 0),
    ("平水期", Family::Season, 0),
    ("枯水期", Family::Season, 0),
    ("旺季", Family::Season, 0),
    ("淡季", Family::Season, 0),
    ("上半年", Family::Season, 0),
    ("下半年", Family::Season, 0),
    ("一季度", Family::Season, 0),
    ("二季度", Family::Season, 0),
    ("三季度", Family::Season, 0),
    ("四季度", Family::Season, 0),
    ("改造前", Family::Stage, 0),
    ("改造后", Family::Stage, 1),
    ("整改前", Family::Stage, 0),
    ("整改后", Family::Stage, 1),
    ("技改前", Family::Stage, 0),
    ("技改后", Family::Stage, 1),
    ("实施前", Family::Stage, 0),
    ("实施后", Family::Stage, 1),
    ("优化前", Family::Stage, 0),
    ("优化后", Family::Stage, 1),
    ("测试前", Family::Stage, 0),
    ("复测", Family::Stage, 1),
    ("设计", Family::Reality, 0),
    ("计划", Family::Reality, 0),
    ("环评", Family::Reality, 0),
    ("实际", Family::Reality, 1),
    ("实测", Family::Reality, 1),
];

/// The state that a header names: 夏季, 冬季用水（m³/d）, 改造后, 第2次, 6月11日.
pub(crate) fn phase_in(text: &str) -> Option<Phase> {
    let key = split_brackets(&tidy(text)).0;
    if let Some(phase) = reading(&key) {
        return Some(phase);
    }
    let key = tidy(text);
    let (place, (_, family, rank)) =
        (0_u32..).zip(WORDS).find(|(_, (word, _, _))| key.contains(word))?;
    Some(Phase { family: *family, rank: *rank, place })
}

/// The worth of a name that is nothing but that of a reading or of their mean, which is
/// worth most.
pub(crate) fn reading_worth(name: &str) -> Option<u8> {
    reading(&split_brackets(&tidy(name)).0)
        .filter(|phase| phase.family == Family::Reading)
        .map(|phase| phase.rank)
}

/// A text that is nothing but the name of a reading, a day, a month or a mean.
fn reading(key: &str) -> Option<Phase> {
    const MEANS: &[&str] = &[
        "平均",
        "平均值",
        "均值",
        "日均值",
        "日平均",
        "三日平均",
        "三次平均",
        "三天平均",
        "平均水量",
    ];
    if MEANS.contains(&key) {
        return Some(Phase { family: Family::Reading, rank: 2, place: 0 });
    }
    if let Some(month) = key.strip_suffix("月份").or_else(|| key.strip_suffix('月')) {
        let month = count(month).filter(|month| *month <= 12)?;
        return Some(Phase { family: Family::Season, rank: 0, place: 1000 + month });
    }
    let place = match key.strip_suffix(['日', '号']) {
        Some(day) => day_of_test(day)?,
        None => {
            let number = key.strip_prefix('第')?;
            2000 + count(number.strip_suffix(['次', '天', '日', '组', '轮'])?)?
        }
    };
    Some(Phase { family: Family::Reading, rank: 0, place })
}

/// A day as it stands over figures: 6月11, 2024年6月11, 第2.
fn day_of_test(text: &str) -> Option<u32> {
    if let Some(number) = text.strip_prefix('第') {
        return count(number).map(|number| 2000 + number);
    }
    let text = text.split_once('年').map_or(text, |(_, rest)| rest);
    let (month, day) = text.split_once('月')?;
    let (month, day) = (count(month)?, count(day)?);
    (month <= 12 && day <= 31).then_some(3000 + month * 32 + day)
}

/// A small number in digits or in Chinese.
fn count(text: &str) -> Option<u32> {
    let chinese = |text: &str| {
        let at = "一二三四五六七八九十".chars().position(|c| text.chars().eq([c]))?;
        u32::try_from(at + 1).ok()
    };
    text.parse().ok().filter(|number| (1..=31).contains(number)).or_else(|| chinese(text))
}

/// The text without the name of a state and the words that go with it: 夏季取水量 is 取水量.
pub(crate) fn without_phase(tidy: &str) -> Option<String> {
    if reading(tidy).is_some() {
        return Some(String::new());
    }
    let (word, family, _) = WORDS.iter().find(|(word, _, _)| tidy.contains(word))?;
    let rest = tidy.replacen(word, "", 1);
    let rest = rest.trim_matches(['季', '期', '值', '第', '-', '/', ':']).to_owned();
    // 设计取水量 is no intake: what was designed is a word of its own.
    (*family != Family::Reality || rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_of_one_kind_are_told_apart() {
        let of = |text| phase_in(text).map(|phase| (phase.family, phase.rank));
        assert_eq!(of("夏季"), Some((Family::Season, 0)));
        assert_ne!(phase_in("采暖期"), phase_in("非采暖期"));
        assert_eq!(of("节水改造后"), Some((Family::Stage, 1)));
        for none in ["取水量", "日均取水量", "污水站", "生活日用水", "第一车间"]
        {
            assert_eq!(of(none), None, "{none}");
        }
        for (text, rank) in
            [("第2次", 0), ("第三天", 0), ("6月11日", 0), ("2024年6月11日", 0), ("均值", 2)]
        {
            assert_eq!(of(text), Some((Family::Reading, rank)), "{text}");
        }
        assert_ne!(phase_in("6月11日"), phase_in("6月12日"));
        assert_eq!(without_phase("夏季取水量"), Some("取水量".into()));
        assert_eq!(without_phase("冬季"), Some(String::new()));
        assert_eq!(without_phase("设计取水量"), None);
    }
}
