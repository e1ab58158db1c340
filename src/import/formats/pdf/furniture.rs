//! Running heads, feet and page numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::Line;

/// What share of a page's height at its top and its foot may hold them.
const ZONE: f64 = 0.14;
/// How many lines at the top and at the foot are looked at.
const REACH: usize = 3;

/// Drops lines at the top and foot of pages that come again on other pages, numbers aside, and page numbers.
pub(super) fn drop_repeated(pages: &mut [Vec<Line>], heights: &[f64]) {
    let mut pages_with: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (page_idx, (page, height)) in pages.iter().zip(heights).enumerate() {
        for line in edges(page, *height) {
            pages_with.entry(key(&line.text)).or_default().insert(page_idx);
        }
    }
    let n_pages = pages.len();
    for (page, height) in pages.iter_mut().zip(heights) {
        let dropped: Vec<Line> = edges(page, *height)
            .into_iter()
            .filter(|line| {
                let n_with = pages_with.get(&key(&line.text)).map_or(0, BTreeSet::len);
                is_number(&line.text) || (n_with >= 2 && n_with * 4 >= n_pages)
            })
            .cloned()
            .collect();
        page.retain(|line| !dropped.contains(line));
    }
}

/// The lines at the top and at the foot of a page.
fn edges(page: &[Line], height: f64) -> Vec<&Line> {
    let top = page.iter().take_while(|line| line.y < height * ZONE);
    let foot = page
        .iter()
        .rev()
        .take_while(|line| line.y > height * (1.0 - ZONE));
    top.take(REACH * 2).chain(foot.take(REACH * 2)).collect()
}

/// A line with its numbers left open.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_digit() {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else if !character.is_whitespace() {
            key.extend(character.to_lowercase());
        }
    }
    key
}

/// "3", "– 3 –", "Page 3 of 7", "3/7", "iv".
fn is_number(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_roman =
        bare.len() <= 5 && !bare.is_empty() && bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'));
    let words: Vec<&str> = bare
        .split(|c: char| c.is_whitespace() || c == '/')
        .filter(|word| !word.is_empty())
        .collect();
    let n_digits = words
        .iter()
        .filter(|word| word.chars().all(|c| c.is_ascii_digit()))
        .count();
    let is_small = |word: &&str| word.chars().count() <= 5;
    let is_counted = words.iter().all(|word| {
        word.chars().all(|c| c.is_ascii_digit())
            || matches!(
                *word,
                "page" | "p" | "p." | "seite" | "стр" | "стр." | "of" | "von" | "de" | "из"
            )
    });
    is_roman || ((1..=2).contains(&n_digits) && is_counted && words.iter().all(is_small) && words.len() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f64) -> Line {
        Line {
            text: text.to_owned(),
            x: 50.0,
            end: 200.0,
            y,
            size: 10.0,
        }
    }

    #[test]
    fn heads_that_come_again_and_page_numbers_are_dropped() {
        let page = |number: u32| {
            vec![
                line(&format!("The Courier {number}"), 40.0),
                line("He said no.", 300.0),
                line("The Courier said nothing on the matter.", 310.0),
                line(&format!("– {number} –"), 780.0),
            ]
        };
        let mut pages = vec![page(1), page(2), page(3)];
        drop_repeated(&mut pages, &[800.0; 3]);
        let texts: Vec<&str> = pages[0].iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["He said no.", "The Courier said nothing on the matter."]);
    }

    #[test]
    fn numbers_are_told_from_words() {
        for text in ["3", "- 12 -", "Page 3 of 7", "3/7", "iv", "стр. 4"] {
            assert!(is_number(text), "{text}");
        }
        for text in [
            "3 May 2027",
            "Paris",
            "Article 51",
            "",
            "2027 saw more",
            "1,200 tonnes",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }
}
