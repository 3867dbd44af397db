//! Relationships between the parts of an Office package.

use super::fault::Fault;
use super::package::Package;
use super::xml::{attribute, reader};
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Where a relationship leads.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// The last word of its type: `worksheet`.
    pub(crate) kind: String,
    /// The part's name.
    pub(crate) part: String,
}

/// The relationships of a part by their id; of the package where the part has no name.
pub(crate) fn links(package: &mut Package<'_>, of: &str) -> Result<BTreeMap<String, Link>, Fault> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let mut links = BTreeMap::new();
    let Some(part) = package.part(&join(folder, &format!("_rels/{file}.rels")))? else {
        return Ok(links);
    };
    let (mut xml, mut buffer) = (reader(part), Vec::new());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer)? {
            Event::Start(tag) | Event::Empty(tag)
                if tag.local_name().as_ref() == "Relationship" =>
            {
                let (Some(id), Some(target)) = (attribute(&tag, "Id"), attribute(&tag, "Target"))
                else {
                    continue;
                };
                let kind = attribute(&tag, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                links.insert(id.into_owned(), Link { kind, part: join(folder, &target) });
            }
            Event::Eof => return Ok(links),
            _ => {}
        }
    }
}

/// The name of a part from the folder of the part that refers to it.
fn join(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.join("/")
}
