//! Where a line of Chinese text may end: 避头尾, and what belongs together.

/// Marks that never begin a line.
const NO_START: &str =
    "，。、；：！？）】》〉」』〕］｝”’…—～·％%‰℃°′″,.;:!?)]}»›々ー〞²³₀₁₂₃₄₅₆₇₈₉";
/// Marks that never end a line.
const NO_END: &str = "（【《〈「『〔［｛“‘([{«‹￥$№§≤≥<>≈±＜＞";
/// Full-width marks whose right half is blank.
const CLOSING: &str = "，。、；：）】》〉」』〕］｝”’";
/// Full-width marks whose left half is blank.
const OPENING: &str = "（【《〈「『〔［｛“‘";
/// Words that follow a number and stay with it, longest first.
const MEASURES: [&str; 47] = [
    "个百分点",
    "单位产品",
    "立方米",
    "百分点",
    "万元",
    "亿元",
    "万米",
    "万吨",
    "小时",
    "分钟",
    "人次",
    "万m",
    "万t",
    "万",
    "亿",
    "千",
    "百",
    "元",
    "吨",
    "米",
    "天",
    "日",
    "月",
    "年",
    "次",
    "家",
    "台",
    "套",
    "项",
    "条",
    "个",
    "人",
    "只",
    "处",
    "种",
    "级",
    "类",
    "班",
    "户",
    "件",
    "页",
    "行",
    "列",
    "份",
    "组",
    "倍",
    "时",
];
/// Signs of units that are no letters and may stand after a number and a space.
const UNIT_SIGNS: &str = "%‰℃°万";

/// Whether a character is one of some marks. Hardly any is: letters, digits and Chinese
/// characters are told apart before the marks are gone through.
fn among(marks: &str, c: char) -> bool {
    !matches!(c, '0'..='9' | 'a'..='z' | 'A'..='Z' | '\u{3400}'..='\u{9FFF}') && marks.contains(c)
}

/// What a character is for the breaking of lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Of a word or number: not broken inside.
    Word,
    /// Stands for itself: a line may end before and after it.
    Han,
    Space,
}

fn kind(c: char) -> Kind {
    match c {
        ' ' | '\u{3000}' => Kind::Space,
        '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' => Kind::Han,
        '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' => Kind::Han,
        '…' | '—' | '“' | '”' | '‘' | '’' => Kind::Han,
        '\u{2190}'..='\u{21FF}' | '\u{2460}'..='\u{24FF}' | '\u{25A0}'..='\u{27BF}' => Kind::Han,
        _ => Kind::Word,
    }
}

/// Whether a line may end before each character. The first is never a place to end.
pub(crate) fn breaks(text: &[char]) -> Vec<bool> {
    let mut out: Vec<bool> = (0..text.len()).map(|at| at > 0 && may_break(text, at)).collect();
    keep_measures(text, &mut out);
    out
}

fn may_break(text: &[char], at: usize) -> bool {
    let (before, after) = (text[at - 1], text[at]);
    if after == ' ' || among(NO_START, after) || among(NO_END, before) {
        return false;
    }
    match (kind(before), kind(after)) {
        (Kind::Space, _) => !number_then_unit(text, at),
        (_, Kind::Space) | (Kind::Han, _) | (_, Kind::Han) => true,
        (Kind::Word, Kind::Word) => false,
    }
}

/// True at the unit in `12 m³/d`, and between the groups of `12 846.5`.
fn number_then_unit(text: &[char], at: usize) -> bool {
    let after_number = at >= 2 && text[at - 1] == ' ' && text[at - 2].is_ascii_digit();
    after_number && (text[at].is_ascii_alphanumeric() || UNIT_SIGNS.contains(text[at]))
}

fn starts_with(text: &[char], at: usize, word: &str) -> bool {
    let mut rest = text[at..].iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// Closes the places between a number and the measure that follows it.
fn keep_measures(text: &[char], out: &mut [bool]) {
    for at in 1..text.len() {
        let after_number = text[at - 1].is_ascii_digit()
            || at >= 2 && text[at - 1] == ' ' && text[at - 2].is_ascii_digit();
        if after_number {
            let word = MEASURES.iter().find(|word| starts_with(text, at, word));
            let length = word.map_or(0, |word| word.chars().count());
            out[at..at + length].fill(false);
        }
        // 万m³/a: the unit after 万 belongs to it.
        if text[at - 1] == '万' && matches!(text[at], 'm' | 't' | 'k') {
            out[at] = false;
        }
    }
}

/// How far two neighbouring full-width marks move together, in ems.
pub(crate) fn squeeze(before: char, after: char) -> f64 {
    let (closing, opening) = (among(CLOSING, before), among(OPENING, before));
    let tight = closing && (among(CLOSING, after) || among(OPENING, after))
        || opening && among(OPENING, after);
    if tight { 0.5 } else { 0.0 }
}

/// True for marks that take half an em at the end of a line.
pub(crate) fn half_at_end(c: char) -> bool {
    among(CLOSING, c)
}

/// True for characters between which a justified line is opened up.
pub(crate) fn stands_alone(c: char) -> bool {
    kind(c) == Kind::Han
}

/// How wide a gap may be made before `after` when a line is justified, in ems.
pub(crate) fn stretch(before: char, after: char) -> f64 {
    let (left, right) = (kind(before), kind(after));
    if before == ' ' {
        0.25
    } else if among(OPENING, after) {
        0.0
    } else if among(CLOSING, before) && !among(NO_START, after) {
        0.15
    } else if left != right && left != Kind::Space && right != Kind::Space {
        if among(NO_START, after) || among(NO_END, before) { 0.0 } else { 0.25 }
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_is_taken_for_a_letter() {
        for marks in [NO_START, NO_END, CLOSING, OPENING] {
            assert!(marks.chars().all(|c| among(marks, c)), "{marks}");
            assert!("水a1Z鿿㐀 ".chars().all(|c| !among(marks, c)), "{marks}");
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let chars: Vec<char> = text.chars().collect();
        let mut shown = String::new();
        for (c, may) in chars.iter().zip(breaks(&chars)) {
            if may {
                shown.push('|');
            }
            shown.push(*c);
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn closing_marks_never_begin_and_opening_marks_never_end_a_line() {
        check("水，水。水", "水，|水。|水");
        check("（水）《水》", "（水）|《水》");
        check("“水”“水”", "“水”|“水”");
        check("水……水——水", "水……|水——|水");
        check("水！？）水", "水！？）|水");
    }

    #[test]
    fn numbers_and_their_units_stay_together() {
        check("取水量467.8 m³/d。", "取|水|量|467.8 m³/d。");
        check("取水量 467.8 m³/d，", "取|水|量 |467.8 m³/d，");
        check("共35家", "共|35家");
        check("330 天", "330 天");
        check("宽106 cm，", "宽|106 cm，");
        check("12 846.5 m³", "12 846.5 m³");
        check("23.59 %的水", "23.59 %|的|水");
        check("15.4万m³/a的", "15.4万m³/a|的");
        check("运行24小时内", "运|行|24小时|内");
        check("2024年9月10日起", "2024年|9月|10日|起");
        check("相差1.2个百分点", "相|差|1.2个百分点");
        check("≤10 %", "≤10 %");
        check("表 5 及表 6", "表 |5 |及|表 |6");
        check("有 3 a b", "有 |3 a |b");
    }

    #[test]
    fn words_and_cell_addresses_are_not_broken() {
        check("按GB/T 12452-2022编", "按|GB/T |12452-2022|编");
        check("平衡表!D8、平衡表!J26", "平|衡|表!D8、|平|衡|表!J26");
        check("Vi+Vs=Vco", "Vi+Vs=Vco");
        check("CO₂和BOD₅", "CO₂|和|BOD₅");
    }

    #[test]
    fn neighbouring_marks_move_together() {
        assert_eq!(squeeze('）', '。'), 0.5);
        assert_eq!(squeeze('，', '“'), 0.5);
        assert_eq!(squeeze('（', '《'), 0.5);
        assert_eq!(squeeze('水', '。'), 0.0);
        assert_eq!(squeeze('（', '水'), 0.0);
    }
}
