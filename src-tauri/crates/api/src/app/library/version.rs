//! Versions of rows: entering, changing, and what changed.

use super::{Shelves, no_row, refuse, stamp};
use crate::app::quota::checked;
use crate::app::{App, intent_of};
use crate::loaded::{label, put};
use crate::present;
use crate::record::{Made, QuotaBody, Version};
use crate::{Result, view};
use shuiheng_audit::Quota;
use shuiheng_store::{Kind, RecordId, Scope};

/// The words of the version that ships.
pub(super) const SHIPPED: &str = "随程序提供";

impl Shelves {
    /// The row as it ships, as the first of its versions.
    pub(super) fn body_of(&self, quota: &Quota) -> QuotaBody {
        match self.record(&quota.id) {
            Some((_, body)) => body.clone(),
            None => {
                QuotaBody::new(quota.clone(), Made { reason: SHIPPED.into(), ..Made::default() })
            }
        }
    }
}

impl App {
    /// The versions of a row, the newest first.
    pub(super) fn versions(&self, shelves: &Shelves, quota: &Quota) -> Vec<view::LibraryVersion> {
        let all = shelves.body_of(quota).versions();
        let version = |(at, version): (usize, &Version)| {
            let before = at.checked_sub(1).and_then(|at| all.get(at));
            view::LibraryVersion {
                number: at as u32 + 1,
                by: version.made.by.clone(),
                on: version.made.on.clone(),
                reason: if version.made.reason == SHIPPED {
                    self.lang().pick(SHIPPED, "ships with the program").to_owned()
                } else {
                    version.made.reason.clone()
                },
                changes: before
                    .map(|before| present::changes(&before.quota, &version.quota, self.lang()))
                    .unwrap_or_default(),
            }
        };
        all.iter().enumerate().map(version).rev().collect()
    }

    /// Gives a row a new version; a shipped one too. Its earlier versions stay, and so does
    /// what diagnoses are judged by. A confirmation counts for what was confirmed only.
    ///
    /// # Errors
    /// There is no such row; the row could not judge; no reason is given.
    pub fn revise_quota(
        &self,
        quota: view::Quota,
        by: &str,
        reason: &str,
    ) -> Result<view::LibraryList> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(refuse(
                "请写明修改的理由。",
                "a reason is missing",
                "例如“按标准文本第 3 页改正通用值”。",
            ));
        }
        let quota = checked(quota)?;
        let mut inner = self.lock()?;
        let shelves = self.shelves(&inner.store)?;
        let known = shelves.library.quota(&quota.id).ok_or_else(|| no_row(&quota.id))?;
        if known.unconfirmed() == quota {
            return self.listed(&inner.store, "");
        }
        let who = inner.who()?;
        let by = if by.trim().is_empty() { who.as_str() } else { by.trim() };
        let what = label(
            format!("修改定额“{}”（新版本）", quota.id),
            format!("Give quota {} a new version", quota.id),
        );
        let what = intent_of(what, by, reason);
        let made = Made { by: by.into(), on: stamp(), reason: reason.into() };
        let body = shelves.body_of(known).followed_by(quota, made);
        let id: RecordId = match shelves.record(&body.quota.id) {
            Some((id, _)) => *id,
            None => inner.store.new_id(what.now),
        };
        inner.store.transact(&what, |draft| put(draft, id, Kind::Quota, Scope::Workspace, body))?;
        self.listed(&inner.store, "")
    }
}
