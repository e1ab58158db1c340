//! The time of this call.

use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime};

use crate::model::PublicationDate;

/// Now, to the second, with the offset of this machine.
pub(super) fn now() -> PublicationDate {
    let now = ZonedDateTime::now();
    let to_the_second = now.with().subsec_nanosecond(0).build().unwrap_or(now);
    PublicationDate::moment(to_the_second.datetime(), to_the_second.offset())
}

/// Today, where this machine is.
pub(super) fn today() -> Date {
    ZonedDateTime::now().date()
}

/// Now, as a point in time.
pub(super) fn timestamp() -> Timestamp {
    Timestamp::now()
}
