//! Any bytes as a project: what loads is saved and loads again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readout::storage;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(loaded) = storage::decode(bytes)
        && let Ok(saved) = storage::encode(&loaded.value)
    {
        let again = storage::decode(&saved).expect("what was saved loads");
        let saved_again = storage::encode(&again.value).expect("what loads is saved");
        assert_eq!(saved, saved_again);
    }
});
