//! What an issue said beside what is said now, as rows of plain text.

use super::said;
use crate::atlas::Atlas;
use crate::briefing::Edition;
use crate::briefing::document::fixed_words::FixedWords;
use crate::briefing::document::own_text::{Inline, Node};
use crate::briefing::document::{Document, DocumentBlock, stance_key};
use crate::model::{
    Block, Disclosure, Head, Issue, IssuedCell, IssuedSetting, IssuedWords, Section, SectionId,
};
use crate::project::Project;

/// A thing that has changed: what it is, what it said and what it says. Nothing stands for what was or is not
/// there.
pub(in crate::briefing) struct Change {
    what: String,
    before: String,
    now: String,
}

/// Changes as a table; nothing if there are none. What they are is left out where it is plain.
pub(in crate::briefing) fn table(changes: Vec<Change>, first: &str, fixed: &FixedWords) -> Vec<Node> {
    if changes.is_empty() {
        return Vec::new();
    }
    let text = |words: String| vec![Inline::Text(words)];
    let or_nothing = |words: String| match words.trim() {
        "" => text("—".to_owned()),
        _ => text(words),
    };
    let are_plain = changes.iter().all(|change| change.what.is_empty());
    let row = |what: String, before: Vec<Inline>, now: Vec<Inline>| {
        let what = (!are_plain).then(|| text(what));
        what.into_iter().chain([before, now]).collect::<Vec<_>>()
    };
    let header = row(
        first.to_owned(),
        text(fixed.get("before").to_owned()),
        text(fixed.get("now").to_owned()),
    );
    let rows = changes
        .into_iter()
        .map(|change| row(change.what, or_nothing(change.before), or_nothing(change.now)));
    vec![Node::Table(std::iter::once(header).chain(rows).collect())]
}

/// What a block said in `issue` beside what it says now, as a table; nothing where that is the same or not
/// known.
pub(in crate::briefing) fn changes(block: &DocumentBlock, issue: &Issue, document: &Document) -> Vec<Node> {
    let fixed = document.fixed_words();
    let mut changes = Vec::new();
    let mut first = fixed.get("part");
    match (issue.words.get(&block.id), said::issued_words(&block.content)) {
        (Some(IssuedWords::Excerpt(before)), Some(IssuedWords::Excerpt(now))) if *before != now => {
            changes.push(Change {
                what: String::new(),
                before: before.clone(),
                now,
            });
        }
        (Some(IssuedWords::Lines(before)), Some(IssuedWords::Lines(now))) if *before != now => {
            changes.push(of_lines(before, &now));
        }
        (Some(IssuedWords::Cells(before)), Some(IssuedWords::Cells(now))) => {
            changes.extend(of_cells(before, &now, fixed));
            first = fixed.get("topic");
        }
        _ => {}
    }
    if let Some(before) = issue.settings.get(&block.id) {
        let around = of_setting(before, &said::setting(block, document), fixed);
        if !around.is_empty() {
            first = fixed.get("part");
        }
        changes.extend(around);
    }
    // The words stand alone, or are named as one thing among others.
    if changes.len() > 1 {
        for change in changes.iter_mut().filter(|change| change.what.is_empty()) {
            fixed.get("words").clone_into(&mut change.what);
        }
    }
    table(changes, first, fixed)
}

/// The lines that differ: what is the same before and after them is left out.
fn of_lines(before: &[String], now: &[String]) -> Change {
    let n_first = before
        .iter()
        .zip(now)
        .take_while(|(before, now)| before == now)
        .count();
    let (before, now) = (before.iter().skip(n_first), now.iter().skip(n_first));
    let n_last = before
        .clone()
        .rev()
        .zip(now.clone().rev())
        .take_while(|(before, now)| before == now)
        .count();
    let joined = |lines: std::iter::Skip<std::slice::Iter<'_, String>>| {
        let n_lines = lines.len().saturating_sub(n_last);
        lines.take(n_lines).cloned().collect::<Vec<String>>().join(" / ")
    };
    Change {
        what: String::new(),
        before: joined(before),
        now: joined(now),
    }
}

fn of_cells(before: &[IssuedCell], now: &[IssuedCell], fixed: &FixedWords) -> Vec<Change> {
    let changed = now.iter().filter_map(|cell| {
        let is_same = |other: &&IssuedCell| other.topic == cell.topic && other.party == cell.party;
        let before = before.iter().find(is_same)?;
        let has_other_stances = before.stances.is_some() && before.stances != cell.stances;
        (before.words != cell.words || has_other_stances).then_some((before, cell))
    });
    let words = |cell: &IssuedCell| {
        let stances = cell
            .stances
            .iter()
            .flatten()
            .filter_map(|&stance| stance_key(stance));
        let stances: Vec<&str> = stances.map(|key| fixed.get(key)).collect();
        match (stances.join(", "), cell.words.trim()) {
            (stances, "") if stances.is_empty() => fixed.get("nothing_found").to_owned(),
            (stances, "") => stances,
            (stances, words) if stances.is_empty() => words.to_owned(),
            (stances, words) => format!("{stances}: {words}"),
        }
    };
    let named = changed.map(|(before, now)| {
        let party = Atlas::get().name_in(&now.party, fixed.tag());
        Change {
            what: format!("{}, {party}", now.topic.trim()),
            before: words(before),
            now: words(now),
        }
    });
    named.collect()
}

fn of_setting(before: &IssuedSetting, now: &IssuedSetting, fixed: &FixedWords) -> Vec<Change> {
    let handling = |setting: &IssuedSetting| {
        let closed = fixed
            .get("not_to_be_disclosed")
            .trim_end_matches([':', ' ', '\u{a0}']);
        let closed = (setting.disclosure == Disclosure::NotToBeDisclosed).then_some(closed);
        let marking = Some(setting.marking.as_str()).filter(|marking| !marking.is_empty());
        let parts: Vec<&str> = marking.into_iter().chain(closed).collect();
        parts.join("; ")
    };
    let parts = [
        ("said_by", before.by.clone(), now.by.clone()),
        ("remark", before.remark.clone(), now.remark.clone()),
        ("marking", handling(before), handling(now)),
        ("sources", before.sources.join("; "), now.sources.join("; ")),
    ];
    let changed = parts.into_iter().filter(|(_, before, now)| before != now);
    changed
        .map(|(key, before, now)| Change {
            what: fixed.get(key).to_owned(),
            before,
            now,
        })
        .collect()
}

/// What has changed of the head and the headings since `issue`. A speaking copy says nothing of headings over
/// what it does not hold. Date and reference are the document's own and no news.
pub(in crate::briefing) fn above(project: &Project, issue: &Issue, edition: Edition) -> Vec<Change> {
    let Some(before) = &issue.head else {
        return Vec::new();
    };
    let briefing = project.briefing();
    let fixed = FixedWords::of(&briefing.head.language);
    let mut changes = of_head(before, &briefing.head, fixed);
    let mut heading = |before: &str, now: &str| {
        changes.push(Change {
            what: fixed.get("heading").to_owned(),
            before: before.trim().to_owned(),
            now: now.trim().to_owned(),
        });
    };
    for (at, (id, section)) in sections(project).enumerate() {
        let before = issue.headings.get(&id).map_or("", String::as_str);
        let is_told = !edition.is_speaking_copy || has_open_blocks(project, section, at);
        if is_told && before.trim() != section.title.trim() {
            heading(before, &section.title);
        }
    }
    if !edition.is_speaking_copy {
        let gone = issue.headings.iter();
        for (_, title) in
            gone.filter(|(id, title)| project.section(**id).is_none() && !title.trim().is_empty())
        {
            heading(title, "");
        }
    }
    changes
}

fn of_head(before: &Head, now: &Head, fixed: &FixedWords) -> Vec<Change> {
    let lines = [
        ("title", &before.title, &now.title),
        ("marking", &before.marking, &now.marking),
        ("subject", &before.subject, &now.subject),
        ("to", &before.addressee, &now.addressee),
        ("from", &before.author, &now.author),
        ("occasion", &before.occasion, &now.occasion),
    ];
    let changed = lines
        .into_iter()
        .filter(|(_, before, now)| before.trim() != now.trim());
    changed
        .map(|(key, before, now)| Change {
            what: fixed.get(key).to_owned(),
            before: before.trim().to_owned(),
            now: now.trim().to_owned(),
        })
        .collect()
}

fn sections(project: &Project) -> impl Iterator<Item = (SectionId, &Section)> {
    let outline = project.briefing().outline.iter();
    outline.filter_map(|&id| Some((id, project.section(id)?)))
}

/// Whether a section, or one of its own further on, holds something that may be used. `at` is its place.
fn has_open_blocks(project: &Project, section: &Section, at: usize) -> bool {
    let is_open = |block: &Block| block.disclosure == Disclosure::Usable;
    let below = sections(project).skip(at + 1).map(|(_, below)| below);
    let below = below.take_while(|below| below.level > section.level);
    std::iter::once(section)
        .chain(below)
        .flat_map(|section| &section.blocks)
        .filter_map(|&id| project.block(id))
        .any(is_open)
}
