//! The hybrid logical clock: names changes so that their names sort by time.

use chrono::{DateTime, Utc};
use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef},
};
use std::fmt;

/// Thirteen digits: the year 2286.
const LAST_MILLIS: i64 = 9_999_999_999_999;

/// Identity of a change: milliseconds since 1970, a counter and the device, as sortable
/// text. A later change of a device always sorts after its earlier ones and after all
/// that it had seen from others, also when the computer's clock is put back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangeId(String);

impl ChangeId {
    /// The next one on a device, after the newest that the workspace knows.
    pub(crate) fn next(newest: Option<&Self>, now: DateTime<Utc>, device: &str) -> Self {
        let now = now.timestamp_millis().clamp(0, LAST_MILLIS);
        let (millis, counter) = match newest.and_then(Self::parts) {
            Some((millis, u16::MAX)) if millis >= now => (millis + 1, 0),
            Some((millis, counter)) if millis >= now => (millis, counter + 1),
            _ => (now, 0),
        };
        Self(format!("{millis:013}-{counter:04x}-{device}"))
    }

    fn parts(&self) -> Option<(i64, u16)> {
        let (millis, rest) = self.0.split_once('-')?;
        let (counter, _) = rest.split_once('-')?;
        Some((millis.parse().ok()?, u16::from_str_radix(counter, 16).ok()?))
    }

    /// When it was made by the clock in it; none where the text is no id of a change.
    pub(crate) fn time(&self) -> Option<DateTime<Utc>> {
        let (millis, _) = self.parts()?;
        let device = self.0.get(19..)?;
        let sound = self.0.as_bytes().get(13) == Some(&b'-')
            && self.0.as_bytes().get(18) == Some(&b'-')
            && !device.is_empty()
            && device.bytes().all(|byte| byte.is_ascii_alphanumeric());
        DateTime::from_timestamp_millis(millis).filter(|_| sound)
    }

    /// The text in the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for ChangeId {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl ToSql for ChangeId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for ChangeId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        String::column_result(value).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: &str = "d";

    fn at(millis: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(millis).unwrap()
    }

    #[track_caller]
    fn check(newest: Option<&str>, now: i64, expected: &str) {
        let newest = newest.map(|text| ChangeId(text.into()));
        let next = ChangeId::next(newest.as_ref(), at(now), DEVICE);
        assert_eq!(next.as_str(), expected);
        assert!(newest.is_none_or(|newest| newest < next), "{next} must sort last");
    }

    #[test]
    fn time_only_goes_forward() {
        check(None, 1_764_000_000_000, "1764000000000-0000-d");
        check(Some("1764000000000-0000-d"), 1_764_000_000_001, "1764000000001-0000-d");
        check(Some("1764000000000-0000-d"), 1_764_000_000_000, "1764000000000-0001-d");
        check(Some("1764000000000-00ff-d"), 5, "1764000000000-0100-d");
        check(Some("1764000000000-ffff-d"), 5, "1764000000001-0000-d");
        check(Some("1764000000000-0003-z"), 1_764_000_000_000, "1764000000000-0004-d");
        check(None, -5, "0000000000000-0000-d");
    }
}
