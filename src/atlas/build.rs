//! The atlas out of its tables.

use std::collections::{BTreeMap, HashMap};

use super::tables::{self, entries, rows};
use super::{Ambiguous, Atlas, Known, Named, Names, Naming, PartyKind, People, Phrases, Roles, colors};
use crate::model::Party;
use crate::text::Table;
use crate::text::fold::fold;

fn organisation_kind(name: &str) -> PartyKind {
    match name {
        "union" => PartyKind::Union,
        "agency" => PartyKind::Agency,
        "court" => PartyKind::Court,
        "movement" => PartyKind::Movement,
        _ => PartyKind::Group,
    }
}

impl Atlas {
    pub(super) fn from_tables() -> Self {
        let mut atlas = Self {
            known: Table::default(),
            sorted: Vec::new(),
            by_idx: Vec::new(),
            names: Phrases::default(),
            roles: Roles::new(),
            people: People::new(),
            ambiguous: Table::default(),
            translated: Names::from_table(),
            searched: Vec::new(),
        };
        let colors = colors::chosen();
        let mut idx_by_code: HashMap<&'static str, u16> = HashMap::new();
        for [code, name, others, adjectives, inhabitants, seats] in rows::<6>(tables::COUNTRIES) {
            let Some(party_idx) = atlas.add_party(
                code,
                name,
                entries(adjectives)
                    .next()
                    .filter(|adjective| !adjective.ends_with("er")),
                PartyKind::Country,
                &colors,
            ) else {
                continue;
            };
            idx_by_code.insert(code, party_idx);
            atlas.add_names(party_idx, Naming::Name, std::iter::once(name), 0);
            atlas.add_names(party_idx, Naming::Name, entries(others), 1);
            atlas.add_names(party_idx, Naming::Adjective, entries(adjectives), 1);
            atlas.add_names(party_idx, Naming::Inhabitants, entries(inhabitants), 1);
            atlas.add_names(party_idx, Naming::Seat, entries(seats), 2);
        }
        for [code, kind, name, others, adjectives, organs] in rows::<6>(tables::ORGANISATIONS) {
            let kind = organisation_kind(kind);
            let Some(party_idx) = atlas.add_party(&format!("ORG:{code}"), name, None, kind, &colors) else {
                continue;
            };
            atlas.add_names(party_idx, Naming::Name, std::iter::once(name), 0);
            atlas.add_names(party_idx, Naming::Name, entries(others), 1);
            atlas.add_names(party_idx, Naming::Adjective, entries(adjectives), 1);
            atlas.add_names(party_idx, Naming::Institution, entries(organs), 2);
        }
        for [code, kind, words] in rows::<3>(tables::SEATS) {
            if let Some(&party_idx) = idx_by_code.get(code) {
                let naming = if kind == "media" {
                    Naming::Media
                } else {
                    Naming::Institution
                };
                atlas.add_names(party_idx, naming, entries(words), 3);
            }
        }
        for [code, words] in rows::<2>(tables::PLACES) {
            if let Some(&party_idx) = idx_by_code.get(code) {
                for phrase in entries(words) {
                    let naming = Naming::Place;
                    atlas.names.add_name(phrase, Named { party_idx, naming });
                }
            }
        }
        for [word, other, naming, for_other, for_usual] in rows::<5>(tables::AMBIGUOUS) {
            let (Some(usual), Some(&party_idx)) = (atlas.named(word), idx_by_code.get(other)) else {
                continue;
            };
            let naming = if naming == "name" {
                Naming::Name
            } else {
                Naming::Place
            };
            let words = |column: &str| column.split_whitespace().map(fold).collect();
            atlas.ambiguous.insert(
                fold(word),
                Ambiguous {
                    usual,
                    other: Named { party_idx, naming },
                    for_other: words(for_other),
                    for_usual: words(for_usual),
                },
            );
        }
        let mut sorted = atlas.by_idx.clone();
        sorted.sort_by_cached_key(|party| fold(atlas.name(party)));
        atlas.sorted = sorted;
        atlas
    }

    fn add_party(
        &mut self,
        code: &str,
        name: &'static str,
        adjective: Option<&'static str>,
        kind: PartyKind,
        colors: &BTreeMap<String, [u8; 3]>,
    ) -> Option<u16> {
        let party: Party = code.parse().ok()?;
        let party_idx = u16::try_from(self.by_idx.len()).ok()?;
        let color = colors
            .get(code)
            .copied()
            .unwrap_or_else(|| colors::from_code(code));
        self.searched.push((fold(party.short()), party_idx, 1));
        self.by_idx.push(party.clone());
        self.known.insert(
            party,
            Known {
                name,
                adjective,
                kind,
                color,
            },
        );
        Some(party_idx)
    }

    fn add_names(
        &mut self,
        party_idx: u16,
        naming: Naming,
        phrases: impl Iterator<Item = &'static str>,
        weight: u8,
    ) {
        for phrase in phrases {
            self.names.add_name(phrase, Named { party_idx, naming });
            self.searched
                .push((fold(phrase.trim_start_matches('=')), party_idx, weight));
        }
    }
}
