//! The tables that come along beside a balance: kept, added up over files, and told.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{number, said, shuiheng};
use serde_json::Value;
use shuiheng_api::{App, Job, Reader, view};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

const BALANCE: &str = "水平衡统计表\n单位：m³/d\n用水单元,取水量,循环水量,耗水量,排水量,漏失水量\n染色机,10,0,2,8,0\n水洗机,20,0,3,17,0\n";

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn months(folder: &Path, year: u32, march: &str) -> PathBuf {
    let text = format!(
        "{year}年用水台账\n月份,自来水（m³）,河水（m³）\n1月,100,1000\n2月,90,900\n3月,{march},1100\n"
    );
    write(folder, &format!("{year}年台账.csv"), &text)
}

struct Bench {
    folder: tempfile::TempDir,
    app: App,
    id: String,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let reader = Reader::new(env!("CARGO_BIN_EXE_shuiheng"), "__read");
        let app = App::open(&folder.path().join("workspace"), reader).unwrap();
        let id = app.new_diagnosis("嘉兴示例印染有限公司").unwrap().id;
        Self { folder, app, id }
    }

    fn preview(&self, file: &Path) -> view::ImportPreview {
        self.app.preview_import(&self.id, file, &Job::quiet()).unwrap()
    }

    fn import(&self, file: &Path) -> view::Diagnosis {
        self.app
            .accept_import(&self.id, &self.preview(file).token, view::ImportDecision::replace())
            .unwrap()
    }
}

fn figures(diagnosis: &view::Diagnosis) -> Vec<(String, Vec<Option<f64>>)> {
    let rows = diagnosis.ledgers.monthly.rows.iter();
    rows.map(|row| (row.period.clone(), row.figures.iter().map(|figure| figure.value).collect()))
        .collect()
}

#[test]
fn a_file_without_a_balance_is_taken_for_its_months() {
    let bench = Bench::new();
    let file = months(bench.folder.path(), 2023, "110");
    let preview = bench.preview(&file);
    assert_eq!((preview.units, preview.use_periods), (0, 6));
    let diagnosis = bench.import(&file);
    assert_eq!(
        figures(&diagnosis),
        [
            ("2023-01".into(), vec![Some(100.0), Some(1000.0)]),
            ("2023-02".into(), vec![Some(90.0), Some(900.0)]),
            ("2023-03".into(), vec![Some(110.0), Some(1100.0)]),
        ]
    );
    assert_eq!(diagnosis.ledgers.monthly.rows[0].figures[0].cells[0].a1, "B3");
    assert_eq!(diagnosis.ledgers.annual.rows[0].figures[0].value, None, "nine months are missing");
}

#[test]
fn the_same_months_again_change_nothing() {
    let bench = Bench::new();
    let file = months(bench.folder.path(), 2023, "110");
    let before = bench.import(&file);
    let preview = bench.preview(&file);
    assert_eq!((preview.known, preview.differences.as_slice()), (true, [].as_slice()));
    let after = bench
        .app
        .accept_import(&bench.id, &preview.token, view::ImportDecision::replace())
        .unwrap();
    assert_eq!(before.undo, after.undo);
    assert_eq!(serde_json::to_value(&before).unwrap(), serde_json::to_value(&after).unwrap());
}

#[test]
fn a_corrected_file_says_what_it_changes_and_leaves_other_years_alone() {
    let bench = Bench::new();
    bench.import(&months(bench.folder.path(), 2022, "95"));
    let before = bench.import(&months(bench.folder.path(), 2023, "110"));
    assert_eq!(before.ledgers.monthly.rows.len(), 15, "gaps stand between the years");
    assert_eq!(before.ledgers.monthly.rows[5].figures[0].state, "gap");

    let corrected = months(bench.folder.path(), 2023, "120");
    let preview = bench.preview(&corrected);
    let [difference] = preview.differences.as_slice() else { panic!("{:?}", preview.differences) };
    assert_eq!(
        (difference.kind.as_str(), difference.before.as_str(), difference.after.as_str()),
        ("changed", "110 m³", "120 m³")
    );
    let after = bench
        .app
        .accept_import(&bench.id, &preview.token, view::ImportDecision::replace())
        .unwrap();
    let march = |diagnosis: &view::Diagnosis| diagnosis.ledgers.monthly.rows[14].figures[0].value;
    assert_eq!((march(&before), march(&after)), (Some(110.0), Some(120.0)));
    assert_eq!(after.ledgers.monthly.rows[2].figures[0].value, Some(95.0));
    assert_eq!(march(&bench.app.undo(&bench.id).unwrap()), Some(110.0));
}

#[test]
fn a_month_that_a_corrected_file_no_longer_gives_is_gone_and_said_so() {
    let bench = Bench::new();
    bench.import(&months(bench.folder.path(), 2023, "110"));
    let text = "2023年用水台账\n月份,自来水（m³）,河水（m³）\n1月,100,1000\n2月,90,900\n";
    let file = write(bench.folder.path(), "2023年台账.csv", text);
    let preview = bench.preview(&file);
    let kinds: Vec<_> = preview
        .differences
        .iter()
        .map(|difference| (difference.kind.as_str(), difference.before.as_str()))
        .collect();
    assert_eq!(kinds, [("removed", "2 项")]);
    assert_eq!(bench.import(&file).ledgers.monthly.rows.len(), 2);
}

#[test]
fn doubts_of_months_stay_with_a_diagnosis_when_its_balance_comes() {
    let bench = Bench::new();
    let ledger = months(bench.folder.path(), 2023, "未抄");
    let has = |diagnosis: &view::Diagnosis| {
        diagnosis.doubts.iter().any(|doubt| {
            doubt.code == "not_a_number" && doubt.cells.iter().any(|cell| cell.a1 == "B5")
        })
    };
    assert!(has(&bench.import(&ledger)));
    let balance = write(bench.folder.path(), "水平衡.csv", BALANCE);
    let diagnosis = bench.import(&balance);
    assert_eq!(diagnosis.units.len(), 2);
    assert_eq!(diagnosis.ledgers.monthly.rows.len(), 3, "a balance leaves the months alone");
    assert!(has(&diagnosis));
}

#[test]
fn readings_equipment_and_quality_are_kept_and_shown() {
    let bench = Bench::new();
    let text = "抄表记录\n表号,抄表时间,读数（m³）\nA,2024-09-10 08:00,100\nA,2024-09-11 08:00,148\n\n\
        设备名称,型号,数量（台）,设计流量（m³/h）,是否节水型,是否淘汰\n染缸,GR,3,2.5,是,否\n\n\
        监测点,pH,电导率（μS/cm）,氯离子（mg/L）\n循环水,8.6,2100,<5\n";
    let file = write(bench.folder.path(), "资料.csv", text);
    let preview = bench.preview(&file);
    assert_eq!((preview.readings, preview.equipment, preview.quality), (2, 1, 3));
    let ledgers = bench.import(&file).ledgers;
    assert_eq!((ledgers.flows[0].volume, ledgers.flows[0].per_day), (Some(48.0), Some(48.0)));
    assert_eq!(ledgers.readings[1].at, "2024-09-11 08:00");
    assert_eq!(
        (ledgers.equipment[0].design.as_str(), ledgers.equipment[0].retired),
        ("2.5 m³/h", Some(false))
    );
    assert_eq!((ledgers.quality[2].written.as_str(), ledgers.quality[2].value), ("<5", None));
    let again = bench.preview(&file);
    assert_eq!(again.differences, []);
}

#[test]
fn diagnose_tells_the_use_history_and_its_gaps() {
    let folder = tempfile::tempdir().unwrap();
    let balance = write(folder.path(), "水平衡.csv", BALANCE);
    let bills = "水费单\n计费周期,用水量（m³）,水费（元）\n2024.01.16-2024.02.14,300,1350\n2024.02.15-2024.03.31,460,2070\n2024.05.01-2024.05.31,310,1395\n";
    let bills = write(folder.path(), "水费.csv", bills);
    let output = shuiheng([
        OsStr::new("diagnose"),
        balance.as_os_str(),
        bills.as_os_str(),
        OsStr::new("--json"),
    ]);
    assert!(output.status.success(), "{}", said(&output));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let history = &document["use_history"];
    assert_eq!(history["periods"].as_array().unwrap().len(), 6);
    let months = history["months"].as_array().unwrap();
    let of = |month: &str| {
        months
            .iter()
            .find(|found| found["month"] == month && found["counted"] == "withdrawal_total")
            .unwrap()
    };
    assert_eq!(
        (number(&of("2024-02")["amount"]), &of("2024-02")["computed"]),
        (290.0, &true.into())
    );
    assert_eq!(of("2024-01")["amount"], Value::Null, "half a month is not a month");
    assert_eq!(of("2024-02")["refs"][0], "水费!B3");
    let gaps: Vec<_> = document["issues"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|issue| issue["code"] == "period_gap")
        .collect();
    assert_eq!(gaps.len(), 1);
    assert!(gaps[0]["message"].as_str().unwrap().contains("2024-04-01 至 2024-04-30"));
    for empty in ["equipment", "quality"] {
        assert_eq!(document[empty], serde_json::json!([]), "{empty}");
    }
}
