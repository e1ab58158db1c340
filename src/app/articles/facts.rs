//! What is said of a statement, in words.

use super::super::actions::party_name;
use crate::extract::why;
use crate::model::{Kind, Origin, Stance, Statement};
use crate::project::Entry;

/// "quotation", "partly quoted", "paraphrase".
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "quotation",
        Kind::Mixed => "partly quoted",
        Kind::Indirect => "paraphrase",
    }
}

/// "Lavrov, Foreign Minister — Russia — quotation".
pub(super) fn who(statement: &Statement) -> String {
    let mut who = statement.speaker_name().unwrap_or("Unknown speaker").to_owned();
    if let Some(role) = statement
        .speaker
        .as_ref()
        .and_then(|speaker| speaker.role.as_deref())
    {
        who.push_str(", ");
        who.push_str(role);
    }
    let parties: Vec<&str> = statement
        .parties
        .iter()
        .map(|party| party_name(Some(party)))
        .collect();
    let parties = if parties.is_empty() {
        "no party".to_owned()
    } else {
        parties.join(", ")
    };
    format!("{who} — {parties} — {}", kind_word(statement.kind))
}

/// Who made the statement what it is.
pub(super) fn origin(statement: &Statement) -> &'static str {
    match (statement.origin, statement.is_checked) {
        (Origin::Extracted, false) => "Found by Readout",
        (Origin::Extracted, true) => "Found by Readout, checked",
        (Origin::Corrected, false) => "Corrected by hand",
        (Origin::Corrected, true) => "Corrected and checked",
        (Origin::ByHand, _) => "Made by hand",
    }
}

/// The reasons as sentences, each with the words that it went by.
pub(super) fn reasons(statement: &Statement, text: &str) -> Vec<(String, String)> {
    statement
        .why
        .reasons
        .iter()
        .map(|reason| {
            let words: Vec<&str> = reason.words.iter().map(|span| span.of(text)).collect();
            (why::sentence(&reason.rule, &reason.found), words.join(" … "))
        })
        .collect()
}

/// Who stands between speaker and article, or whose report the speaker passes on: what that is, and the words.
pub(super) fn relay(statement: &Statement) -> Option<(&'static str, &str)> {
    let relay = statement.relay()?;
    match relay.report {
        Some(report) => Some(("Passes on", report)),
        None => relay.go_between.map(|name| ("By way of", name)),
    }
}

/// "supports", "opposes" and so on.
pub(super) fn stance_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Conditional => "under a condition",
        Stance::NoneStated => "no stance",
    }
}

/// How many statements of an article are shown, checked, and put aside.
pub(super) fn tally(entry: &Entry) -> (usize, usize, usize) {
    let mut tally = (0, 0, 0);
    for statement in entry.statements.values() {
        if statement.is_visible {
            tally.0 += 1;
            tally.1 += usize::from(statement.is_checked);
        } else {
            tally.2 += 1;
        }
    }
    tally
}

/// Words on one line, cut after `n_chars`.
pub(super) fn shortened(words: &str, n_chars: usize) -> String {
    let mut line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = line.char_indices().nth(n_chars) {
        line.truncate(at);
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Speaker;

    #[test]
    fn a_statement_is_introduced_by_speaker_role_party_and_kind() {
        let mut statement = Statement::by_hand(Vec::new(), Kind::Direct);
        assert_eq!(who(&statement), "Unknown speaker — no party — quotation");
        statement.speaker = Some(Speaker {
            name: "Selim Karaosman".to_owned(),
            role: Some("Foreign Minister".to_owned()),
        });
        statement.parties = vec!["TR".parse().unwrap()];
        assert_eq!(
            who(&statement),
            "Selim Karaosman, Foreign Minister — Türkiye — quotation"
        );
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        assert_eq!(shortened("Doğu\nkapı  gate", 6), "Doğu k…");
        assert_eq!(shortened("short", 6), "short");
    }
}
