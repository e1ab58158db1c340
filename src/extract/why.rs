//! Plain words for the rules that led to a statement, its speaker and its parties.

/// One sentence for people: what the rule went by. `found` are the words or the code that the rule looked up,
/// perhaps empty. A rule without words of its own gives its name.
#[must_use]
pub fn sentence(rule: &str, found: &str) -> String {
    let found = found.trim();
    match (with_words(rule), found.is_empty()) {
        (Some((before, after, _)), false) => format!("{before}“{found}”{after}"),
        (Some((_, _, without)), true) => without.to_owned(),
        (None, false) => format!("{}: {found}.", capitalised(rule)),
        (None, true) => format!("{}.", capitalised(rule)),
    }
}

/// What to say before and after the words found, and what without them.
fn with_words(rule: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match rule {
        // What is said.
        "content-after-cue" => (
            "The words stand after ",
            ".",
            "The words stand after the word that reports them.",
        ),
        "content-before-cue" => (
            "The words stand before ",
            ".",
            "The words stand before the word that reports them.",
        ),
        "content-around-cue" => (
            "The words stand around ",
            ".",
            "The words stand on both sides of the word that reports them.",
        ),
        "long-quotation" => (
            "A long quotation without a word that reports it: ",
            ".",
            "A long quotation without a word that reports it.",
        ),
        "quotation-in-another-language" => (
            "The text is not in English, so only its long quotations are found: ",
            ".",
            "The text is not in English, so only its long quotations are found, and nobody who said them.",
        ),
        "reports-another" => (
            "What is reported reports in its turn: ",
            ".",
            "What is reported reports in its turn.",
        ),
        "passed-on" => ("Passed on by ", ".", "Passed on by somebody else."),
        "agent-of-a-passive" => (
            "The words are the subject of what was ",
            "; who did it follows “by”.",
            "The words are the subject; who spoke of them follows “by”.",
        ),
        "content-after-passive" => (
            "The words follow ",
            ", without saying who said so.",
            "The words follow the word that reports them, which does not say who said so.",
        ),
        "source-before-colon" => (
            "The source stands before ",
            ", as in headlines.",
            "The source stands before a colon, as in headlines.",
        ),
        "reported-speech-goes-on" => (
            "The sentence goes on in the tense of reported speech: ",
            ".",
            "The sentence goes on in the tense of reported speech.",
        ),
        _ => return source_words(rule),
    })
}

fn source_words(rule: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match rule {
        // Who says it.
        "full-name" => (
            "The source is named in full: ",
            ".",
            "The source is named in full.",
        ),
        "surname-of-named-person" => (
            "The name is short for ",
            ", who is named in full elsewhere in the article.",
            "The name is short for somebody who is named in full elsewhere in the article.",
        ),
        "pronoun" => (
            "The pronoun most likely means ",
            ".",
            "The pronoun most likely means who was spoken of last.",
        ),
        "described-before" => (
            "The description means ",
            ", met before in the article.",
            "The description means somebody met before in the article.",
        ),
        "description-of-named-person" => (
            "The article gives this office to ",
            ".",
            "The article gives this office to a person named in it.",
        ),
        "both-parties" => (
            "The two that are spoken of here: ",
            ".",
            "The two parties that are spoken of here.",
        ),
        "both-people" => (
            "The two office-holders named last: ",
            ".",
            "The two office-holders named last.",
        ),
        "joint-source" => ("Said jointly by ", ".", "Said by several jointly."),
        "subject-after-quotation" => (
            "The words after the quotation name ",
            ".",
            "The words after the quotation name the source.",
        ),
        "subject-of-the-cue" => (
            "The subject of the word that reports is ",
            ".",
            "The source is the subject of the word that reports.",
        ),
        "subject-before-the-colon" => (
            "The words before the colon name ",
            ".",
            "The words before the colon name the source.",
        ),
        "in-the-words-of" => (
            "Called the words of ",
            ".",
            "The sentence says whose words they are.",
        ),
        "subject-of-the-sentence" => (
            "No source of its own; the sentence is about ",
            ".",
            "No source of its own; the speaker is the subject of the sentence.",
        ),
        "subject-of-the-sentence-before" => (
            "No source of its own; the sentence before is about ",
            ".",
            "No source of its own; the speaker is the subject of the sentence before.",
        ),
        "speaker-goes-on" => (
            "No source of its own; ",
            " spoke just before.",
            "No source of its own; who spoke before goes on.",
        ),
        "answers-in-an-interview" => (
            "An answer in the interview with ",
            ".",
            "An answer of whoever is interviewed.",
        ),
        "correction" => (
            "Corrected by hand in this project: ",
            ".",
            "Corrected by hand in this project.",
        ),
        _ => return party_words(rule),
    })
}

/// The same for the rules that say for whom somebody speaks.
fn party_words(rule: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match rule {
        "adjective-before-role" => (
            "An adjective before the office names the party: ",
            ".",
            "An adjective before the office names the party.",
        ),
        "genitive-before-role" => (
            "The words before the office name whose it is: ",
            ".",
            "The words before the office name whose it is.",
        ),
        "name-before-role" => (
            "A name before the office names the party: ",
            ".",
            "A name before the office names the party.",
        ),
        "party-after-role" => (
            "The words after the office name whose it is: ",
            ".",
            "The words after the office name whose it is.",
        ),
        "place-after-role" => (
            "The place after the office lies in ",
            ".",
            "The place after the office tells the country.",
        ),
        "party-in-headline" => ("The headline tells of whom: ", ".", "The headline tells of whom."),
        "party-after-name" => (
            "The words after the name tell of whom: ",
            ".",
            "The words after the name tell of whom.",
        ),
        "name-of-party" => (
            "The source is the party itself: ",
            ".",
            "The source is the party itself.",
        ),
        "seat-of-government" => (
            "The seat of a government stands for it: ",
            ".",
            "The seat of a government stands for it.",
        ),
        "institution" => (
            "An institution that speaks for ",
            ".",
            "An institution that speaks for a party.",
        ),
        "inhabitants" => (
            "The source is called by its country: ",
            ".",
            "The source is called by its country.",
        ),
        "place" => (
            "A place stands for its country: ",
            ".",
            "A place stands for its country.",
        ),
        "party-of-the-owner" => (
            "The office is that of another person's staff: ",
            ".",
            "The office is that of another person's staff.",
        ),
        "party-of-the-body" => (
            "The office belongs to a body named before: ",
            ".",
            "The office belongs to a body named before.",
        ),
        "party-named-before" => (
            "The party was named just before: ",
            ".",
            "The party was named just before.",
        ),
        "office-of-one-party" => (
            "Such an office has only ",
            ".",
            "Only one party has such an office.",
        ),
        "country-of-the-context" => (
            "No country is given; the article speaks mostly of ",
            " here.",
            "No country is given; it is the one that the article speaks of here.",
        ),
        "well-known" => (
            "Known from the table of office-holders: ",
            ".",
            "Known from the table of office-holders.",
        ),
        "further-party" => ("The office is also of ", ".", "The office is of several parties."),
        "genitive-before-name" => (
            "The words before the name tell of whom: ",
            ".",
            "The words before the name tell of whom.",
        ),
        "former-office" => (
            "The office is over: ",
            ".",
            "The office is over: speaks for no party.",
        ),
        "speaks-for-nobody" => (
            "An expert, a witness, a company or the like speaks for no party: ",
            ".",
            "Called an expert, a witness, a company or the like: speaks for no party.",
        ),
        _ => return None,
    })
}

fn capitalised(rule: &str) -> String {
    super::names::capitalised(&rule.replace('-', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_told_in_plain_words() {
        assert_eq!(
            sentence("content-after-cue", "said"),
            "The words stand after “said”."
        );
        assert_eq!(
            sentence("speaks-for-nobody", ""),
            "Called an expert, a witness, a company or the like: speaks for no party."
        );
        assert_eq!(
            sentence("country-of-the-context", "AM"),
            "No country is given; the article speaks mostly of “AM” here."
        );
        assert_eq!(sentence("some-new-rule", ""), "Some new rule.");
        assert_eq!(sentence("some-new-rule", "x"), "Some new rule: x.");
    }
}
