//! What others published: networks of text books, papers, a guideline and other programs.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

mod common;

use common::{close, network, numbers, of, published, stream};
use serde_json::Value;
use shuiheng_reconcile::{Class, Constraint, End, Network, Ratio, Stream, Term, reconcile};

/// The digits that the recomputed figures have.
const DIGITS: f64 = 1e-4;

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap()
}

/// The streams of a file, all measured.
fn measured(case: &Value) -> Vec<Stream> {
    let streams = case["streams"].as_array().unwrap().iter();
    let one = |it: &Value| {
        stream(text(it, "id"), text(it, "from"), text(it, "to"))
            .measured(number(it, "measured"), number(it, "sd"))
    };
    streams.map(one).collect()
}

#[test]
fn linear_networks_come_out_as_published() {
    for (name, absolute) in
        [("DR-P01", 5e-3), ("DR-P04", 5e-3), ("DR-P05", 1.4e-6), ("DR-P10", 5e-7)]
    {
        let case = published(name);
        let answer = reconcile(&network(measured(&case))).unwrap();
        let expected = &case["recomputed"];
        let columns = [
            numbers(&expected["reconciled"]),
            numbers(&expected["sd_reconciled"]),
            numbers(&expected["measurement_test_abs_z"]),
            numbers(&case["published"]["benchmark_wls_reconciled"]),
        ];
        for (at, stream) in answer.streams.iter().enumerate() {
            let what = format!("{name} {}", stream.id);
            close(stream.reconciled.unwrap(), columns[0][at], 1e-9, &what);
            close(stream.sd.unwrap(), columns[1][at], 1e-5, &what);
            close(stream.z.unwrap().abs(), columns[2][at], DIGITS, &what);
            // The benchmark prints as many digits as this.
            let far = (stream.reconciled.unwrap() - columns[3][at]).abs();
            assert!(far <= absolute * 1.01, "{what}: {far} from the benchmark");
            assert_eq!(stream.class, Class::Redundant, "{what}");
        }
        let global = answer.global;
        close(global.chi2, number(expected, "objective_chi2"), 1e-6, name);
        assert_eq!(global.dof as u64, expected["dof"].as_u64().unwrap(), "{name}");
        close(global.critical.unwrap(), number(expected, "chi2_crit_95"), 1e-5, name);
        assert_eq!(global.passed, expected["global_test_pass"].as_bool(), "{name}");
        let nodal = numbers(&expected["nodal_test_abs_z"]);
        let imbalance = numbers(&expected["node_imbalance_before"]);
        for (at, balance) in answer.balances.iter().enumerate() {
            let what = format!("{name} {:?}", balance.around);
            assert_eq!(balance.around, [format!("N{}", at + 1)], "{name}");
            close(balance.z.unwrap().abs(), nodal[at], DIGITS, &what);
            close(balance.imbalance, imbalance[at], 1e-9, &what);
        }
    }
}

#[test]
fn the_gross_errors_of_the_papers_are_suspected_first() {
    let suspects = |name: &str| {
        let answer = reconcile(&network(measured(&published(name)))).unwrap();
        let names = |it: &shuiheng_reconcile::Suspect| {
            it.members.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        answer.suspects.iter().map(names).collect::<Vec<_>>()
    };
    // One balance: nothing can be located.
    assert_eq!(suspects("DR-P01"), [["S1", "S2", "S3"]]);
    assert!(suspects("DR-P04").is_empty());
    // S1 was measured 110.1 for 98.7.
    assert_eq!(suspects("DR-P05")[0], ["S1"]);
}

#[test]
fn the_small_set_comes_out_as_recomputed() {
    let file = published("DR-NEQSIM");
    for case in file["cases"].as_array().unwrap() {
        let name = text(case, "name");
        let (values, sds) = (numbers(&case["measured"]), numbers(&case["sd"]));
        let rows: Vec<Vec<f64>> = case["matrix"].as_array().unwrap().iter().map(numbers).collect();
        // The matrix is an incidence matrix: +1 enters a node, −1 leaves it.
        let end_with = |column: usize, sign: f64| {
            let row = rows.iter().position(|row| row[column] == sign);
            row.map_or(End::Outside, |row| End::node(format!("N{row}")))
        };
        let streams = (0..values.len()).map(|at| {
            Stream::new(format!("S{at}"), end_with(at, -1.0), end_with(at, 1.0))
                .measured(values[at], sds[at])
        });
        let answer = reconcile(&network(streams.collect())).unwrap();
        let expected = ["reconciled", "sd_reconciled", "measurement_test_abs_z"]
            .map(|key| numbers(&case[key]));
        for (at, stream) in answer.streams.iter().enumerate() {
            let what = format!("{name} {}", stream.id);
            close(stream.reconciled.unwrap(), expected[0][at], 1e-8, &what);
            close(stream.sd.unwrap(), expected[1][at], 1e-6, &what);
            close(stream.z.unwrap().abs(), expected[2][at], 1e-6, &what);
        }
        close(answer.global.chi2, number(case, "objective_chi2"), 1e-8, name);
        let located = !answer.notes.iter().any(|note| note.code == "not_locatable");
        assert_eq!(located, rows.len() > 1, "{name}");
    }
}

/// The example of Cencic (2016): 100 + 50 into P1, a recycle from P2 with an uncertain split.
fn stan(case: &Value) -> Network {
    let flows = case["flows"].as_array().unwrap().iter();
    let one = |it: &Value| {
        let stream = stream(text(it, "id"), text(it, "from"), text(it, "to"));
        match (it["measured"].as_f64(), it["constant"].as_f64()) {
            (Some(value), _) => stream.measured(value, number(it, "sd")),
            (None, Some(value)) => stream.held(value),
            (None, None) => stream,
        }
    };
    let parameter = &case["parameters"][0];
    let ratio = Ratio {
        node: Some("P2".into()),
        stream: "F4".into(),
        of: "F3".into(),
        ratio: number(parameter, "measured"),
        sd: number(parameter, "sd"),
    };
    Network { streams: flows.map(one).collect(), ratios: vec![ratio], ..Network::default() }
}

#[test]
fn a_recycle_with_an_uncertain_split_leaves_two_streams_unknown() {
    let case = published("DR-STAN-CENCIC2016");
    let answer = reconcile(&stan(&case)).unwrap();
    let expected = &case["variant_A"]["published"];
    for id in ["F1", "F3", "F4", "F5"] {
        close(of(&answer, id).reconciled.unwrap(), number(expected, id), 1e-8, id);
    }
    close(answer.ratios[0].reconciled, number(expected, "TC"), 1e-6, "TC");
    for id in ["F6", "F7"] {
        let stream = of(&answer, id);
        assert_eq!(stream.class, Class::Unobservable, "{id}");
        assert_eq!((stream.reconciled, stream.sd), (None, None), "{id}");
        assert_eq!(stream.observable_by, ["F6", "F7"], "{id}");
    }
    assert_eq!(answer.meters_needed.len(), 1);
    assert_eq!(of(&answer, "F4").class, Class::Observable);
    assert!(of(&answer, "F2").held);
}

#[test]
fn with_one_relation_more_everything_is_told() {
    let case = published("DR-STAN-CENCIC2016");
    let mut network = stan(&case);
    network.constraints.push(Constraint {
        name: "F6 = F7".into(),
        terms: vec![Term::new("F6", 1.0), Term::new("F7", -1.0)],
        value: 0.0,
    });
    let answer = reconcile(&network).unwrap();
    let (values, sds) = (&case["variant_B"]["published"], &case["variant_B"]["published_sd"]);
    for stream in &answer.streams {
        let id = stream.id.as_str();
        close(stream.reconciled.unwrap(), number(values, id), 1e-8, id);
        if let Some(sd) = sds[id].as_f64() {
            close(stream.sd.unwrap(), sd, 1e-6, id);
        }
    }
    close(answer.ratios[0].reconciled, number(values, "TC"), 1e-6, "TC");
    close(answer.ratios[0].sd, number(sds, "TC"), 1e-5, "TC");
}

#[test]
fn the_example_of_vdi_2048_comes_out_with_its_confidence_intervals() {
    let case = published("DR-VDI2048");
    let variables = case["variables"].as_array().unwrap();
    // Quantities under relations that are no balances of nodes.
    let streams = variables.iter().map(|it| {
        let (id, sd) = (text(it, "id"), number(it, "U95") / 1.96);
        stream(id, id, id).measured(number(it, "measured"), sd)
    });
    let relation = |(at, row): (usize, &Value)| Constraint {
        name: format!("balance {}", at + 1),
        terms: numbers(row)
            .into_iter()
            .zip(variables)
            .filter(|(coefficient, _)| *coefficient != 0.0)
            .map(|(coefficient, it)| Term::new(text(it, "id"), coefficient))
            .collect(),
        value: 0.0,
    };
    let constraints = case["matrix"].as_array().unwrap().iter().enumerate().map(relation);
    let network = Network {
        streams: streams.collect(),
        constraints: constraints.collect(),
        ..Network::default()
    };
    let answer = reconcile(&network).unwrap();
    for stream in &answer.streams {
        let id = stream.id.as_str();
        let u95 = 1.96 * stream.sd.unwrap();
        close(stream.reconciled.unwrap(), number(&case["recomputed"]["reconciled"], id), 1e-7, id);
        close(u95, number(&case["recomputed"]["U95_reconciled"], id), 1e-6, id);
        close(stream.reconciled.unwrap(), number(&case["published"]["reconciled"], id), 1e-4, id);
        close(u95, number(&case["published"]["U95_reconciled"], id), 1e-4, id);
    }
    close(answer.global.chi2, 3.0602223, 1e-7, "chi2");
    assert_eq!(answer.global.dof, 3);
    // In no balance: it stays as it was measured.
    let alone = of(&answer, "mD");
    assert_eq!((alone.class, alone.adjustment, alone.z), (Class::Nonredundant, Some(0.0), None));
}
