//! An answer as it is written in Markdown: units with their figures, and what must be said.

use crate::quantity::QUANTITIES;
use std::collections::BTreeMap;

/// The row of an answer that stands for the whole enterprise.
const SITE: &str = "全厂";

/// A figure of an answer, m³/d.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Figure {
    /// There is no such water.
    Absent,
    /// It is not known (不详).
    Unknown,
    /// So much.
    Known(f64),
}

/// Figures by the heading of their column.
pub(crate) type Figures = BTreeMap<String, Figure>;

/// A unit of an answer.
#[derive(Debug)]
pub(crate) struct Unit {
    /// Its name.
    pub(crate) name: String,
    /// The name of the unit above it; empty where there is none.
    pub(crate) parent: String,
    /// 主要生产, 辅助生产, 附属生产; empty where it is none of them. None where the
    /// answer does not tell categories.
    pub(crate) category: Option<String>,
    /// Its figures.
    pub(crate) figures: Figures,
}

/// A doubt that must be said, or must not.
#[derive(Debug)]
pub(crate) struct Doubt {
    /// Its code on the wire.
    pub(crate) code: String,
    /// Cells that must be among its places.
    pub(crate) places: Vec<String>,
    /// Words that its message must hold, written as “…”.
    pub(crate) words: Vec<String>,
    /// False for 不应有.
    pub(crate) wanted: bool,
}

/// What a workbook must lead to.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// Words of the refusal, where the file must be refused.
    pub(crate) refusal: Option<Vec<String>>,
    /// `企业`, `年运行天数` …: what is told of the whole, by its name. Names may repeat.
    pub(crate) facts: Vec<(String, String)>,
    /// The units.
    pub(crate) units: Vec<Unit>,
    /// The figures of the whole.
    pub(crate) site: Figures,
    /// Doubts.
    pub(crate) doubts: Vec<Doubt>,
}

/// What may stand before `：` on a line of its own.
pub(crate) const FACTS: [&str; 9] = [
    "企业",
    "测试期",
    "年运行天数",
    "产品",
    "水表",
    "工作表",
    "计量单位",
    "全厂外排水量",
    "全厂重复利用率",
];

impl Answer {
    /// The answer of a text, or what is wrong with the text.
    pub(crate) fn parse(text: &str) -> Result<Self, Vec<String>> {
        let mut answer = Self::default();
        let mut headings: Vec<String> = Vec::new();
        let mut faults = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            let result = if line.starts_with('|') {
                answer.row(&mut headings, &cells(line))
            } else if let Some(item) = line.strip_prefix("- ") {
                answer.doubt(item)
            } else if line.starts_with(['#', '>']) || line.is_empty() {
                Ok(())
            } else {
                answer.fact(line)
            };
            faults.extend(result.err().map(|fault| format!("答案第 {} 行：{fault}", index + 1)));
        }
        if answer.refusal.is_none() && answer.units.is_empty() {
            faults.push("答案中没有用水单元".into());
        }
        if answer.refusal.is_none() && !answer.facts.iter().any(|fact| fact.0 == "全厂重复利用率")
        {
            faults.push("答案中没有“全厂重复利用率”".into());
        }
        if faults.is_empty() { Ok(answer) } else { Err(faults) }
    }

    fn row(&mut self, headings: &mut Vec<String>, cells: &[String]) -> Result<(), String> {
        if headings.is_empty() {
            headings.extend_from_slice(cells);
            let known = |name: &String| {
                ["用水单元", "上级", "类别"].contains(&name.as_str())
                    || QUANTITIES.iter().any(|quantity| quantity.zh == name)
            };
            return match headings.iter().find(|name| !known(name)) {
                Some(name) => Err(format!("没有“{name}”这一栏")),
                None => Ok(()),
            };
        }
        if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':'))) {
            return Ok(());
        }
        if cells.len() != headings.len() {
            return Err(format!("有 {} 格，表头有 {} 格", cells.len(), headings.len()));
        }
        let row: BTreeMap<&str, &str> =
            headings.iter().map(String::as_str).zip(cells.iter().map(String::as_str)).collect();
        let figures = figures(&row)?;
        let of = |name: &str| row.get(name).map(|text| (*text).to_owned());
        let name = of("用水单元").ok_or("没有“用水单元”一栏")?;
        if name == SITE {
            self.site = figures;
            return Ok(());
        }
        let (parent, category) = (of("上级").unwrap_or_default(), of("类别"));
        self.units.push(Unit { name, parent, category, figures });
        Ok(())
    }

    fn doubt(&mut self, item: &str) -> Result<(), String> {
        let (wanted, item) = match item.strip_prefix("不应有") {
            Some(rest) => (false, rest.trim()),
            None => (true, item),
        };
        let mut parts = item.split('`');
        let code = parts.nth(1).ok_or("疑点的代码应写在 ` ` 中")?.to_owned();
        let rest: String = parts.collect();
        let (mut places, mut words) = (Vec::new(), Vec::new());
        for (index, part) in rest.split(['“', '”']).enumerate() {
            if index % 2 == 1 {
                words.push(part.to_owned());
            } else {
                let found = part.split(['、', ' ', '，']).filter(|word| word.contains('!'));
                places.extend(found.map(str::to_owned));
            }
        }
        self.doubts.push(Doubt { code, places, words, wanted });
        Ok(())
    }

    fn fact(&mut self, line: &str) -> Result<(), String> {
        let (name, value) = line.split_once('：').ok_or("看不懂这一行")?;
        if name == "拒绝" {
            self.refusal = Some(value.split('、').map(str::to_owned).collect());
            return Ok(());
        }
        if !FACTS.contains(&name) {
            return Err(format!("没有“{name}”这一项"));
        }
        self.facts.push((name.into(), value.trim().into()));
        Ok(())
    }
}

fn cells(line: &str) -> Vec<String> {
    line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

fn figures(row: &BTreeMap<&str, &str>) -> Result<Figures, String> {
    let mut figures = Figures::new();
    for quantity in &QUANTITIES {
        let figure = match row.get(quantity.zh).copied() {
            None => continue,
            Some("") => Figure::Absent,
            Some("不详") => Figure::Unknown,
            Some(text) => Figure::Known(text.parse().map_err(|_| format!("“{text}”不是数"))?),
        };
        figures.insert(quantity.zh.to_owned(), figure);
    }
    Ok(figures)
}
