//! Any bytes as an archive, a document of Office, a book, a mailbox or a PDF: all parts of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readout::import::{self, Choices, Found, Hint};

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.zip", "a.docx", "a.pdf", "a.mbox", "a.eml"] {
        let hint = Hint {
            file_name: Some(name),
        };
        let mut n_bytes = 0_usize;
        let read = import::read_each(bytes, hint, &Choices::default(), &mut |found| {
            if let Found::Article(imported) = found {
                let article = imported.article;
                n_bytes += article.text.len();
                assert!(article.body.iter().all(|span| span.is_valid_in(&article.text)));
            }
            true
        });
        assert!(read.is_err() || n_bytes <= 400_000_000);
    }
});
