//! Names of files: such as every file system takes, and no two alike.

use std::collections::BTreeSet;

/// The name that every report has after its enterprise's.
const WHAT: &str = "节水诊断报告";
/// Longest part that an enterprise's name gives, characters: 80 Chinese characters and what
/// follows them stay below the 255 bytes of Linux.
const MOST: usize = 60;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Names without endings for the enterprises, in their order. A name that occurs again gets a
/// number; names that differ in case only count as alike, as Windows has it.
pub(super) fn unique<'n>(enterprises: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name = |enterprise: &str| {
        let safe = safe(enterprise);
        let first = format!("{safe}{WHAT}");
        let names =
            std::iter::once(first).chain((2_u32..).map(|at| format!("{safe}{WHAT}（{at}）")));
        let mut free = String::new();
        for name in names {
            if taken.insert(name.to_lowercase()) {
                free = name;
                break;
            }
        }
        free
    };
    enterprises.map(name).collect()
}

fn safe(enterprise: &str) -> String {
    let kept = |c: char| {
        if c.is_control() || r#"\/:*?"<>|"#.contains(c) { '_' } else { c }
    };
    let name: String = enterprise.trim().chars().map(kept).take(MOST).collect();
    let name = name.trim().trim_start_matches('.').to_owned();
    let device = |name: &str| {
        let lower = name.to_lowercase();
        DEVICES.contains(&lower.as_str())
    };
    match name.as_str() {
        "" => "未命名企业".into(),
        device_name if device(device_name) => format!("_{name}"),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(enterprises: &[&str], expected: &[&str]) {
        assert_eq!(unique(enterprises.iter().copied()), expected);
    }

    #[test]
    fn names_are_fit_for_windows_and_no_two_are_alike() {
        check(&["甲厂"], &["甲厂节水诊断报告"]);
        check(&["甲厂", "甲厂"], &["甲厂节水诊断报告", "甲厂节水诊断报告（2）"]);
        check(&["A厂", "a厂"], &["A厂节水诊断报告", "a厂节水诊断报告（2）"]);
        check(&["甲/乙:丙*?\"<>|\\\n"], &["甲_乙_丙_______节水诊断报告"]);
        check(&["", "  "], &["未命名企业节水诊断报告", "未命名企业节水诊断报告（2）"]);
        check(&["../../etc"], &["_.._etc节水诊断报告"]);
        check(&["NUL"], &["_NUL节水诊断报告"]);
    }

    #[test]
    fn a_long_name_still_fits_into_a_file_name() {
        let long = "水".repeat(200);
        let names = unique([long.as_str(), long.as_str()].into_iter());
        assert!(names.iter().all(|name| name.len() + ".docx".len() <= 255), "{names:?}");
        assert_ne!(names[0], names[1]);
    }
}
