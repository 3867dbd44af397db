//! What a report consists of, between its record and the window.

use crate::{Error, Result, view};
use shuiheng_audit::{Diagnosis, Text};
use shuiheng_report::{
    Bitmap, BitmapKind, Part, PartChoice, Place, ReportContent, Template, bound_figures,
    content_faults, plan,
};

/// A text of the auditor's own is at most so long.
const LONGEST: usize = 50_000;
/// So many parts at most.
const MOST_PARTS: usize = 200;

const fn place_code(place: Place) -> &'static str {
    match place {
        Place::Front => "front",
        Place::Body => "body",
        Place::Appendix => "appendix",
    }
}

fn shown_part(part: &Part) -> view::ReportPart {
    view::ReportPart {
        id: part.id.clone(),
        place: place_code(part.place).into(),
        title: part.title.clone(),
        shipped_title: part.shipped_title.clone(),
        shown: part.shown,
        required: part.required,
        movable: part.movable,
        own: part.own,
        before: part.before.clone(),
        after: part.after.clone(),
        parts: part.parts.iter().map(shown_part).collect(),
    }
}

/// What the report of a diagnosis consists of, for the window.
pub(crate) fn shown(content: &ReportContent, diagnosis: &Diagnosis) -> view::ReportContent {
    let figures = bound_figures(diagnosis).into_iter().map(|figure| view::BoundFigure {
        name: figure.name,
        symbol: figure.symbol,
        value: figure.value,
    });
    view::ReportContent {
        parts: plan(content).iter().map(shown_part).collect(),
        with_data: !content.without_data,
        chosen: !content.is_empty(),
        figures: figures.collect(),
        faults: faults(content, diagnosis),
    }
}

/// What own text names and the data do not have.
pub(crate) fn faults(content: &ReportContent, diagnosis: &Diagnosis) -> Vec<view::ContentFault> {
    let told = content_faults(content, diagnosis).into_iter().map(|fault| {
        let side = if fault.after { "之后" } else { "之前" };
        let words = format!(
            "“{}”{side}的自定文字第 {} 行：没有名为“{}”的数据。",
            fault.title, fault.line, fault.name
        );
        view::ContentFault {
            part: fault.part.0,
            section: fault.part.1,
            after: fault.after,
            line: u32::try_from(fault.line).unwrap_or(u32::MAX),
            words,
        }
    });
    told.collect()
}

/// What a person chose, as it is kept; nothing where it is the outline as it ships.
///
/// # Errors
/// A text is too long, or there are too many parts.
pub(crate) fn read(edit: &view::ReportContentEdit) -> Result<ReportContent> {
    let count = edit.parts.len() + edit.parts.iter().map(|part| part.parts.len()).sum::<usize>();
    let all = edit.parts.iter().flat_map(|part| std::iter::once(part).chain(&part.parts));
    let long = all.clone().find(|part| {
        [&part.before, &part.after, &part.title].iter().any(|text| text.chars().count() > LONGEST)
    });
    if let Some(part) = long {
        return Err(too_long(&part.title));
    }
    if count > MOST_PARTS {
        return Err(Error::refused(
            Text::new(
                format!("报告章节过多（{count} 个）。"),
                format!("the report has too many parts ({count})"),
            ),
            Text::new(format!("请减到 {MOST_PARTS} 个以内。"), "leave some out"),
        ));
    }
    let shipped = plan(&ReportContent::default());
    let content = ReportContent {
        parts: edit.parts.iter().map(|part| choice(part, &shipped)).collect(),
        without_data: !edit.with_data,
    };
    // What is as it ships is not kept, so that it goes on following the outline.
    if plan(&content) == shipped {
        return Ok(ReportContent { parts: Vec::new(), ..content });
    }
    Ok(content)
}

fn too_long(title: &str) -> Error {
    Error::refused(
        Text::new(format!("“{title}”的文字过长。"), format!("the text of {title} is too long")),
        Text::new(format!("请缩短到 {LONGEST} 字以内。"), "shorten it"),
    )
}

fn choice(part: &view::ReportPart, shipped: &[Part]) -> PartChoice {
    let known = shipped.iter().find(|one| one.id == part.id);
    let sections = known.map_or(&[][..], |known| &known.parts);
    let as_shipped = |text: &str| known.map_or("", |known| &known.before) == text;
    PartChoice {
        id: part.id.clone(),
        place: if part.place == "appendix" { Place::Appendix } else { Place::Body },
        shown: part.shown,
        title: match known {
            Some(known) if known.shipped_title == part.title.trim() => String::new(),
            _ => part.title.trim().to_owned(),
        },
        before: (!as_shipped(&part.before)).then(|| part.before.clone()),
        after: part.after.clone(),
        parts: part.parts.iter().map(|part| choice(part, sections)).collect(),
    }
}

/// The template for the window.
pub(crate) fn shown_template(template: &Template) -> view::ReportTemplate {
    view::ReportTemplate {
        fields: view::TemplateFields {
            firm: template.firm.clone(),
            qualification: template.qualification.clone(),
            contact: template.contact.clone(),
            clauses: template.clauses.clone(),
            accent: template.accent.code().into(),
            head: template.head.clone(),
            foot: template.foot.clone(),
        },
        logo: template.logo.as_ref().map(data_url),
        accents: shuiheng_report::Accent::ALL
            .iter()
            .map(|accent| view::AccentChoice {
                code: accent.code().into(),
                name: accent.zh().into(),
            })
            .collect(),
    }
}

fn data_url(logo: &Bitmap) -> String {
    let kind = match logo.kind {
        BitmapKind::Png => "png",
        BitmapKind::Jpeg => "jpeg",
    };
    format!("data:image/{kind};base64,{}", logo.base64())
}

/// The template with what a person typed; the logo stays.
///
/// # Errors
/// A field is too long, or there is no such colour.
pub(crate) fn read_template(template: Template, fields: view::TemplateFields) -> Result<Template> {
    let short = [
        ("诊断单位", &fields.firm, 100),
        ("资质证书编号", &fields.qualification, 100),
        ("联系方式", &fields.contact, 300),
        ("页眉", &fields.head, 60),
        ("页脚", &fields.foot, 40),
        ("声明", &fields.clauses, 5000),
    ];
    if let Some((name, _, most)) =
        short.into_iter().find(|(_, text, most)| text.chars().count() > *most)
    {
        return Err(Error::refused(
            Text::new(format!("“{name}”过长。"), format!("{name} is too long")),
            Text::new(format!("请缩短到 {most} 字以内。"), "shorten it"),
        ));
    }
    let accent = shuiheng_report::Accent::ALL.into_iter().find(|one| one.code() == fields.accent);
    let accent = accent.ok_or_else(|| {
        Error::not_found(
            format!("没有“{}”这一颜色。", fields.accent),
            format!("there is no colour {}", fields.accent),
        )
    })?;
    Ok(Template {
        firm: fields.firm.trim().to_owned(),
        qualification: fields.qualification.trim().to_owned(),
        contact: fields.contact.trim().to_owned(),
        clauses: fields.clauses,
        accent,
        head: fields.head.trim().to_owned(),
        foot: fields.foot.trim().to_owned(),
        logo: template.logo,
    })
}
