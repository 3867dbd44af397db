//! What is not left lying about in the sources.

use crate::{files, has_ending};
use std::fs;

/// Written in two parts, so that this file does not hold what it looks for.
const UNFINISHED: &[&str] = &[
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("#[ig", "nore"),
    concat!("it.sk", "ip("),
    concat!("test.sk", "ip("),
    concat!("describe.sk", "ip("),
    concat!("it.on", "ly("),
    concat!("test.on", "ly("),
    concat!("describe.on", "ly("),
];

#[test]
fn nothing_is_left_unfinished_or_skipped() {
    for below in ["src-tauri", "ui/src", "tests"] {
        let sources = files(below);
        let sources = sources.iter().filter(|path| has_ending(path, &["rs", "ts", "vue", "py"]));
        let mut seen = 0;
        for path in sources {
            seen += 1;
            let source = fs::read_to_string(path).unwrap();
            for word in UNFINISHED {
                assert!(!source.contains(word), "{} holds `{word}`", path.display());
            }
        }
        assert!(seen > 0, "no sources below {below}");
    }
}

#[test]
fn every_face_lies_beside_its_licence() {
    let mut faces = 0;
    for below in ["assets", "ui/src", "src-tauri"] {
        for face in files(below).iter().filter(|path| has_ending(path, &["ttf", "otf", "woff2"])) {
            faces += 1;
            let licence = face.with_file_name("OFL.txt");
            let licence = fs::read_to_string(&licence)
                .unwrap_or_else(|error| panic!("{}: {error}", licence.display()));
            assert!(licence.contains("SIL OPEN FONT LICENSE"), "{}", face.display());
        }
    }
    assert!(faces > 0, "no face was found");
}
