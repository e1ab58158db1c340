//! Any bytes as a text file: read or refused, and all places lie in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readout::import::{self, Hint};

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.txt", "2027-03-10-a.md", "a.rtf", "a.csv", "a.jsonl", "a.eml"] {
        let hint = Hint {
            file_name: Some(name),
        };
        if let Ok(read) = import::read(bytes, hint) {
            let article = read.value;
            let mut end = 0;
            for span in &article.body {
                assert!(span.is_valid_in(&article.text));
                assert!(span.start() >= end);
                end = span.end();
            }
        }
    }
});
