//! The blocks that may be the article, put back among all that people see of the page.
//!
//! What the reading of a page leaves out stays in the text as furniture, where it stood, so that it can be
//! looked at and taken back. The two lists come from two readings of the page (one of them after its tree was
//! rebuilt), so that blocks are matched by their letters, in order, as many as possible.

use std::collections::HashMap;

use super::body::bare;
use crate::text::Span;

/// A page's words with what of them may be the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Merged {
    /// The blocks, a blank line between them.
    pub text: String,
    /// The blocks that may be the article, in order.
    pub candidates: Vec<Span>,
}

/// Furniture beyond this many bytes is not kept: endless comments, generated lists.
const MOST_FURNITURE: usize = 100_000;
/// How many places a block of which there are several is looked for in.
const MOST_PLACES: usize = 8;
/// Blocks with fewer letters than this are told apart from the article's by their place alone.
const LEAST_LETTERS: usize = 24;

/// Puts `candidates` among the `visible` blocks.
pub(super) fn merge(candidates: &[String], visible: &[String]) -> Merged {
    let bare_candidates: Vec<String> = candidates.iter().map(|block| bare(block)).collect();
    let bare_visible: Vec<String> = visible.iter().map(|block| bare(block)).collect();
    let places = aligned(&bare_candidates, &bare_visible);
    // A block that was cut differently in the two readings is there already.
    let whole = bare_candidates.concat();
    let is_furniture = |idx: usize| {
        bare_visible.get(idx).is_some_and(|letters| {
            !letters.is_empty() && (letters.len() < LEAST_LETTERS || !whole.contains(letters.as_str()))
        })
    };
    let mut page = Writer::default();
    let mut next = 0;
    for (block, place) in candidates.iter().zip(places) {
        if let Some(place) = place {
            (next..place)
                .filter(|&idx| is_furniture(idx))
                .for_each(|idx| page.furniture(visible.get(idx)));
            next = place + 1;
        }
        page.candidate(block);
    }
    (next..visible.len())
        .filter(|&idx| is_furniture(idx))
        .for_each(|idx| page.furniture(visible.get(idx)));
    page.finish()
}

#[derive(Default)]
struct Writer {
    text: String,
    candidates: Vec<(usize, usize)>,
    n_furniture: usize,
}

impl Writer {
    fn begin(&mut self) -> usize {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.len()
    }

    fn candidate(&mut self, block: &str) {
        let start = self.begin();
        self.text.push_str(block);
        self.candidates.push((start, self.text.len()));
    }

    fn furniture(&mut self, block: Option<&String>) {
        let Some(block) = block else { return };
        self.n_furniture += block.len();
        if self.n_furniture <= MOST_FURNITURE {
            self.begin();
            self.text.push_str(block);
        }
    }

    fn finish(self) -> Merged {
        let candidates = self
            .candidates
            .iter()
            .filter_map(|&(start, end)| Span::new(&self.text, start, end));
        Merged {
            candidates: candidates.collect(),
            text: self.text,
        }
    }
}

/// For each candidate its place among the visible blocks: in order, as many as possible.
fn aligned(candidates: &[String], visible: &[String]) -> Vec<Option<usize>> {
    let mut places_of: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, letters) in visible.iter().enumerate() {
        let places = places_of.entry(letters).or_default();
        if places.len() < MOST_PLACES {
            places.push(place);
        }
    }
    // The longest rising run of places, by the last links of the shortest ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    for (idx, letters) in candidates.iter().enumerate() {
        let places = places_of.get(letters.as_str()).map_or(&[][..], Vec::as_slice);
        for &place in places.iter().rev() {
            let length = ends.partition_point(|&end| links.get(end).is_some_and(|link| link.place < place));
            let before = length.checked_sub(1).and_then(|last| ends.get(last).copied());
            links.push(Link { idx, place, before });
            match ends.get_mut(length) {
                Some(end) => *end = links.len() - 1,
                None => ends.push(links.len() - 1),
            }
        }
    }
    let mut aligned = vec![None; candidates.len()];
    let mut link = ends.last().copied();
    while let Some(found) = link.and_then(|link| links.get(link)) {
        if let Some(slot) = aligned.get_mut(found.idx) {
            *slot = Some(found.place);
        }
        link = found.before;
    }
    aligned
}

/// A candidate at a place, and the one before it in its run.
struct Link {
    idx: usize,
    place: usize,
    before: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(candidates: &[&str], visible: &[&str]) -> (String, Vec<String>) {
        let owned = |blocks: &[&str]| blocks.iter().map(|&block| block.to_owned()).collect::<Vec<_>>();
        let merged = merge(&owned(candidates), &owned(visible));
        let kept = merged
            .candidates
            .iter()
            .map(|span| span.of(&merged.text).to_owned())
            .collect();
        (merged.text.replace("\n\n", "/"), kept)
    }

    #[test]
    fn furniture_stands_where_it_stood() {
        let (text, kept) = merged(
            &["He said no.", "She came.", "They left."],
            &[
                "Home",
                "He said no.",
                "Share",
                "She came.",
                "Read more: trains",
                "They left.",
                "© 2027",
            ],
        );
        assert_eq!(
            text,
            "Home/He said no./Share/She came./Read more: trains/They left./© 2027"
        );
        assert_eq!(kept, ["He said no.", "She came.", "They left."]);
    }

    #[test]
    fn a_teaser_that_is_there_twice_does_not_draw_the_article_away() {
        let (text, kept) = merged(
            &["Trains", "He said no.", "She came."],
            &["He said no.", "She came.", "Trains", "Buses"],
        );
        assert_eq!(text, "Trains/He said no./She came./Trains/Buses");
        assert_eq!(kept.len(), 3);
    }

    #[test]
    fn blocks_that_were_cut_differently_are_not_doubled() {
        let long = "The line to Kars opened on Monday, the ministry said.";
        let other = "The first train carried forty wagons of grain.";
        let both = format!("{long} {other}");
        assert_eq!(merged(&[&both], &["Home", long, other]).0, format!("{both}/Home"));
        assert_eq!(
            merged(&[long, other], &["Home", &both]).0,
            format!("{long}/{other}/Home")
        );
    }
}
