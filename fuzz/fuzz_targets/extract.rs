//! Any text as an article: statements lie in it, on character boundaries.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readout::atlas::Atlas;
use readout::extract::{self, Knowledge};
use readout::model::{Article, Corrections};

fuzz_target!(|text: &str| {
    let article = Article::from_text(text);
    let corrections = Corrections::default();
    let knowledge = Knowledge {
        atlas: Atlas::get(),
        corrections: &corrections,
    };
    for statement in extract::statements(&article, &knowledge) {
        let spans = statement.content.iter().chain(&statement.cue).chain(&statement.source);
        for span in spans {
            assert!(span.is_valid_in(&article.text));
        }
    }
});
