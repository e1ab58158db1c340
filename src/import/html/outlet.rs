//! Under which name a page appeared, of the names that it gives.
//!
//! A page often names several: an agency that wrote the story as its publisher, the site with a slogan
//! after its name, an account. The name of the page's own host is the one that a citation needs.

use super::super::metadata::dateline::is_agency;

/// Between the parts of titles and names.
const MARKS: [&str; 5] = [" | ", " - ", " – ", " — ", " :: "];

/// The most words that the end of a title has when it is the name of an outlet.
const LONGEST_TAIL: usize = 4;

/// The outlet, of the names in the order of how far they are to be trusted and of what stands at the end of
/// the title. The title counts only for a name of the address's host.
pub(super) fn chosen(names: &[String], title: Option<&str>, address: Option<&str>) -> Option<String> {
    let names: Vec<&str> = names
        .iter()
        .map(|name| before_slogan(name))
        // An account's name is no outlet's.
        .filter(|name| !name.is_empty() && !name.starts_with('@'))
        .collect();
    let host = address.map(labels).unwrap_or_default();
    let is_of_host = |name: &&str| host.iter().any(|label| names_label(name, label));
    let is_label = |name: &str| host.iter().any(|label| name == label);
    let tail = title.and_then(tail).filter(is_of_host);
    let own = names.iter().copied().filter(is_of_host);
    own.clone()
        .find(|name| !is_label(name))
        .or(tail)
        .or_else(|| own.clone().next())
        .or_else(|| names.iter().copied().find(|name| !writes_for_others(name)))
        .or_else(|| names.first().copied())
        .map(str::to_owned)
}

/// An author without the outlet or office after the name; `None` if nothing but the outlet is named.
pub(super) fn without_outlet<'a>(author: &'a str, outlet: Option<&str>) -> Option<&'a str> {
    let first = MARKS
        .iter()
        .fold(author, |rest, mark| rest.split(mark).next().unwrap_or(rest));
    let is_outlet = |words: &str| outlet.is_some_and(|outlet| begin_alike(words, outlet));
    let author = match first.rsplit_once([',', '.']) {
        Some((people, after)) if is_outlet(after) || is_office(after) => people.trim_end(),
        _ => first.trim(),
    };
    let is_all = outlet.is_some_and(|outlet| squeezed(author) == squeezed(outlet));
    (!is_all && !author.is_empty()).then_some(author)
}

/// Whether one of two names is how the other one begins: "Norse News", "Norse News International".
fn begin_alike(one: &str, other: &str) -> bool {
    let mut pairs = one.split_whitespace().zip(other.split_whitespace()).peekable();
    let word = |word: &str| squeezed(word.split('.').next().unwrap_or(word));
    pairs.peek().is_some() && pairs.all(|(one, other)| word(one) == word(other))
}

/// "AP National Security Writer": what somebody is at an agency.
fn is_office(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or_default();
    is_agency(first)
        && ["writer", "correspondent", "reporter", "editor"]
            .iter()
            .any(|office| last.eq_ignore_ascii_case(office))
}

/// Whether the name is that of an agency, whose stories appear elsewhere.
fn writes_for_others(name: &str) -> bool {
    let bare = name.trim_start_matches("The ");
    is_agency(bare)
        || ["Associated Press", "Agence France-Presse", "Press Trust of India"]
            .iter()
            .any(|agency| agency.eq_ignore_ascii_case(bare))
}

/// "The Post | News, sport, opinion" is The Post.
fn before_slogan(name: &str) -> &str {
    MARKS
        .iter()
        .fold(name, |rest, mark| rest.split(mark).next().unwrap_or(rest))
        .trim()
}

/// What stands after the last mark of a title, if it is short and written like a name.
fn tail(title: &str) -> Option<&str> {
    let tail = MARKS
        .iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .map(|(_, after)| after.trim())
        .min_by_key(|after| after.len())?;
    let n_words = tail.split_whitespace().count();
    let is_named = |word: &str| {
        matches!(word, "of" | "the" | "and" | "for")
            || word.contains('.')
            || word.starts_with(|c: char| !c.is_lowercase())
    };
    ((1..=LONGEST_TAIL).contains(&n_words) && tail.split_whitespace().all(is_named)).then_some(tail)
}

/// The labels of an address's host that can be a name: neither "www" nor what stands at the end of all hosts
/// of a kind or country.
fn labels(address: &str) -> Vec<String> {
    let Some((_, rest)) = address.split_once("://") else {
        return Vec::new();
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let mut labels: Vec<String> = host.split('.').map(str::to_lowercase).collect();
    labels.pop();
    labels.retain(|label| {
        label.chars().count() >= 2
            && !matches!(
                label.as_str(),
                "www" | "amp" | "com" | "co" | "org" | "net" | "gov" | "ac" | "edu" | "news" | "blog" | "en"
            )
    });
    labels
}

/// Whether a name is that of a host: written together, shortened, or by its initials.
fn names_label(name: &str, label: &str) -> bool {
    let bare = squeezed(name);
    let bare = bare
        .strip_prefix("the")
        .filter(|rest| rest.len() > 2)
        .unwrap_or(&bare);
    let label: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
    if bare.is_empty() || label.is_empty() {
        return false;
    }
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    let first: String = name
        .split_whitespace()
        .find(|word| !word.eq_ignore_ascii_case("the"))
        .map(squeezed)
        .unwrap_or_default();
    let domain = name.split('.').next().map(squeezed);
    let is_long = |words: &str| words.chars().count() >= 4;
    initials == label
        || domain.is_some_and(|domain| domain == label)
        || (label.chars().count() >= 3 && bare.contains(&label))
        || (bare.chars().count() >= 3 && label.contains(bare))
        || (is_long(&first) && label.starts_with(&first))
        || (is_long(&label) && is_shortened(bare, &label))
}

/// Whether the letters of `short` stand in `long` in this order, from the same letter on: "ctpost" of
/// "connecticutpost".
fn is_shortened(long: &str, short: &str) -> bool {
    let mut rest = long.chars();
    long.chars().next() == short.chars().next() && short.chars().all(|letter| rest.any(|c| c == letter))
}

/// Letters and digits in lower case, to tell a name from the way it is written in titles and hosts.
fn squeezed(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlet(names: &[&str], title: &str, address: &str) -> Option<String> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        chosen(
            &names,
            Some(title).filter(|title| !title.is_empty()),
            Some(address).filter(|address| !address.is_empty()),
        )
    }

    #[test]
    fn a_story_of_an_agency_appeared_where_the_page_is() {
        let address = "https://www.laketimes.com/world/gate-opens";
        let names = ["Associated Press", "Lake Valley Times"];
        assert_eq!(outlet(&names, "", address).as_deref(), Some("Lake Valley Times"));
        assert_eq!(outlet(&names, "", "").as_deref(), Some("Lake Valley Times"));
        assert_eq!(
            outlet(&["Associated Press"], "", "https://hosted.ap.org/a").as_deref(),
            Some("Associated Press")
        );
        let address = "https://www.plainherald.co.uk/1";
        let names = ["PH News Service", "Plain Herald"];
        assert_eq!(outlet(&names, "", address).as_deref(), Some("Plain Herald"));
    }

    #[test]
    fn slogans_and_accounts_are_no_names() {
        let name = ["The Coast Post | CoastPost.com | News and sport"];
        let address = "https://www.cpost.com/a";
        assert_eq!(outlet(&name, "", address).as_deref(), Some("The Coast Post"));
        assert_eq!(outlet(&["@coastpost"], "", address), None);
    }

    #[test]
    fn the_end_of_a_title_is_a_name_if_it_is_the_hosts() {
        let address = "https://www.norsenews.com/gate";
        for (title, expected) in [
            ("Gate opens in May - Norse News", Some("Norse News")),
            (
                "Gate opens | World | Norse International",
                Some("Norse International"),
            ),
            ("Gate opens – what Norse news readers should know", None),
            ("Gate opens - Minister resigns", None),
            ("Gate opens", None),
        ] {
            assert_eq!(outlet(&[], title, address).as_deref(), expected, "{title}");
        }
        assert_eq!(
            outlet(&["nn"], "Gate opens - nn.com", "https://nn.com/1").as_deref(),
            Some("nn.com")
        );
        assert_eq!(
            outlet(&["nn"], "Gate opens", "https://nn.com/1").as_deref(),
            Some("nn")
        );
    }

    #[test]
    fn an_author_is_named_without_the_outlet() {
        for (author, outlet, expected) in [
            ("Ana Lund | NP Media for Norse.com", None, Some("Ana Lund")),
            (
                "Ana Lund, Norse News",
                Some("Norse News International"),
                Some("Ana Lund"),
            ),
            (
                "Ana Lund. Norse International",
                Some("Norse International"),
                Some("Ana Lund"),
            ),
            (
                "ANA LUND, AP Harbour Writer",
                Some("Coast Post"),
                Some("ANA LUND"),
            ),
            ("Ana Lund, MS, RD", Some("Coast Post"), Some("Ana Lund, MS, RD")),
            (
                "Ana Lund, Per Holm",
                Some("Coast Post"),
                Some("Ana Lund, Per Holm"),
            ),
            ("Ana J. Lund", Some("Lundby Post"), Some("Ana J. Lund")),
            ("Coast Post", Some("Coast Post"), None),
        ] {
            assert_eq!(without_outlet(author, outlet), expected, "{author}");
        }
    }
}
