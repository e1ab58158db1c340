//! Words to an address that may be asked, before anything is.

use url::Url;

use super::FetchError;

/// Longer addresses are none that people copy.
const LONGEST: usize = 8_000;

/// The address that `words` consist of and nothing else: `https://example.org/article`. For telling a pasted
/// link from pasted text.
#[must_use]
pub fn bare_address(words: &str) -> Option<String> {
    let words = words.trim();
    let begins = |scheme: &str| {
        words
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let is_one_word = !words.contains(|c: char| c.is_whitespace() || c.is_control());
    ((begins("https://") || begins("http://")) && is_one_word)
        .then(|| parse(words).ok())
        .flatten()
        .map(|_address| words.to_owned())
}

/// The address that a person typed; without a scheme it is https.
pub(super) fn parse(words: &str) -> Result<Url, FetchError> {
    let words = words.trim();
    if words.is_empty() || words.len() > LONGEST || words.contains(char::is_whitespace) {
        return Err(FetchError::NoAddress);
    }
    let parsed = match Url::parse(words) {
        // "example.org:8080/x" would be the scheme "example.org".
        Ok(address) if !address.scheme().contains('.') && address.scheme() != "localhost" => Ok(address),
        _ if words.contains("://") || !words.contains(['.', ':']) => Err(url::ParseError::EmptyHost),
        _ => Url::parse(&format!("https://{words}")),
    };
    checked(parsed.map_err(|_parse| FetchError::NoAddress)?)
}

/// Where a redirect leads.
pub(super) fn join(from: &Url, location: &str) -> Result<Url, FetchError> {
    if location.len() > LONGEST {
        return Err(FetchError::BadRedirect);
    }
    checked(from.join(location).map_err(|_parse| FetchError::BadRedirect)?)
}

fn checked(mut address: Url) -> Result<Url, FetchError> {
    if !matches!(address.scheme(), "http" | "https") {
        let scheme = address.scheme().chars().take(20).collect();
        return Err(FetchError::Scheme(scheme));
    }
    if !address.username().is_empty() || address.password().is_some() {
        return Err(FetchError::Credentials);
    }
    if address.host_str().is_none_or(str::is_empty) {
        return Err(FetchError::NoAddress);
    }
    address.set_fragment(None);
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_typed_in_several_ways() {
        let parsed = |words: &str| parse(words).map(String::from).map_err(|error| error.to_string());
        assert_eq!(
            parsed(" example.org/a#b "),
            Ok("https://example.org/a".to_owned())
        );
        assert_eq!(
            parsed("example.org:8080/a"),
            Ok("https://example.org:8080/a".to_owned())
        );
        assert_eq!(parsed("HTTP://Example.ORG"), Ok("http://example.org/".to_owned()));
        assert_eq!(parsed("http://2130706433/"), Ok("http://127.0.0.1/".to_owned()));
        assert_eq!(parsed("http://0x7f.1/"), Ok("http://127.0.0.1/".to_owned()));
        assert!(matches!(parse("file:///etc/passwd"), Err(FetchError::Scheme(scheme)) if scheme == "file"));
        assert!(matches!(parse("javascript:alert(1)"), Err(FetchError::Scheme(_))));
        assert!(matches!(
            parse("https://me:secret@example.org/"),
            Err(FetchError::Credentials)
        ));
        for none in [
            "",
            "words",
            "two words.org",
            "https://",
            "http://[::1/",
            "http://a..b c/",
        ] {
            assert!(matches!(parse(none), Err(FetchError::NoAddress)), "{none}");
        }
    }

    #[test]
    fn a_link_is_told_from_text() {
        assert!(bare_address("\n https://example.org/a?b=c ").is_some());
        assert!(bare_address("Https://example.org").is_some());
        for text in [
            "example.org",
            "see https://example.org",
            "https://a.org b",
            "",
            "file:///etc/passwd",
        ] {
            assert_eq!(bare_address(text), None, "{text}");
        }
    }
}
