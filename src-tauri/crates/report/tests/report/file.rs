//! Files are replaced whole or not at all.

use shuiheng_report::{WriteError, write_file};
use std::fs;

fn left_beside(folder: &std::path::Path) -> usize {
    fs::read_dir(folder).expect("the folder opens").count()
}

#[test]
fn a_file_is_made_and_then_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("诊断报告.pdf");
    write_file(b"one", &path).expect("it is written");
    write_file(b"another", &path).expect("it is replaced");
    assert_eq!(fs::read(&path).expect("it opens"), b"another");
    assert_eq!(left_beside(folder.path()), 1);
}

#[test]
fn a_read_only_file_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("已签发.pdf");
    fs::write(&path, b"issued").expect("it is written");
    let mut rights = fs::metadata(&path).expect("it is there").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).expect("it is locked");
    let result = write_file(b"new", &path);
    assert!(matches!(result, Err(WriteError::ReadOnly(_))), "{result:?}");
    assert!(result.expect_err("refused").to_string().contains("只读"));
    assert_eq!(fs::read(&path).expect("it opens"), b"issued");
    assert_eq!(left_beside(folder.path()), 1);
}

#[test]
fn a_missing_folder_and_a_folder_of_that_name_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = write_file(b"x", &folder.path().join("没有").join("a.pdf"));
    assert!(matches!(missing, Err(WriteError::NoFolder(_))), "{missing:?}");
    let taken = write_file(b"x", folder.path());
    assert!(matches!(taken, Err(WriteError::IsFolder(_))), "{taken:?}");
    assert_eq!(left_beside(folder.path()), 0);
}
