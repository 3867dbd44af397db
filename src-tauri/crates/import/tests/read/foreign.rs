//! Files that are no workbooks are refused by what they are, in words.

use crate::files::{open, zip};
use shuiheng_import::{Foreign, Refusal};
use std::io::{Cursor, Write};

#[track_caller]
fn check(bytes: &[u8], name: &str, expected: &Refusal, word: &str) {
    let error = open(bytes, name).unwrap_err();
    assert_eq!(error.cause, *expected, "{name}");
    let (text, fix) = (error.text(), error.fix());
    assert!(
        text.zh.contains(name) && text.zh.contains(word) && text.zh.ends_with('。'),
        "{}",
        text.zh
    );
    assert!(fix.zh.contains(name) && fix.zh.ends_with('。'), "{}", fix.zh);
    assert!(text.en.contains(name) && fix.en.contains(name));
}

fn compound(stream: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(bytes).unwrap();
    file.into_inner().into_inner()
}

#[test]
fn a_file_is_told_by_its_content_and_not_by_its_name() {
    let wrong = Refusal::WrongType;
    check(b"%PDF-1.7 ...", "报告.xlsx", &wrong(Foreign::Pdf), "PDF");
    check(b"\x89PNG\r\n\x1A\n....", "照片.xlsx", &wrong(Foreign::Picture), "图片");
    check(b"\xFF\xD8\xFF\xE0....", "照片.xls", &wrong(Foreign::Picture), "图片");
    check(
        b"<html><frameset><frame src=sheet001.htm></frameset></html>",
        "导出.xls",
        &wrong(Foreign::Html),
        "网页",
    );
    check(
        b"MIME-Version: 1.0\nX-Document-Type: Workbook\n<html>",
        "导出.xls",
        &wrong(Foreign::WebArchive),
        "MHT",
    );
    check(br#"<?xml version="1.0"?><data/>"#, "旧表.xls", &wrong(Foreign::Xml), "XML");
    check(&zip(&[("word/document.xml", b"<w/>")]), "表.xlsx", &wrong(Foreign::Word), "Word");
    check(
        &zip(&[("ppt/presentation.xml", b"<p/>")]),
        "表.xlsx",
        &wrong(Foreign::PowerPoint),
        "PowerPoint",
    );
    check(&zip(&[("现场/水表.xlsx", b"..")]), "资料.zip", &wrong(Foreign::Archive), "压缩包");
    check(
        &zip(&[("Index/Document.iwa", b"..")]),
        "表.numbers",
        &wrong(Foreign::Numbers),
        "Numbers",
    );
    check(&compound("WordDocument", &[0; 64]), "表.xls", &wrong(Foreign::Word), "Word");
    check(&compound("other", &[0; 64]), "表.xls", &wrong(Foreign::Compound), "没有工作簿");
    check(b"Rar!\x1A\x07\x00", "表.rar", &wrong(Foreign::Archive), "压缩包");
    check(b"\x00\x01\x02\x03\x04\x05\x06\x07", "表.xls", &wrong(Foreign::Unknown), "无法识别");
    check(b"\x09\x04\x06\x00\x00\x00\x10\x00", "旧表.xls", &wrong(Foreign::OldExcel), "Excel 4.0");
}

#[test]
fn a_file_that_is_locked_or_empty_is_refused_by_that() {
    check(b"", "空.xlsx", &Refusal::Empty, "文件为空");
    check(&[b'u'; 165], "~$水平衡表.xlsx", &Refusal::LockFile, "锁文件");
    check(&compound("EncryptedPackage", &[7; 64]), "密.xlsx", &Refusal::Encrypted, "密码");
    check(
        &zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            (
                "META-INF/manifest.xml",
                b"<manifest><file-entry><encryption-data/></file-entry></manifest>",
            ),
            ("content.xml", b"\x00\x01"),
        ]),
        "密.ods",
        &Refusal::Encrypted,
        "密码",
    );
    check(b"\x62\x14\x23\x65\x88\x01E-SafeNet\0\0LOCK\0\0", "表.xlsx", &Refusal::Protected, "加密");
}
