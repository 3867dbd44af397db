//! Worked by hand: loops, covariances, bounds, unequal sizes, advice, and what is refused.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

mod common;

use common::{close, network, of, stream};
use shuiheng_reconcile::{
    Class, Constraint, Covariance, End, ErrorKind, Flow, Network, Ratio, Solution, Target, Term,
    reconcile, uncertainty,
};

fn unaccounted(inflow: f64, outflow: f64, loss: f64) -> Network {
    network(vec![
        stream("in", "ENV", "A").measured(inflow, 1.0),
        stream("out", "A", "ENV").measured(outflow, 1.0),
        stream("loss", "A", "ENV").held(loss),
        stream("unaccounted", "A", "ENV"),
    ])
}

#[test]
fn what_is_not_accounted_for_is_told() {
    // In 100, out 50, known loss 10: 40 are left, ± √2.
    let answer = reconcile(&unaccounted(100.0, 50.0, 10.0)).unwrap();
    let left = of(&answer, "unaccounted");
    close(left.reconciled.unwrap(), 40.0, 1e-12, "unaccounted");
    close(left.sd.unwrap(), 2.0_f64.sqrt(), 1e-12, "±");
    assert_eq!(left.class, Class::Observable);
    assert_eq!((answer.global.passed, of(&answer, "in").z), (None, None));
    assert!(answer.notes.iter().any(|note| note.code == "nothing_to_test"));
}

#[test]
fn more_out_than_in_is_flagged() {
    let answer = reconcile(&unaccounted(100.0, 120.0, 10.0)).unwrap();
    let left = of(&answer, "unaccounted");
    assert!(left.at_bound && left.reconciled == Some(0.0), "{left:?}");
    assert_eq!(answer.bounded, ["unaccounted"]);
    assert!(answer.notes.iter().any(|note| note.code == "at_bound"));
    // The missing 30 are shared by the two meters, which are equally sure.
    close(of(&answer, "in").reconciled.unwrap(), 115.0, 1e-9, "in");
    close(of(&answer, "out").reconciled.unwrap(), 105.0, 1e-9, "out");
}

#[test]
fn held_streams_that_force_a_negative_flow_are_told() {
    let mut network = unaccounted(100.0, 120.0, 10.0);
    network.streams[0] = stream("in", "ENV", "A").held(100.0);
    network.streams[1] = stream("out", "A", "ENV").held(120.0);
    let answer = reconcile(&network).unwrap();
    assert_eq!(of(&answer, "unaccounted").reconciled, Some(-30.0));
    assert!(answer.notes.iter().any(|note| note.code == "below_bound"));
}

/// A circuit through a treatment, one between two units, and one at a single unit.
#[test]
fn loops_of_every_shape_are_finite_and_right() {
    let through = reconcile(&network(vec![
        stream("make-up", "ENV", "A").measured(10.0, 0.1),
        stream("to", "A", "treatment").measured(1000.0, 20.0),
        stream("back", "treatment", "A").measured(1030.0, 20.0),
        stream("out", "A", "ENV").measured(10.2, 0.1),
    ]))
    .unwrap();
    close(of(&through, "to").reconciled.unwrap(), 1015.0, 1e-12, "to");
    close(of(&through, "back").reconciled.unwrap(), 1015.0, 1e-12, "back");
    close(of(&through, "make-up").reconciled.unwrap(), 10.1, 1e-12, "make-up");
    close(of(&through, "to").sd.unwrap(), 20.0 / 2.0_f64.sqrt(), 1e-12, "to ±");
    assert_eq!(through.global.dof, 2);

    let between = reconcile(&network(vec![
        stream("in", "ENV", "A").measured(50.0, 1.0),
        stream("ab", "A", "B").measured(400.0, 8.0),
        stream("ba", "B", "A"),
        stream("out", "B", "ENV"),
    ]))
    .unwrap();
    close(of(&between, "ba").reconciled.unwrap(), 350.0, 1e-12, "ba");
    close(of(&between, "ba").sd.unwrap(), 65.0_f64.sqrt(), 1e-12, "ba ±");
    close(of(&between, "out").sd.unwrap(), 1.0, 1e-12, "out ±");

    let at_one = reconcile(&network(vec![
        stream("in", "ENV", "A").measured(50.0, 1.0),
        stream("circuit", "A", "A").measured(9000.0, 90.0),
        stream("unknown circuit", "A", "A"),
        stream("out", "A", "ENV").measured(52.0, 1.0),
    ]))
    .unwrap();
    close(of(&at_one, "in").reconciled.unwrap(), 51.0, 1e-12, "in");
    let circuit = of(&at_one, "circuit");
    assert_eq!((circuit.class, circuit.adjustment), (Class::Nonredundant, Some(0.0)));
    let unknown = of(&at_one, "unknown circuit");
    assert_eq!((unknown.class, unknown.reconciled), (Class::Unobservable, None));
    assert_eq!(unknown.observable_by, ["unknown circuit"]);
}

#[test]
fn an_unmeasured_circle_is_known_by_any_one_of_its_streams() {
    let answer = reconcile(&network(vec![
        stream("in", "ENV", "A").measured(50.0, 1.0),
        stream("ab", "A", "B"),
        stream("bc", "B", "C"),
        stream("ca", "C", "A"),
        stream("out", "C", "ENV"),
    ]))
    .unwrap();
    for id in ["ab", "bc", "ca"] {
        assert_eq!(of(&answer, id).observable_by, ["ab", "bc", "ca"], "{id}");
    }
    close(of(&answer, "out").reconciled.unwrap(), 50.0, 1e-12, "out");
    assert_eq!(answer.meters_needed.len(), 1);
}

/// `m₁ = 10 ± 1`, `m₂ = 12 ± 1` with covariance ½, and x₁ = x₂: the mean is 11, its variance
/// (1 + ½)/2 = ¾, χ² = 2²/(1 + 1 − 2·½) = 4.
#[test]
fn correlated_errors_are_taken_together() {
    let mut network = network(vec![
        stream("1", "ENV", "A").measured(10.0, 1.0),
        stream("2", "A", "ENV").measured(12.0, 1.0),
        stream("3", "B", "B").measured(5.0, 1.0),
    ]);
    let pair = |a: &str, b: &str| Covariance { first: a.into(), second: b.into(), value: 0.5 };
    network.covariances = vec![pair("1", "2")];
    let answer = reconcile(&network).unwrap();
    close(of(&answer, "1").reconciled.unwrap(), 11.0, 1e-12, "x1");
    close(of(&answer, "1").sd.unwrap(), 0.75_f64.sqrt(), 1e-12, "sd");
    close(answer.global.chi2, 4.0, 1e-12, "chi2");
    // Stream 3 is in no balance, but its error goes with 2's, which is told to be −1.
    network.covariances.push(pair("2", "3"));
    let answer = reconcile(&network).unwrap();
    let alone = of(&answer, "3");
    assert_eq!((alone.class, alone.z), (Class::Nonredundant, None));
    close(alone.reconciled.unwrap(), 4.0, 1e-12, "3");
    close(alone.sd.unwrap(), 0.75_f64.sqrt(), 1e-12, "3 ±");
}

/// A great circuit between two units, badly measured, beside small good meters: the sum of the
/// units is what counts, and the circuit must not swallow its digits.
#[test]
fn great_and_small_flows_stand_side_by_side() {
    for great in [1e3, 1e6, 1e9] {
        let answer = reconcile(&network(vec![
            stream("in", "ENV", "A").measured(1.0, 0.01),
            stream("ab", "A", "B").measured(1.3 * great, 0.3 * great),
            stream("ba", "B", "A").measured(great, 0.3 * great),
            stream("out", "B", "ENV").measured(1.1, 0.01),
        ]))
        .unwrap();
        let what = format!("{great}");
        close(of(&answer, "in").reconciled.unwrap(), 1.05, 1e-6, &what);
        close(of(&answer, "in").sd.unwrap(), 0.01 / 2.0_f64.sqrt(), 1e-6, &what);
        close(of(&answer, "in").z.unwrap(), 0.1 / (0.01 * 2.0_f64.sqrt()), 1e-5, &what);
        close(of(&answer, "ab").sd.unwrap(), 0.3 * great / 2.0_f64.sqrt(), 1e-6, &what);
        let (ab, ba) = (of(&answer, "ab"), of(&answer, "ba"));
        let rest =
            ab.reconciled.unwrap() - ba.reconciled.unwrap() - of(&answer, "in").reconciled.unwrap();
        assert!(rest.abs() <= 1e-9 * great.max(1.0), "{great}: {rest}");
        assert_eq!(answer.global.dof, 2);
    }
}

/// Two meters that tell next to nothing (± 3·10⁵ and ± 2·10⁷) beside others that are sure to
/// 10⁻⁸: the balance of the whole site joins them, 1/s² = 1/283826.54² + 1/16740727²; the
/// elimination alone lost the digits and said ± 285344, more than was given.
#[test]
fn what_the_balances_leave_is_never_more_than_what_was_given() {
    let weak = 283_826.540_023_11;
    let mut network = network(vec![
        stream("S00", "N3", "N3").measured(1.0, 0.005),
        stream("S01", "N2", "N5"),
        stream("S02", "N5", "N3"),
        stream("S03", "N3", "N6"),
        stream("S04", "N6", "N6").measured(383.570_243_364_390_76, 1.917_851_216_821_954),
        stream("S05", "N6", "N2").measured(383.570_243_364_390_76, 0.019_178_512_168_219_54),
        stream("S06", "N6", "N4").measured(2.0, 1e-8),
        stream("S07", "N4", "N6"),
        stream("S08", "ENV", "N2").measured(334.814_543_397_281_8, 16_740_727.169_864_09),
        stream("S09", "N2", "N1").held(334.814_543_397_281_8),
        stream("S10", "N1", "ENV").measured(334.814_543_397_281_8, 1.674_072_716_986_409),
        stream("S11", "N5", "N6").measured(1.0, 0.005),
        stream("S12", "N4", "N5").measured(1.0, 0.005),
        stream("S13", "ENV", "N4").measured(1.0, weak),
        stream("S14", "N4", "N4").measured(1.0, 0.005),
        stream("S15", "N4", "ENV").measured(1.0, 5e-8),
    ]);
    let (stream, of_stream) = ("S04".into(), "S05".into());
    network.ratios.push(Ratio { node: None, stream, of: of_stream, ratio: 1.0, sd: 0.0 });
    let answer = reconcile(&network).unwrap();
    let together = 1.0 / (weak.powi(-2) + 16_740_727.169_864_09_f64.powi(-2)).sqrt();
    close(of(&answer, "S13").sd.unwrap(), together, 1e-5, "S13");
}

#[test]
fn fixed_splits_tell_what_is_not_metered() {
    let mut network = network(vec![
        stream("feed", "ENV", "RO").measured(100.0, 1.0),
        stream("product", "RO", "ENV"),
        stream("reject", "RO", "ENV"),
    ]);
    let ratio = |ratio, sd| Ratio {
        node: Some("RO".into()),
        stream: "product".into(),
        of: "feed".into(),
        ratio,
        sd,
    };
    network.ratios = vec![ratio(0.7, 0.0)];
    let answer = reconcile(&network).unwrap();
    close(of(&answer, "product").reconciled.unwrap(), 70.0, 1e-12, "product");
    close(of(&answer, "reject").sd.unwrap(), 0.3, 1e-12, "reject ±");
    // With an uncertain share: σ² = (0.7·1)² + (100·0.02)².
    network.ratios = vec![ratio(0.7, 0.02)];
    let answer = reconcile(&network).unwrap();
    close(of(&answer, "product").sd.unwrap(), (0.49_f64 + 4.0).sqrt(), 1e-9, "product ±");
    assert_eq!(answer.ratios[0].class, Class::Nonredundant);
    // Nothing passes where the share is 0.
    network.ratios = vec![ratio(0.0, 0.0)];
    let answer = reconcile(&network).unwrap();
    assert_eq!(
        (of(&answer, "product").reconciled, of(&answer, "product").sd),
        (Some(0.0), Some(0.0))
    );
}

#[test]
fn a_sum_may_be_told_where_its_parts_are_not() {
    let network = network(vec![
        stream("in", "ENV", "A").measured(50.0, 1.0),
        stream("left", "A", "ENV"),
        stream("right", "A", "ENV"),
    ]);
    let sum = |ids: &[&str]| Target::Sum(ids.iter().map(|id| Term::new(*id, 1.0)).collect());
    let both = uncertainty(&network, &sum(&["left", "right"])).unwrap().unwrap();
    close(both.value, 50.0, 1e-12, "left + right");
    close(both.sd, 1.0, 1e-12, "±");
    assert_eq!(uncertainty(&network, &sum(&["left"])).unwrap(), None);
    let solution = Solution::of(&network).unwrap();
    assert_eq!(solution.advise(&sum(&["left"]), 0.02).unwrap().needs, ["left"]);
    let error = solution.uncertainty(&sum(&["middle"])).unwrap_err();
    assert_eq!((error.kind, &*error.concerns), (ErrorKind::Unknown, &["middle".to_owned()][..]));
}

/// The reuse rate `r/(f + r)` of f = 40 ± 0.4 and r = 360 ± 18:
/// σ = √((r σ_f)² + (f σ_r)²)/(f + r)² = √(144² + 720²)/160000.
#[test]
fn a_rate_carries_its_uncertainty_and_says_where_to_meter() {
    let network = network(vec![
        stream("fresh", "ENV", "A").measured(40.0, 0.4),
        stream("reuse", "A", "A").measured(360.0, 18.0),
        stream("out", "A", "ENV"),
    ]);
    let rate = Target::Ratio {
        numerator: vec![Term::new("reuse", 1.0)],
        denominator: vec![Term::new("fresh", 1.0), Term::new("reuse", 1.0)],
    };
    let solution = Solution::of(&network).unwrap();
    let estimate = solution.uncertainty(&rate).unwrap().unwrap();
    close(estimate.value, 0.9, 1e-12, "rate");
    close(estimate.sd, (144.0_f64.powi(2) + 720.0_f64.powi(2)).sqrt() / 160_000.0, 1e-12, "±");
    let advice = solution.advise(&rate, 0.01).unwrap();
    assert_eq!(advice.meters[0].stream, "reuse");
    // A second meter of ± 3.6 beside the first of ± 18.
    let together = (1.0 / (1.0 / 18.0_f64.powi(2) + 1.0 / 3.6_f64.powi(2))).sqrt();
    let expected = ((144.0_f64).powi(2) + (40.0 * together).powi(2)).sqrt() / 160_000.0;
    close(advice.meters[0].target_sd, expected, 1e-12, "with the meter");
    assert!(solution.advise(&rate, 0.0).is_err());
}

#[test]
fn two_gross_errors_are_found_with_their_sizes() {
    // A chain of ten meters in a row, 100 each, and two of them 8 too high and 6 too low.
    let names: Vec<String> =
        (0..=10).map(|at| if at % 10 == 0 { "ENV".into() } else { format!("N{at}") }).collect();
    let streams = (0..10).map(|at| {
        let error = [(2, 8.0), (7, -6.0)].iter().find(|it| it.0 == at).map_or(0.0, |it| it.1);
        stream(&format!("S{at}"), &names[at], &names[at + 1]).measured(100.0 + error, 1.0)
    });
    let answer = reconcile(&network(streams.collect())).unwrap();
    let found: Vec<_> = answer.suspects.iter().map(|it| it.members.clone()).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[0][0].0.as_str(), found[1][0].0.as_str()), ("S2", "S7"));
    close(found[0][0].1, 8.0, 1e-9, "S2");
    close(found[1][0].1, -6.0, 1e-9, "S7");
    assert!(answer.suspects.iter().all(|it| it.significant && it.members.len() == 1));
    close(answer.suspects[1].chi2_without + 1.0, 1.0, 1e-9, "nothing is left");
}

#[track_caller]
fn refused(network: &Network, kind: ErrorKind, concerns: &[&str]) {
    let error = reconcile(network).unwrap_err();
    assert_eq!(error.kind, kind, "{error:?}");
    for name in concerns {
        assert!(error.concerns.iter().any(|it| it == name), "{name}: {error:?}");
        assert!(error.message.zh.contains(name) && error.message.en.contains(name), "{error:?}");
    }
    assert!(!error.fix.zh.is_empty() && !error.fix.en.is_empty());
}

#[test]
fn faults_name_their_stream_and_say_what_to_do() {
    let sound = || {
        vec![
            stream("S1", "ENV", "A").measured(10.0, 1.0),
            stream("S2", "A", "ENV").measured(11.0, 1.0),
        ]
    };
    let with = |change: &dyn Fn(&mut Network)| {
        let mut network = network(sound());
        change(&mut network);
        network
    };
    reconcile(&network(sound())).unwrap();
    refused(&network(Vec::new()), ErrorKind::Empty, &[]);
    refused(&with(&|it| it.streams[1].id = "S1".into()), ErrorKind::Duplicate, &["S1"]);
    refused(&with(&|it| it.streams[1].id = " ".into()), ErrorKind::Name, &[]);
    refused(&with(&|it| it.streams[1].from = End::Outside), ErrorKind::Outside, &["S2"]);
    for sd in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-200] {
        let flow = Flow::Measured { value: 1.0, sd };
        refused(&with(&|it| it.streams[1].flow = flow), ErrorKind::Uncertainty, &["S2"]);
    }
    for value in [f64::NAN, f64::NEG_INFINITY, 1e300] {
        let flow = Flow::Measured { value, sd: 1.0 };
        refused(&with(&|it| it.streams[1].flow = flow), ErrorKind::Value, &["S2"]);
        refused(&with(&|it| it.streams[1].flow = Flow::Held(value)), ErrorKind::Value, &["S2"]);
        refused(&with(&|it| it.streams[1].lower = Some(value)), ErrorKind::Value, &["S2"]);
    }
    for confidence in [0.0, 1.0, -3.0, f64::NAN] {
        refused(&with(&|it| it.confidence = confidence), ErrorKind::Value, &[]);
    }
    let ratio = |stream: &str, of: &str, ratio, sd| Ratio {
        node: None,
        stream: stream.into(),
        of: of.into(),
        ratio,
        sd,
    };
    for (it, kind, name) in [
        (ratio("S2", "S9", 0.5, 0.0), ErrorKind::Unknown, "S9"),
        (ratio("S2", "S1", 1.5, 0.0), ErrorKind::Value, "S2"),
        (ratio("S2", "S1", f64::NAN, 0.0), ErrorKind::Value, "S2"),
        (ratio("S2", "S1", 0.5, -1.0), ErrorKind::Uncertainty, "S2"),
        (ratio("S2", "S2", 0.5, 0.0), ErrorKind::Value, "S2"),
    ] {
        refused(&with(&|network| network.ratios = vec![it.clone()]), kind, &[name]);
    }
    let pair = |a: &str, b: &str, value| Covariance { first: a.into(), second: b.into(), value };
    for it in [pair("S1", "S2", 1.0), pair("S1", "S2", f64::NAN), pair("S1", "S1", 0.1)] {
        refused(
            &with(&|network| network.covariances = vec![it.clone()]),
            ErrorKind::Covariance,
            &["S1"],
        );
    }
    let three = with(&|network| {
        network.streams.push(stream("S3", "A", "ENV").measured(1.0, 1.0));
        network.covariances =
            vec![pair("S1", "S2", 0.9), pair("S2", "S3", 0.9), pair("S1", "S3", -0.9)];
    });
    refused(&three, ErrorKind::Covariance, &["S1"]);
    let held = with(&|network| {
        network.streams =
            vec![stream("S1", "ENV", "A").held(10.0), stream("S2", "A", "ENV").held(11.0)];
    });
    refused(&held, ErrorKind::Contradiction, &["S1", "S2"]);
    let empty = Constraint { name: "C1".into(), terms: vec![Term::new("S1", 0.0)], value: 1.0 };
    refused(&with(&|network| network.constraints = vec![empty.clone()]), ErrorKind::Value, &["C1"]);
}

#[test]
fn held_streams_that_agree_are_no_contradiction() {
    // A closed circuit of held streams says the same twice.
    let answer = reconcile(&network(vec![
        stream("ab", "A", "B").held(0.1),
        stream("bc", "B", "C").held(0.3),
        stream("ca", "C", "A").held(0.3),
        stream("b", "ENV", "B").held(0.2),
        stream("a", "A", "ENV").measured(0.19, 0.01),
    ]))
    .unwrap();
    close(of(&answer, "a").reconciled.unwrap(), 0.2, 1e-9, "a");
    assert_eq!(of(&answer, "a").sd, Some(0.0));
}
