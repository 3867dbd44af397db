//! Issuing a report (正式稿): under a number, kept with its data and its hash, made again
//! byte for byte, and verified.

use super::report::Ready;
use super::{App, Inner, local, now, sign_off};
use crate::issued::{Beside, Bundle, SinceBody};
use crate::loaded::{Loaded, label, put};
use crate::record::{IssuedBody, ReportBody};
use crate::{Error, Job, Result, content, report, view};
use serde_json::Value;
use shuiheng_audit::{Diagnosis, Lang, Relied, Text};
use shuiheng_store::{FileHash, Kind, RecordId, Scope};
use std::path::Path;
use std::str::FromStr;

mod number;
mod verify;

/// How many open values an error names before it only counts them.
const NAMED: usize = 5;

impl App {
    /// Issues the report of a diagnosis as it stands, under a number, and writes it to a
    /// file. The workspace keeps the PDF and everything that it was made from.
    ///
    /// Where people are registered and no sign-off stands, it is asked why it is issued
    /// without one ([`App::issue_unsigned`]).
    ///
    /// # Errors
    /// It rests on values that are neither confirmed nor accepted; the number is taken or
    /// cannot be printed; the work was stopped, or the file cannot be written. Nothing is
    /// issued then.
    pub fn issue_report(
        &self,
        id: &str,
        number: &str,
        path: &Path,
        job: &Job,
    ) -> Result<view::ReportFile> {
        self.issue_unsigned(id, (number, ""), path, job)
    }

    /// The same with the reason why nobody has reviewed the diagnosis as it stands; the reason
    /// is kept and printed. Where a sign-off stands the reason is not used.
    ///
    /// # Errors
    /// As for [`App::issue_report`].
    pub fn issue_unsigned(
        &self,
        id: &str,
        (number, why): (&str, &str),
        path: &Path,
        job: &Job,
    ) -> Result<view::ReportFile> {
        let mut ready = self.ready(id)?;
        may_be_final(&ready.relied)?;
        may_be_printed(&ready)?;
        let (bundle, photos) = {
            let inner = self.lock()?;
            sign_off::may_issue(&inner.store, &mut ready.responsible, why)?;
            let number = number::checked(number, &self.reports_of(&inner, None)?)?;
            let bundle = self.bundle(&inner, id, &number, &ready)?;
            let photos = super::photo::files(&inner.store, &bundle.photos()?)?;
            (bundle, photos)
        };
        let made = bundle.report(&photos, job)?;
        let data = bundle.bytes()?;
        let mut inner = self.lock()?;
        let name = report::report_file_name(&ready.diagnosis.case.profile.name);
        let pdf = inner.store.keep_file(&made.bytes, &name)?;
        let kept = inner.store.keep_file(&data, &format!("{}.json", bundle.number))?;
        let written = report::written(&made, path)?;
        let mut what = inner.intent(label(
            format!("出具正式报告 {}", bundle.number),
            format!("Issue report {}", bundle.number),
        ))?;
        what.reason.clone_from(&ready.responsible.unsigned);
        let record = inner.store.new_id(what.now);
        let body = ReportBody {
            pdf: pdf.as_str().to_owned(),
            state: ready.state,
            written: local(now()),
            pages: written.pages,
            issued: Some(IssuedBody {
                number: bundle.number.clone(),
                diagnosis: id.to_owned(),
                enterprise: ready.diagnosis.case.profile.name.clone(),
                date: bundle.date,
                data: kept.as_str().to_owned(),
                version: bundle.version.clone(),
            }),
        };
        inner
            .store
            .transact(&what, |draft| put(draft, record, Kind::Report, Scope::Workspace, body))?;
        Ok(written)
    }

    /// The number that the next report would have: the last one counted on.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn next_report_number(&self) -> Result<String> {
        let inner = self.lock()?;
        let all = self.reports_of(&inner, None)?;
        Ok(number::next(all.last().map(|(_, issued)| issued.number.as_str()), report::today()))
    }

    /// What issuing a report of a diagnosis begins with.
    ///
    /// # Errors
    /// There is no such diagnosis, or the workspace cannot be read.
    pub fn issuing(&self, id: &str) -> Result<view::Issuing> {
        Ok(view::Issuing {
            next: self.next_report_number()?,
            reports: self.issued_reports(Some(id))?,
        })
    }

    /// The issued reports of a diagnosis, the last first; all of the workspace for none.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn issued_reports(&self, id: Option<&str>) -> Result<Vec<view::IssuedReport>> {
        let state = id.map(|id| self.ready(id)).transpose()?.map(|ready| ready.state);
        let inner = self.lock()?;
        let seen = |(body, issued): &(ReportBody, IssuedBody)| view::IssuedReport {
            number: issued.number.clone(),
            enterprise: issued.enterprise.clone(),
            date: issued.date.to_string(),
            written: body.written.clone(),
            pages: body.pages,
            sha256: body.pdf.clone(),
            stale: state.as_ref().is_some_and(|state| *state != body.state),
        };
        Ok(self.reports_of(&inner, id)?.iter().rev().map(seen).collect())
    }

    /// Writes an issued report again: the kept original. It is made anew from its kept data
    /// too where the same version of the program issued it, and must be the same bytes.
    ///
    /// # Errors
    /// There is none of that number, what was kept is damaged, what is made anew differs, or
    /// the file cannot be written.
    pub fn write_issued(&self, number: &str, path: &Path, job: &Job) -> Result<view::ReportFile> {
        let (original, data, body, issued) = {
            let inner = self.lock()?;
            let all = self.reports_of(&inner, None)?;
            let found = all.into_iter().find(|(_, issued)| issued.number == number);
            let (body, issued) = found.ok_or_else(|| unknown_number(number))?;
            let original = inner.store.file(&FileHash::from_str(&body.pdf)?)?;
            let data = inner.store.file(&FileHash::from_str(&issued.data)?)?;
            (original, data, body, issued)
        };
        if issued.version == env!("CARGO_PKG_VERSION") {
            let bundle = Bundle::read(&data)?;
            let photos = super::photo::files(&self.lock()?.store, &bundle.photos()?)?;
            let again = bundle.report(&photos, job)?;
            if again.bytes != original {
                return Err(Error::internal("按留存数据重新生成报告", "内容与原件不同"));
            }
        }
        crate::file::write_whole(path, &original)?;
        Ok(view::ReportFile {
            path: path.display().to_string(),
            pages: body.pages,
            bytes: u32::try_from(original.len())
                .map_err(|cause| Error::internal("the size of the report", cause))?,
            missing_characters: String::new(),
        })
    }

    /// Issued reports in the order in which they were issued.
    fn reports_of(&self, inner: &Inner, id: Option<&str>) -> Result<Vec<(ReportBody, IssuedBody)>> {
        let all = inner.store.list_all::<ReportBody>(Kind::Report)?;
        let issued = all.into_iter().filter_map(|record| {
            let issued = record.body.issued.clone()?;
            id.is_none_or(|id| issued.diagnosis == id).then_some((record.body, issued))
        });
        Ok(issued.collect())
    }

    fn bundle(&self, inner: &Inner, id: &str, number: &str, now: &Ready) -> Result<Bundle> {
        let record = Self::id(id)?;
        let loaded = Loaded::load(&inner.store, record)?;
        let (_, shelves) = self.judged(&inner.store, &loaded)?;
        let since = match self.reports_of(inner, Some(id))?.pop() {
            Some((_, issued)) => Some(self.since(inner, &issued, &now.diagnosis)?),
            None => None,
        };
        let mut records: Vec<(RecordId, Kind, Value)> = Vec::new();
        for (id, kind) in inner.store.ids(Scope::Diagnosis(record))? {
            if let Some(held) = inner.store.get::<Value>(id)? {
                records.push((id, kind, held.body));
            }
        }
        // The rows that products are judged by are kept as they were confirmed: whoever reads
        // the bundle has no confirmations to mark them by.
        for (id, body) in &loaded.products {
            let mut body = body.clone();
            shelves.held.apply_to(std::slice::from_mut(&mut body.product));
            let value = serde_json::to_value(&body)
                .map_err(|cause| Error::internal("the product of a report", cause))?;
            records.iter_mut().filter(|(record, ..)| record == id).for_each(|(.., kept)| {
                kept.clone_from(&value);
            });
        }
        let beside = Beside {
            since,
            responsible: now.responsible.clone().into(),
            template: now.template.clone(),
        };
        Ok(Bundle::new((number, report::today()), beside, shelves.library, records))
    }

    fn since(&self, inner: &Inner, issued: &IssuedBody, now: &Diagnosis) -> Result<SinceBody> {
        let kept = inner.store.file(&FileHash::from_str(&issued.data)?)?;
        let (_, before) = Bundle::read(&kept)?.diagnosis()?;
        let changes = super::import::effects(&before, now, now, Lang::Zh)
            .into_iter()
            .filter(|effect| effect.before != effect.replaced)
            .map(|effect| (effect.what, effect.before, effect.replaced))
            .collect();
        Ok(SinceBody { number: issued.number.clone(), date: issued.date, changes })
    }
}

fn unknown_number(number: &str) -> Error {
    Error::refused(
        Text::new(
            format!("本工作区没有出具过编号为“{number}”的报告。"),
            format!("this workspace has issued no report {number}"),
        ),
        Text::new("核对编号，或换到出具该报告的工作区。", "check the number"),
    )
}

/// Refuses a final report whose own text names what the data do not have.
fn may_be_printed(ready: &super::report::Ready) -> Result<()> {
    let faults = content::faults(&ready.content, &ready.diagnosis);
    let Some(first) = faults.first() else { return Ok(()) };
    Err(Error::refused(
        Text::new(
            format!("不能出具正式稿：{}（共 {} 处）", first.words, faults.len()),
            format!("own text names {} figures that the data do not have", faults.len()),
        ),
        Text::new(
            "在“报告”页“内容与格式”中改正自定文字。",
            "mend the text in the section on what the report says",
        ),
    ))
}

/// Refuses a final report that rests on a value which is neither confirmed nor accepted.
fn may_be_final(relied: &[Relied]) -> Result<()> {
    let open: Vec<&Relied> = relied.iter().filter(|one| !one.stands()).collect();
    if open.is_empty() {
        return Ok(());
    }
    let named = |lang: fn(&Text) -> &str, with: &str| {
        let first: Vec<&str> =
            open.iter().take(NAMED).map(|one| lang(&one.reliance.name)).collect();
        first.join(with)
    };
    Err(Error::refused(
        Text::new(
            format!(
                "不能出具正式稿：有 {} 项依据未核实且未经确认采用（{}{}）。",
                open.len(),
                named(|text| &text.zh, "；"),
                if open.len() > NAMED { "等" } else { "" }
            ),
            format!(
                "the report cannot be final: {} values are neither confirmed nor accepted ({})",
                open.len(),
                named(|text| &text.en, "; ")
            ),
        ),
        Text::new(
            "对照正式文本核实，或在“报告”页写明理由确认采用；也可先出征求意见稿。",
            "confirm them against their text, or accept them with a reason; a draft can be made at once",
        ),
    ))
}
