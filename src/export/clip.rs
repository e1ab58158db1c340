//! Statements for the clipboard: words with their citation, as plain text or Markdown.

use super::escape;

/// A statement as it is copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clip {
    /// The reported words, with their quotation marks if they have any.
    pub words: String,
    /// Whether nothing of it is quoted.
    pub is_paraphrase: bool,
    /// Who said it: name, role, party.
    pub who: Vec<String>,
    /// Outlet or outlets.
    pub outlets: Vec<String>,
    /// What the article is called.
    pub headline: String,
    /// Day of publication, ISO 8601; none if it is not known.
    pub date: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
}

/// A heading with the statements under it; no heading for empty words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClipGroup {
    /// "Russia on “Border”".
    pub heading: String,
    /// The analyst's sentence, perhaps empty.
    pub line: String,
    /// The statements.
    pub clips: Vec<Clip>,
}

/// As plain text, for mail and notes.
#[must_use]
pub fn text(groups: &[ClipGroup]) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for group in groups {
        blocks.extend([&group.heading, &group.line].into_iter().filter_map(|words| {
            let words = escape::plain(words);
            (!words.is_empty()).then_some(words)
        }));
        for clip in &group.clips {
            let who = escape::plain(&who(clip));
            let paraphrase = if clip.is_paraphrase { ", paraphrased" } else { "" };
            let mut place = citation(clip, escape::plain, |headline| format!("“{headline}”"));
            place.extend(clip.url.as_deref().and_then(escape::web_address));
            blocks.push(format!(
                "{}\n— {who}{paraphrase} ({})",
                escape::plain(&clip.words),
                place.join(", ")
            ));
        }
    }
    blocks.join("\n\n")
}

/// As Markdown: quotations as block quotes, paraphrase marked as such, each with its citation.
#[must_use]
pub fn markdown(groups: &[ClipGroup]) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for group in groups {
        if !group.heading.trim().is_empty() {
            blocks.push(format!("### {}", escape::markdown(&group.heading)));
        }
        if !group.line.trim().is_empty() {
            blocks.push(escape::markdown_block(&group.line));
        }
        for clip in &group.clips {
            let who = escape::markdown(&who(clip));
            let mut place = citation(clip, escape::markdown, |headline| format!("“{headline}”"));
            place.extend(clip.url.as_deref().and_then(escape::markdown_address));
            let place = place.join(", ");
            let words = escape::markdown_block(&clip.words);
            blocks.push(if clip.is_paraphrase {
                format!("{words} *(paraphrase)*\n\n— {who} ({place})")
            } else {
                format!("> {words}\n>\n> — {who} ({place})")
            });
        }
    }
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

fn who(clip: &Clip) -> String {
    if clip.who.is_empty() {
        "unknown speaker".to_owned()
    } else {
        clip.who.join(", ")
    }
}

fn citation(clip: &Clip, escape: impl Fn(&str) -> String, quoted: impl Fn(&str) -> String) -> Vec<String> {
    let mut place: Vec<String> = clip.outlets.iter().map(|outlet| escape(outlet)).collect();
    if !clip.headline.trim().is_empty() {
        place.push(quoted(&escape(&clip.headline)));
    }
    place.push(clip.date.clone().unwrap_or_else(|| "n.d.".to_owned()));
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clip() -> Clip {
        Clip {
            words: "“We *will* answer,”".to_owned(),
            who: vec!["Ann Orlov".to_owned(), "Foreign Minister".to_owned()],
            outlets: vec!["Morning_Post".to_owned()],
            headline: "Talks | again".to_owned(),
            date: Some("2027-03-01".to_owned()),
            url: Some("https://example.org/a".to_owned()),
            ..Clip::default()
        }
    }

    #[test]
    fn a_quotation_is_copied_with_its_citation() {
        let group = ClipGroup {
            heading: "Russia on “Tolls”".to_owned(),
            line: "- Against.".to_owned(),
            clips: vec![clip()],
        };
        assert_eq!(
            text(std::slice::from_ref(&group)),
            "Russia on “Tolls”\n\n- Against.\n\n“We *will* answer,”\n\
             — Ann Orlov, Foreign Minister (Morning_Post, “Talks | again”, 2027-03-01, https://example.org/a)"
        );
        assert_eq!(
            markdown(&[group]),
            "### Russia on “Tolls”\n\n\\- Against.\n\n> “We \\*will\\* answer,”\n>\n> — Ann Orlov, Foreign Minister \
             (Morning\\_Post, “Talks \\| again”, 2027-03-01, <https://example.org/a>)\n"
        );
    }

    #[test]
    fn a_paraphrase_is_no_quotation_and_what_is_not_known_is_said() {
        let group = ClipGroup {
            clips: vec![Clip {
                is_paraphrase: true,
                who: Vec::new(),
                outlets: Vec::new(),
                date: None,
                url: Some("javascript:alert(1)".to_owned()),
                words: "talks would\nbegin soon".to_owned(),
                ..clip()
            }],
            ..ClipGroup::default()
        };
        assert_eq!(
            markdown(std::slice::from_ref(&group)),
            "talks would begin soon *(paraphrase)*\n\n— unknown speaker (“Talks \\| again”, n.d.)\n"
        );
        assert!(text(&[group]).ends_with("— unknown speaker, paraphrased (“Talks | again”, n.d.)"));
    }
}
