//! From the words of a source to who that is: name, role, parties, and why.
//!
//! Sources are taken in the order of the text, so that "he" and "the ministry" can look back at who spoke before.
//! Every look back is bounded; the whole is linear in the length of the body.

use std::collections::HashMap;

use super::Knowledge;
use super::attribution::Attribution;
use super::mentions::Scan;
use super::names::People;
use super::parties::Countries;
use super::prepare::Prepared;
use super::resolver::{Resolver, Source, Spoken, reason};
use super::rules::{AFTER_PASSIVE, TURN};
use super::subjects::Subjects;
use super::words::Words;
use crate::model::{Article, Corrections, Party, Reason, Speaker};
use crate::text::Span;

/// Whom the source of one attribution stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    /// The speaker; `None` if that is not known.
    pub speaker: Option<Speaker>,
    /// The words that name the source, where the attribution has none.
    pub source: Option<Span>,
    /// For whom the speaker speaks.
    pub parties: Vec<Party>,
    /// Which rules led here.
    pub reasons: Vec<Reason>,
    /// How likely speaker and parties are right, 0 to 1.
    pub score: f64,
}

/// One answer for each attribution, in the same order.
pub(crate) fn resolve(
    prepared: &Prepared<'_>,
    words: &Words,
    attributions: &[Attribution],
    article: &Article,
    knowledge: &Knowledge<'_>,
) -> Vec<Resolved> {
    let scan = Scan::new(prepared, knowledge.atlas);
    let mut people = People::new(&scan);
    people.learn_from_headline(article, knowledge.atlas);
    let mut resolver = Resolver {
        subjects: Subjects { prepared, words },
        people,
        countries: Countries::new(&scan, &article.metadata),
        scan: &scan,
        corrections: knowledge.corrections,
        day: article
            .metadata
            .published
            .map(|published| published.date().to_string()),
        sources: Vec::new(),
        of_person: HashMap::new(),
        spoken: Vec::new(),
        interviewee: None,
        depth: 0,
    };
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&idx| {
        attributions
            .get(idx)
            .map_or(0, |attribution| place(attribution).start())
    });
    let mut answers = vec![Resolved::default(); attributions.len()];
    for idx in order {
        let (Some(attribution), Some(slot)) = (attributions.get(idx), answers.get_mut(idx)) else {
            continue;
        };
        *slot = resolver.attribution(attribution);
        slot.reasons.extend(resolver.quoted_by(attribution));
        correct(slot, knowledge);
    }
    answers
}

/// Where an attribution stands, for the order of speaking.
fn place(attribution: &Attribution) -> Span {
    attribution
        .source
        .or(attribution.cue)
        .or(attribution.content.first().copied())
        .unwrap_or_else(|| Span::from((0, 0)))
}

/// What the user taught wins.
fn correct(resolved: &mut Resolved, knowledge: &Knowledge<'_>) {
    let Some(speaker) = &mut resolved.speaker else {
        return;
    };
    let Some(person) = knowledge.corrections.people.get(&speaker.name) else {
        return;
    };
    let leads_to = person
        .name
        .as_ref()
        .and_then(|name| knowledge.corrections.people.get(name));
    if let Some(name) = &person.name {
        speaker.name.clone_from(name);
    }
    // What is taught of the person holds for each spelling of which nothing of its own is taught.
    if let Some(role) = person.role.as_ref().or_else(|| leads_to?.role.as_ref()) {
        speaker.role = Some(role.clone()).filter(|role| !role.is_empty());
    }
    if let Some(parties) = person.parties.as_ref().or_else(|| leads_to?.parties.as_ref()) {
        resolved.parties.clone_from(parties);
        resolved.score = 1.0;
    }
    if !resolved.reasons.iter().any(|reason| reason.rule == CORRECTION) {
        resolved.reasons.push(reason(CORRECTION, &[], &speaker.name));
    }
}

/// The rule of what the user taught.
const CORRECTION: &str = "correction";

/// Lets a person be what the user taught, so that those who belong to that person follow ("Doreli's spokesman"). A
/// family name alone means the only person so called whom the user taught.
pub(super) fn as_taught(source: &mut Source, corrections: &Corrections) {
    let taught = corrections.people.get_key_value(&source.name).or_else(|| {
        let is_one_word = source.name.chars().count() > 2 && !source.name.contains(' ');
        let mut namesakes = corrections
            .people
            .iter()
            .filter(|(name, _)| is_one_word && name.rsplit(' ').next() == Some(source.name.as_str()));
        namesakes.next().filter(|_| namesakes.next().is_none())
    });
    let Some((name, person)) = taught else {
        return;
    };
    source.name.clone_from(person.name.as_ref().unwrap_or(name));
    if let Some(role) = &person.role {
        source.role = Some(role.clone()).filter(|role| !role.is_empty());
    }
    if let Some(parties) = &person.parties {
        source.parties.clone_from(parties);
        source.reasons.clear();
        source.score = 1.0;
    }
    source.reasons.push(reason(CORRECTION, &[], &source.name));
}

impl Resolver<'_> {
    pub(super) fn attribution(&mut self, attribution: &Attribution) -> Resolved {
        let prepared = self.scan.prepared;
        let follows = |rule: &str| attribution.reasons.iter().any(|reason| reason.rule == rule);
        let (found, mention) = match attribution.source {
            Some(source) => {
                let better = self.better_source(attribution);
                let source = better
                    .clone()
                    .and_then(|tokens| prepared.span(tokens))
                    .unwrap_or(source);
                let tokens = self.whole_phrase(prepared.tokens_in(source));
                (self.source(tokens, Some(source)), better)
            }
            // "The captain is accused of smuggling": nobody is named who says so, least of all the captain.
            None if follows(AFTER_PASSIVE) => (None, None),
            None if follows(TURN) => (self.answerer(attribution), None),
            None => self.unnamed(attribution),
        };
        let source = mention.and_then(|tokens| self.outside(tokens, attribution));
        let Some((idx, reasons, score)) = found else {
            return Resolved {
                source,
                ..Resolved::default()
            };
        };
        if follows(TURN) && self.sources.get(idx).is_some_and(|source| source.is_person) {
            self.interviewee = Some(idx);
        }
        let end = attribution
            .content
            .last()
            .map_or(0, |span| prepared.token_at(span.end().saturating_sub(1)));
        let token = prepared.token_at(place(attribution).start());
        self.spoken.push(Spoken {
            token,
            end: end.max(token),
            source: idx,
            mention: source.or(attribution.source).map(|span| prepared.tokens_in(span)),
        });
        let Some(speaker) = self.sources.get(idx) else {
            return Resolved::default();
        };
        let mut all = reasons;
        all.extend(speaker.reasons.iter().cloned());
        Resolved {
            speaker: Some(Speaker {
                name: speaker.name.clone(),
                role: speaker.role.clone(),
            }),
            source,
            parties: speaker.parties.clone(),
            reasons: all,
            score: (speaker.score * score).clamp(0.0, 1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;
    use crate::model::{Kind, Person};

    /// Text with «contents», {cues} and [sources] marked; the first content goes with the first cue and source, and so
    /// on. "[]" stands for no source.
    fn resolved(marked: &str, corrections: &Corrections) -> Vec<Resolved> {
        let mut text = String::new();
        let mut opened = Vec::new();
        let mut ranges: [Vec<(usize, usize)>; 3] = Default::default();
        for character in marked.chars() {
            match character {
                '«' | '{' | '[' => opened.push(text.len()),
                '»' => ranges[0].push((opened.pop().unwrap(), text.len())),
                '}' => ranges[1].push((opened.pop().unwrap(), text.len())),
                ']' => ranges[2].push((opened.pop().unwrap(), text.len())),
                _ => text.push(character),
            }
        }
        let article = Article::from_text(&text);
        let [contents, cues, sources] = ranges;
        let span =
            |range: Option<&(usize, usize)>| range.and_then(|&(start, end)| Span::new(&text, start, end));
        let attributions: Vec<Attribution> = contents
            .iter()
            .enumerate()
            .map(|(idx, content)| Attribution {
                content: span(Some(content)).into_iter().collect(),
                cue: span(cues.get(idx)),
                source: span(sources.get(idx)),
                kind: Kind::Indirect,
                reasons: Vec::new(),
                score: 1.0,
            })
            .collect();
        let knowledge = Knowledge {
            atlas: Atlas::get(),
            corrections,
        };
        let prepared = Prepared::new(&article);
        resolve(
            &prepared,
            &Words::new(&prepared),
            &attributions,
            &article,
            &knowledge,
        )
    }

    fn shown(resolved: &Resolved) -> String {
        let speaker = resolved.speaker.as_ref();
        let codes: Vec<&str> = resolved.parties.iter().map(Party::code).collect();
        format!(
            "{} / {} / {}",
            speaker.map_or("-", |speaker| &speaker.name),
            speaker.and_then(|speaker| speaker.role.as_deref()).unwrap_or("-"),
            if codes.is_empty() {
                "-".to_owned()
            } else {
                codes.join("+")
            }
        )
    }

    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let found: Vec<String> = resolved(marked, &Corrections::default())
            .iter()
            .map(shown)
            .collect();
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn offices_before_names() {
        check(
            "[Georgian Foreign Minister Levan Doreli] {said} «the road is open». [Doreli] {added} «it was late».",
            &[
                "Levan Doreli / Foreign Minister / GE",
                "Levan Doreli / Foreign Minister / GE",
            ],
        );
        check(
            "«The talks failed,» {said} [Kremlin spokesman Pyotr Sokol].",
            &["Pyotr Sokol / Kremlin spokesman / RU"],
        );
        check(
            "[Head of the Georgian parliament's Foreign Affairs Committee Nino Kapan] {said} «no».",
            &["Nino Kapan / Head of the Georgian parliament's Foreign Affairs Committee / GE"],
        );
        check(
            "[U.S. Secretary of State Ann Lurie] {met} «him». [Ms. Lurie] {said} «yes».",
            &[
                "Ann Lurie / Secretary of State / US",
                "Ann Lurie / Secretary of State / US",
            ],
        );
    }

    #[test]
    fn offices_after_names() {
        check(
            "«It will rain,» {said} [Levan Doreli], Georgia's foreign minister.",
            &["Levan Doreli / Foreign Minister / GE"],
        );
        check(
            "[Ilse Brandt], the German ambassador to Armenia, {said} «yes».",
            &["Ilse Brandt / Ambassador to Armenia / DE"],
        );
        check(
            "[Tom Barlow], country director at Amnesty International, {said} «no».",
            &["Tom Barlow / Country director at Amnesty International / ORG:Amnesty"],
        );
        check(
            "[President Hadi Morad of Lebanon] {said} «no». [Mr Morad] {added} «never».",
            &["Hadi Morad / President / LB", "Hadi Morad / President / LB"],
        );
        check(
            "Armenia's defence minister, Aram Terian, spoke. [Terian] {said} «no».",
            &["Aram Terian / Defence Minister / AM"],
        );
    }

    #[test]
    fn experts_and_companies_speak_for_nobody() {
        check(
            "«Prices will fall,» {said} [Marta Lind], a Swedish economist at the Institute of Trade.",
            &["Marta Lind / Economist at the Institute of Trade / -"],
        );
        check("[Analysts] in Turkey {say} «no».", &["Analysts / - / -"]);
        check(
            "[Two residents of Kyiv] {said} «no».",
            &["Two residents of Kyiv / - / -"],
        );
        check(
            "[Ola Hansen], a fellow at the Georgia Institute of Technology, {said} «no».",
            &["Ola Hansen / Fellow at the Georgia Institute of Technology / -"],
        );
    }

    #[test]
    fn parties_by_their_own_names() {
        check("[Ankara] {rejected} «the plan».", &["Türkiye / - / TR"]);
        check("[The Kremlin] {denied} «it».", &["Kremlin / - / RU"]);
        check("[The EU] {called for} «calm».", &["European Union / - / ORG:EU"]);
        check(
            "[The European Commission] {said} «no».",
            &["European Commission / - / ORG:EU"],
        );
        check("[UNHCR] {said} «no».", &["UNHCR / - / ORG:UN"]);
        check(
            "[Monitoring group Human Rights Watch] {said} «no».",
            &["Human Rights Watch / - / ORG:HRW"],
        );
        check(
            "[Japan and South Korea] {said} «no».",
            &["Japan and South Korea / - / JP+KR"],
        );
        check(
            "[Ukraine and its Western allies] {accuse} «Russia».",
            &["Ukraine and its Western allies / - / UA"],
        );
        check(
            "[Turkish President Orhan Demir and his Chinese counterpart Wen Bo] {said} «yes».",
            &["Orhan Demir and Wen Bo / - / TR+CN"],
        );
    }

    #[test]
    fn bodies_and_unnamed_offices() {
        check(
            "[Russia's foreign ministry] {said} «no». [The ministry] {added} «never».",
            &[
                "Russian Foreign Ministry / - / RU",
                "Russian Foreign Ministry / - / RU",
            ],
        );
        check(
            "[A senior US official] {said} «no».",
            &["Senior US official / Official / US"],
        );
        check(
            "[A spokeswoman for the Norwegian foreign ministry] {said} «no». [She] {added} «never».",
            &[
                "Norwegian foreign ministry spokeswoman / Spokeswoman / NO",
                "Norwegian foreign ministry spokeswoman / Spokeswoman / NO",
            ],
        );
        check(
            "Tbilisi is unlikely to be pleased. On Monday [its foreign ministry] {said} «no» to Armenia.",
            &["Georgian Foreign Ministry / - / GE"],
        );
        check(
            "[The mayor of Marsk, Levan Doreli,] {said} «no».",
            &["Levan Doreli / Mayor of Marsk / -"],
        );
        check(
            "[Two Western diplomats] {said} «no».",
            &["Two Western diplomats / Diplomats / -"],
        );
        check(
            "[Foreign Minister Levan Doreli of Georgia] {said} «wait». A senior western diplomat in the city thought otherwise. «Never,» [the diplomat] {said}.",
            &[
                "Levan Doreli / Foreign Minister / GE",
                "Senior western diplomat / Diplomat / -",
            ],
        );
        check(
            "[The EU’s special representative for the South Caucasus, Henrik Saar,] {said} «the money is there».",
            &["Henrik Saar / Special representative for the South Caucasus / ORG:EU"],
        );
        check(
            "Fighting went on in Armenia, near Gyumri. [Police] {said} «three were hurt».",
            &["Armenian Police / - / AM"],
        );
        check(
            "Nato struck a village. [The Taliban] {said} «no». [The movement's spokesman, Zia Mugil], {said} «yes».",
            &[
                "Taliban / - / ORG:Taliban",
                "Zia Mugil / Movement's spokesman / ORG:Taliban",
            ],
        );
        check(
            "The International Criminal Court sat in June. [The court] {said} «no».",
            &["International Criminal Court / - / ORG:ICC"],
        );
    }

    #[test]
    fn pronouns_and_descriptions() {
        check(
            "[Georgian President Mara Kelidze] met Armenian Prime Minister Vahe Petros. [She] {said} «yes». [He] {said} «no».",
            &["Mara Kelidze / President / GE", "Mara Kelidze / President / GE"],
        );
        check(
            "[Polish Prime Minister Jan Wolski] {said} «no». [The Polish leader] {added} «never». [The prime minister] {said} «so».",
            &[
                "Jan Wolski / Prime Minister / PL",
                "Jan Wolski / Prime Minister / PL",
                "Jan Wolski / Prime Minister / PL",
            ],
        );
        check(
            "[Moscow] {said} «no». [It] {called} «the charge absurd».",
            &["Russia / - / RU", "Russia / - / RU"],
        );
    }

    #[test]
    fn quotations_without_a_source_go_on() {
        check(
            "[Polish envoy Jan Wolski] {spoke} «of hope».\n«\"We have waited long enough for this bridge.\"»",
            &["Jan Wolski / Envoy / PL", "Jan Wolski / Envoy / PL"],
        );
    }

    #[test]
    fn sources_that_no_reporting_clause_names() {
        check(
            "Polish envoy Jan Wolski issued a statement on Monday: «\"We have waited long enough.\"»",
            &["Jan Wolski / Envoy / PL"],
        );
        check(
            "«\"We have waited long enough,\"» Polish envoy Jan Wolski riffed, to laughter.",
            &["Jan Wolski / Envoy / PL"],
        );
        check(
            "Polish envoy Jan Wolski met Georgian President Mara Kelidze.\nShe was not done yet.\n«\"We have waited long enough.\"»",
            &["Mara Kelidze / President / GE"],
        );
        let words = |text: &str| {
            let found = resolved(text, &Corrections::default());
            let plain: String = text.chars().filter(|mark| !"«»{}[]".contains(*mark)).collect();
            found[0].source.map(|span| span.of(&plain).to_owned())
        };
        assert_eq!(
            words("«\"Who knows?\"» Jan Wolski told the paper.").as_deref(),
            Some("Jan Wolski")
        );
        assert_eq!(words("It rained. «\"Who knows if it will ever stop?\"»"), None);
    }

    #[test]
    fn the_project_may_know_better() {
        let mut corrections = Corrections::default();
        corrections.people.insert(
            "Levan Doreli".to_owned(),
            Person {
                name: Some("Levan Dorelli".to_owned()),
                role: Some("Envoy".to_owned()),
                parties: Some(vec!["ORG:EU".parse().unwrap()]),
            },
        );
        let found = resolved(
            "[Georgian minister Levan Doreli] {said} «no». [He] {added} «so».",
            &corrections,
        );
        for resolved in &found {
            assert_eq!(shown(resolved), "Levan Dorelli / Envoy / ORG:EU");
        }
    }

    #[test]
    fn what_the_project_knows_reaches_those_who_belong_to_a_person() {
        let mut corrections = Corrections::default();
        corrections.people.insert(
            "Levan Doreli".to_owned(),
            Person {
                parties: Some(vec!["ORG:EU".parse().unwrap()]),
                ..Person::default()
            },
        );
        let show = |marked: &str| shown(&resolved(marked, &corrections)[0]);
        assert_eq!(show("[Doreli] {said} «no»."), "Levan Doreli / - / ORG:EU");
        assert_eq!(
            show("[Doreli's spokesman, Jan Wolski,] {said} «no»."),
            "Jan Wolski / Spokesman / ORG:EU"
        );
        corrections
            .people
            .insert("Nino Doreli".to_owned(), Person::default());
        let found = resolved("[Doreli] {said} «no».", &corrections);
        assert_eq!(shown(&found[0]), "Doreli / - / -");
    }

    #[test]
    fn reasons_point_at_the_words() {
        let text = "[Georgian Foreign Minister Levan Doreli] {said} «no».";
        let found = resolved(text, &Corrections::default());
        let reason = found[0]
            .reasons
            .iter()
            .find(|reason| reason.rule == "adjective-before-role")
            .unwrap();
        assert_eq!(reason.found, "GE");
        assert_eq!(
            reason.words[0].of("Georgian Foreign Minister Levan Doreli said no."),
            "Georgian"
        );
    }

    #[test]
    fn nothing_makes_it_stumble() {
        for marked in [
            "[.] {,} «'»",
            "[the ministry of the ministry of the ministry] {said} «no». [The ministry] {said} «no».",
            "[X's Y's Z's spokesman's spokesman] {said} «no».",
            "[The movement's movement's spokesman, Al Bo,] {said} «no». [the office of the office] {said} «a».",
            "[who] {said} «a» [which] {said} «b», [J.] {said} «c» [de] {said} «d»",
            "[His] {said} «İ» [’s] {said} «ß»",
        ] {
            resolved(marked, &Corrections::default());
        }
    }
}
