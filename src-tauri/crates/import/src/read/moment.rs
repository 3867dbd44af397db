//! Dates, times and durations: number formats that mean them, and serial numbers in ISO 8601.

use chrono::{Days, NaiveDate, NaiveTime};

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A plain number.
    Number,
    /// A date, a time of day, or both.
    Moment,
    /// A span of time.
    Duration,
}

/// The first day of a workbook's calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// Day 1 is 1 January 1900, and 1900 counts as a leap year.
    #[default]
    Y1900,
    /// Day 0 is 1 January 1904.
    Y1904,
}

/// The meaning of a number format by its built-in number, with the date formats that
/// only East Asian editions have (27–36, 50–58).
pub(crate) const fn built_in(id: u32) -> Meaning {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Meaning::Moment,
        46 => Meaning::Duration,
        _ => Meaning::Number,
    }
}

/// The meaning of a number format by its code: `yyyy"年"m"月"` is a date, `0.0"m3/d"` is not.
pub(crate) fn by_code(code: &str) -> Meaning {
    let Some(letters) = skeleton(code) else { return Meaning::Duration };
    let letters = letters.replace("general", "");
    // Only seconds have decimals; any other digit makes it a number with a unit behind it.
    let whole = match letters.split_once("s.") {
        Some((before, after)) => format!("{before}s{}", after.trim_start_matches('0')),
        None => letters,
    };
    let dated = whole.contains(['y', 'm', 'd', 'h', 's']);
    if dated && !whole.contains(['0', '#', '?']) { Meaning::Moment } else { Meaning::Number }
}

/// The first section of a format code without literals and conditions, in lower case;
/// none where it counts elapsed time: `[h]:mm`.
fn skeleton(code: &str) -> Option<String> {
    let mut plain = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if matches!(
                    inside.to_ascii_lowercase().as_str(),
                    "h" | "hh" | "m" | "mm" | "s" | "ss"
                ) {
                    return None;
                }
            }
            _ => plain.push(c.to_ascii_lowercase()),
        }
    }
    Some(plain)
}

/// A serial number of days in ISO 8601; none where no calendar has it.
pub(crate) fn iso(serial: f64, meaning: Meaning, epoch: Epoch) -> Option<String> {
    if meaning == Meaning::Duration {
        return duration(serial);
    }
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let seconds = (serial.fract() * 86_400.0).round() as u64;
    let (days, seconds) = (serial.trunc() as u64 + seconds / 86_400, seconds % 86_400);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32, 0)?;
    let date = match (epoch, days) {
        (Epoch::Y1904, days) => NaiveDate::from_ymd_opt(1904, 1, 1)? + Days::new(days),
        // 29 February 1900 never was; the days before it are one off.
        (Epoch::Y1900, 0..=59) => NaiveDate::from_ymd_opt(1899, 12, 31)? + Days::new(days),
        (Epoch::Y1900, days) => NaiveDate::from_ymd_opt(1899, 12, 30)? + Days::new(days),
    };
    Some(match (days, seconds) {
        (0, _) if epoch == Epoch::Y1900 => time.format("%H:%M:%S").to_string(),
        (_, 0) => date.format("%Y-%m-%d").to_string(),
        _ => format!("{}T{}", date.format("%Y-%m-%d"), time.format("%H:%M:%S")),
    })
}

fn duration(days: f64) -> Option<String> {
    if !days.is_finite() || days.abs() > 1e7 {
        return None;
    }
    let seconds = (days.abs() * 86_400.0).round() as u64;
    let sign = if days < 0.0 { "-" } else { "" };
    Some(format!("{sign}PT{}H{}M{}S", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

#[cfg(test)]
mod tests {
    use super::{Epoch, Meaning, by_code, iso};

    #[track_caller]
    fn check(code: &str, expected: Meaning) {
        assert_eq!(by_code(code), expected, "{code}");
    }

    #[test]
    fn a_format_code_means_a_date_by_its_letters_outside_of_literals() {
        check("yyyy/m/d;@", Meaning::Moment);
        check("yyyy\"年\"m\"月\"d\"日\";@", Meaning::Moment);
        check("[$-804]aaaa", Meaning::Number);
        check("[$-F800]dddd, mmmm dd, yyyy", Meaning::Moment);
        check("上午/下午h\"时\"mm\"分\"", Meaning::Moment);
        check("mm:ss.0", Meaning::Moment);
        check("[h]:mm:ss", Meaning::Duration);
        check("General", Meaning::Number);
        check("General\"m3/d\"", Meaning::Number);
        check("0.00\"m3/d\"", Meaning::Number);
        check("0.00 m3/d", Meaning::Number);
        check("#,##0.00_);[Red](#,##0.00)", Meaning::Number);
        check("0.00E+00", Meaning::Number);
        check("0\\d", Meaning::Number);
        check("[DBNum1]0", Meaning::Number);
        check("0.0%", Meaning::Number);
        check("@", Meaning::Number);
    }

    #[track_caller]
    fn dated(serial: f64, meaning: Meaning, epoch: Epoch, expected: Option<&str>) {
        assert_eq!(iso(serial, meaning, epoch).as_deref(), expected, "{serial}");
    }

    #[test]
    fn a_serial_number_is_the_day_that_excel_shows() {
        dated(45_545.0, Meaning::Moment, Epoch::Y1900, Some("2024-09-10"));
        dated(45_545.354_166_666_664, Meaning::Moment, Epoch::Y1900, Some("2024-09-10T08:30:00"));
        dated(44_083.0, Meaning::Moment, Epoch::Y1904, Some("2024-09-10"));
        dated(1.0, Meaning::Moment, Epoch::Y1900, Some("1900-01-01"));
        dated(61.0, Meaning::Moment, Epoch::Y1900, Some("1900-03-01"));
        dated(0.5, Meaning::Moment, Epoch::Y1900, Some("12:00:00"));
        dated(45_545.999_999_99, Meaning::Moment, Epoch::Y1900, Some("2024-09-11"));
        dated(-1.0, Meaning::Moment, Epoch::Y1900, None);
        dated(1e300, Meaning::Moment, Epoch::Y1900, None);
        dated(1.0 + 2.5 / 24.0, Meaning::Duration, Epoch::Y1900, Some("PT26H30M0S"));
    }
}
