//! What the program writes in each part of the outline, by its id.

use super::writer::Writer;
use super::{
    attached, balance, basis, charts, comparison, conclusion, doubts, enterprise, evaluation,
    findings, forms, front, issued, limits, measures, metering, metering_rates, overview, photos,
    relied, survey, tracing, trend, water_use,
};
use crate::outline::Part;

/// Writes a part, or a section of one.
pub(super) type Write = fn(&mut Writer<'_>);

/// What stands in a part before its sections; none where it has only sections.
pub(super) fn intro(part: &str) -> Option<Write> {
    Some(match part {
        "signatures" => front::signatures,
        "summary" => front::summary,
        "forms" => forms::intro,
        "tracing" => tracing::intro,
        "doubts" => doubts::appendix,
        "relied" => relied::appendix,
        "photos" => photos::appendix,
        _ => return None,
    })
}

/// What stands in a section.
pub(super) fn section(part: &str, section: &str) -> Option<Write> {
    Some(match (part, section) {
        ("overview", "task") => overview::task,
        ("overview", "basis") => basis::list,
        ("overview", "scope") => overview::scope,
        ("overview", "data") => overview::data,
        ("enterprise", "facts") => enterprise::basics,
        ("enterprise", "products") => enterprise::products,
        ("water_use", "sources") => water_use::sources,
        ("water_use", "categories") => water_use::uses,
        ("water_use", "ends") => water_use::whither,
        ("water_use", "months") => charts::months,
        ("metering", "register") => metering::meters,
        ("metering", "network") => metering::network,
        ("metering", "rates") => metering_rates::rates,
        ("metering", "lacking") => metering_rates::lacking,
        ("balance", "method") => balance::method,
        ("balance", "units") => balance::units,
        ("balance", "adjusted") => balance::adjusted,
        ("balance", "closure") => balance::closure,
        ("balance", "totals") => balance::totals,
        ("balance", "checks") => balance::checks,
        ("balance", "diagram") => balance::diagram,
        ("evaluation", "indicators") => evaluation::all,
        ("evaluation", "trend") => trend::section,
        ("evaluation", "quotas") => comparison::section,
        ("evaluation", "limits") => limits::section,
        ("findings", "survey") => survey::section,
        ("findings", "list") => findings::list,
        ("findings", "analysis") => findings::analysis,
        ("measures", "potential") => measures::potentials,
        ("measures", "planned") => measures::planned,
        ("conclusion", "results") => conclusion::results,
        ("conclusion", "advice") => conclusion::advice,
        ("forms", "sources") => forms::sources,
        ("forms", "years") => forms::years,
        ("forms", "meters") => forms::meters,
        ("forms", "measured") => forms::measured,
        ("forms", "balance") => forms::balance,
        ("forms", "analysis") => forms::analysis,
        ("forms", "equipment") => forms::equipment,
        ("attachments", "received") => attached::received,
        ("tracing", "streams") => tracing::streams,
        ("tracing", "inputs") => tracing::inputs,
        ("issued", "since") => issued::since,
        ("issued", "verification") => issued::verification,
        _ => return None,
    })
}

/// Writes a part with its sections and the auditor's own text.
pub(super) fn write(writer: &mut Writer<'_>, part: &Part) {
    writer.begin(part);
    writer.own(&part.before);
    if let Some(write) = intro(&part.id) {
        write(writer);
    }
    for each in part.parts.iter().filter(|section| section.shown) {
        writer.section(&each.title);
        writer.own(&each.before);
        if let Some(write) = section(&part.id, &each.id) {
            write(writer);
        }
        writer.own(&each.after);
        writer.end_section();
    }
    writer.own(&part.after);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::shipped;

    #[test]
    fn the_program_has_something_to_write_in_every_part_of_the_outline() {
        for part in shipped() {
            let own = !part.text.is_empty();
            assert!(own || intro(&part.id).is_some() || !part.parts.is_empty(), "{}", part.id);
            for each in &part.parts {
                let known = section(&part.id, &each.id).is_some() || !each.text.is_empty();
                assert!(known, "{}.{}", part.id, each.id);
            }
        }
    }
}
