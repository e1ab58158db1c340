//! Any text as a web page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readout::import::{self, Hint};

fuzz_target!(|page: &str| {
    let hint = Hint {
        file_name: Some("a.html"),
    };
    if let Ok(read) = import::read(page.as_bytes(), hint) {
        let article = read.value;
        assert!(article.body.iter().all(|span| span.is_valid_in(&article.text)));
    }
});
