//! What the report of a program says.

use super::{Pen, charts, lacks, tables, wan};
use crate::compose::figures::number;
use shuiheng_audit::{Lang, Rollup};

/// Diagnoses planned, begun, reported.
pub(super) fn counts(sum: &Rollup) -> (u32, u32, u32) {
    let all =
        |pick: fn(&shuiheng_audit::RollupDistrict) -> u32| sum.districts.iter().map(pick).sum();
    (all(|of| of.planned), all(|of| of.begun), all(|of| of.reported))
}

/// The summary.
pub(super) fn summary(pen: &mut Pen, sum: &Rollup) {
    let (planned, begun, reported) = counts(sum);
    let totals = &sum.totals;
    pen.say(format!(
        "行动方案计划开展企业节水诊断 {planned} 家，已开展 {begun} 家，其中 {reported} 家已按现有数据出具报告。"
    ));
    let intake = match totals.intake.value {
        Some(_) => format!("年取水量合计 {} 万m³", wan(totals.intake.value)),
        None => "年取水量不详".into(),
    };
    let reuse = match totals.reuse_rate_pct {
        Some(rate) => format!(
            "，水量已知的 {} 家企业合计重复利用率为 {} %",
            totals.reuse_rate_known,
            number(rate, 2)
        ),
        None => String::new(),
    };
    pen.say(format!("{}{reuse}。", with(&intake, &lacks(totals.intake.unknown, "家企业"))));
    if totals.measures == 0 {
        pen.say("各企业尚未拟定节水措施。");
        return;
    }
    let saving = match totals.saving.value {
        Some(_) => format!("已知节水量合计 {} 万m³/a", wan(totals.saving.value)),
        None => "节水量均待论证".into(),
    };
    let lack = lacks(totals.unknown_savings, "项措施的节水量");
    pen.say(format!("拟定节水措施 {} 项，{}。", totals.measures, with(&saving, &lack)));
}

fn with(text: &str, lack: &str) -> String {
    if lack.is_empty() { text.to_owned() } else { format!("{text}（{lack}）") }
}

/// The chapters.
pub(super) fn all(pen: &mut Pen, sum: &Rollup) {
    pen.chapter("诊断进展");
    pen.say(
        "各区（县、市）诊断的计划数、已开展数和已出报告数如下，已出报告指按现有数据出具过报告。",
    );
    pen.table(tables::districts(sum));
    pen.figure("各区（县、市）诊断进展", charts::districts(sum, Lang::Zh));
    pen.chapter("行动方案目标");
    pen.say(
        "目标对全市或全部规模以上工业企业而言，已诊断企业只是其中一部分：总量类目标仅列出已诊断企业的合计，不作判定；比率类目标对照已诊断企业的合计判定。",
    );
    pen.table(tables::targets(sum));
    pen.chapter("各企业用水水平");
    pen.say(
        "年取水量为测试期日取水量与年运行天数之积。重复利用率与不含冷却循环水的重复利用率并列，以免冷却循环掩盖工艺用水的重复利用水平。",
    );
    pen.table(tables::enterprises(sum));
    if let Some(scene) = charts::intake(sum, Lang::Zh) {
        pen.figure("各企业年取水量", scene);
    }
    pen.chapter("用水定额对标");
    if sum.rows.iter().all(|row| row.products.is_empty()) {
        pen.say("各企业尚未填写产品及产量，没有对标结果。");
    } else {
        pen.say("各企业产品的单位产品取水量与用水定额对照如下；标注“未核实”的定额尚未对照正式文本核实。");
        pen.table(tables::products(sum));
        pen.table(tables::verdicts(sum));
    }
    pen.chapter("问题与节水措施");
    pen.say("各企业检出的问题和拟定的节水措施如下。作用于同一水流的措施只计节水量最大的一项；不详的节水量和投资不计入合计。");
    pen.table(tables::measures(sum));
    if let Some(scene) = charts::savings(sum, Lang::Zh) {
        pen.figure("各企业措施节水量", scene);
    }
}
