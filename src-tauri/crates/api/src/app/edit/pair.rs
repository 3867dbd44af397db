//! Streams between two units that are set by hand.

use super::App;
use crate::loaded::{Loaded, ends, label, put};
use crate::record::StreamBody;
use crate::{Error, Result, present, view};
use shuiheng_audit::{Basis, DailyVolume, Figure, Origin, Site, Text, UnitId, set_pair};
use shuiheng_store::Kind;

impl App {
    /// Sets what flows from one unit to another, m³/d; none takes the stream away. What the
    /// units hand on and receive in all stays as it is: the pair comes out of those sums.
    ///
    /// # Errors
    /// No such unit, a unit that is the sum of others, a value that is no flow, or one that is
    /// more than a sum holds: which, and how much is left of it.
    pub fn edit_pair(&self, id: &str, edit: &view::PairEdit) -> Result<view::Diagnosis> {
        let (from, to) = (UnitId(edit.from.as_str().into()), UnitId(edit.to.as_str().into()));
        let (what, streams) = {
            let inner = self.lock()?;
            let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
            let site = loaded.site();
            let name = |id: &UnitId| site.unit(id).map_or("", |unit| unit.name.as_str()).to_owned();
            let (giver, taker) = (name(&from), name(&to));
            refuse_sums(&site, [&from, &to])?;
            let what = label(
                format!("修改“{giver}”至“{taker}”的水量"),
                format!("Edit the flow from {giver} to {taker}"),
            );
            (what, set_pair(&site, &from, &to, figure(edit, &giver, &taker)?).map_err(refused)?)
        };
        self.change(id, what, streams.put.len(), |loaded, draft, new_id| {
            for gone in &streams.gone {
                let same = loaded.streams.iter().filter(|(_, body)| ends(&body.stream) == *gone);
                for (record, _) in same {
                    draft.delete(*record)?;
                }
            }
            for stream in streams.put {
                let same =
                    loaded.streams.iter().find(|(_, body)| ends(&body.stream) == ends(&stream));
                let record = same.map_or_else(|| new_id.next(), |(record, _)| Ok(*record))?;
                put(draft, record, Kind::Stream, loaded.scope(), StreamBody::of(stream))?;
            }
            Ok(())
        })
    }
}

fn figure(edit: &view::PairEdit, giver: &str, taker: &str) -> Result<Option<Figure>> {
    let Some(value) = edit.value else { return Ok(None) };
    if !value.is_finite() {
        return Err(refused(Text::new("水量必须是数字", "a flow is a number")));
    }
    let basis = Basis::ALL.into_iter().find(|known| present::code_of(known) == edit.basis);
    Ok(Some(Figure {
        value: DailyVolume::m3_per_day(value),
        basis: basis.unwrap_or(Basis::Estimated),
        origin: Origin::Entry { field: format!("{giver} → {taker}") },
        uncertainty: None,
    }))
}

/// A unit that is the sum of those below it has no streams of its own.
fn refuse_sums(site: &Site, ends: [&UnitId; 2]) -> Result<()> {
    let is_sum = |id: &&&UnitId| site.children(Some(id)).any(|below| !below.of_which);
    let Some(sum) = ends.iter().find(is_sum) else { return Ok(()) };
    let name = site.unit(sum).map_or("", |unit| unit.name.as_str());
    Err(refused(Text::new(
        format!("“{name}”是下级单元之和，请选其下级单元"),
        format!("{name} is a sum of the units below it; name one of those"),
    )))
}

fn refused(why: Text) -> Error {
    Error::refused(
        Text::new(format!("水流没有修改：{}。", why.zh), format!("not changed: {}", why.en)),
        Text::new(
            "核对两个单元的水量合计，或先在水平衡表中修改合计。",
            "check the sums of both units, or change them first",
        ),
    )
}
