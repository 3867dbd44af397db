//! What the report says of products against their quotas and of indicators against limits.

use crate::{sample, words::text};
use shuiheng_audit::*;
use shuiheng_report::compose;

fn said(case: Case, library: &Library) -> String {
    text(&compose(&diagnose(case, library), &sample::meta()).body)
}

#[track_caller]
fn check(change: impl FnOnce(&mut Case, &mut Library), expected: &[&str]) {
    let (mut case, mut library) = (sample::case(), sample::library());
    change(&mut case, &mut library);
    let said = said(case, &library);
    for line in expected {
        assert!(said.contains(line), "“{line}” is not said in:\n{said}");
    }
}

#[test]
fn every_level_says_what_is_left_and_what_reaching_it_would_save() {
    // 11.143 m³/100m; 96 000 × 100 m: (11.143 − 8) × 96 000 = 30.1728 万m³.
    check(
        |_, _| {},
        &[
            "棉印染布|领跑值|6|6|未达到|-5.143|-85.72|49.3728",
            "棉印染布|先进值|8|8|未达到|-3.143|-39.29|30.1728",
            "棉印染布|通用值（应达到）|10|10|未达到|-1.143|-11.43|10.9728",
        ],
    );
}

#[test]
fn a_typed_share_says_its_numbers_and_the_whole_site_is_summed() {
    check(
        |_, _| {},
        &[
            "棉印染布|4052.0|0.0|4052.0|给定比例|3241.6|80.00|106.9728",
            "“棉印染布”的取水量分摊规则为给定比例（依据：按车间计量）：4052×0.8 = 3241.6 m³/d。",
            "按定额作出判定的产品 1 种（共 2 种），其取水量合计 106.9728 万m³/a，占全厂年取水量 133.716 万m³/a 的 80.00 %。",
            "通用值|96|106.9728|-10.9728|未达到|棉印染布",
        ],
    );
}

#[test]
fn the_boundary_is_told_term_by_term() {
    let without_steam = |_: &mut Case, library: &mut Library| {
        library.comparison.boundaries = vec![Boundary {
            id: "B".into(),
            steam: 0.0,
            source: "示例口径".into(),
            ..Boundary::default()
        }];
    };
    check(
        without_steam,
        &[
            "“棉印染布”所用定额的取水量口径：全厂取水量 4052.0 m³/d，不计外购蒸汽（-178.7 m³/d），定额口径取水量 3873.3 m³/d。口径依据：示例口径（未核实）。",
            "棉印染布|4052.0|-178.7|3873.3|给定比例|3098.6|80.00|102.2551",
        ],
    );
}

#[test]
fn adjustments_and_conversions_are_told_with_their_numbers() {
    let adjusted = |case: &mut Case, library: &mut Library| {
        let product = &mut case.profile.products[0];
        product.unit = "t".into();
        product.output = Some(1_920.0);
        product.terms.specification.width_cm = Some(100.0);
        product.terms.specification.grams_per_m2 = Some(200.0);
        product.terms.adjustments = vec![ProductAdjustment {
            name: "宽幅修正".into(),
            kind: AdjustmentKind::Factor,
            value: Some(1.2),
            source: "示例标准附录".into(),
            ..ProductAdjustment::default()
        }];
        product.terms.new_build = true;
        library.quotas[0].levels.new_build = Some(9.0);
    };
    // 1 920 t ÷ 200 g/m = 9 600 000 m; levels × 1.2: 7.2, 9.6, 10.8, 12.
    check(
        adjusted,
        &[
            "“棉印染布”产量换算：1920 t÷(1 m×200 g/m²÷1000000) = 9600000 m。",
            "“棉印染布”定额修正项“宽幅修正”：各级定额值×1.2，示例标准附录（未核实）。",
            "棉印染布|新建值（应达到）|9|10.8|未达到|-0.343|-3.18|3.2928",
            "棉印染布|通用值|10|12|不作判定|0.857|7.14|0",
        ],
    );
}

#[test]
fn a_reuse_rate_is_never_told_alone() {
    check(
        |_, _| {},
        &[
            "重复利用率（不含冷却循环水 9.80 %）|76.13|≥45|%|行业要求|达到|31.13",
            "全厂不含冷却循环水的重复利用率为 9.80 %。",
        ],
    );
    let unmarked = |case: &mut Case, _: &mut Library| {
        for unit in &mut case.site.units {
            unit.system = None;
        }
    };
    check(unmarked, &["重复利用率（不含冷却循环水的数值不详）|76.13"]);
}

#[test]
fn what_informs_is_told_apart_and_does_not_judge() {
    let average = |_: &mut Case, library: &mut Library| {
        let row = library.limits[0].clone();
        library.limits.push(Limit {
            id: "A".into(),
            kind: "average".into(),
            operator: "=".into(),
            value: 72.5,
            ..row
        });
    };
    check(
        average,
        &[
            "重复利用率（不含冷却循环水 9.80 %）|76.13|=72.5|%|平均水平，仅供参考|纺织染整 全国",
            "用水综合漏失率|—|≤6|%|指标未能计算，待定|纺织染整 全国",
        ],
    );
}
