//! 5 水平衡测试: method, units, closure, totals, cross-checks, block diagram.

mod adjusted;
mod check;
mod closure;
mod units;

use super::figures::number;
use super::sums;
use super::writer::Writer;
use crate::document::Run;
use crate::drawings::block_sheets;
use crate::network::balance_network;

pub(super) use adjusted::adjusted;
pub(super) use check::checks;
pub(super) use closure::{closure, totals};
use shuiheng_audit::{Closure, Diagnosis, Difference, Lang};
pub(super) use units::units;

/// The method and the equations.
pub(super) fn method(writer: &mut Writer<'_>) {
    writer.say(
        "水平衡以用水单元为基本对象，逐单元列出输入和输出水量，再汇总至全厂。各单元的平衡方程为：",
    );
    writer.formula("Vi + Vs + Vw = Vs′ + Vco + Vd + Vl");
    writer.say(
        "式中：Vi为取水量（含厂内制水供入的新水）；Vs为串联水量；Vw为回用水量（含冷凝水回用量）；Vs′为串联供出水量；Vco为耗水量；Vd为排水量（不含串联供出）；Vl为漏失水量。循环水量Vcy同时位于方程两侧，不列入方程。有原料带入水、外供水或蓄水变化时，分别计入输入或输出。",
    );
    writer.formula("Vt = Vi + Vcy + Vs + Vw");
    writer.say("式中：Vt为用水量；重复利用水量Vr = Vcy + Vs + Vw。");
    let untouched = if writer.diagnosis.case.adjustments.is_empty() {
        "，未对任何水量作调整"
    } else {
        "；各水量采用校正值，原始值和改变量见“数据校正”一节"
    };
    writer.say(format!(
        "水量单位为m³/d，数值按GB/T 8170修约。输入与输出之差为不平衡量，是计算结果{untouched}。"
    ));
}

/// The block diagram.
pub(super) fn diagram(writer: &mut Writer<'_>) {
    if balance_network(writer.diagnosis, Lang::Zh).nodes.is_empty() {
        writer.say("没有可以绘制的用水单元。");
        return;
    }
    let sheets = block_sheets(writer.diagnosis, &writer.meta.layout);
    let words =
        "图中数字为水量，单位m³/d；方框内为用水单元及其用水量，带“!”的粗框表示该单元不平衡。";
    let figure = writer.next_figure();
    let Some((whole, parts)) = sheets.split_first() else { return };
    if parts.is_empty() {
        writer.paragraph(vec![
            Run::plain("全厂水平衡方框图见"),
            figure,
            Run::plain("。"),
            Run::plain(words),
        ]);
        writer.figure("全厂水平衡方框图", whole.scene.clone(), true);
        return;
    }
    writer.paragraph(vec![
        Run::plain(format!(
            "水平衡方框图分 {} 幅绘制：首幅为全厂，以“＋”框表示的车间另有分图，自",
            sheets.len()
        )),
        figure,
        Run::plain("起。"),
        Run::plain(words),
    ]);
    for sheet in sheets {
        let title = sheet.scene.title.clone();
        writer.figure(title, sheet.scene, true);
    }
}

/// How many units close, and how many do not, in words.
pub(super) fn tally(diagnosis: &Diagnosis) -> String {
    let count = |closure: Closure| {
        sums::leaves(diagnosis).filter(|unit| unit.difference.closure == closure).count()
    };
    let parts = [Closure::Closed, Closure::Attention, Closure::Open, Closure::Unknown]
        .map(|closure| (closure.zh(), count(closure)));
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    parts.map(|(name, count)| format!("{name} {count} 个")).collect::<Vec<_>>().join("、")
}

/// The difference of the site in words: `1.2 m³/d（占取水量的 0.12 %）`.
pub(super) fn difference(difference: &Difference) -> Option<String> {
    let imbalance = difference.imbalance?;
    let rate =
        difference.rate.map(|rate| format!("（占取水量的 {} %）", number(rate.to_percent(), 2)));
    Some(format!("{} m³/d{}", number(imbalance.value(), 1), rate.unwrap_or_default()))
}
