//! Programs that do the same job, run turn by turn so that a busy moment of the machine
//! meets them all.

use super::cost::{self, Cost};
use super::job::Workplace;
use crate::Outcome;
use std::process::Command;

/// One that does the job.
pub(super) struct Contestant {
    /// What it is called in the table.
    pub(super) name: &'static str,
    /// How it is started.
    pub(super) command: Command,
}

/// A job and those who do it.
pub(super) struct Contest {
    /// The job.
    pub(super) title: String,
    /// How often each is run for the table, after one run that only warms the disk's cache.
    pub(super) turns: usize,
    /// Who does it, ours first.
    pub(super) contestants: Vec<Contestant>,
    /// Whose costs the others' are divided by, by place among the contestants.
    pub(super) measure: usize,
}

/// What one contestant cost, turn by turn.
pub(super) struct Costs {
    /// What it is called in the table.
    pub(super) name: &'static str,
    /// One for each turn.
    pub(super) turns: Vec<Cost>,
    /// Pages of the report that it wrote, where it wrote one.
    pub(super) pages: Option<u32>,
}

/// A contest that was held.
pub(super) struct Held {
    /// The job.
    pub(super) title: String,
    /// In the order of the contestants.
    pub(super) costs: Vec<Costs>,
    /// Whose costs the others' are divided by, by place among them.
    pub(super) measure: usize,
}

impl Contest {
    /// Runs each in every turn.
    pub(super) fn run(self, workplace: &Workplace) -> Outcome<Held> {
        println!("==> {} ({} turns)", self.title, self.turns);
        let mut costs: Vec<Costs> = Vec::new();
        for Contestant { name, command } in &self.contestants {
            let (_, said) = cost::of(command, workplace)?;
            costs.push(Costs { name, turns: Vec::new(), pages: pages(&said) });
        }
        for _ in 0..self.turns {
            for (contestant, costs) in self.contestants.iter().zip(&mut costs) {
                costs.turns.push(cost::of(&contestant.command, workplace)?.0);
            }
        }
        Ok(Held { title: self.title, costs, measure: self.measure })
    }
}

/// The pages of a report, from what either program says of it on standard error.
fn pages(said: &str) -> Option<u32> {
    let (before, _) = said.split_once(" 页").or_else(|| said.split_once(" pages"))?;
    before.rsplit(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[track_caller]
    fn check(said: &str, expected: Option<u32>) {
        assert_eq!(pages(said), expected, "{said}");
    }

    #[test]
    fn both_programs_tell_their_pages() {
        check("企业信息：a.toml\nout/site-40.pdf（41 页）\n", Some(41));
        check("read 0.031 s, compute 0.002 s, pdf 0.299 s, 19 pages, 164522 bytes\n", Some(19));
        check("openpyxl: 6.55 s, cpu 5.43 s\n", None);
        check("", None);
    }
}
