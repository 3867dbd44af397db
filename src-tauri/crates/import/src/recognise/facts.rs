//! Facts that stand in the words of a workbook: the enterprise, the dates of the test,
//! the operating days.

use super::date::dates;
use super::grid::Grid;
use super::text::{one_line, tidy};
use crate::workbook::Cell;
use shuiheng_audit::{CellRef, Days, Period};

/// What the words of a workbook say of the enterprise and the period.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// Its name and where it stands; a labelled one before one in a title.
    pub(crate) enterprise: Option<(String, CellRef)>,
    /// Dates and operating days.
    pub(crate) period: Period,
    /// Other operating days found elsewhere: value and place.
    pub(crate) other_days: Vec<(f64, CellRef)>,
    /// Intake of the whole site in the words: value in m³, true where of a year, place.
    pub(crate) intake: Vec<(f64, bool, CellRef)>,
    titled: Option<(String, CellRef)>,
}

const DAY_WORDS: &[&str] = &[
    "年运行天数",
    "年运转天数",
    "年生产天数",
    "年工作天数",
    "年工作日",
    "年运行日",
    "全年运行",
    "全年运转",
    "全年生产",
    "全年连续",
    "全年工作",
    "全年开工",
    "全年共",
    "全年",
    "年工作",
    "年开机",
    "年运行",
    "年运转",
    "年生产",
    "年开工",
    "运行天数",
    "生产天数",
    "工作天数",
    "运转天数",
    "operatingdays",
    "年有效运行",
    "年操作",
];

impl Facts {
    /// Takes in the words of a sheet outside of the rows of its tables. `skip` holds the
    /// rows that are figures of tables.
    pub(crate) fn take(&mut self, grid: &Grid<'_>, is_data: impl Fn(u32) -> bool) {
        for line in grid.lines.iter().filter(|line| !is_data(line.index)) {
            for (at, (col, cell)) in line.cells.iter().enumerate() {
                let Cell::Text(text) = cell else { continue };
                let next = line.cells.get(at + 1).map(|cell| cell.1);
                let before = at.checked_sub(1).and_then(|at| line.cells.get(at)).map(|cell| cell.1);
                let labelled = before.is_some_and(|before| is_value_of(before, text));
                self.read(text, next, labelled, &|next| {
                    let beside = line.cells.get(at + 1).filter(|_| next);
                    let col = beside.map_or(col, |cell| cell.0);
                    grid.place(line.index, col)
                });
            }
        }
    }

    fn read(
        &mut self,
        text: &str,
        next: Option<&Cell>,
        labelled: bool,
        place: &dyn Fn(bool) -> CellRef,
    ) {
        let key = tidy(text);
        self.read_days(&key, next, place);
        self.read_enterprise(text, &key, next, place);
        if self.titled.is_none() && !labelled {
            self.titled = titled_name(text).map(|name| (name, place(false)));
        }
        self.read_dates(&key, next);
        self.read_intake(&key, next, place);
    }

    /// The name of the enterprise: labelled where possible, else from a title.
    pub(crate) fn finish(mut self) -> Self {
        self.enterprise = self.enterprise.or(self.titled.take());
        self
    }

    fn read_days(&mut self, key: &str, next: Option<&Cell>, place: &dyn Fn(bool) -> CellRef) {
        let found = days_in(key).map(|days| (days, place(false))).or_else(|| {
            let labelled = DAY_WORDS.iter().any(|word| key.contains(word))
                && key.chars().count() <= 14
                && !key.chars().any(|c| c.is_ascii_digit());
            let days = match next.filter(|_| labelled)? {
                Cell::Number(value) => Days::new(*value)?,
                Cell::Text(text) => first_number(&tidy(text)).and_then(Days::new)?,
                _ => return None,
            };
            Some((days, place(true)))
        });
        let Some((days, place)) = found else { return };
        match self.period.operating_days {
            None => {
                self.period.operating_days = Some(days);
                self.period.days_place = Some(place);
            }
            Some(held) if held != days => self.other_days.push((days.value(), place)),
            Some(_) => {}
        }
    }

    fn read_enterprise(
        &mut self,
        text: &str,
        key: &str,
        next: Option<&Cell>,
        place: &dyn Fn(bool) -> CellRef,
    ) {
        const LABELS: &[&str] = &[
            "企业名称",
            "单位名称",
            "用水单位名称",
            "用水单位",
            "填报单位",
            "填报企业",
            "企业全称",
            "公司名称",
            "被测单位",
            "被诊断单位",
            "被诊断企业",
            "受诊断单位",
            "受诊断企业",
            "enterprise",
            "company",
        ];
        if self.enterprise.is_none()
            && let Some(label) = LABELS.iter().find(|label| key.starts_with(**label))
        {
            let rest = key[label.len()..]
                .trim_start_matches("(盖章)")
                .trim_start_matches("(公章)")
                .trim_start_matches([':', '名', '称']);
            if rest.is_empty() {
                if let Some(Cell::Text(name)) = next.filter(|_| key.chars().count() <= 14)
                    && is_firm(name)
                {
                    self.enterprise = Some((one_line(name), place(true)));
                }
            } else if key[label.len()..].starts_with([':', '(']) {
                self.enterprise = labelled_name(text).map(|name| (name, place(false)));
            }
        }
    }

    fn read_dates(&mut self, key: &str, next: Option<&Cell>) {
        const LABELS: &[&str] = &[
            "测试日期",
            "测试时间",
            "测试期",
            "测试时段",
            "监测日期",
            "监测时间",
            "测定日期",
            "测试起止",
            "测试周期",
            "统计期",
            "平衡测试日期",
        ];
        if self.period.from.is_some() {
            return;
        }
        let Some(at) = LABELS.iter().filter_map(|label| key.find(label)).min() else { return };
        let mut dates = dates(&key[at..]);
        if dates.is_empty() {
            dates = match next {
                Some(Cell::Text(text)) => super::date::dates(&tidy(text)),
                Some(Cell::Moment(text)) => super::date::dates(text.get(..10).unwrap_or(text)),
                _ => Vec::new(),
            };
        }
        self.period.from = dates.first().copied();
        self.period.to = dates.last().copied();
    }

    fn read_intake(&mut self, key: &str, next: Option<&Cell>, place: &dyn Fn(bool) -> CellRef) {
        const DAILY: &[&str] =
            &["日取水量", "日均取水量", "日用新水量", "日均新水量", "日取用水量", "日新水量"];
        const ANNUAL: &[&str] = &["年取水量", "全年取水量", "年新水量", "年取用水量", "年度取水量"];
        for (words, annual) in [(DAILY, false), (ANNUAL, true)] {
            for word in words {
                let Some(at) = key.find(word) else { continue };
                // 年取水量(m3) holds no figure: a unit of measure in brackets is left aside.
                let rest = super::text::split_brackets(&key[at + word.len()..]).0;
                let rest = rest.replace("m3", "");
                let (value, here) = match first_number(&rest) {
                    Some(value) => (Some(value), true),
                    None => (
                        next.and_then(|cell| {
                            if let Cell::Number(value) = cell { Some(*value) } else { None }
                        }),
                        false,
                    ),
                };
                let wan = key.contains('万');
                if let Some(value) = value.filter(|value| *value > 0.0) {
                    self.intake.push((if wan { value * 1e4 } else { value }, annual, place(!here)));
                    return;
                }
            }
        }
    }
}

/// Operating days in a text without blanks: 年运行天数:330, 全年运转330天, 按330天计, 330d/a.
pub(crate) fn days_in(key: &str) -> Option<Days> {
    for word in DAY_WORDS {
        if let Some(at) = key.find(word) {
            let rest = &key[at + word.len()..];
            let rest = rest.trim_start_matches("连续");
            let rest = rest.trim_start_matches("运转").trim_start_matches("运行");
            let rest = rest.trim_start_matches("生产").trim_start_matches("工作");
            let rest = rest.trim_start_matches([
                ':', '约', '为', '是', '按', '以', '=', '(', '天', '日', '数', '时', '间', 'd',
                ')', '/', 'a',
            ]);
            if let Some(days) = leading_number(rest)
                .filter(|(_, unit)| !unit.starts_with(['h', '小', '万', '吨', 't', 'm']))
                .filter(|(_, unit)| *word != "全年" || unit.starts_with(['天', '日', 'd', '个']))
            {
                return Days::new(days.0).filter(|days| days.value() >= 30.0);
            }
        }
    }
    if let Some(at) = key.find("全年")
        && let Some((days, unit)) =
            leading_number(key[at + "全年".len()..].trim_start_matches(['按', '计']))
        && unit.starts_with(['天', '日', 'd'])
    {
        return Days::new(days).filter(|days| days.value() >= 30.0);
    }
    if super::measure::month_in(key).is_some() {
        return None;
    }
    for mark in ["天/年", "日/年", "d/a", "天/a", "天计", "d计", "天每年"] {
        if let Some(at) = key.find(mark) {
            let digits: String =
                key[..at].chars().rev().take_while(|c| c.is_ascii_digit()).collect();
            let digits: String = digits.chars().rev().collect();
            if let Some(days) =
                digits.parse().ok().and_then(Days::new).filter(|days| days.value() >= 30.0)
            {
                return Some(days);
            }
        }
    }
    None
}

fn leading_number(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// True for what can be the name of a firm or a works.
fn is_firm(name: &str) -> bool {
    let key = tidy(name);
    let ends = [
        "公司", "厂", "集团", "医院", "学校", "大学", "中心", "酒店", "院", "社", "部", "站",
        "ltd", "gmbh", "inc", "co.",
    ];
    key.chars().count() >= 4
        && super::term::Vocabulary::default().lookup_whole(&key, &[]).is_none()
        && ends.iter().any(|end| key.contains(end))
}

fn first_number(text: &str) -> Option<f64> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let digits: String =
        text[from..].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    digits.replace(',', "").trim_end_matches('.').parse().ok()
}

/// The name after a label: 企业名称：嘉兴示例印染有限公司　　日期：….
fn labelled_name(text: &str) -> Option<String> {
    let (_, rest) = text.split_once([':', '：'])?;
    let rest = rest.trim();
    let end = ["  ", "\u{3000}\u{3000}", "测试", "日期", "单位:", "单位：", "填报", "年度"]
        .iter()
        .filter_map(|mark| rest.find(mark))
        .filter(|at| *at > 0)
        .min();
    let name = one_line(&rest[..end.unwrap_or(rest.len())]);
    let name = name.trim_end_matches(['(', '（', ' ', '，', ',', ';', '；']);
    (name.chars().count() >= 2).then(|| name.to_owned())
}

/// The firm that a title begins with: 嘉兴示例印染有限公司水平衡统计表.
fn titled_name(text: &str) -> Option<String> {
    let line = one_line(text);
    let key = tidy(text);
    if key.contains('。') || key.chars().count() > 60 {
        return None;
    }
    let end = ["有限公司", "股份公司", "集团公司", "有限责任公司"]
        .iter()
        .filter_map(|end| line.find(end).map(|at| at + end.len()))
        .max()?;
    let (before, name) = match line[..end].rfind([':', '：', ' ']) {
        Some(at) => {
            let mark = line[at..].chars().next()?.len_utf8();
            (&line[..at + mark], &line[at + mark..end])
        }
        None => ("", &line[..end]),
    };
    let before = before.trim_end();
    let titled = !before.ends_with([':', '：']) || !names_another(before);
    (titled && name.chars().count() >= 6).then(|| name.to_owned())
}

/// True where a firm's name is the value of the label in the cell before it: whose name
/// that is, only the label says.
fn is_value_of(before: &Cell, text: &str) -> bool {
    let Cell::Text(label) = before else { return false };
    let key = tidy(label);
    let name = titled_name(text).unwrap_or_default();
    let rest = one_line(text).replace(&name, "");
    let whole = rest.trim().is_empty() || rest.starts_with(['（', '(']);
    whole && key.chars().count() <= 14 && !key.ends_with('表')
}

/// True for the label of a party that is not the enterprise: 诊断单位：, 测试机构：.
fn names_another(label: &str) -> bool {
    let key = tidy(label);
    let key = key.trim_end_matches(':');
    let key = key.rsplit([':', ',', ';', ')']).next().unwrap_or(key);
    ["单位", "机构", "公司", "方", "厂家", "厂商", "供应商", "部门", "集团", "股东", "客户"]
        .iter()
        .any(|end| key.ends_with(end))
        || ["诊断", "测试", "检测", "监测", "编制", "咨询", "审核", "承担", "技术支持", "开户"]
            .iter()
            .any(|word| key.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operating_days_are_found_in_words() {
        for (text, days) in [
            ("年运行天数：330", Some(330.0)),
            ("全年运转330天", Some(330.0)),
            ("单位：万m³/a（年运行天数330d）", Some(330.0)),
            ("年生产 300 天，每天 24 小时", Some(300.0)),
            ("按330天计", Some(330.0)),
            ("年水平衡表（m³/a，全年300天）", Some(300.0)),
            ("全年12个月", None),
            ("本厂全年连续运转330天，7月检修", Some(330.0)),
            ("水平衡表（单位：m³/d）全年330天", Some(330.0)),
            ("全年取水量 132000 m³", None),
            ("全年共生产310天", Some(310.0)),
            ("每月按30天计", None),
            ("全年检修 35 天", None),
            ("全年用水 300 万吨", None),
            ("年运行时间：7920h", None),
            ("2024年运行记录", None),
            ("年运行 8000 h", None),
            ("年产量 350 万米", None),
        ] {
            assert_eq!(days_in(&tidy(text)).map(Days::value), days, "{text}");
        }
    }

    #[test]
    fn the_enterprise_is_named_by_a_label_or_a_title() {
        assert_eq!(
            labelled_name("企业名称：嘉兴示例印染有限公司    测试日期：2024"),
            Some("嘉兴示例印染有限公司".into())
        );
        assert_eq!(
            titled_name("嘉兴示例印染有限公司水平衡统计表"),
            Some("嘉兴示例印染有限公司".into())
        );
        assert_eq!(titled_name("企业水平衡统计表"), None);
        for text in [
            "诊断单位：嘉兴示例节水诊断有限公司",
            "测试机构: 嘉兴示例检测有限公司",
            "诊断 单位：嘉兴示例节水诊断有限公司 2024年9月",
        ] {
            assert_eq!(titled_name(text), None, "{text}");
        }
        assert_eq!(
            titled_name("附表1：嘉兴示例印染有限公司水平衡统计表"),
            Some("嘉兴示例印染有限公司".into())
        );
    }
}
