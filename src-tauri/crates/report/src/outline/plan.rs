//! The outline with the choices of a diagnosis over it.

use super::{OWN, Part, PartChoice, Place, ReportContent, Shipped, shipped};

/// The parts of a report in the order in which they stand, those that are left out included.
///
/// A part that the outline has got since the choices were made stands after the one that it
/// follows in the outline; one that it does not have any more is passed over.
pub fn plan(content: &ReportContent) -> Vec<Part> {
    let mut parts: Vec<(bool, Part)> = merged(shipped(), &content.parts)
        .into_iter()
        .map(|(shipped, choice)| (shipped.is_some_and(|one| one.last), part(shipped, choice, None)))
        .collect();
    parts.sort_by_key(|(last, part)| (part.place, *last));
    parts.into_iter().map(|(_, part)| part).collect()
}

type Pair<'a> = (Option<&'a Shipped>, Option<&'a PartChoice>);

/// Each part of the outline and of the choices once, in the order of the choices.
fn merged<'a>(outline: &'a [Shipped], choices: &'a [PartChoice]) -> Vec<Pair<'a>> {
    let known = |id: &str| outline.iter().find(|one| one.id == id);
    let mut seen: Vec<&str> = Vec::new();
    let mut out: Vec<Pair<'a>> = Vec::new();
    for choice in choices {
        let one = known(&choice.id);
        if (one.is_some() || choice.id.starts_with(OWN)) && !seen.contains(&choice.id.as_str()) {
            seen.push(&choice.id);
            out.push((one, Some(choice)));
        }
    }
    let mut before: Option<&str> = None;
    for one in outline {
        if !seen.contains(&one.id.as_str()) {
            let stands = |id: &str| {
                out.iter().position(|(known, _)| known.is_some_and(|known| known.id == id))
            };
            let at = before.and_then(stands).map_or(0, |at| at + 1);
            out.insert(at, (Some(one), None));
        }
        before = Some(&one.id);
    }
    out
}

fn part(one: Option<&Shipped>, choice: Option<&PartChoice>, within: Option<Place>) -> Part {
    let default = Shipped::default();
    let own = one.is_none();
    let outline = one.unwrap_or(&default);
    let place = within.unwrap_or_else(|| match (one, choice) {
        (None, Some(choice)) if choice.place != Place::Front => choice.place,
        _ => outline.place,
    });
    let title = choice.map(|choice| choice.title.trim()).filter(|title| !title.is_empty());
    let choices = choice.map_or(&[][..], |choice| &choice.parts);
    Part {
        id: choice.map_or(&outline.id, |choice| &choice.id).clone(),
        place,
        title: title.unwrap_or(if own { "自定内容" } else { &outline.title }).to_owned(),
        shipped_title: outline.title.clone(),
        shown: outline.required || choice.map_or(outline.shown, |choice| choice.shown),
        required: outline.required,
        movable: place != Place::Front && !outline.last,
        own,
        before: choice.and_then(|choice| choice.before.as_ref()).unwrap_or(&outline.text).clone(),
        after: choice.map_or_else(String::new, |choice| choice.after.clone()),
        parts: match within {
            // Sections have no sections.
            Some(_) => Vec::new(),
            None => merged(&outline.parts, choices)
                .into_iter()
                .map(|(one, choice)| part(one, choice, Some(place)))
                .collect(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(id: &str) -> PartChoice {
        PartChoice { id: id.into(), shown: true, ..PartChoice::default() }
    }

    fn ids(parts: &[Part]) -> Vec<&str> {
        parts.iter().filter(|part| part.shown).map(|part| part.id.as_str()).collect()
    }

    #[test]
    fn without_choices_the_outline_stands_as_it_ships() {
        let plan = plan(&ReportContent::default());
        let all: Vec<&str> = plan.iter().map(|part| part.id.as_str()).collect();
        let outline: Vec<&str> = shipped().iter().map(|part| part.id.as_str()).collect();
        assert_eq!(all, outline);
        // What is handed in beside the report is written by hand, so it is off until it is.
        let within = plan.iter().flat_map(|part| &part.parts);
        let off: Vec<&str> =
            within.filter(|part| !part.shown).map(|part| part.id.as_str()).collect();
        assert_eq!(off, ["enclosed"]);
    }

    #[test]
    fn parts_stand_in_the_chosen_order_and_new_ones_after_those_before_them() {
        let mut own = choice("own-1");
        own.title = "工艺流程".into();
        let mut off = choice("metering");
        off.shown = false;
        let parts = vec![choice("conclusion"), choice("balance"), own, choice("water_use"), off];
        let content = ReportContent { parts, without_data: false };
        let plan = plan(&content);
        let body: Vec<&str> = ids(&plan)
            .into_iter()
            .filter(|id| plan.iter().any(|part| part.id == *id && part.place == Place::Body))
            .collect();
        // The conclusion stays the last; evaluation follows the balance as in the outline.
        assert_eq!(
            body,
            [
                "overview",
                "enterprise",
                "balance",
                "evaluation",
                "findings",
                "measures",
                "own-1",
                "water_use",
                "conclusion"
            ]
        );
    }

    #[test]
    fn what_the_report_cannot_do_without_stays() {
        let mut off = choice("relied");
        off.shown = false;
        let content = ReportContent { parts: vec![off, choice("gone")], without_data: false };
        let plan = plan(&content);
        assert!(ids(&plan).contains(&"relied") && !ids(&plan).contains(&"gone"));
    }
}
