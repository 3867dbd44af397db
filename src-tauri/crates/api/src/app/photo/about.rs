//! What a photo is about: a unit, a meter, a question of the survey, a finding, a reading, or
//! the site as a whole.

use crate::loaded::Loaded;
use crate::record::{AboutBody, FindingBody};
use crate::{Error, Result, view};
use shuiheng_audit::{Diagnosis, RuleBook, Text};

/// What the page says that a photo is about.
///
/// # Errors
/// A photo cannot be about such a thing.
pub(super) fn read_about(about: &view::PhotoAbout) -> Result<AboutBody> {
    let id = about.id.clone();
    Ok(match about.kind.as_str() {
        "site" => AboutBody::Site,
        "unit" => AboutBody::Unit(id),
        "meter" => AboutBody::Meter(id),
        "question" => AboutBody::Question(id),
        "finding" => AboutBody::Finding(id),
        "reading" => AboutBody::Reading(id),
        other => {
            return Err(Error::not_found(
                format!("照片不能归于“{other}”。"),
                format!("a photo cannot be about {other}"),
            ));
        }
    })
}

/// The same as the page is told it.
pub(super) fn shown_about(about: &AboutBody) -> view::PhotoAbout {
    let (kind, id) = match about {
        AboutBody::Site => ("site", ""),
        AboutBody::Unit(id) => ("unit", id.as_str()),
        AboutBody::Meter(id) => ("meter", id.as_str()),
        AboutBody::Question(id) => ("question", id.as_str()),
        AboutBody::Finding(id) => ("finding", id.as_str()),
        AboutBody::Reading(id) => ("reading", id.as_str()),
    };
    view::PhotoAbout { kind: kind.into(), id: id.into() }
}

/// Asks that what a photo is to be about is there. What findings there are has to be computed.
///
/// # Errors
/// It is not.
pub(super) fn there(
    about: &AboutBody,
    loaded: &Loaded,
    rules: &RuleBook,
    diagnosed: impl FnOnce() -> Result<Diagnosis>,
) -> Result<()> {
    let found = match about {
        AboutBody::Finding(key) => {
            let diagnosis = diagnosed()?;
            let mut findings = diagnosis.findings.iter().chain(&diagnosis.rejected);
            findings.any(|finding| finding.key == *key)
        }
        other => plain_name(other, loaded, rules).is_some(),
    };
    if found {
        return Ok(());
    }
    Err(Error::not_found(
        "找不到照片所对应的对象，可能已被删除。",
        "what the photo is about is not there any more",
    ))
}

/// What a photo is about, in words; none where it is no longer there. Findings are told by
/// the diagnosis.
fn plain_name(about: &AboutBody, loaded: &Loaded, rules: &RuleBook) -> Option<Text> {
    let same = |text: String| Text { en: text.clone(), zh: text };
    let meter = |number: &str| Text::new(format!("水表 {number}"), format!("meter {number}"));
    match about {
        AboutBody::Site => Some(Text::new("全厂", "the whole site")),
        AboutBody::Unit(id) => {
            let unit = loaded.units.iter().find(|(_, body)| *body.unit.id.0 == **id);
            unit.map(|(_, body)| same(body.unit.name.clone()))
        }
        AboutBody::Meter(id) => {
            let found = loaded.meters.iter().find(|(record, _)| record.to_string() == *id);
            found.map(|(_, body)| meter(&body.meter.number))
        }
        AboutBody::Question(id) => rules.question(id).map(|question| question.ask.clone()),
        AboutBody::Reading(id) => {
            let found = loaded.readings.iter().find(|(record, _)| record.to_string() == *id);
            found.map(|(_, body)| {
                let (number, date) = (&body.reading.meter, body.reading.date);
                Text::new(
                    format!("水表 {number} {date} 抄表"),
                    format!("meter {number}, reading of {date}"),
                )
            })
        }
        AboutBody::Finding(key) => loaded.findings.iter().find_map(|(id, body)| match body {
            FindingBody::Own(own) if *key == format!("own@{id}") => Some(same(own.title.clone())),
            FindingBody::Own(_) | FindingBody::Decision(_) => None,
        }),
    }
}

/// What a photo is about, in words; none where it is no longer there.
pub(super) fn name(
    about: &AboutBody,
    loaded: &Loaded,
    diagnosis: &Diagnosis,
    rules: &RuleBook,
) -> Option<Text> {
    let finding = |key: &String| {
        let mut findings = diagnosis.findings.iter().chain(&diagnosis.rejected);
        findings.find(|finding| finding.key == *key).map(|finding| finding.title.clone())
    };
    match about {
        AboutBody::Finding(key) => finding(key),
        other => plain_name(other, loaded, rules),
    }
}
