//! Edits to the words that the reader marks.

use super::shorten;
use crate::model::Term;
use crate::project::{Change, Edit, Project};

/// Marks `words` from now on, in the colour that is used least; `None` if they are marked already.
#[must_use]
pub fn add_term(project: &Project, words: &str, n_colors: u8) -> Option<Edit> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = crate::text::fold::fold(&words);
    let terms = project.terms();
    let is_there = terms
        .iter()
        .any(|term| crate::text::fold::fold(&term.words) == wanted);
    if words.is_empty() || is_there {
        return None;
    }
    let color = (0..n_colors.max(1))
        .min_by_key(|color| terms.iter().filter(|term| term.color == *color).count())
        .unwrap_or_default();
    let label = format!("Highlight “{}”", shorten(&words));
    let mut after = terms.to_vec();
    after.push(Term { words, color });
    Some(Edit::new(label, vec![Change::Terms(after)]))
}

/// Marks these words from now on, in this order and in these colours; none that are empty.
#[must_use]
pub fn set_terms(project: &Project, mut terms: Vec<Term>) -> Option<Edit> {
    terms.retain(|term| !term.words.trim().is_empty());
    let before = project.terms();
    let label = if terms.len() < before.len() {
        "Remove highlighted term"
    } else {
        "Change highlighted terms"
    };
    (**before != *terms).then(|| Edit::new(label, vec![Change::Terms(terms)]).merging("terms"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_get_colours_in_turn_and_none_stands_twice() {
        let mut project = Project::default();
        for words in ["border", "corridor ", "railway"] {
            let edit = add_term(&project, words, 2).unwrap();
            project.apply(&edit).unwrap();
        }
        let colors: Vec<u8> = project.terms().iter().map(|term| term.color).collect();
        assert_eq!(colors, [0, 1, 0]);
        assert_eq!(project.terms()[1].words, "corridor");
        assert_eq!(add_term(&project, "Bórder", 2), None);
        assert_eq!(add_term(&project, " ", 2), None);
        let before = project.clone();
        let edit = set_terms(&project, Vec::new()).unwrap();
        let undo = project.apply(&edit).unwrap();
        assert!(project.terms().is_empty());
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
    }
}
