//! What a person set for this laptop, and the words that the program explains.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the window looks and speaks; kept for the laptop, not in a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Look {
    /// The language: zh, en.
    pub language: String,
    /// The theme: system (as the system has it), light, dark, contrast.
    pub theme: String,
    /// Size of everything on screen, %, from 100 to 200.
    pub scale: u32,
    /// Whether the guided tour was seen or left.
    pub tour_seen: bool,
}

/// A workspace that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkspacePlace {
    /// Its folder, for people.
    pub folder: String,
    /// True for the folder that the program proposes.
    pub proposed: bool,
    /// True for the one that is open.
    pub open: bool,
    /// Whether there is such a folder; one that is not there is made when it is opened.
    pub exists: bool,
}

/// What a person set, and what there is to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// How the window looks and speaks.
    pub look: Look,
    /// The workspaces to choose from; a page names one by its place in this list.
    pub workspaces: Vec<WorkspacePlace>,
    /// True as long as no workspace is open and none could be: the very first start.
    pub first: bool,
    /// Version of the program.
    pub version: String,
}

/// A term of the trade and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GlossaryTerm {
    /// Its code; that of a quantity or an indicator where it is one.
    pub id: String,
    /// The term in the language of the window.
    pub name: String,
    /// The term in the other language.
    pub other: String,
    /// Its symbol in formulas; empty where it has none.
    pub symbol: String,
    /// Its unit of measure; empty where it has none.
    pub unit: String,
    /// What it means.
    pub meaning: String,
    /// Where the definition comes from.
    pub source: String,
    /// Whether the definition was compared with that text.
    pub confirmed: bool,
    /// Heads of tables that mean it.
    pub heads: Vec<String>,
    /// Pages that use it.
    pub pages: Vec<String>,
}
