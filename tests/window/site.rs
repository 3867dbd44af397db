//! What a journey starts from: an empty workspace, a workbook to pick, a place to save to.

use crate::driver::Driver;
use crate::page::root;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// A folder that lasts as long as the journey.
pub(crate) struct Site(TempDir);

impl Site {
    /// An empty workspace; the file dialog will pick this sample.
    pub(crate) fn with_sample(sample: &str) -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(site.path("picked")).expect("a folder");
        fs::copy(root().join("assets/samples").join(sample), site.picked()).expect("the sample");
        // Any picture will do for a photo.
        fs::copy(root().join("src-tauri/icons/icon.png"), site.photo()).expect("the photo");
        site
    }

    /// A driver whose windows work here.
    pub(crate) fn driver(&self) -> Driver {
        Driver::start(&[
            ("SHUIHENG_WORKSPACE", self.path("workspace").as_os_str()),
            ("SHUIHENG_E2E_PICK", self.picked().as_os_str()),
            ("SHUIHENG_E2E_PHOTO", self.photo().as_os_str()),
            ("SHUIHENG_E2E_SAVE", self.report().as_os_str()),
        ])
    }

    /// The workbook that the file dialog picks.
    pub(crate) fn picked(&self) -> PathBuf {
        self.path("picked/水平衡测试表.xlsx")
    }

    /// The photo that the file dialog picks.
    fn photo(&self) -> PathBuf {
        self.path("picked/水表房.png")
    }

    /// Where the report goes.
    pub(crate) fn report(&self) -> PathBuf {
        self.path("诊断报告.pdf")
    }

    /// The text of the report, as another program reads it.
    pub(crate) fn report_text(&self) -> String {
        let output = Command::new("pdftotext").arg(self.report()).arg("-").output();
        let output = output.expect("pdftotext starts (package poppler-utils)");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}
