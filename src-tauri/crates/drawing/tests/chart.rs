//! Charts, measured: everything inside, no text on another, figures as given.

mod measured;
mod plant;

use measured::{assert_inside, assert_well_formed, texts_that_touch};
use plant::{charts, comparisons};
use proptest::prelude::*;
use shuiheng_drawing::{
    Arrangement, BarRow, BarSeries, Bars, Better, Bullet, ChartStyle, Estimate, Ink, Scene, Shape,
    Theme, bars, bullet, svg,
};

#[track_caller]
fn check_quality(scene: &Scene) {
    assert_inside(scene);
    assert_eq!(texts_that_touch(scene), Vec::<String>::new());
    assert_well_formed(&svg(scene, Theme::Dark));
}

#[test]
fn charts_as_they_are_have_no_text_on_another() {
    check_quality(&bullet(&comparisons(), &ChartStyle::default(), &Estimate));
    check_quality(&bullet(&[], &ChartStyle::default(), &Estimate));
    for chart in charts() {
        check_quality(&bars(&chart, &ChartStyle::default(), &Estimate));
    }
}

fn texts(shapes: &[Shape]) -> Vec<String> {
    let of = |shape: &Shape| match shape {
        Shape::Text { text, .. } => vec![text.clone()],
        Shape::Group { shapes, .. } => texts(shapes),
        Shape::Rect { .. } | Shape::Path { .. } => vec![],
    };
    shapes.iter().flat_map(of).collect()
}

/// Rows `name=1,2,?`; figures written in the chart, names and legend left out.
#[track_caller]
fn check_figures(arrangement: Arrangement, cumulative: bool, rows: &[&str], expected: &[&str]) {
    let row = |text: &&str| {
        let (name, values) = text.split_once('=').unwrap_or((text, ""));
        let values = values.split(',').map(|value| value.parse().ok()).collect();
        BarRow { name: name.to_owned(), values, note: String::new() }
    };
    let rows: Vec<BarRow> = rows.iter().map(row).collect();
    let series = rows.iter().map(|row| row.values.len()).max().unwrap_or(0);
    let series = (0..series).map(|at| BarSeries { name: format!("系列{at}"), ink: Ink::Accent });
    let chart = Bars {
        title: String::new(),
        unit: String::new(),
        series: series.collect(),
        rows: rows.clone(),
        arrangement,
        cumulative,
    };
    let scene = bars(&chart, &ChartStyle::default(), &Estimate);
    let is_figure =
        |text: &String| !text.starts_with("系列") && rows.iter().all(|row| row.name != *text);
    let found: Vec<String> = texts(&scene.shapes).into_iter().filter(is_figure).collect();
    assert_eq!(found, expected);
    check_quality(&scene);
}

#[test]
fn bars_carry_their_figures_and_unknown_is_never_zero() {
    use Arrangement::{Grouped, Stacked};
    check_figures(Grouped, false, &["a=1", "b=?"], &["1", "—"]);
    check_figures(Grouped, false, &["a=612.2,0"], &["612.2", "0"]);
    check_figures(Stacked, false, &["a=100,200"], &["100", "200", "300"]);
    check_figures(Stacked, false, &["a=100,?"], &["≥100"]);
    // The longest figure has its room, whatever is left of the subtraction that gave it.
    let shares = ["累计 98.2 %", "累计 100.0 %"];
    check_figures(
        Stacked,
        true,
        &["a=1.8,30.6", "b=0.6,0"],
        &["1.8", "30.6", "32.4", shares[0], "0.6", shares[1]],
    );
    check_figures(Stacked, false, &["a=?,?"], &["—"]);
    check_figures(Grouped, true, &["a=3", "b=1"], &["3", "累计 75.0 %", "1", "累计 100.0 %"]);
    check_figures(Grouped, true, &["a=3", "b=?"], &["3", "—"]);
    check_figures(Grouped, true, &["a=0"], &["0"]);
    check_figures(Grouped, false, &[], &[]);
}

/// The x of the value's bar end over the x of a level's mark, both from the band's left.
#[track_caller]
fn check_stands(value: f64, level: f64, better: Better, is_alarm: bool) {
    let item = Bullet {
        name: "n".into(),
        unit: String::new(),
        value: Some(value),
        levels: vec![("通用值".into(), level)],
        plus_minus: None,
        marks: Vec::new(),
        unconfirmed: false,
        better,
        note: String::new(),
    };
    let scene = bullet(&[item], &ChartStyle::default(), &Estimate);
    let Shape::Group { shapes, .. } = &scene.shapes[0] else { panic!("no group") };
    let rects: Vec<_> = shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Rect { x, width, fill, .. } => Some((*x, *width, fill.map(|fill| fill.ink))),
            _ => None,
        })
        .collect();
    let [(left, to_level, _), _, (from, to_value, ink)] = rects[..] else { panic!("{rects:?}") };
    assert!((left - from).abs() < 1e-9);
    assert!((to_value / to_level - value / level).abs() < 1e-9, "{to_value} / {to_level}");
    assert_eq!(ink == Some(Ink::Alarm), is_alarm);
}

#[test]
fn a_value_stands_where_it_belongs() {
    check_stands(1.52, 1.6, Better::Lower, false);
    check_stands(1.6, 1.6, Better::Lower, false);
    check_stands(1.61, 1.6, Better::Lower, true);
    check_stands(91.85, 92.0, Better::Higher, true);
    check_stands(92.0, 92.0, Better::Higher, false);
}

/// Shapes with every y moved, as numbers and words.
fn moved(shape: &Shape, by: f64) -> String {
    let at = |y: f64| format!("{:.6}", y + by);
    match shape {
        Shape::Group { id, shapes, .. } => {
            let inside: Vec<String> = shapes.iter().map(|shape| moved(shape, by)).collect();
            format!("{id}[{}]", inside.join(" "))
        }
        Shape::Rect { x, y, width, height, .. } => format!("{x:.6} {} {width:.6} {height}", at(*y)),
        Shape::Text { x, y, text, .. } => format!("{x:.6} {} {text}", at(*y)),
        Shape::Path { .. } => "path".into(),
    }
}

fn first_y(shape: &Shape) -> f64 {
    match shape {
        Shape::Group { shapes, .. } => first_y(&shapes[0]),
        Shape::Rect { y, .. } | Shape::Text { y, .. } => *y,
        Shape::Path { .. } => 0.0,
    }
}

#[test]
fn a_product_alone_is_drawn_as_it_is_among_others() {
    let items = comparisons();
    let all = bullet(&items, &ChartStyle::default(), &Estimate);
    for (item, among) in items.iter().zip(&all.shapes) {
        let alone = bullet(std::slice::from_ref(item), &ChartStyle::default(), &Estimate);
        let by = first_y(among) - first_y(&alone.shapes[0]);
        assert_eq!(moved(among, 0.0), moved(&alone.shapes[0], by), "{}", item.name);
    }
}

#[test]
fn uncertainty_and_what_is_unconfirmed_are_drawn() {
    let item = Bullet { unconfirmed: true, plus_minus: Some(0.2), ..comparisons().remove(0) };
    let plain = Bullet { unconfirmed: false, plus_minus: None, ..item.clone() };
    let drawn = |item: &Bullet| {
        let scene = bullet(std::slice::from_ref(item), &ChartStyle::default(), &Estimate);
        let Shape::Group { shapes, label, .. } = &scene.shapes[0] else { panic!("no group") };
        let paths = shapes.iter().filter(|shape| matches!(shape, Shape::Path { .. })).count();
        (paths, texts(shapes).contains(&"△ 未核实".to_owned()), label.contains("±0.2"))
    };
    let ((with, marked, said), (without, unmarked, unsaid)) = (drawn(&item), drawn(&plain));
    assert_eq!((with - without, marked, said), (3, true, true), "a line and its two ends");
    assert_eq!((unmarked, unsaid), (false, false));
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), -1e3..1e5_f64, Just(1e300), Just(-1e300), Just(1e-9), Just(f64::NAN)]
}

proptest! {
    #[test]
    fn any_comparison_is_inside_and_legible(
        rows in prop::collection::vec(
            (
                ".{0,40}",
                (prop::option::of(any_value()), prop::option::of(any_value())),
                prop::collection::vec(("[领先进通用值A-Z]{1,12}", any_value(), any::<bool>()), 0..6),
                any::<(bool, bool)>(),
                ".{0,80}",
            ),
            0..5,
        ),
        width in 0.0..900.0_f64,
    ) {
        let items: Vec<Bullet> = rows
            .into_iter()
            .map(|(name, (value, plus_minus), levels, (lower, unconfirmed), note)| {
                let (marks, levels): (Vec<_>, Vec<_>) =
                    levels.into_iter().partition(|(_, _, informs)| *informs);
                let named = |list: Vec<(String, f64, bool)>| {
                    list.into_iter().map(|(name, value, _)| (name, value)).collect()
                };
                Bullet {
                    name,
                    unit: "m³/t".into(),
                    value,
                    plus_minus,
                    levels: named(levels),
                    marks: named(marks),
                    better: if lower { Better::Lower } else { Better::Higher },
                    unconfirmed,
                    note,
                }
            })
            .collect();
        let scene = bullet(&items, &ChartStyle { width, ..ChartStyle::default() }, &Estimate);
        check_quality(&scene);
    }

    #[test]
    fn any_bars_are_inside_and_legible(
        rows in prop::collection::vec(("[\u{4e00}-\u{4e20}A-Z ]{0,40}", prop::collection::vec(prop::option::of(any_value()), 0..4)), 0..12),
        series in 0_usize..4,
        stacked in any::<bool>(),
        cumulative in any::<bool>(),
        width in 0.0..900.0_f64,
    ) {
        let chart = Bars {
            title: "t".into(),
            unit: "m³/d".into(),
            series: (0..series).map(|at| BarSeries { name: format!("系列{at}"), ink: Ink::Fresh }).collect(),
            rows: rows.into_iter().map(|(name, values)| BarRow { name, values, note: String::new() }).collect(),
            arrangement: if stacked { Arrangement::Stacked } else { Arrangement::Grouped },
            cumulative,
        };
        let scene = bars(&chart, &ChartStyle { width, ..ChartStyle::default() }, &Estimate);
        check_quality(&scene);
    }
}
