//! The requests themselves: one after another as redirects lead, each checked like the first.

use std::io::{self, Read as _};
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::{HeaderMap, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

use super::reach::{CheckedResolver, NotPublic};
use super::{FetchError, Fetched, Limits, Refusal, address};

/// Asks, follows redirects, reads the body.
pub(super) fn follow(mut at: Url, limits: &Limits) -> Result<Fetched, FetchError> {
    let start = Instant::now();
    let agent = agent(limits);
    for _ in 0..=limits.n_redirects {
        let left = left(start, limits)?;
        let host = at.host_str().unwrap_or_default().to_owned();
        let response = agent
            .get(at.as_str())
            .config()
            .timeout_global(Some(left))
            .build()
            .call()
            .map_err(|error| in_words(error, &host, limits))?;
        let status = response.status().as_u16();
        if matches!(status, 301 | 302 | 303 | 307 | 308) {
            let location = text_of(response.headers(), &header::LOCATION).ok_or(FetchError::BadRedirect)?;
            at = address::join(&at, &location)?;
            continue;
        }
        if !(200..300).contains(&status) {
            return Err(FetchError::Status(Refusal(status)));
        }
        let (media_type, charset) = media_type(response.headers());
        check_media_type(media_type.as_deref())?;
        check_compression(response.headers())?;
        let bytes = body(response.into_body(), start, limits).map_err(|error| match error {
            BodyError::TooLong => FetchError::TooLong(limits.n_bytes),
            BodyError::Late => FetchError::Late(limits.time),
            BodyError::Io(error) => in_words(ureq::Error::from(error), &host, limits),
        })?;
        return Ok(Fetched {
            bytes,
            address: at.into(),
            media_type,
            charset,
        });
    }
    Err(FetchError::Redirects(limits.n_redirects))
}

/// Without cookies, credentials, proxies from the environment, kept connections or redirects of its own.
fn agent(limits: &Limits) -> Agent {
    let config = Config::builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .max_idle_connections(0)
        .max_response_header_size(64 * 1024)
        .user_agent(concat!("Readout/", env!("CARGO_PKG_VERSION")))
        .accept("text/html, application/xhtml+xml, text/plain;q=0.9, application/pdf;q=0.8, */*;q=0.5")
        .build();
    let resolver = CheckedResolver {
        reach: limits.reach.clone(),
        names: DefaultResolver::default(),
    };
    Agent::with_parts(config, DefaultConnector::default(), resolver)
}

fn left(start: Instant, limits: &Limits) -> Result<Duration, FetchError> {
    limits
        .time
        .checked_sub(start.elapsed())
        .filter(|left| !left.is_zero())
        .ok_or(FetchError::Late(limits.time))
}

enum BodyError {
    TooLong,
    Late,
    Io(io::Error),
}

/// The body, decompressed, as long as there is time and room for it.
fn body(mut body: Body, start: Instant, limits: &Limits) -> Result<Vec<u8>, BodyError> {
    let most = u64::try_from(limits.n_bytes).unwrap_or(u64::MAX);
    if body.content_length().is_some_and(|announced| announced > most) {
        return Err(BodyError::TooLong);
    }
    let mut reader = body.with_config().limit(u64::MAX).reader();
    let mut bytes = Vec::new();
    let mut piece = vec![0; 32 * 1024];
    loop {
        if start.elapsed() >= limits.time {
            return Err(BodyError::Late);
        }
        let n_read = match reader.read(&mut piece) {
            Ok(0) => return Ok(bytes),
            Ok(n_read) => n_read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(BodyError::Io(error)),
        };
        if bytes.len() + n_read > limits.n_bytes {
            return Err(BodyError::TooLong);
        }
        bytes.extend_from_slice(piece.get(..n_read).unwrap_or_default());
    }
}

fn text_of(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// "text/html; charset=UTF-8" in its two parts.
fn media_type(headers: &HeaderMap) -> (Option<String>, Option<String>) {
    let Some(value) = text_of(headers, &header::CONTENT_TYPE) else {
        return (None, None);
    };
    let mut parts = value.split(';');
    let name = parts.next().map(|name| name.trim().to_ascii_lowercase());
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    let is_named = |words: &String| !words.is_empty() && words.len() <= 100;
    (name.filter(is_named), charset.filter(is_named))
}

/// Kinds of documents that hold articles; what an unnamed or unspecific one is, its bytes say.
fn check_media_type(name: Option<&str>) -> Result<(), FetchError> {
    let Some(name) = name else { return Ok(()) };
    let (family, kind) = name.split_once('/').unwrap_or((name, ""));
    let what = match family {
        "image" => "a picture",
        "video" => "a film",
        "audio" => "a recording",
        "font" => "a typeface",
        "text" if matches!(kind, "css" | "javascript" | "ecmascript") => "a part of a page's machinery",
        "application" if matches!(kind, "javascript" | "ecmascript" | "wasm") => {
            "a part of a page's machinery"
        }
        "text" | "message" | "multipart" => return Ok(()),
        "application" if is_document(kind) => return Ok(()),
        _ => {
            let name: String = name.chars().filter(char::is_ascii_graphic).take(60).collect();
            return Err(FetchError::MediaType(format!("data ({name})")));
        }
    };
    Err(FetchError::MediaType(what.to_owned()))
}

fn is_document(kind: &str) -> bool {
    const DOCUMENTS: &[&str] = &[
        "octet-stream",
        "xhtml+xml",
        "xml",
        "pdf",
        "rtf",
        "msword",
        "zip",
        "mbox",
        "epub+zip",
        "jsonl",
        "x-ndjson",
        "x-jsonlines",
        "vnd.oasis.opendocument.text",
        "vnd.openxmlformats-officedocument.wordprocessingml.document",
    ];
    DOCUMENTS.contains(&kind)
}

/// Only gzip is asked for; the rest would be noise.
fn check_compression(headers: &HeaderMap) -> Result<(), FetchError> {
    match text_of(headers, &header::CONTENT_ENCODING).map(|name| name.trim().to_ascii_lowercase()) {
        None => Ok(()),
        Some(name) if matches!(name.as_str(), "" | "gzip" | "x-gzip" | "identity") => Ok(()),
        Some(name) => Err(FetchError::Compression(name.chars().take(30).collect())),
    }
}

/// What went wrong, for people.
fn in_words(error: ureq::Error, host: &str, limits: &Limits) -> FetchError {
    let host = host.to_owned();
    match error {
        ureq::Error::Other(other) => match other.downcast::<NotPublic>() {
            Ok(refused) => FetchError::NotPublic(about(&host, &refused.0.to_string())),
            Err(other) => FetchError::Broken {
                host,
                why: other.to_string(),
            },
        },
        ureq::Error::Timeout(_) | ureq::Error::BodyStalled => FetchError::Late(limits.time),
        ureq::Error::HostNotFound => FetchError::NoServer(host),
        ureq::Error::ConnectionFailed => FetchError::NoConnection {
            host,
            why: "no answer".to_owned(),
        },
        ureq::Error::Tls(why) => FetchError::Unsafe {
            host,
            why: why.to_owned(),
        },
        ureq::Error::Rustls(why) => FetchError::Unsafe {
            host,
            why: why.to_string(),
        },
        ureq::Error::Io(error) => of_io(&error, host, limits),
        other => FetchError::Broken {
            host,
            why: other.to_string(),
        },
    }
}

fn of_io(error: &io::Error, host: String, limits: &Limits) -> FetchError {
    // What ureq or rustls has wrapped.
    if let Some(inner) = error.get_ref() {
        if let Some(ureq::Error::Timeout(_) | ureq::Error::BodyStalled) = inner.downcast_ref::<ureq::Error>()
        {
            return FetchError::Late(limits.time);
        }
        if inner.to_string().contains("certificate") {
            return FetchError::Unsafe {
                host,
                why: inner.to_string(),
            };
        }
    }
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => FetchError::Late(limits.time),
        io::ErrorKind::ConnectionRefused => FetchError::NoConnection {
            host,
            why: "the connection was refused".to_owned(),
        },
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown | io::ErrorKind::HostUnreachable => {
            FetchError::NoConnection {
                host,
                why: "there is no way to it".to_owned(),
            }
        }
        // What looking up a name gives has no kind of its own.
        _ if error.to_string().contains("lookup") => FetchError::NoServer(host),
        _ => FetchError::Broken {
            host,
            why: error.to_string(),
        },
    }
}

/// "printer.local (192.168.1.7)", or the address alone.
fn about(host: &str, address: &str) -> String {
    if host.trim_matches(['[', ']']) == address {
        address.to_owned()
    } else {
        format!("{host} ({address})")
    }
}
