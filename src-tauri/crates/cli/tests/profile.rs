//! The profile: what is offered, what is not known, and shifts.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::app;
use shuiheng_api::{App, Code, view};

fn edit(app: &App, id: &str, change: impl FnOnce(&mut view::Profile)) -> view::Diagnosis {
    let mut profile = app.diagnosis(id).unwrap().profile;
    change(&mut profile);
    app.edit_profile(id, profile).unwrap()
}

#[test]
fn a_new_diagnosis_begins_with_the_firm_and_the_district_of_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let first = app.new_diagnosis("桐乡示例造纸有限公司").unwrap();
    assert_eq!((first.profile.auditor.as_str(), first.profile.district.as_str()), ("", ""));
    edit(&app, &first.id, |profile| {
        profile.auditor = "嘉兴示例节水诊断有限公司".into();
        profile.district = "桐乡市".into();
        profile.price_water = Some("3.45".into());
    });
    let second = app.new_diagnosis("桐乡示例印染有限公司").unwrap();
    assert_eq!(second.profile.auditor, "嘉兴示例节水诊断有限公司");
    assert_eq!(second.profile.district, "桐乡市");
    assert_eq!(second.profile.price_water, None, "prices are offered and never taken over");
    let offers = app.profile_offers(&second.id).unwrap();
    assert_eq!(offers.districts.len(), 9);
    let prices = offers.prices.unwrap();
    assert_eq!(
        (prices.from.as_str(), prices.water.as_deref()),
        ("桐乡示例造纸有限公司", Some("3.45"))
    );
    edit(&app, &second.id, |profile| profile.district = "海宁市".into());
    assert_eq!(app.profile_offers(&second.id).unwrap().prices, None, "another district");
    assert_eq!(app.profile_offers(&first.id).unwrap().prices, None, "has prices of its own");
}

#[test]
fn what_the_enterprise_cannot_tell_stands_apart_until_it_has_a_value() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let told = edit(&app, &id, |profile| {
        profile.not_known = vec!["employees".into(), "price_water".into(), "name".into()];
    });
    assert_eq!(told.profile.not_known, ["employees", "price_water"], "the name is known");
    let told = edit(&app, &id, |profile| profile.employees = Some(310));
    assert_eq!(told.profile.not_known, ["price_water"]);
}

#[test]
fn shifts_fit_into_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path());
    let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
    let told = edit(&app, &id, |profile| {
        profile.shifts = Some(3);
        profile.shift_hours = Some("8".into());
    });
    assert_eq!((told.profile.shifts, told.profile.shift_hours.as_deref()), (Some(3), Some("8")));
    for (shifts, hours) in [(4, "8"), (0, "8"), (1, "25"), (1, "0")] {
        let profile = view::Profile {
            shifts: Some(shifts),
            shift_hours: Some(hours.into()),
            ..told.profile.clone()
        };
        assert_eq!(app.edit_profile(&id, profile).unwrap_err().code, Code::Refused);
    }
    assert_eq!(app.diagnosis(&id).unwrap().profile, told.profile, "nothing was changed");
}
