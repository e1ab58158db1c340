//! What the user taught the program, as data. Passed into extraction; kept by the project.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Party;

/// What the user taught the program about people, for one project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Corrections {
    /// By the speaker's name as resolved in an article.
    #[serde(
        deserialize_with = "super::unique::map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub people: BTreeMap<String, Person>,
}

/// What is always true of a person or body in this project. `None` leaves the program's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    /// The name to use instead: two spellings of one person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The role to use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// For whom this person speaks. `Some` of nothing: for nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parties: Option<Vec<Party>>,
}
