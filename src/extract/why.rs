//! Plain words for the rules that led to a statement, its speaker and its parties.

/// One sentence for people: what the rule went by. `found` are the words or the code that the rule looked up,
/// perhaps empty. A rule without words of its own gives its name.
#[must_use]
pub fn sentence(rule: &str, found: &str) -> String {
    if found.is_empty() {
        rule.replace('-', " ")
    } else {
        format!("{}: {found}.", rule.replace('-', " "))
    }
}
