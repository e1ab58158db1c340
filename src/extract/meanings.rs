//! What a definite description can mean: which parties are called "the bloc", whether "the diplomat" can be
//! a foreign minister. Looks at roles only, never at an article.

use crate::atlas::{PartyKind, Role};

/// What kinds of party are called "the bloc", "the court", "the country".
pub(super) fn kinds_called(role: &Role) -> &'static [PartyKind] {
    let is_of_citizens = role.words.contains("rights") || role.words.contains("aid");
    match role.head {
        "country" | "nation" | "kingdom" | "republic" | "state" | "emirate" | "city" | "territory"
        | "island" | "superpower" | "power" => &[PartyKind::Country],
        "bloc" | "alliance" | "union" | "pact" | "league" => &[PartyKind::Union],
        "court" | "tribunal" => &[PartyKind::Court],
        "agency" | "watchdog" | "institution" => &[PartyKind::Agency, PartyKind::Union, PartyKind::Group],
        "movement" | "militia" | "front" => &[PartyKind::Movement],
        "charity" | "ngo" => &[PartyKind::Group],
        "group" | "grouping" if is_of_citizens => &[PartyKind::Group],
        "group" | "grouping" => &[PartyKind::Movement, PartyKind::Group, PartyKind::Union],
        "coalition" => &[PartyKind::Union, PartyKind::Movement],
        _ => &[PartyKind::Union, PartyKind::Agency, PartyKind::Group],
    }
}

/// In American spelling.
fn american(words: &str) -> String {
    words.replace("defence", "defense").replace("labour", "labor")
}

/// Whether "the minister" (`role`) can mean a foreign minister (`known`).
pub(super) fn can_mean(role: &Role, known: &Role) -> bool {
    let (role_words, known_words) = (american(role.words), american(known.words));
    if role_words == known_words {
        return true;
    }
    // "the defence chief" for a defence minister.
    if let Some(field) = role_words.strip_suffix(" chief")
        && [
            format!("{field} minister"),
            format!("minister of {field}"),
            format!("{field} secretary"),
            format!("secretary of {field}"),
        ]
        .contains(&known_words)
    {
        return true;
    }
    let spokes = |role: &Role| role.head.starts_with("spokes");
    if spokes(role) && spokes(known) {
        return role.words == role.head
            || known.words == known.head
            || role.words.split(' ').next() == known.words.split(' ').next();
    }
    let is_of = |words: &[&str]| words.contains(&role.words);
    let known_is = |heads: &[&str]| heads.contains(&known.head) || heads.contains(&known.words);
    if is_of(&["leader", "head of state", "head of government", "statesman"]) {
        return known_is(&[
            "president",
            "premier",
            "chancellor",
            "king",
            "queen",
            "emir",
            "sultan",
            "leader",
            "dictator",
            "chief",
            "prime minister",
            "supreme leader",
            "chief executive",
            "taoiseach",
            "head",
            "chairman",
        ]);
    }
    if is_of(&["premier"]) {
        return known.words == "prime minister";
    }
    if is_of(&["prime minister"]) {
        return known.words == "premier";
    }
    if is_of(&["diplomat", "top diplomat", "chief diplomat"]) {
        return known_is(&[
            "foreign minister",
            "ambassador",
            "envoy",
            "secretary of state",
            "diplomat",
            "foreign policy chief",
            "high representative",
            "foreign secretary",
        ]);
    }
    if is_of(&["envoy"]) {
        return known_is(&["ambassador", "envoy", "representative"]);
    }
    if is_of(&["politician", "lawmaker"]) {
        return known_is(&[
            "senator",
            "congressman",
            "congresswoman",
            "MP",
            "deputy",
            "lawmaker",
            "legislator",
            "leader",
        ]);
    }
    if is_of(&["official", "senior official"]) {
        return known.head == "official"
            || known.head == "chief"
            || known.head == "director"
            || known.head == "head"
            || known.head == "adviser";
    }
    // "the minister" for any minister, "the ministry" for any ministry; never the other way round.
    role.words == role.head && known.head == role.head
}
