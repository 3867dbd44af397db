//! What holds for every network, on invented plants.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

mod common;
#[path = "common/plant.rs"]
mod plant;
#[path = "common/reference.rs"]
mod reference;

use common::{end, of};
use plant::{Plant, is_measured, plants, unbounded};
use proptest::prelude::*;
use reference::{null_space, reference, rows, unseen};
use shuiheng_reconcile::{
    Class, End, Flow, Network, Ratio, Reconciliation, Solution, Target, Term, reconcile,
};
use std::collections::BTreeMap;

/// Equal but for rounding, beside a size.
fn near(a: f64, b: f64, size: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * size.max(1e-12)
}

/// The largest figure of a network.
fn largest(network: &Network) -> f64 {
    let value = |flow: Flow| match flow {
        Flow::Measured { value, .. } | Flow::Held(value) => value.abs(),
        Flow::Unmeasured => 0.0,
    };
    network.streams.iter().map(|stream| value(stream.flow)).fold(1.0, f64::max)
}

fn sum(id: &str) -> Target {
    Target::Sum(vec![Term::new(id, 1.0)])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn the_plain_way_finds_the_same(plant in plants(1, 3)) {
        let network = unbounded(plant.network);
        let answer = reconcile(&network).unwrap();
        let expected = reference(&network);
        let size = largest(&network);
        for (at, stream) in answer.streams.iter().enumerate() {
            prop_assert_eq!(stream.class, expected.class[at], "{}", stream.id);
            if let (Some(value), Some(sd)) = (stream.reconciled, stream.sd) {
                prop_assert!(near(value, expected.value[at], size, 1e-7), "{}: {value} {}", stream.id, expected.value[at]);
                prop_assert!(near(sd, expected.sd[at], expected.sd[at].max(1e-5 * size), 1e-5), "{}: ±{sd} {}", stream.id, expected.sd[at]);
            }
        }
    }

    #[test]
    fn reconciled_streams_balance(plant in plants(1, 3)) {
        let network = plant.network;
        let answer = reconcile(&network).unwrap();
        let (rows, values) = rows(&network);
        for (row, value) in rows.iter().zip(values) {
            let terms = row.iter().zip(&answer.streams).filter(|(it, _)| **it != 0.0);
            let terms: Option<Vec<f64>> = terms.map(|(it, stream)| Some(it * stream.reconciled?)).collect();
            let Some(terms) = terms else { continue };
            let size = terms.iter().map(|it| it.abs()).sum::<f64>() + value.abs();
            prop_assert!((terms.iter().sum::<f64>() - value).abs() <= 1e-9 * size + 1e-15 * largest(&network), "{terms:?} ≠ {value}");
        }
    }

    #[test]
    fn scaling_scales_flows_and_nothing_else(plant in plants(1, 2), factor in prop_oneof![Just(1000.0), Just(1e-4), 0.01..100.0_f64]) {
        let mut scaled = plant.network.clone();
        for stream in &mut scaled.streams {
            stream.flow = match stream.flow {
                Flow::Measured { value, sd } => Flow::Measured { value: value * factor, sd: sd * factor },
                Flow::Held(value) => Flow::Held(value * factor),
                Flow::Unmeasured => Flow::Unmeasured,
            };
        }
        let (one, other) = (reconcile(&plant.network).unwrap(), reconcile(&scaled).unwrap());
        same(&one, &other, factor)?;
    }

    #[test]
    fn the_order_of_streams_and_names_of_nodes_do_not_matter(plant in plants(1, 2), seed in any::<u64>()) {
        let mut other = plant.network.clone();
        let mut keys: Vec<u64> = (0..other.streams.len() as u64).map(|at| (at + 1).wrapping_mul(seed | 1)).collect();
        other.streams.sort_by_cached_key(|_| keys.pop());
        for stream in &mut other.streams {
            for end in [&mut stream.from, &mut stream.to] {
                if let End::Node(name) = end {
                    *name = format!("{}-{name}", (name.len() as u64 ^ seed).wrapping_mul(name.as_bytes()[1].into()) % 97);
                }
            }
        }
        let (one, mut two) = (reconcile(&plant.network).unwrap(), reconcile(&other).unwrap());
        two.streams.sort_by_key(|stream| plant.network.streams.iter().position(|it| it.id == stream.id));
        same(&one, &two, 1.0)?;
    }

    #[test]
    fn a_perfect_meter_makes_nothing_less_sure(plant in plants(1, 2), pick in any::<prop::sample::Index>()) {
        let network = unbounded(plant.network);
        let before = reconcile(&network).unwrap();
        let at = pick.index(before.streams.len());
        let stream = &before.streams[at];
        prop_assume!(stream.sd != Some(0.0));
        let mut metered = network;
        // Where nothing tells the stream, any value will do.
        metered.streams[at].flow = Flow::Held(stream.reconciled.unwrap_or(plant.truth[at]));
        let after = reconcile(&metered).unwrap();
        for (before, after) in before.streams.iter().zip(&after.streams) {
            if let Some(sd) = before.sd {
                let now = after.sd.unwrap();
                prop_assert!(now <= sd * (1.0 + 1e-6) + 1e-9, "{}: {sd} → {now}", before.id);
            }
        }
    }

    #[test]
    fn what_is_unobservable_can_move_unseen_and_nothing_else_can(plant in plants(1, 3)) {
        let answer = reconcile(&plant.network).unwrap();
        let unseen = unseen(&plant.network);
        for (at, stream) in answer.streams.iter().enumerate() {
            let moves = unseen.iter().any(|direction| direction[at].abs() > 1e-7);
            prop_assert_eq!(moves, stream.class == Class::Unobservable, "{}", stream.id);
            prop_assert_eq!(moves, stream.reconciled.is_none());
        }
        prop_assert_eq!(answer.meters_needed.len(), unseen.len());
    }

    #[test]
    fn the_meters_that_are_named_make_a_stream_observable(plant in plants(1, 3)) {
        let answer = reconcile(&plant.network).unwrap();
        let metered = |ids: &[String]| {
            let mut network = plant.network.clone();
            for (stream, truth) in network.streams.iter_mut().zip(&plant.truth) {
                if ids.contains(&stream.id) {
                    stream.flow = Flow::Measured { value: *truth, sd: 0.02 * truth };
                }
            }
            reconcile(&network).unwrap()
        };
        for stream in &answer.streams {
            for by in &stream.observable_by {
                let now = metered(std::slice::from_ref(by));
                prop_assert!(of(&now, &stream.id).reconciled.is_some(), "{} by {by}", stream.id);
            }
            prop_assert_eq!(stream.observable_by.contains(&stream.id), stream.reconciled.is_none());
        }
        let all = metered(&answer.meters_needed);
        prop_assert!(all.streams.iter().all(|stream| stream.reconciled.is_some()));
    }

    /// On balances alone the graph tells: nodes that unmeasured streams join are one; a stream
    /// between two such is redundant; an unmeasured stream is observable when it is a bridge.
    #[test]
    fn the_graph_tells_the_same_classes(plant in plants(0, 0)) {
        let answer = reconcile(&plant.network).unwrap();
        let streams = &plant.network.streams;
        let joined = |without: Option<usize>| {
            let mut groups: BTreeMap<&End, usize> = BTreeMap::new();
            for stream in streams {
                for end in [&stream.from, &stream.to] {
                    let next = groups.len();
                    groups.entry(end).or_insert(next);
                }
            }
            for (at, stream) in streams.iter().enumerate() {
                if stream.flow == Flow::Unmeasured && Some(at) != without {
                    let (from, to) = (groups[&stream.from], groups[&stream.to]);
                    groups.values_mut().filter(|it| **it == from).for_each(|it| *it = to);
                }
            }
            groups
        };
        let whole = joined(None);
        for (at, (stream, result)) in streams.iter().zip(&answer.streams).enumerate() {
            let groups = if is_measured(stream) { whole.clone() } else { joined(Some(at)) };
            let apart = groups[&stream.from] != groups[&stream.to];
            let class = match (is_measured(stream), apart) {
                (true, true) => Class::Redundant,
                (true, false) => Class::Nonredundant,
                (false, true) => Class::Observable,
                (false, false) => Class::Unobservable,
            };
            prop_assert_eq!(result.class, class, "{}", result.id);
        }
    }

    /// A convex problem is at its best where no way to another feasible point goes down.
    #[test]
    fn with_bounds_the_flows_are_the_best_feasible_ones(plant in plants(0, 0), amounts in prop::collection::vec(0.0..900.0_f64, 8)) {
        let mut network = plant.network.clone();
        for stream in &mut network.streams {
            if let Flow::Measured { value, sd } = &mut stream.flow {
                *sd = 0.4 * value.abs();
                *value *= if stream.id.ends_with(['1', '4', '7']) { 0.05 } else { 1.6 };
            }
        }
        let answer = reconcile(&network).unwrap();
        prop_assert!(answer.notes.iter().all(|note| note.code != "bounds_not_kept"));
        let size = largest(&network);
        let mut feasible = vec![plant.truth.clone(), vec![0.0; plant.truth.len()]];
        let mut other = vec![0.0; plant.truth.len()];
        for (walk, amount) in plant.walks.iter().zip(&amounts) {
            walk.iter().for_each(|at| other[*at] += amount);
        }
        feasible.push(other);
        for stream in &answer.streams {
            prop_assert!(stream.reconciled.is_none_or(|value| value >= -1e-8 * size), "{stream:?}");
            let rests = stream.at_bound && stream.reconciled.unwrap().abs() < 1e-8 * size;
            prop_assert_eq!(rests, answer.bounded.contains(&stream.id));
        }
        for feasible in feasible {
            let slopes = network.streams.iter().zip(&answer.streams).zip(&feasible);
            let slopes = slopes.map(|((stream, result), to)| match stream.flow {
                Flow::Measured { value, sd } => {
                    let now = result.reconciled.unwrap();
                    (now - value) / (sd * sd) * (to - now)
                }
                Flow::Held(_) | Flow::Unmeasured => 0.0,
            });
            let slopes: Vec<f64> = slopes.collect();
            let bulk: f64 = slopes.iter().map(|it| it.abs()).sum();
            prop_assert!(slopes.iter().sum::<f64>() >= -1e-7 * bulk.max(1.0), "{slopes:?}");
        }
    }

    /// Setting suspects aside step by step is the same as never having measured them.
    #[test]
    fn a_suspect_set_aside_is_a_stream_not_measured(plant in plants(1, 2), pick in any::<prop::sample::Index>(), by in 8.0..40.0_f64) {
        let mut network = unbounded(plant.network);
        let at = pick.index(network.streams.len());
        if let Flow::Measured { value, sd } = &mut network.streams[at].flow {
            *value += by * *sd;
        }
        let answer = reconcile(&network).unwrap();
        let mut without = network.clone();
        for suspect in &answer.suspects {
            let (first, _) = &suspect.members[0];
            let at = without.streams.iter().position(|stream| &stream.id == first).unwrap();
            without.streams[at].flow = Flow::Unmeasured;
            let anew = reconcile(&without).unwrap();
            let chi2 = suspect.chi2_without;
            prop_assert!(near(anew.global.chi2, chi2, answer.global.chi2, 1e-6), "{} {chi2}", anew.global.chi2);
            prop_assert_eq!(anew.global.dof, suspect.dof_without);
        }
        let anew = reconcile(&without).unwrap();
        for suspect in &answer.suspects {
            let (first, size) = &suspect.members[0];
            let stream = of(&answer, first);
            let told = stream.measured.unwrap() - of(&anew, first).reconciled.unwrap();
            prop_assert!(near(told, *size, told.abs().max(stream.sd.unwrap()), 1e-4), "{first}: {told} {size}");
        }
    }

    /// An error in one of a group moves no other test than in another of it.
    #[test]
    fn streams_of_a_group_have_one_z(plant in plants(1, 2)) {
        let answer = reconcile(&unbounded(plant.network)).unwrap();
        for group in &answer.groups {
            let z: Vec<f64> = group.iter().map(|id| of(&answer, id).z.unwrap().abs()).collect();
            prop_assert!(z.iter().all(|it| near(*it, z[0], 1.0 + z[0], 1e-5)), "{group:?} {z:?}");
        }
    }

    /// The gain that is promised is the gain that comes: a meter on an unmeasured stream.
    #[test]
    fn advice_comes_true(plant in plants(1, 2), pick in any::<prop::sample::Index>()) {
        let network = unbounded(plant.network);
        let solution = Solution::of(&network).unwrap();
        let at = pick.index(network.streams.len());
        let target = sum(&network.streams[at].id);
        let advice = solution.advise(&target, 0.02).unwrap();
        let Some(estimate) = advice.estimate else {
            prop_assert_eq!(advice.needs.len(), 1);
            return Ok(());
        };
        let result = &solution.reconciliation().streams[at];
        prop_assert!(near(estimate.sd, result.sd.unwrap(), largest(&network), 1e-6));
        // An uncertainty is a root: where nothing is left of it, rounding leaves some 10⁻⁸.
        let nothing = 1e-7 * largest(&network);
        prop_assert!(advice.meters.windows(2).all(|pair| pair[0].gain >= pair[1].gain));
        for meter in &advice.meters {
            let mut metered = network.clone();
            let place = metered.streams.iter().position(|it| it.id == meter.stream).unwrap();
            if metered.streams[place].flow == Flow::Unmeasured {
                let value = solution.reconciliation().streams[place].reconciled.unwrap();
                metered.streams[place].flow = Flow::Measured { value, sd: meter.meter_sd };
                let now = Solution::of(&metered).unwrap().uncertainty(&target).unwrap().unwrap();
                let certain = now.sd.max(meter.target_sd) <= nothing;
                prop_assert!(certain || near(now.sd, meter.target_sd, estimate.sd, 1e-5), "{}: {} {}", meter.stream, now.sd, meter.target_sd);
            }
        }
    }

    /// However unequal the figures are: finite numbers that balance, or an error that says why.
    #[test]
    fn unequal_figures_give_sound_answers_or_none(plant in plants(1, 2), powers in prop::collection::vec((-8..8_i32, -8..8_i32), 40)) {
        let mut network = plant.network;
        for (stream, (value_power, sd_power)) in network.streams.iter_mut().zip(powers) {
            if let Flow::Measured { value, sd } = &mut stream.flow {
                *value *= 10_f64.powi(value_power);
                *sd *= 10_f64.powi(sd_power);
            }
        }
        let answer = match reconcile(&network) {
            Ok(answer) => answer,
            Err(error) => {
                prop_assert_eq!(error.kind, shuiheng_reconcile::ErrorKind::Numeric);
                return Ok(());
            }
        };
        for stream in &answer.streams {
            for it in [stream.reconciled, stream.sd, stream.z].into_iter().flatten() {
                prop_assert!(it.is_finite(), "{stream:?}");
            }
            if let (Some(sd), Flow::Measured { sd: given, .. }) = (stream.sd, network.streams.iter().find(|it| it.id == stream.id).unwrap().flow) {
                prop_assert!(sd <= given * (1.0 + 1e-6), "{stream:?}");
            }
        }
        prop_assert!(answer.global.chi2.is_finite() && answer.global.chi2 >= 0.0);
    }

    /// With uncertain splits: all relations hold, the answer does not depend on the start, and
    /// it is where the linearised problem comes to rest.
    #[test]
    fn uncertain_splits_come_to_rest(plant in plants(0, 2), relative in 0.01..0.2_f64) {
        let mut network = unbounded(plant.network);
        prop_assume!(!network.ratios.is_empty());
        for ratio in &mut network.ratios {
            ratio.sd = relative * ratio.ratio;
        }
        let answer = match reconcile(&network) {
            Ok(answer) => answer,
            Err(error) => {
                prop_assert_eq!(error.kind, shuiheng_reconcile::ErrorKind::NotConverged);
                return Ok(());
            }
        };
        let flow = |id: &str| of(&answer, id).reconciled;
        for (Ratio { stream, of, .. }, result) in network.ratios.iter().zip(&answer.ratios) {
            if let (Some(stream), Some(of)) = (flow(stream), flow(of)) {
                let far = (stream - result.reconciled * of).abs();
                prop_assert!(far <= 1e-8 * (stream.abs() + of.abs()), "{stream} {} {of}", result.reconciled);
            }
        }
        for direction in null_space(&Network { ratios: Vec::new(), ..network.clone() }) {
            prop_assert!(direction.iter().all(|it| it.is_finite()));
        }
    }
}

/// Two answers are the same but for a factor on flows.
fn same(one: &Reconciliation, other: &Reconciliation, factor: f64) -> Result<(), TestCaseError> {
    let size =
        one.streams.iter().filter_map(|it| it.measured).fold(1e-9, |a: f64, b| a.max(b.abs()));
    prop_assert_eq!(one.global.dof, other.global.dof);
    prop_assert!(near(one.global.chi2, other.global.chi2, one.global.chi2.max(1.0), 1e-6));
    prop_assert_eq!(&one.bounded.len(), &other.bounded.len());
    prop_assert_eq!(one.meters_needed.len(), other.meters_needed.len());
    for (a, b) in one.streams.iter().zip(&other.streams) {
        prop_assert_eq!(a.class, b.class);
        prop_assert_eq!(a.at_bound, b.at_bound);
        for (a, b) in [(a.reconciled, b.reconciled), (a.sd, b.sd)] {
            prop_assert_eq!(a.is_some(), b.is_some());
            let (a, b) = (a.unwrap_or_default() * factor, b.unwrap_or_default());
            prop_assert!(near(a, b, size * factor, 1e-6), "{a} {b}");
        }
        prop_assert_eq!(a.z.is_some(), b.z.is_some());
        let (a, b) = (a.z.unwrap_or_default(), b.z.unwrap_or_default());
        prop_assert!(near(a, b, 1.0 + a.abs(), 1e-5), "z {a} {b}");
    }
    Ok(())
}

#[test]
fn plants_are_not_all_alike() {
    // The generator reaches what the properties are about.
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<Class, usize> = BTreeMap::new();
    let mut loops = 0;
    for _ in 0..200 {
        let Plant { network, .. } = plants(1, 3).new_tree(&mut runner).unwrap().current();
        loops += network.streams.iter().filter(|stream| stream.from == stream.to).count();
        for stream in reconcile(&network).unwrap().streams {
            *seen.entry(stream.class).or_default() += 1;
        }
    }
    assert!(seen.len() == 4 && seen.values().all(|count| *count > 50), "{seen:?}");
    assert!(loops > 20, "{loops}");
    assert_ne!(end("ENV"), end("N1"));
}
