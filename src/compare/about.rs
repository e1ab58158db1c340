//! Whom statements speak about: the parties that their words name.

use std::collections::BTreeSet;

use crate::atlas::{Atlas, Naming};
use crate::model::{Party, Statement};
use crate::text::fold::fold;
use crate::text::tokens;

/// The parties that a statement's words name, in the order in which they are named first: by name, adjective,
/// inhabitants, seat of government or institution. `text` is the article's.
#[must_use]
pub fn named_in(statement: &Statement, text: &str) -> Vec<&'static Party> {
    let atlas = Atlas::get();
    let mut found: Vec<u16> = Vec::new();
    for span in &statement.content {
        let tokens = tokens::tokens(text, *span);
        let word = |idx: usize| tokens.get(idx).map(|token| token.span.of(text));
        let mut idx = 0;
        while let Some(first) = word(idx) {
            // Names begin with capitals, or with letters that have none.
            let may_be_name = first.chars().next().is_some_and(|first| !first.is_lowercase());
            let named = if may_be_name {
                atlas.name_at(&fold(first), |next| word(idx + next))
            } else {
                None
            };
            let Some((length, named)) = named else {
                idx += 1;
                continue;
            };
            idx += length.max(1);
            let counts = !matches!(named.naming, Naming::Media | Naming::Place);
            if counts && !found.contains(&named.party_idx) {
                found.push(named.party_idx);
            }
        }
    }
    found.into_iter().filter_map(|idx| atlas.party(idx)).collect()
}

/// Whether the words name one of `wanted`, or nobody is wanted.
pub(super) fn names_any(wanted: &BTreeSet<Party>, statement: &Statement, text: &str) -> bool {
    wanted.is_empty()
        || named_in(statement, text)
            .into_iter()
            .any(|party| wanted.contains(party))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::text::Span;

    fn named(words: &str) -> Vec<String> {
        let statement = Statement::by_hand(vec![Span::all(words).unwrap()], Kind::Indirect);
        let parties = named_in(&statement, words);
        parties.into_iter().map(ToString::to_string).collect()
    }

    #[test]
    fn names_adjectives_and_capitals_stand_for_parties() {
        assert_eq!(
            named("Yerevan expects the Turkish side and the European Union to open the line"),
            ["AM", "TR", "ORG:EU"]
        );
        assert_eq!(named("Türkiye, Türkiye and again Ankara"), ["TR"]);
        assert!(named("the bridge is ready").is_empty());
        assert!(named(" ").is_empty());
    }
}
