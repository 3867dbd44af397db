//! The number of an issued report, in the plain text of its metadata: whoever verifies a
//! file finds it without parsing the file.

/// What stands before the number among the keywords.
const MARK: &str = "报告编号：";

/// The keyword that holds the number of a report.
pub(crate) fn keyword(number: &str) -> String {
    format!("{MARK}{number}")
}

/// The number that the metadata of a report name; none where they name none.
pub fn number_in(bytes: &[u8]) -> Option<String> {
    let mark = MARK.as_bytes();
    let at = bytes.windows(mark.len()).position(|window| window == mark)? + mark.len();
    let rest = &bytes[at..bytes.len().min(at + 400)];
    let end = rest.iter().position(|byte| matches!(byte, b'<' | b','))?;
    let number = std::str::from_utf8(&rest[..end]).ok()?.trim();
    (!number.is_empty()).then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_as_it_was_written() {
        let text =
            format!("x<pdf:Keywords>水平衡, {}</pdf:Keywords>", keyword("嘉水诊〔2026〕1号"));
        assert_eq!(number_in(text.as_bytes()).as_deref(), Some("嘉水诊〔2026〕1号"));
        assert_eq!(number_in(b"%PDF-1.7"), None);
        assert_eq!(number_in("报告编号：".as_bytes()), None);
        assert_eq!(number_in("报告编号：<".as_bytes()), None);
    }
}
