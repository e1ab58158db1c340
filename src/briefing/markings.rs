//! Common handling markings: which are offered, and which of two is stricter.
//!
//! A marking is the user's. Nothing here proposes, computes or drops one.

use std::sync::LazyLock;

struct Known {
    scheme: &'static str,
    rank: u8,
    marking: &'static str,
    is_offered: bool,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    include_str!("../../assets/templates/markings.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Known {
                scheme: cells.next()?,
                rank: cells.next()?.parse().ok()?,
                marking: cells.next()?,
                is_offered: cells.next()? == "yes",
            })
        })
        .collect()
});

/// The markings that are offered, in the order of a menu.
pub fn offered() -> impl Iterator<Item = &'static str> {
    KNOWN
        .iter()
        .filter(|known| known.is_offered)
        .map(|known| known.marking)
}

/// How a block's marking stands to that of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    /// No stricter.
    Within,
    /// Stricter.
    Above,
    /// Of no scheme that both belong to.
    Unlike,
}

pub(super) fn compare(block: &str, document: &str) -> Comparison {
    let (block, document) = (block.trim(), document.trim());
    let without = |marking: &str| {
        let inner = marking
            .strip_prefix('(')
            .and_then(|inner| inner.strip_suffix(')'));
        inner.unwrap_or(marking).to_owned()
    };
    if block.is_empty() || without(block).eq_ignore_ascii_case(&without(document)) {
        return Comparison::Within;
    }
    if document.is_empty() {
        return Comparison::Above;
    }
    let (of_block, of_document) = (ranks(block), ranks(document));
    let shared = of_block.iter().find_map(|&(scheme, rank)| {
        let same = of_document.iter().find(|&&(other, _)| other == scheme)?;
        Some((rank, same.1))
    });
    match shared {
        Some((block, document)) if block > document => Comparison::Above,
        Some(_) => Comparison::Within,
        None => Comparison::Unlike,
    }
}

/// Schemes and ranks of the longest known marking that `marking` begins with: handling instructions may
/// follow it. Around a whole marking parentheses say nothing; a letter is one only in them: "(S//NF)".
fn ranks(marking: &str) -> Vec<(&'static str, u8)> {
    let upper = marking.to_uppercase();
    let inner = upper.strip_prefix('(').map(|inner| inner.trim_end_matches(')'));
    let begins = |known: &&Known| {
        let letter = known
            .marking
            .strip_prefix('(')
            .map(|letter| letter.trim_end_matches(')'));
        let rest = match letter {
            Some(letter) => inner.and_then(|inner| inner.strip_prefix(letter)),
            None => inner.unwrap_or(&upper).strip_prefix(known.marking),
        };
        rest.is_some_and(|rest| {
            !rest.starts_with(|next: char| next.is_alphanumeric() || next == '-' || next == '+')
        })
    };
    let longest = KNOWN.iter().filter(begins).map(|known| known.marking.len()).max();
    let known = KNOWN.iter().filter(begins);
    known
        .filter(|known| Some(known.marking.len()) == longest)
        .map(|known| (known.scheme, known.rank))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markings_are_compared_within_their_scheme() {
        for (block, document, expected) in [
            ("", "", Comparison::Within),
            ("Desk only", "desk only", Comparison::Within),
            ("OFFICIAL", "OFFICIAL-SENSITIVE", Comparison::Within),
            ("Official-Sensitive COMMERCIAL", "OFFICIAL", Comparison::Above),
            ("SECRET", "OFFICIAL-SENSITIVE", Comparison::Above),
            ("SECRET", "RESTRICTED", Comparison::Above),
            ("TLP:AMBER", "TLP:AMBER+STRICT", Comparison::Within),
            ("TLP:RED", "TLP:AMBER", Comparison::Above),
            ("RESTRICTED", "", Comparison::Above),
            ("(S)", "SECRET", Comparison::Within),
            ("(U)", "SECRET//NOFORN", Comparison::Within),
            ("(S//NF)", "SECRET", Comparison::Within),
            ("(TS)", "SECRET", Comparison::Above),
            ("(C)", "UNCLASSIFIED", Comparison::Above),
            ("(SECRET)", "CONFIDENTIAL", Comparison::Above),
            ("(CUI)", "CUI", Comparison::Within),
            ("S", "SECRET", Comparison::Unlike),
            ("(S)", "OFFICIAL", Comparison::Unlike),
            ("TLP:RED", "OFFICIAL", Comparison::Unlike),
            ("Desk only", "OFFICIAL", Comparison::Unlike),
        ] {
            assert_eq!(compare(block, document), expected, "{block} in {document}");
        }
        assert_eq!(offered().count(), 9);
    }
}
