//! A measured network as a JSON file, for the command line.

mod answer;
mod read;
mod table;

use crate::{Error, Result};
use serde::Serialize;
use shuiheng_audit::{Lang, Text};
use shuiheng_reconcile::{Advice, Network, Note, Solution, Target};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest file, bytes.
const MOST: u64 = 64 * 1024 * 1024;

/// A network file as it was read.
struct NetworkFile {
    network: Network,
    targets: Vec<NamedTarget>,
    /// The relative standard uncertainty of a meter that is advised.
    meter_sd: f64,
    /// What was read but not used.
    notes: Vec<Note>,
}

/// An indicator that the file asks for.
struct NamedTarget {
    name: String,
    target: Target,
}

/// A network file and its most probable flows.
pub struct Reconciled {
    file: NetworkFile,
    solution: Solution,
    advice: Vec<Advice>,
}

/// Reconciles the network of a file (JSON, see the command line's contract).
///
/// # Errors
/// The file is not there, or as [`reconcile_network`].
pub fn reconcile_file(path: &Path) -> Result<Reconciled> {
    reconcile_network(path, File::open(path).map_err(|cause| unreadable(path, &cause))?)
}

/// Reconciles a network that is read from somewhere; the path is what it is called.
///
/// # Errors
/// It cannot be read, is too large or not such a network, the network is faulty, or it
/// contradicts itself: which stream or node, what was found and what to do.
pub fn reconcile_network(path: &Path, from: impl Read) -> Result<Reconciled> {
    let place = path.display();
    let mut bytes = Vec::new();
    from.take(MOST + 1).read_to_end(&mut bytes).map_err(|cause| unreadable(path, &cause))?;
    if bytes.len() as u64 > MOST {
        let most = MOST / 1024 / 1024;
        return Err(Error::refused(
            Text::new(
                format!("“{place}”超过上限 {most} MB。"),
                format!("{place} has more than {most} MB"),
            ),
            Text::new("把管网分成几个文件。", "split the network into several files"),
        ));
    }
    let file = read::network(&place.to_string(), &bytes)?;
    let refused = |cause: shuiheng_reconcile::Error| {
        let Text { zh, en } = cause.message;
        let message = Text::new(format!("“{place}”：{zh}"), format!("{place}: {en}"));
        Error::refused(message, cause.fix)
    };
    let solution = Solution::of(&file.network).map_err(refused)?;
    let advice = file.targets.iter().map(|it| solution.advise(&it.target, file.meter_sd));
    let advice = advice.collect::<shuiheng_reconcile::Result<_>>().map_err(refused)?;
    Ok(Reconciled { file, solution, advice })
}

fn unreadable(path: &Path, cause: &std::io::Error) -> Error {
    let place = path.display();
    Error::refused(
        Text::new(
            format!("无法读取“{place}”（{cause}）。"),
            format!("{place} cannot be read ({cause})"),
        ),
        Text::new("核对文件的位置和读取权限。", "check where the file is and that it may be read"),
    )
}

impl Reconciled {
    /// The answer as JSON, made while it is written.
    pub fn json(&self, lang: Lang) -> impl Serialize {
        answer::answer(self, lang)
    }

    /// The answer in words and a table.
    pub fn text(&self, lang: Lang) -> String {
        table::text(self, lang)
    }

    /// What a person should know: of the file, then of the answer.
    fn notes(&self) -> impl Iterator<Item = &Note> {
        self.file.notes.iter().chain(&self.solution.reconciliation().notes)
    }
}
