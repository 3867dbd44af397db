//! The most probable flows: what an auditor decides of them.

use super::edit::read_uncertainty;
use super::{App, author, now};
use crate::loaded::{Kept, Loaded, label, put};
use crate::present::{choices, probable};
use crate::record::{Accepted, StreamBody};
use crate::{Error, Result, view};
use shuiheng_audit::Text;
use shuiheng_reconcile::Plant;
use shuiheng_store::{Intent, Kind};

impl App {
    /// The most probable flows of a diagnosis beside its raw figures.
    ///
    /// # Errors
    /// There is no such diagnosis, or the workspace cannot be read.
    pub fn probable_flows(&self, id: &str) -> Result<view::ProbableFlows> {
        let inner = self.lock()?;
        let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
        Ok(probable(&loaded, &self.shipped.data_quality, self.lang()))
    }

    /// Accepts the most probable flows of streams by their records, in one change; without
    /// any, of all streams. The raw figures stay.
    ///
    /// # Errors
    /// The plant cannot be reconciled, or the data do not tell one of the streams; nothing is
    /// changed then.
    pub fn accept_flows(&self, id: &str, streams: &[String]) -> Result<view::ProbableFlows> {
        let quality = &self.shipped.data_quality;
        let found = {
            let inner = self.lock()?;
            let loaded = Loaded::load(&inner.store, Self::id(id)?)?;
            let plant = Plant::of(&loaded.site(), quality, &choices(&loaded));
            plant.reconcile().map_err(|error| Error::refused(error.message, error.fix))?
        };
        let told = |at: usize| {
            let (_, result) = found.streams.iter().find(|(stream, _)| stream.at == Some(at))?;
            Some(Accepted { value: result.reconciled?, uncertainty: result.sd? })
        };
        let all = streams.is_empty();
        self.decide(
            id,
            streams,
            label("采纳校正值", "Accept most probable flows"),
            |at, body| {
                match told(at) {
                    Some(accepted) => body.accepted = Some(accepted),
                    // Accepting the whole leaves out what the data do not tell.
                    None if all => {}
                    None => {
                        return Err(Error::refused(
                            Text::new(
                                "该股水流不能由现有数据确定，没有校正值可采纳。",
                                "the data do not tell this stream",
                            ),
                            Text::new(
                                "补充计量后再采纳。",
                                "meter it, or a stream that makes it known",
                            ),
                        ));
                    }
                }
                Ok(())
            },
        )
    }

    /// Takes accepted flows of streams back; without any, those of all streams.
    ///
    /// # Errors
    /// There is no such stream.
    pub fn withdraw_flows(&self, id: &str, streams: &[String]) -> Result<view::ProbableFlows> {
        let what = label("撤回校正值", "Withdraw accepted flows");
        self.decide(id, streams, what, |_, body| {
            body.accepted = None;
            Ok(())
        })
    }

    /// Holds a stream at its raw figure, as a billed meter is, or lets it be adjusted.
    ///
    /// # Errors
    /// There is no such stream, or it has no figure.
    pub fn hold_flow(&self, id: &str, stream: &str, held: bool) -> Result<view::ProbableFlows> {
        let what = if held {
            label("固定水量，不参与校正", "Hold a flow at its figure")
        } else {
            label("水量参与校正", "Let a flow be adjusted")
        };
        self.decide(id, &[stream.to_owned()], what, |_, body| {
            if held && body.stream.figure.is_none() {
                return Err(Error::refused(
                    Text::new("该股水流没有数值，不能固定。", "this stream has no figure"),
                    Text::new("先填写水量。", "enter the flow first"),
                ));
            }
            body.held = held;
            Ok(())
        })
    }

    /// Sets the relative standard uncertainty of a stream's figure, %, 1σ; none: that of the
    /// way it was obtained.
    ///
    /// # Errors
    /// There is no such stream, it has no figure, or the value is not above 0 and up to 100.
    pub fn set_uncertainty(
        &self,
        id: &str,
        stream: &str,
        percent: Option<f64>,
    ) -> Result<view::ProbableFlows> {
        let uncertainty = read_uncertainty(percent)?;
        let what = label("修改数据不确定度", "Edit an uncertainty");
        self.decide(id, &[stream.to_owned()], what, |_, body| match &mut body.stream.figure {
            Some(figure) => {
                figure.uncertainty = uncertainty;
                Ok(())
            }
            None => Err(Error::refused(
                Text::new("该股水流没有数值。", "this stream has no figure"),
                Text::new("先填写水量。", "enter the flow first"),
            )),
        })
    }

    /// Lets the balance, the indicators and the report rest on the accepted flows, or on the
    /// raw figures.
    ///
    /// # Errors
    /// No flow was accepted yet.
    pub fn use_accepted_flows(&self, id: &str, in_force: bool) -> Result<view::Diagnosis> {
        let what = if in_force {
            label("采用校正值", "Use the accepted flows")
        } else {
            label("采用原始值", "Use the raw figures")
        };
        self.change(id, what, 0, |loaded, draft, _| {
            if in_force && loaded.streams.iter().all(|(_, body)| body.accepted.is_none()) {
                return Err(Error::refused(
                    Text::new("还没有采纳任何校正值。", "no flow was accepted yet"),
                    Text::new("先逐股或整体采纳校正值。", "accept flows first"),
                ));
            }
            let mut body = loaded.body.clone();
            body.use_reconciled = in_force;
            put(draft, loaded.id, Kind::Diagnosis, loaded.scope(), body)
        })
    }

    /// Changes streams by their records, all of them where none is named, in one change.
    fn decide(
        &self,
        id: &str,
        streams: &[String],
        what: Text,
        decision: impl Fn(usize, &mut StreamBody) -> Result<()>,
    ) -> Result<view::ProbableFlows> {
        let mut inner = self.lock()?;
        let loaded = inner.load(Self::id(id)?)?;
        let asked = |record: &Kept<StreamBody>| {
            streams.is_empty() || streams.contains(&record.0.to_string())
        };
        if streams
            .iter()
            .any(|id| loaded.streams.iter().all(|(record, _)| record.to_string() != *id))
        {
            return Err(Error::not_found("找不到该股水流。", "there is no such stream"));
        }
        let mut changed = Vec::new();
        for (at, kept) in loaded.streams.iter().enumerate().filter(|(_, kept)| asked(kept)) {
            let mut body = kept.1.clone();
            decision(at, &mut body)?;
            if body != kept.1 {
                changed.push((kept.0, body));
            }
        }
        if !changed.is_empty() {
            let (author, reason) = (author(&loaded).to_owned(), String::new());
            let intent = Intent { label: what, author, reason, now: now() };
            inner.store.transact(&intent, |draft| {
                changed
                    .into_iter()
                    .try_for_each(|(id, body)| put(draft, id, Kind::Stream, loaded.scope(), body))
            })?;
        }
        let loaded = Loaded::load(&inner.store, loaded.id)?;
        Ok(probable(&loaded, &self.shipped.data_quality, self.lang()))
    }
}
