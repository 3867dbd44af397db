//! Text of cells made comparable: one width, one kind of bracket, no blanks.

use unicode_normalization::UnicodeNormalization;

/// The text without any blank or invisible character, in one width and lower case.
pub(crate) fn tidy(text: &str) -> String {
    // Most names are so already, and a large table has many of them.
    if text.chars().all(is_tidy) {
        return text.to_owned();
    }
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(fold)
        .flat_map(char::to_lowercase)
        .collect()
}

/// True for a character that is its own comparable form.
fn is_tidy(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9' | '(' | ')' | '.' | '-' | ':' | '/' | ',')
}

/// The text as a person would print it on one line: trimmed, without line breaks and
/// without the blanks that spread Chinese characters over a cell.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && line.chars().next_back().is_some_and(|last| !is_cjk(last) || !is_cjk(c)) {
            line.push(' ');
        }
        blank = false;
        line.push(c);
    }
    line
}

/// How far the text is indented: blanks before the first character, a wide one counts two.
pub(crate) fn indent(text: &str) -> usize {
    let blanks = text.chars().take_while(|c| c.is_whitespace());
    blanks.map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum()
}

/// True where the text holds nothing that can be seen.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// True where one of the words stands in a text. Names are short and lists of words long: it
/// is quicker to go once through the name than once for each word. No word begins with a
/// digit, and many names are half a number.
pub(crate) fn holds_any(text: &str, words: &[&str]) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    debug_assert!(!words.iter().any(|word| word.starts_with(is_digit)));
    text.char_indices().filter(|(_, c)| !is_digit(*c)).any(|(at, _)| {
        let rest = &text.as_bytes()[at..];
        words.iter().any(|word| begins(rest, word.as_bytes()))
    })
}

/// True where a text begins with a word; most do not even begin with its first character.
fn begins(text: &[u8], word: &[u8]) -> bool {
    match (text.first_chunk::<3>(), word.first_chunk::<3>()) {
        (Some(text_begin), Some(word_begin)) if text_begin != word_begin => false,
        _ => text.starts_with(word),
    }
}

/// True for a Chinese character or a full-width sign.
pub(crate) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
        || (c.is_control() && !c.is_whitespace())
}

fn fold(c: char) -> char {
    match c {
        '[' | '{' | '【' | '〔' | '〈' | '《' | '「' => '(',
        ']' | '}' | '】' | '〕' | '〉' | '》' | '」' => ')',
        '—' | '–' | '‐' | '‑' | '―' | '−' | '─' | '━' | '－' => '-',
        '～' | '∼' | '〜' => '~',
        '、' => '、',
        other => other,
    }
}

/// The text outside of its brackets, and what the brackets hold, in order.
pub(crate) fn split_brackets(tidy: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside, mut depth) = (String::new(), Vec::new(), 0_usize);
    for c in tidy.chars() {
        match c {
            '(' => {
                if depth == 0 {
                    inside.push(String::new());
                }
                depth += 1;
            }
            ')' if depth > 0 => depth -= 1,
            _ if depth == 0 => outside.push(c),
            _ => {
                if let Some(last) = inside.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    inside.retain(|part| !part.is_empty());
    (outside, inside)
}

/// The Chinese part of a header or name in two languages: 取水量 of "取水量intake".
pub(crate) fn chinese_part(tidy: &str) -> Option<&str> {
    let other =
        |c: char| c.is_ascii_alphabetic() || matches!(c, '&' | '\'' | '.' | '-' | '/' | ',');
    let part = tidy.trim_matches(other);
    (part.len() < tidy.len() && part.chars().next().is_some_and(is_cjk)).then_some(part)
}

/// A number at the start of a line, and what is left of it: `一、`, `（二）`, `3.`, `1.2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Numbering {
    /// 一、 or I.
    Chapter,
    /// （一）
    Part,
    /// 1. or 1、 or ①
    Item,
    /// (1) or 1)
    SubItem,
    /// 1.1
    Dotted,
}

/// The numbering at the start of a line, and the text after it.
pub(crate) fn numbering(line: &str) -> Option<(Numbering, &str)> {
    let line = line.trim_start();
    let chinese = |c: char| "一二三四五六七八九十".contains(c);
    let roman = |c: char| "IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ".contains(c);
    let circled = |c: char| ('①'..='⑳').contains(&c);
    if let Some((kind, rest)) = bracketed(line) {
        return Some((kind, rest));
    }
    if let Some(rest) = line.strip_prefix(circled) {
        return Some((Numbering::Item, rest.trim_start_matches(['、', '.', ' '])));
    }
    if let Some(rest) = after(line, chinese, &['、', '.', '．', ' ', '\u{3000}']) {
        return Some((Numbering::Chapter, rest));
    }
    if let Some(rest) = after(line, roman, &['、', '.', '．']) {
        return Some((Numbering::Chapter, rest));
    }
    dotted(line)
}

fn after<'a>(line: &'a str, digit: impl Fn(char) -> bool, marks: &[char]) -> Option<&'a str> {
    let rest = line.trim_start_matches(&digit);
    let shorter = rest.len() < line.len();
    let rest = rest.strip_prefix(marks).filter(|_| shorter)?;
    Some(rest.trim_start())
}

fn bracketed(line: &str) -> Option<(Numbering, &str)> {
    let inner = line.strip_prefix(['（', '('])?;
    let (number, rest) = inner.split_once(['）', ')'])?;
    let number = number.trim();
    if number.is_empty() || rest.trim().is_empty() {
        return None;
    }
    if number.chars().all(|c| "一二三四五六七八九十".contains(c)) {
        Some((Numbering::Part, rest.trim_start_matches(['、', ' ', '\u{3000}'])))
    } else if number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit()) {
        Some((Numbering::SubItem, rest.trim_start_matches(['、', ' ', '\u{3000}'])))
    } else {
        None
    }
}

fn dotted(line: &str) -> Option<(Numbering, &str)> {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = line.len() - digits.len();
    if count == 0 || count > 3 {
        return None;
    }
    if let Some(rest) = digits.strip_prefix(['、', '．', ')', '）']) {
        return Some((Numbering::Item, rest.trim_start()));
    }
    let rest = digits.strip_prefix('.')?;
    let tail = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if tail.len() == rest.len() {
        return (!rest.trim().is_empty()).then(|| (Numbering::Item, rest.trim_start()));
    }
    // "1.1 染色" is a number and a name, "1.5t锅炉" is a capacity.
    let name = tail.trim_start_matches(['、', ' ', '\u{3000}']);
    (name.len() < tail.len() && name.chars().next().is_some_and(is_cjk))
        .then_some((Numbering::Dotted, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        let words = ["软水", "ro站", "x"];
        for (text, expected) in [
            ("软水站", true),
            ("老软水", true),
            ("软", false),
            ("ro站", true),
            ("水x", true),
            ("", false),
        ] {
            assert_eq!(holds_any(text, &words), expected, "{text}");
        }
    }

    #[test]
    fn blanks_widths_and_brackets_do_not_matter() {
        for (text, expected) in [
            ("取 水\n量", "取水量"),
            ("取水量（m³/d）", "取水量(m3/d)"),
            ("　合　计　", "合计"),
            ("【㎥／ｄ】", "(m3/d)"),
            ("Withdrawal", "withdrawal"),
            ("\u{feff}名称\u{200b}", "名称"),
        ] {
            assert_eq!(tidy(text), expected);
        }
    }

    #[test]
    fn numbers_of_lines_are_told_from_capacities() {
        for (text, expected) in [
            ("一、主要生产用水", Some((Numbering::Chapter, "主要生产用水"))),
            ("（二）后整理", Some((Numbering::Part, "后整理"))),
            ("1、漂洗", Some((Numbering::Item, "漂洗"))),
            ("1.染色", Some((Numbering::Item, "染色"))),
            ("1.2 染色", Some((Numbering::Dotted, "染色"))),
            ("(3) 皂洗", Some((Numbering::SubItem, "皂洗"))),
            ("1.5t/h锅炉", None),
            ("1#冷却塔", None),
            ("4 t/h锅炉", None),
            ("一车间", None),
            ("(备用)锅炉", None),
        ] {
            assert_eq!(numbering(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_kept_as_written_but_on_one_line() {
        for (text, expected) in [
            ("染色机 (12台)", "染色机 (12台)"),
            ("染 色\n车 间", "染色车间"),
            (" RO unit  2 ", "RO unit 2"),
        ] {
            assert_eq!(one_line(text), expected);
        }
    }
}
