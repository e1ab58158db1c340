//! When something was published.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// A day, with the time and the offset from UTC where the source gave them.
///
/// Written as ISO 8601: `2026-11-24` or `2026-11-24T14:02:00+04:00`. A time without an offset is
/// not kept: it would be a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicationDate {
    date: Date,
    moment: Option<(DateTime, Offset)>,
}

impl PublicationDate {
    /// A day of which no time is known.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { date, moment: None }
    }

    /// A local date and time with its offset from UTC.
    #[must_use]
    pub fn moment(local: DateTime, offset: Offset) -> Self {
        Self {
            date: local.date(),
            moment: Some((local, offset)),
        }
    }

    /// The local day of publication.
    #[must_use]
    pub fn date(self) -> Date {
        self.date
    }

    /// The local time and offset, where known.
    #[must_use]
    pub fn time(self) -> Option<(DateTime, Offset)> {
        self.moment
    }
}

impl fmt::Display for PublicationDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.moment {
            None => write!(f, "{}", self.date),
            Some((local, offset)) => {
                let seconds = offset.seconds();
                let sign = if seconds < 0 { '-' } else { '+' };
                let minutes = seconds.unsigned_abs() / 60;
                write!(
                    f,
                    "{}{sign}{:02}:{:02}",
                    local.strftime("%Y-%m-%dT%H:%M:%S"),
                    minutes / 60,
                    minutes % 60
                )
            }
        }
    }
}

/// The text is no ISO 8601 date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a date like 2026-11-24 or 2026-11-24T14:02:00+04:00, found \"{0}\"")]
pub struct DateError(String);

impl FromStr for PublicationDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || DateError(text.chars().take(60).collect());
        if text.contains('T') {
            let pieces = jiff::fmt::temporal::DateTimeParser::new()
                .parse_pieces(text)
                .map_err(|_pieces| error())?;
            let offset = match pieces.offset() {
                Some(jiff::fmt::temporal::PiecesOffset::Numeric(offset)) => offset.offset(),
                Some(_) => Offset::UTC,
                None => return Ok(Self::day(pieces.date())),
            };
            let time = pieces.time().ok_or_else(error)?;
            Ok(Self::moment(pieces.date().to_datetime(time), offset))
        } else {
            text.parse().map(Self::day).map_err(|_date| error())
        }
    }
}

impl TryFrom<String> for PublicationDate {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PublicationDate> for String {
    fn from(date: PublicationDate) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_they_are_read() {
        for text in [
            "2026-11-24",
            "2026-11-24T14:02:00+04:00",
            "2026-11-24T14:02:09-03:30",
        ] {
            assert_eq!(
                text.parse::<PublicationDate>()
                    .map(|date| date.to_string())
                    .as_deref(),
                Ok(text)
            );
        }
        assert_eq!(
            "2026-11-24T14:02:00Z"
                .parse::<PublicationDate>()
                .map(|date| date.to_string())
                .as_deref(),
            Ok("2026-11-24T14:02:00+00:00")
        );
        assert!("24 November".parse::<PublicationDate>().is_err());
        assert!("2026-02-30".parse::<PublicationDate>().is_err());
    }
}
