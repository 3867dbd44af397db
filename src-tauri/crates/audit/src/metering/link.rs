//! What a meter of the register measures, by the names that the enterprise writes.

use super::requirement::MeteringWords;
use crate::{Meter, Source};

/// Something that a meter may measure, with the names it is known by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// A source outside.
    Source(Source),
    /// A unit or a piece of equipment, by its plain name.
    Named(String),
}

/// What a meter measures, by the places of the targets.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Link {
    /// These; several where its text lists them, none where it names none.
    To(Vec<usize>),
    /// One of these, which have the same name.
    OneOf(Vec<usize>),
}

/// What a meter measures.
///
/// A meter of level 1 measures sources, one of level 2 or 3 units and equipment; one whose
/// level is not told is looked for among units first. The name is taken from what it
/// measures, and from where it stands where that tells nothing.
pub(super) fn linked(meter: &Meter, targets: &[Target], words: &MeteringWords) -> Link {
    for text in [&meter.measures, &meter.location] {
        let of_units = || units(text, targets);
        let of_sources = || Link::To(sources(text, targets, words));
        let found = match meter.level {
            Some(1) => of_sources(),
            Some(_) => of_units(),
            None => match of_units() {
                Link::To(none) if none.is_empty() => of_sources(),
                found => found,
            },
        };
        if found != Link::To(Vec::new()) {
            return found;
        }
    }
    Link::To(Vec::new())
}

fn sources(text: &str, targets: &[Target], words: &MeteringWords) -> Vec<usize> {
    let all = targets.iter().enumerate().filter_map(|(at, target)| match target {
        Target::Source(source) => Some((at, *source)),
        Target::Named(_) => None,
    });
    let all: Vec<(usize, Source)> = all.collect();
    let named: Vec<usize> =
        all.iter().filter(|(_, source)| words.names(*source, text)).map(|(at, _)| *at).collect();
    if !named.is_empty() {
        return named;
    }
    // An intake that the table does not divide has one meter, whatever source it names.
    let undivided: Vec<usize> = all
        .iter()
        .filter(|(_, source)| *source == Source::Unspecified)
        .map(|(at, _)| *at)
        .collect();
    if !undivided.is_empty() && (words.names_any(text) || words.is_whole(text)) {
        return undivided;
    }
    let water: Vec<usize> =
        all.iter().filter(|(_, source)| *source != Source::Steam).map(|(at, _)| *at).collect();
    match water.as_slice() {
        [only] if words.is_whole(text) => vec![*only],
        _ => Vec::new(),
    }
}

fn units(text: &str, targets: &[Target]) -> Link {
    let whole = plain(text);
    match same(&whole, targets).as_slice() {
        [] => {}
        [only] => return Link::To(vec![*only]),
        several => return Link::OneOf(several.to_vec()),
    }
    let mut found: Vec<usize> = whole
        .split(['、', '，', ',', '；', ';', '+'])
        .filter_map(|part| match same(part, targets).as_slice() {
            [only] => Some(*only),
            [] => alike(part, targets),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    Link::To(found)
}

fn named(targets: &[Target]) -> impl Iterator<Item = (usize, &str)> {
    targets.iter().enumerate().filter_map(|(at, target)| match target {
        Target::Named(name) if name.chars().count() >= 2 => Some((at, name.as_str())),
        _ => None,
    })
}

/// The targets of just that name.
fn same(text: &str, targets: &[Target]) -> Vec<usize> {
    named(targets).filter(|(_, name)| *name == text).map(|(at, _)| at).collect()
}

/// The target of the longest name within the text, else the only one whose name the text is
/// a part of.
fn alike(text: &str, targets: &[Target]) -> Option<usize> {
    if text.chars().count() < 2 {
        return None;
    }
    let within: Vec<(usize, &str)> =
        named(targets).filter(|(_, name)| text.contains(name)).collect();
    if let Some(longest) = within.iter().map(|(_, name)| name.len()).max() {
        let mut best = within.iter().filter(|(_, name)| name.len() == longest);
        let first = best.next().map(|(at, _)| *at);
        return first.filter(|_| best.next().is_none());
    }
    let mut part_of = named(targets).filter(|(_, name)| name.contains(text));
    part_of.next().filter(|_| part_of.next().is_none()).map(|(at, _)| at)
}

/// A name without blanks and without what stands in brackets: 溢流染色机（12台） is 溢流染色机.
pub(super) fn plain(name: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for sign in name.chars().filter(|sign| !sign.is_whitespace()) {
        match sign {
            '（' | '(' | '【' | '[' => depth += 1,
            '）' | ')' | '】' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(sign),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metering::SourceWords;

    fn words() -> MeteringWords {
        let of = |source, words: &[&str]| SourceWords {
            source,
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        MeteringWords {
            whole: vec!["总表".into(), "全厂".into()],
            sources: vec![
                of(Source::Tap, &["自来水"]),
                of(Source::Surface, &["地表水", "河水"]),
                of(Source::Steam, &["蒸汽"]),
            ],
            ..MeteringWords::default()
        }
    }

    #[track_caller]
    fn check(level: Option<u8>, measures: &str, targets: &[Target], expected: &[usize]) {
        let meter = Meter { level, measures: measures.into(), ..Meter::default() };
        let found = linked(&meter, targets, &words());
        assert_eq!(found, Link::To(expected.to_vec()), "{measures}");
    }

    fn units_of(names: &[&str]) -> Vec<Target> {
        names.iter().map(|name| Target::Named(plain(name))).collect()
    }

    #[test]
    fn sources_are_found_by_their_words() {
        let targets = [Target::Source(Source::Tap), Target::Source(Source::Surface)];
        check(Some(1), "自来水总表", &targets, &[0]);
        check(Some(1), "工业水（河水）总表", &targets, &[1]);
        check(Some(1), "全厂取水", &targets, &[]);
        let with_steam = [Target::Source(Source::Steam), Target::Source(Source::Tap)];
        check(Some(1), "全厂取水", &with_steam, &[1]);
        check(Some(1), "外购蒸汽", &with_steam, &[0]);
        check(Some(1), "河水", &[Target::Source(Source::Unspecified)], &[0]);
    }

    #[test]
    fn units_are_found_by_the_names_that_the_enterprise_writes() {
        let targets =
            units_of(&["染色车间", "皂洗水洗联合机", "循环冷却水系统（2套）", "前处理车间"]);
        check(Some(2), "染色车间", &targets, &[0]);
        check(Some(3), "循环冷却水系统补水", &targets, &[2]);
        check(Some(2), "染色", &targets, &[0]);
        check(Some(2), "染色车间、前处理车间", &targets, &[0, 3]);
        check(Some(2), "车间", &targets, &[]);
        check(None, "皂洗水洗联合机", &targets, &[1]);
    }

    #[test]
    fn which_of_two_units_of_one_name_is_not_guessed() {
        let targets = units_of(&["除油及水洗", "除油及水洗"]);
        let measures = "除油及水洗".into();
        let meter = Meter { level: Some(3), measures, ..Meter::default() };
        assert_eq!(linked(&meter, &targets, &words()), Link::OneOf(vec![0, 1]));
    }
}
