//! For whom a speaker speaks.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A country (`RU`: ISO 3166-1 alpha-2, with `XK` for Kosovo), or an organisation or non-state actor
/// (`ORG:EU`, `ORG:TALIBAN`).
///
/// Names, adjectives and colours of parties stand in tables (`atlas`); the model knows only the
/// code, so that a project keeps parties that no table knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Party(Box<str>);

const ORGANISATION: &str = "ORG:";

/// The text is no party code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a party like \"RU\" or \"ORG:EU\", found \"{0}\"")]
pub struct PartyError(String);

impl Party {
    /// The code as it is written everywhere: `RU`, `ORG:EU`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Whether this is a country or territory, not an organisation or non-state actor.
    #[must_use]
    pub fn is_country(&self) -> bool {
        !self.0.starts_with(ORGANISATION)
    }

    /// The code for a badge: `RU`, `EU`.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.strip_prefix(ORGANISATION).unwrap_or(&self.0)
    }
}

impl FromStr for Party {
    type Err = PartyError;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let is_country = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_organisation = code.strip_prefix(ORGANISATION).is_some_and(|name| {
            !name.trim().is_empty()
                && name.trim() == name
                && name.len() <= 200
                && !name.chars().any(char::is_control)
        });
        if is_country || is_organisation {
            Ok(Self(code.into()))
        } else {
            Err(PartyError(code.chars().take(60).collect()))
        }
    }
}

impl TryFrom<String> for Party {
    type Error = PartyError;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        code.parse()
    }
}

impl From<Party> for String {
    fn from(party: Party) -> Self {
        party.0.into()
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_checked() {
        for code in ["RU", "XK", "ORG:EU", "ORG:Arab League"] {
            assert_eq!(
                code.parse::<Party>().map(|party| party.to_string()).as_deref(),
                Ok(code)
            );
        }
        for code in ["", "ru", "RUS", "ORG:", "ORG: ", "EU\n", "ORG:a\u{7}"] {
            assert!(code.parse::<Party>().is_err(), "{code:?}");
        }
    }
}
