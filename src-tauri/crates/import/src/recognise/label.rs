//! Names of rows: totals, sections, remarks, and what a name says of a unit.

use super::text::{chinese_part, holds_any, numbering, split_brackets, tidy};
use shuiheng_audit::{Category, WaterSystem};

/// What kind of total a row's name announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TotalName {
    /// 小计: of what stands next to it.
    Sub,
    /// 染色车间小计, 染色车间合计: of the named group.
    Group(String),
    /// 合计: of a group or of the whole.
    Sum,
    /// 总计, 全厂合计: of the whole.
    Grand,
}

/// Whether a name announces a total. Words such as 综合计量站 do not.
pub(crate) fn total_name(text: &str) -> Option<TotalName> {
    if text.len() > 90 {
        return None;
    }
    let text = numbering(text).map_or(text, |(_, rest)| rest);
    let (outside, inside) = split_brackets(&tidy(text));
    let key = outside.trim_matches([':', ',', '.', '-', '*', '=', '、']);
    let key = if key.is_empty() { inside.first()?.as_str() } else { key };
    let key = chinese_part(key).unwrap_or(key);
    match key {
        "小计" | "subtotal" | "sub-total" | "小计量" => return Some(TotalName::Sub),
        "承前页" | "过次页" | "转下页" | "承上页" | "接上页" | "转次页" | "合计" | "共计"
        | "累计" | "sum" | "total" | "合计量" | "计" | "总和" => {
            return Some(TotalName::Sum);
        }
        "总计" | "全厂" | "全公司" | "全企业" | "总合计" | "grandtotal" | "总量" | "合计总量"
        | "用水合计" | "总用水量" | "用水总量" | "总用水" | "总水量" | "∑" | "σ" | "汇总"
        | "全厂汇总" | "企业" | "totalsite" | "sitetotal" => {
            return Some(TotalName::Grand);
        }
        _ => {}
    }
    for (begin, name) in [("小计", TotalName::Sub), ("合计", TotalName::Sum)] {
        if key.strip_prefix(begin).is_some_and(is_count) {
            return Some(name);
        }
    }
    if let Some(group) = key.strip_suffix("小计").or_else(|| key.strip_suffix("subtotal")) {
        return Some(group_of(group));
    }
    for end in ["用水总量", "总用水量", "总水量", "水量合计", "总量"] {
        if let Some(group) = key.strip_suffix(end)
            && group_of(group) == TotalName::Grand
        {
            return Some(TotalName::Grand);
        }
    }
    for end in ["合计", "总计", "共计", "汇总", "总和", "total"] {
        if let Some(group) = key.strip_suffix(end) {
            return Some(group_of(group));
        }
    }
    None
}

/// True for the number of one of several totals: 小计1, 小计二.
fn is_count(number: &str) -> bool {
    !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

fn group_of(group: &str) -> TotalName {
    const WHOLE: &[&str] = &[
        "全厂",
        "全公司",
        "企业",
        "全企业",
        "公司",
        "总",
        "本厂",
        "厂区",
        "全部",
        "工厂",
        "grand",
        "用水单位",
        "各单元",
        "各车间",
        "全厂用水",
        "日",
        "每日",
        "月",
        "全月",
        "年",
        "全年",
        "年度",
    ];
    if WHOLE.contains(&group) { TotalName::Grand } else { TotalName::Group(group.to_owned()) }
}

/// True for rows whose figures are no flows of a unit: shares, means, differences.
pub(crate) fn is_derived(text: &str) -> bool {
    let key = split_brackets(&tidy(text)).0;
    let key = key.trim_matches([':', '.', ',']);
    [
        "占比",
        "比例",
        "百分比",
        "所占比例",
        "平均",
        "平均值",
        "均值",
        "不平衡率",
        "重复利用率",
        "差值",
        "差额",
        "不平衡量",
        "误差",
        "校核",
        "偏差",
        "闭合差",
    ]
    .iter()
    .any(|word| {
        key == *word || (key.ends_with(word) && key.chars().count() <= word.chars().count() + 6)
    }) || holds_any(key, &["总表", "总水表", "水表实测", "水表计量", "一级表", "一级水表", "抄表"])
        || key.starts_with("占总")
        || key.ends_with("占比%")
        || key == "average"
        || key == "difference"
}

/// True for remarks and signatures.
pub(crate) fn is_note(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "注:",
        "注1",
        "注2",
        "注.",
        "注、",
        "注)",
        "备注",
        "说明",
        "附注",
        "*",
        "※",
        "填表",
        "制表",
        "审核",
        "审定",
        "编制",
        "校核",
        "复核",
        "批准",
        "负责人",
        "单位负责人",
        "测试人",
        "测试单位",
        "联系",
        "电话",
        "资料来源",
        "数据来源",
        "打印",
        "填报",
        "统计人",
        "日期",
        "note",
        "remark",
        "prepared",
        "checked",
        "测试负责人",
        "记录人",
        "报表",
        "报出",
        "经办",
        "校对",
        "审批",
        "抄表人",
        "统计负责",
        "签字",
        "盖章",
        "企业盖章",
        "续表",
        "以上",
        "本表",
    ];
    let key = tidy(text);
    key == "注"
        || is_page_number(&key)
        || STARTS.iter().any(|start| key.starts_with(start))
        || key.contains('。')
        || key.contains("签字")
        || key.contains("盖章")
        || key.chars().count() > 60
}

/// True for 第 3 页 共 5 页.
fn is_page_number(key: &str) -> bool {
    let rest = key.trim_start_matches(['第', '共', '-']);
    rest.len() < key.len()
        && rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('页')
}

/// What a section, a column or a name of a group says of the purpose.
pub(crate) fn category_of(text: &str) -> Option<Category> {
    let key = tidy(text);
    if key.contains("辅助") {
        Some(Category::Auxiliary)
    } else if key.contains("附属") || key.contains("非生产") {
        Some(Category::Attached)
    } else if key.contains("主要生产") || key.contains("主生产") || key.contains("直接生产")
    {
        Some(Category::Main)
    } else {
        match key.as_str() {
            "主要" | "main" | "main production" => Some(Category::Main),
            "auxiliary" | "utilities" => Some(Category::Auxiliary),
            "生活用水" | "生活" | "attached" | "办公生活" | "生活办公" | "办公生活用水"
            | "生活办公用水" => Some(Category::Attached),
            _ => None,
        }
    }
}

/// True where a section's name says nothing but the purpose: 一、主要生产用水.
pub(crate) fn is_only_category(text: &str) -> bool {
    let text = numbering(text).map_or(text, |(_, rest)| rest);
    let mut key = split_brackets(&tidy(text)).0;
    for word in [
        "主要", "辅助", "附属", "生产", "非", "直接", "生活", "用水", "系统", "部分", "单元",
        "部门", "车间", "类", "及", "和", "区", "设施", "办公", ":", "、", "水", "量", "主",
    ] {
        key = key.replace(word, "");
    }
    key.is_empty()
}

/// The purpose that a unit's name suggests, where nothing else says it.
pub(crate) fn category_by_name(name: &str) -> Option<Category> {
    let key = tidy(name);
    let has = |words: &[&str]| holds_any(&key, words);
    if has(&[
        "办公",
        "宿舍",
        "食堂",
        "浴室",
        "厕所",
        "卫生间",
        "绿化",
        "生活",
        "餐厅",
        "澡堂",
        "门卫",
    ]) {
        Some(Category::Attached)
    } else if has(&[
        "锅炉",
        "循环冷却",
        "冷却塔",
        "冷却水系统",
        "冷却循环",
        "空压",
        "软水",
        "软化",
        "除盐",
        "纯水",
        "反渗透",
        "污水",
        "废水处理",
        "中水回用",
        "机修",
        "化验",
        "实验室",
        "消防",
        "空调",
        "制冷",
        "冷冻",
        "除尘",
        "脱硫",
        "给水处理",
        "净水",
        "泵房",
        "变电",
        "维修",
        "真空",
    ]) {
        Some(Category::Auxiliary)
    } else {
        None
    }
}

/// The water system that a unit's name suggests.
pub(crate) fn system_by_name(name: &str) -> Option<WaterSystem> {
    let key = tidy(name);
    let has = |words: &[&str]| holds_any(&key, words);
    if has(&["食堂", "宿舍", "办公", "生活", "浴室", "厕所", "卫生间", "餐厅", "澡堂"])
    {
        Some(WaterSystem::Domestic)
    } else if has(&["直接冷却", "直冷", "冲渣", "浊环"]) {
        Some(WaterSystem::DirectCooling)
    } else if has(&[
        "循环冷却",
        "冷却塔",
        "冷却水系统",
        "间接冷却",
        "间冷",
        "冷却循环",
        "循环水系统",
        "净环",
        "凉水塔",
        "循环水站",
    ]) {
        Some(WaterSystem::IndirectCooling)
    } else if has(&["锅炉", "蒸汽", "热力", "余热"]) {
        Some(WaterSystem::Boiler)
    } else {
        None
    }
}

/// True for the name of a plant that treats used water.
pub(crate) fn is_wastewater_plant(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "污水处理",
        "废水处理",
        "中水回用",
        "污水站",
        "废水站",
        "中水站",
        "回用水处理",
        "污水回用",
        "废水回用",
        "中水处理",
        "wastewatertreatment",
        "effluenttreatment",
        "wwtp",
    ];
    let key = tidy(name);
    holds_any(&key, WORDS)
}

/// True for the name of a plant that prepares fresh water.
pub(crate) fn is_supply_plant(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "软化",
        "软水",
        "除盐",
        "脱盐",
        "纯水",
        "反渗透",
        "净水站",
        "净水厂",
        "给水处理",
        "制水",
        "ro系统",
        "ro装置",
        "ro站",
        "softening",
        "demineral",
    ];
    let key = tidy(name);
    holds_any(&key, WORDS) || key.starts_with("ro")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_names_that_only_look_like_them() {
        for (text, expected) in [
            ("合 计", Some(TotalName::Sum)),
            ("小计：", Some(TotalName::Sub)),
            ("小计12", Some(TotalName::Sub)),
            ("小计二", Some(TotalName::Sub)),
            ("合计1", Some(TotalName::Sum)),
            ("小计量站", None),
            ("合计（一+二+三）", Some(TotalName::Sum)),
            ("全厂合计", Some(TotalName::Grand)),
            ("总 计", Some(TotalName::Grand)),
            ("染色车间小计", Some(TotalName::Group("染色车间".into()))),
            ("主要生产合计", Some(TotalName::Group("主要生产".into()))),
            ("四、合计", Some(TotalName::Sum)),
            ("合计 Total", Some(TotalName::Sum)),
            ("企业总用水量", Some(TotalName::Grand)),
            ("综合计量站", None),
            ("合计量器具室", None),
            ("总装车间", None),
            ("设计院", None),
        ] {
            assert_eq!(total_name(text), expected, "{text}");
        }
    }

    #[test]
    fn purposes_are_read_from_sections() {
        for (text, expected, only) in [
            ("一、主要生产用水", Some(Category::Main), true),
            ("（二）辅助生产", Some(Category::Auxiliary), true),
            ("三、附属生产（生活）用水", Some(Category::Attached), true),
            ("辅助车间", Some(Category::Auxiliary), true),
            ("一、染色车间", None, false),
        ] {
            assert_eq!((category_of(text), is_only_category(text)), (expected, only), "{text}");
        }
    }
}
