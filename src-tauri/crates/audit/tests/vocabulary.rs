//! The vocabulary of rules as it is documented beside them (`assets/rules/README.md`).

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use expect_test::expect_file;
use shuiheng_audit::{RuleScope, TermKind, vocabulary};
use std::fmt::Write as _;

const HEAD: &str = "\
# 问题判定规则

每个文件是一个主题的规则（`[[rule]]`），`measures.toml` 是措施，`trades.toml` 是行业，`checklist.toml` 是现场检查清单。
规则、措施均未对照标准文本核实（未核实），`certainty` 说明把握程度：T 文件原文，S 二手资料，M+ 通行做法，M- 经验值，own 由本企业数据得出。

- `per`：对什么提问——site 全厂，unit 逐单元，product 逐产品，criterion 逐限值，relation 逐项核对，node 逐计量节点。
- `when`：条件。`{ figure, op, value }` 把一个量与一个值比较，`{ figure, op, than, times }` 与另一个量比较；`all`、`any`、`not` 组合。`op` 为 `<` `<=` `=` `!=` `>=` `>` `known` `unknown`。量不详时条件不成立也不否定，不据以判定。
- `evidence`：引用的量；条件中的数值必须引用。
- `title`、`explanation`、`advice`、`source`：文字，`{量:小数位}` 处填入数值，中英文填入的量必须相同。
- `saving`：节水量的算法（`excess_over_quota`、`to_limit`、`leakage_down_to`、`raise_concentration`、`close_once_through`、`recover`、`to_range`）。规则里没有节水量数字；企业数据算不出时一律“需经实测论证”。
- `tells`：本规则已说明的核对项，通用规则不再重复。

文件读入时逐条检查：量名、措施、行业、引用有误时指出规则名称，程序不启动。

The rules of findings, one file a theme. Names of figures:
";

#[test]
fn the_vocabulary_is_documented() {
    let terms = vocabulary(&common::rules());
    let mut text = HEAD.to_owned();
    for scope in RuleScope::ALL {
        writeln!(text, "\n## {}\n\n| 量 | 含义 | meaning | 单位 |\n|---|---|---|---|", scope.zh())
            .unwrap();
        for term in terms.values().filter(|term| term.scope == scope) {
            let unit = match term.kind {
                TermKind::Number => term.unit.as_str(),
                TermKind::Word => "文字",
                TermKind::Flag => "true/false",
            };
            let (zh, en) = (&term.text.zh, &term.text.en);
            writeln!(text, "| `{}` | {zh} | {en} | {unit} |", term.name).unwrap();
        }
    }
    expect_file!["../../../../assets/rules/README.md"].assert_eq(&text);
}
