//! The columns that are proposed, kept in the order in which they were shown first: what an analyst works on does not
//! move because another correction has made somebody the most quoted. Other articles are another proposal.

use crate::compare::{Facets, MOST_PROPOSED, Table};
use crate::model::{ArticleId, Party, View};
use crate::project::Project;

/// Proposed columns while a project is open. No file keeps them.
#[derive(Debug, Default)]
pub(super) struct ProposedColumns {
    parties: Vec<Party>,
    /// How many articles there were, and the newest of them.
    of: (usize, Option<ArticleId>),
    /// How the table that is being made was asked for, if its columns are proposed.
    asked: Option<View>,
}

impl ProposedColumns {
    /// How the next table is asked for; `facets` are those of the last one.
    pub(super) fn view(&mut self, project: &Project, facets: &Facets) -> View {
        let articles = project.articles();
        let of = (articles.len(), articles.keys().next_back().copied());
        if self.of != of {
            *self = Self {
                of,
                ..Self::default()
            };
        }
        let mut view = project.view().clone();
        self.asked = view.proposes_columns().then(|| view.clone());
        if self.asked.is_some() {
            view.columns = self.shown(&view, facets);
        }
        view
    }

    /// The columns of a view that proposes them, as they would be shown.
    pub(super) fn columns(&self, view: &View, facets: &Facets) -> Vec<Party> {
        let shown = self.shown(view, facets);
        if !shown.is_empty() {
            return shown;
        }
        let most_quoted = facets.parties.iter().map(|(party, _)| party);
        let most_quoted = most_quoted.filter(|party| !view.away.contains(*party));
        most_quoted.take(MOST_PROPOSED).cloned().collect()
    }

    /// Takes note of the columns of a table. False if a party has come that should have a column too.
    pub(super) fn note(&mut self, table: &Table) -> bool {
        let Some(view) = self.asked.take() else {
            return true;
        };
        let columns: Vec<&Party> = table.columns.iter().filter_map(|it| it.party()).collect();
        if !view.filters.ask_for_parties() {
            for party in &columns {
                if !self.parties.contains(party) {
                    self.parties.push(Party::clone(party));
                }
            }
        }
        let shown = self.shown(&view, &table.facets);
        shown.iter().all(|party| columns.contains(&party))
    }

    /// Forgets them, so that the most quoted parties are proposed anew.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// The parties that were shown, and further ones where there is room. None if nothing was shown yet.
    fn shown(&self, view: &View, facets: &Facets) -> Vec<Party> {
        if self.parties.is_empty() {
            return Vec::new();
        }
        let others = facets.parties.iter().map(|(party, _)| party);
        let others = others.filter(|party| !self.parties.contains(party));
        let parties = self.parties.iter().chain(others);
        parties
            .filter(|party| !view.away.contains(*party))
            .filter(|party| !view.filters.ask_for_parties() || view.filters.parties.contains(*party))
            .take(self.parties.len().max(MOST_PROPOSED))
            .cloned()
            .collect()
    }
}
