//! Web pages: the words of the article out of its tags, and what the page says about itself.
//!
//! In this order: the article's words as the page's own structured data has them, to tell which blocks
//! belong to it; else the stretch that a readability measure finds; else all words of the page. What comes
//! out is all that people see of the page, a blank line between blocks, and which blocks [`super::clean`]
//! may take for the article; the others are furniture.
//!
//! Pages made to exhaust a reader (nested thousands deep, millions of tags) are never given to the tree
//! builder: [`scan`] counts in one pass and strips their tags instead.

mod body;
mod merge;
mod outlet;
mod page;
mod scan;

pub(super) use page::PageData;

use dom_query::Document;

use crate::text::{Span, paragraphs};

/// What came out of a page.
#[derive(Debug)]
pub(super) struct Page {
    /// All that people see of the page, a blank line between blocks.
    pub text: String,
    /// The blocks of the text that the article is among, in order; each is one paragraph.
    pub candidates: Vec<Span>,
    /// What the page says about itself.
    pub data: PageData,
    /// What was not quite right, for people.
    pub warning: Option<String>,
}

/// Reads a page. Never fails; a page without words gives an empty text.
pub(super) fn read(html: &str) -> Page {
    if !scan::is_tame(html) {
        let text = scan::stripped(html);
        return Page {
            candidates: Span::all(&text)
                .map(|all| paragraphs::paragraphs(&text, all))
                .unwrap_or_default(),
            text,
            data: PageData::default(),
            warning: Some(
                "the page is built in a way that no ordinary page is; only its bare words were kept"
                    .to_owned(),
            ),
        };
    }
    let document = Document::from(html);
    let data = page::data(&document);
    let merged = body::text(document, &data);
    Page {
        text: merged.text,
        candidates: merged.candidates,
        data,
        warning: None,
    }
}

/// All words of a page or of a piece of one, without looking for the article in it.
pub(super) fn words(html: &str) -> String {
    if scan::is_tame(html) {
        body::whole(&Document::from(html))
    } else {
        scan::stripped(html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Line opens | The Courier</title>
        <meta property="og:title" content="Line opens"><meta property="og:site_name" content="The Courier">
        <meta property="article:published_time" content="2027-03-10T06:00:00+00:00">
        <script>var words = "<p>never read</p>";</script></head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <article><h1>Line opens</h1><p class="byline">By Jane Doe</p>
        <p>The line to Kars opened on Monday, the ministry said, and the first train carried forty wagons of grain over the border.</p>
        <p>&ldquo;We waited for thirty years,&rdquo; said the station master, who had painted the clock himself. &ldquo;Now we wait for the second train, and then for the third, as people do everywhere.&rdquo;</p>
        <p hidden>Secret words that nobody sees, said the minister in the hidden room.</p>
        <p>Trains will run twice a day, according to the timetable that both railways published on Sunday evening.</p></article>
        <aside><h2>Most read</h2><ul><li><a href="/x">“I never resigned,” says mayor</a></li></ul></aside>
        <footer>© 2027 The Courier. All rights reserved.</footer></body></html>"#;

    #[test]
    fn the_article_is_told_from_the_page() {
        let page = read(PAGE);
        let article: Vec<&str> = page.candidates.iter().map(|span| span.of(&page.text)).collect();
        let article = article.join("\n\n");
        assert!(article.contains("“We waited for thirty years,” said the station master"));
        assert!(article.contains("published on Sunday evening."));
        for seen in ["World", "I never resigned", "All rights"] {
            assert!(!article.contains(seen), "{seen}: {article}");
            assert!(page.text.contains(seen), "{seen}: {}", page.text);
        }
        for unseen in ["never read", "Secret words"] {
            assert!(!page.text.contains(unseen), "{unseen}: {}", page.text);
        }
        assert_eq!(page.data.outlet.as_deref(), Some("The Courier"));
        assert_eq!(page.data.headline.as_deref(), Some("Line opens"));
        assert_eq!(page.data.published.as_deref(), Some("2027-03-10T06:00:00+00:00"));
    }

    #[test]
    fn wild_pages_keep_their_words() {
        for piece in ["<div>", "<span>", "<b>", "<table><tr><td>", "<p><i class=x>"] {
            let html = format!("<html><body>{}He said no.", piece.repeat(20_000));
            let page = read(&html);
            assert!(page.text.contains("He said no."), "{piece}");
        }
    }
}
