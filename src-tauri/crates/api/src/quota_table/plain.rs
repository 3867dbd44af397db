//! Text out of a PDF has spaces where a table has columns.

/// The text with tabs between its columns: as it is where it has tabs already; else tabs
/// where two or more spaces stand, or, where no line has such, at every space.
pub(crate) fn with_tabs(text: &str) -> String {
    if text.contains('\t') {
        return text.to_owned();
    }
    let text = text.replace('\u{3000}', "  ").replace('\u{a0}', " ");
    let wide = text.lines().any(|line| line.trim().contains("  "));
    let least = if wide { 2 } else { 1 };
    let lines = text.lines().map(|line| tabbed(line.trim(), least));
    lines.collect::<Vec<_>>().join("\n")
}

fn tabbed(line: &str, least: usize) -> String {
    let mut out = String::with_capacity(line.len());
    let mut spaces = 0;
    for c in line.chars() {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        if spaces >= least {
            out.push('\t');
        } else {
            out.extend(std::iter::repeat_n(' ', spaces));
        }
        spaces = 0;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_parted_where_the_text_parts_them() {
        assert_eq!(with_tabs("a\tb c\n1\t2"), "a\tb c\n1\t2");
        assert_eq!(
            with_tabs("产品  单位  通用值\n棉 布  m³/t  12"),
            "产品\t单位\t通用值\n棉 布\tm³/t\t12"
        );
        assert_eq!(
            with_tabs("产品 单位 通用值\n棉布 m³/t 12"),
            "产品\t单位\t通用值\n棉布\tm³/t\t12"
        );
        assert_eq!(with_tabs("产品　单位\n棉布　m³/t"), "产品\t单位\n棉布\tm³/t");
    }
}
