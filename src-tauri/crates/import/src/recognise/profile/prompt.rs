//! Texts that stand where a value belongs and are none: instructions and questions.

use super::super::text::tidy;

/// How instructions begin: 请填写……, 填实际用水地址.
const ASKS: [&str; 5] = ["请", "选择", "例如", "例:", "示例:"];

/// Verbs of English instructions, before a word of [`OBJECTS`]: provide the address.
const VERBS: [&str; 17] = [
    "provide", "enter", "select", "insert", "specify", "fill", "describe", "indicate", "choose",
    "identify", "state", "give", "list", "type", "input", "write", "use",
];

const OBJECTS: [&str; 15] = [
    "the", "your", "a", "an", "in", "any", "all", "whether", "if", "here", "this", "each", "from",
    "one", "out",
];

/// True for a text that asks for a value and is none.
pub(super) fn is_prompt(text: &str) -> bool {
    let key = tidy(text);
    let key = key.trim_start_matches(['(', '[', '*', '<', '【', '〈']);
    if ASKS.iter().any(|ask| key.starts_with(ask)) || key.ends_with('?') {
        return true;
    }
    let starts = |start: char, asks: &str| key.starts_with(start) && key.contains(asks);
    // 按营业执照填写, 从下拉列表中选择; 填海路 is a road.
    if starts('按', "填") || starts('从', "选择") || starts('填', "") && !starts('填', "填海")
    {
        return true;
    }
    let plain = text.trim_start_matches(['(', '[', '*', '<', ' ']).to_lowercase();
    let mut words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    match (words.next(), words.next()) {
        (Some("please"), _) => true,
        (Some(verb), Some(object)) => VERBS.contains(&verb) && OBJECTS.contains(&object),
        _ => false,
    }
}

/// True for a text that announces a value behind it: 邮编：.
pub(super) fn announces(text: &str) -> bool {
    text.trim_end().ends_with([':', '：'])
}

/// True for the head of a column of numbers, which begins the header of a list.
pub(super) fn numbers_a_list(text: &str) -> bool {
    let key = tidy(text);
    let key = key.trim_matches(['.', ':', '#', ',']);
    matches!(
        key,
        "序号"
            | "编号"
            | "行号"
            | "id"
            | "rowid"
            | "no"
            | "s.no"
            | "sno"
            | "serialno"
            | "serialnumber"
    ) || matches!(key, "sr.no" | "sr,no" | "srno" | "sl.no" | "slno" | "item" | "itemno")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_a_value_is_none() {
        for text in [
            "请填写实际用水地址",
            "（请从下拉列表中选择）",
            "填写营业执照上的地址",
            "按营业执照填写",
            "例如：秀洲区",
            "Provide the address for the organization",
            "Please select",
            "Enter your district",
            "Which district?",
        ] {
            assert!(is_prompt(text), "{text}");
        }
        for text in [
            "示例路1号",
            "按察司街8号",
            "例家桥路2号",
            "选贤街道1号",
            "填海路3号",
            "棉印染精加工",
            "Enterprise Road 5",
            "List Street 3",
            "Provide Ltd.",
            "State Grid",
        ] {
            assert!(!is_prompt(text), "{text}");
        }
    }

    #[test]
    fn the_head_of_a_column_of_numbers_is_known_in_its_forms() {
        for text in ["序号", "Sr. No.", "Sr, No.", "ID", "No."] {
            assert!(numbers_a_list(text), "{text}");
        }
        assert!(!numbers_a_list("NO1 车间"));
    }
}
