//! The columns of the balance table: where each stands, its header and what it means.

use shuiheng_audit::{Item, Source};

/// 序号.
pub(super) const NUMBER: u16 = 0;
/// 用水类别.
pub(super) const CATEGORY: u16 = 1;
/// 车间.
pub(super) const WORKSHOP: u16 = 2;
/// 用水单元.
pub(super) const UNIT: u16 = 3;
/// 自来水 to 其他.
pub(super) const SOURCES: (u16, u16) = (4, 10);
/// 小计 of the intake.
pub(super) const WITHDRAWN: u16 = 11;
/// 循环水量 to 冷凝水回用量.
pub(super) const REPEATED: (u16, u16) = (12, 15);
/// 串联水量 to 冷凝水回用量: what stands in the balance equation.
pub(super) const RECEIVED: (u16, u16) = (13, 15);
/// 小计 of what is used again.
pub(super) const RECYCLED: u16 = 16;
/// 用水量.
pub(super) const USED: u16 = 17;
/// 串联供出 to 漏失水量.
pub(super) const OUTFLOWS: (u16, u16) = (18, 21);
/// 耗水量 to 漏失水量: what has to be determined for every unit.
pub(super) const DETERMINED: (u16, u16) = (19, 21);
/// 不平衡量.
pub(super) const IMBALANCE: u16 = 22;
/// 计量方式.
pub(super) const BASIS: u16 = 23;
/// 备注.
pub(super) const REMARK: u16 = 24;

/// The quantities that have a column to be filled in.
pub(super) const ITEMS: [(u16, Item); 15] = [
    (4, Item::Withdrawal(Source::Tap)),
    (5, Item::Withdrawal(Source::Surface)),
    (6, Item::Withdrawal(Source::Ground)),
    (7, Item::Withdrawal(Source::Steam)),
    (8, Item::Withdrawal(Source::Reclaimed)),
    (9, Item::Withdrawal(Source::Rain)),
    (10, Item::Withdrawal(Source::Other)),
    (12, Item::Recirculated),
    (13, Item::SeriesIn),
    (14, Item::Reuse),
    (15, Item::Condensate),
    (18, Item::SeriesOut),
    (19, Item::Consumption),
    (20, Item::Discharge),
    (21, Item::Leakage),
];

/// The column of a quantity; none where the table has none.
pub(super) fn of(item: Item) -> Option<u16> {
    ITEMS.iter().find(|column| column.1 == item).map(|column| column.0)
}

/// Widths of the columns in characters.
pub(super) const WIDTHS: [f64; 25] = [
    5.0, 9.0, 11.0, 17.0, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 8.5, 9.0, 8.0, 8.0, 8.0, 9.0, 9.0,
    8.0, 8.0, 9.5, 8.0, 8.0, 8.5, 12.0,
];

/// A header: first row of the three and first column, last row and column, words, and what
/// the note on it says.
pub(super) struct Header {
    /// First row of the three, first column, last row, last column.
    pub(super) cells: (u32, u16, u32, u16),
    /// What it says.
    pub(super) text: &'static str,
    /// The note; empty where it speaks for itself.
    pub(super) note: &'static str,
}

const fn header(cells: (u32, u16, u32, u16), text: &'static str, note: &'static str) -> Header {
    Header { cells, text, note }
}

/// All headers of the table.
pub(super) const HEADERS: [Header; 29] = [
    header((0, 0, 2, 0), "序号", ""),
    header(
        (0, 1, 2, 1),
        "用水类别",
        "从下拉列表中选择：主要生产为直接生产产品的用水；辅助生产为动力、机修、化验、水处理等用水；附属生产为厂区内办公、食堂、浴室、绿化等用水。",
    ),
    header(
        (0, 2, 2, 2),
        "车间",
        "用水单元所属的车间或部门。同一车间的各行连续填写，每行都填车间名称。",
    ),
    header(
        (0, 3, 2, 3),
        "用水单元",
        "能画出进、出水量的最小单元：工序、设备、用水系统或设施，一行一个，名称不重复。某单元水量的组成部分填在其下方各行，名称以“其中：”开头，不计入合计。",
    ),
    header((0, 4, 0, 17), "输入水量", ""),
    header(
        (1, 4, 1, 11),
        "取水量（Vi）",
        "从厂外各种水源取得的水量，按水源分列；计量到用水单元。没有的水源留空或填“—”。",
    ),
    header((2, 4, 2, 4), "自来水", "城镇公共供水管网供给的水量。"),
    header(
        (2, 5, 2, 5),
        "地表水",
        "从江河、湖泊、水库取用的水量，包括工业水厂供给的未经生活饮用处理的地表水。",
    ),
    header((2, 6, 2, 6), "地下水", "从自备井取用的水量。"),
    header(
        (2, 7, 2, 7),
        "外购蒸汽",
        "从厂外购入的蒸汽，按质量折算为水量，1 t 蒸汽折 1 m³。自产蒸汽不填。",
    ),
    header(
        (2, 8, 2, 8),
        "再生水",
        "从厂外购入的再生水，属非常规水源。本厂处理后再用的水填“回用水量”，不填此列。",
    ),
    header((2, 9, 2, 9), "雨水", "收集并利用的雨水，属非常规水源。"),
    header((2, 10, 2, 10), "其他", "外购的软化水、除盐水、热水、海水淡化水等，在备注中写明水源。"),
    header((2, 11, 2, 11), "小计", "自动计算：本行各水源取水量之和。"),
    header(
        (1, 12, 1, 16),
        "重复利用水量（Vr）",
        "使用过一次以上的水量：循环、串联、处理后回用和冷凝水回用之和。",
    ),
    header(
        (2, 12, 2, 12),
        "循环水量\n（Vcy）",
        "在同一用水单元内用后再用于同一过程的水量，如循环冷却水。输入与输出相等，不进入不平衡量；循环系统的补充水填取水量或回用水量。",
    ),
    header(
        (2, 13, 2, 13),
        "串联水量\n（Vs）",
        "由其他用水单元用后、未经处理即供本单元使用的水量，按受入量填写。",
    ),
    header(
        (2, 14, 2, 14),
        "回用水量\n（Vw）",
        "本厂废水经处理达到水质要求后，再供本单元使用的水量。",
    ),
    header((2, 15, 2, 15), "冷凝水\n回用量", "回收并供本单元使用的蒸汽冷凝水量。"),
    header((2, 16, 2, 16), "小计", "自动计算：循环水量＋串联水量＋回用水量＋冷凝水回用量。"),
    header((1, 17, 2, 17), "用水量\n（Vt）", "自动计算：取水量小计＋重复利用水量小计。"),
    header((0, 18, 0, 21), "输出水量", ""),
    header(
        (1, 18, 2, 18),
        "串联供出",
        "本单元用后、未经处理即供给其他用水单元的水量。全厂串联供出合计应等于串联水量合计。",
    ),
    header(
        (1, 19, 2, 19),
        "耗水量\n（Vco）",
        "蒸发、飘散、被产品或污泥带走、饮用等不再排出的水量。没有填 0 或“—”，不知道留空。",
    ),
    header(
        (1, 20, 2, 20),
        "排水量\n（不含串联\n供出）（Vd）",
        "本单元用后排出的水量，包括排往本厂污水处理站的水和被回收的冷凝水，不含串联供出。没有填 0 或“—”，不知道留空。",
    ),
    header(
        (1, 21, 2, 21),
        "漏失水量\n（Vl）",
        "管道、阀门、水池和设备漏失的水量。没有填 0 或“—”，不知道留空。",
    ),
    header(
        (0, 22, 2, 22),
        "不平衡量",
        "自动计算：取水量小计＋串联水量＋回用水量＋冷凝水回用量－串联供出－耗水量－排水量－漏失水量。是计算结果，不得为使其为零而改动实测水量；超过允许值时显红色。",
    ),
    header(
        (0, 23, 2, 23),
        "计量方式",
        "本行水量的取得方式：计量（固定水表）、实测（便携式流量计或容积法）、计算、估算、企业填报。",
    ),
    header((0, 24, 2, 24), "备注", ""),
];
