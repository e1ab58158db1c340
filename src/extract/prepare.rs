//! The article's body cut into what the later phases walk over: tokens, sentences, paragraphs,
//! quotations.

use std::ops::Range;

use crate::model::Article;
use crate::text::{Quotation, Span, Token, paragraphs, quotation_marks, sentences, tokens};

/// A body, cut up. All token ranges are indices into [`Prepared::tokens`].
#[derive(Debug)]
pub(crate) struct Prepared<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Words and marks of the body.
    pub tokens: Vec<Token>,
    /// Sentences of the body, in order, without gaps inside a paragraph.
    pub sentences: Vec<Sentence>,
    /// Paragraphs of the body.
    pub paragraphs: Vec<Range<usize>>,
    /// Outermost quotations, in order.
    pub quotations: Vec<Quotation>,
}

/// One sentence.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The paragraph that it belongs to, an index into [`Prepared::paragraphs`].
    pub paragraph: usize,
}

impl<'a> Prepared<'a> {
    /// Cuts up the body of `article`. What lies outside the body is not looked at.
    pub(crate) fn new(article: &'a Article) -> Self {
        let text: &str = &article.text;
        let mut prepared = Self {
            text,
            tokens: Vec::new(),
            sentences: Vec::new(),
            paragraphs: Vec::new(),
            quotations: Vec::new(),
        };
        let mut after = 0;
        for &part in &article.body {
            if !part.is_valid_in(text) || part.start() < after {
                continue;
            }
            after = part.end();
            let paragraphs = paragraphs::paragraphs(text, part);
            prepared
                .quotations
                .extend(quotation_marks::quotations(text, &paragraphs));
            for paragraph in paragraphs {
                prepared.add_paragraph(paragraph);
            }
        }
        prepared
    }

    fn add_paragraph(&mut self, paragraph: Span) {
        let start = self.tokens.len();
        self.tokens.extend(tokens::tokens(self.text, paragraph));
        let range = start..self.tokens.len();
        if range.is_empty() {
            return;
        }
        let paragraph = self.paragraphs.len();
        self.sentences.extend(
            sentences::sentences(self.text, &self.tokens, range.clone())
                .into_iter()
                .map(|tokens| Sentence { tokens, paragraph }),
        );
        self.paragraphs.push(range);
    }

    /// The words of token `idx`; empty past the end.
    pub(crate) fn word(&self, idx: usize) -> &'a str {
        self.tokens
            .get(idx)
            .map(|token| token.span.of(self.text))
            .unwrap_or_default()
    }

    /// The place of a range of tokens; `None` for an empty range.
    pub(crate) fn span(&self, range: Range<usize>) -> Option<Span> {
        sentences::span_of(self.text, &self.tokens, range)
    }

    /// The first token that ends after byte `byte_offset`.
    pub(crate) fn token_at(&self, byte_offset: usize) -> usize {
        self.tokens
            .partition_point(|token| token.span.end() <= byte_offset)
    }

    /// The tokens that lie in `span`, wholly or in part.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        self.token_at(span.start())
            ..self
                .tokens
                .partition_point(|token| token.span.start() < span.end())
    }

    /// The index of the sentence that holds token `idx`.
    pub(crate) fn sentence_of(&self, idx: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.tokens.end <= idx)
    }
}
