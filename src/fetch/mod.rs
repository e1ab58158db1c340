//! A web address to the bytes behind it. The one room that touches the network, and only when a person has
//! typed or pasted an address: nothing that stands in a document ever leads here.
//!
//! What must not happen: a request to an address that is not public (unless the user allows it), whatever the
//! name resolves to and wherever a redirect leads; cookies, credentials or a referrer sent; a page that never
//! ends or never comes holding anything up. Each of these is checked here and not left to the server.

mod address;
mod reach;
mod request;

use std::io;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::progress::Progress;

pub use address::bare_address;
pub use reach::Reach;

/// How far a fetch may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long everything may take, redirects and all.
    pub time: Duration,
    /// How many bytes may come, after decompression.
    pub n_bytes: usize,
    /// How many redirects are followed.
    pub n_redirects: usize,
    /// Which machines may be asked.
    pub reach: Reach,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(20),
            n_bytes: 10_000_000,
            n_redirects: 5,
            reach: Reach::Public,
        }
    }
}

/// What came from an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The document, decompressed.
    pub bytes: Vec<u8>,
    /// The address that it came from, after redirects.
    pub address: String,
    /// What the server calls it: "text/html"; lower case, without parameters.
    pub media_type: Option<String>,
    /// The encoding of characters that the server names.
    pub charset: Option<String>,
}

/// Why nothing came from an address. Each message is one sentence for people, without a full stop.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The words are no address.
    #[error("this is no web address; one looks like https://example.org/article")]
    NoAddress,
    /// Another scheme than http and https.
    #[error("only addresses that begin with http:// or https:// can be fetched, not {0}:")]
    Scheme(String),
    /// A user name or password in the address.
    #[error("the address holds a user name or password, which Readout does not send; take it out")]
    Credentials,
    /// A private, loopback or otherwise special address.
    #[error(
        "{0} is an address of this computer or of the network around it, not of the web; the settings can allow such addresses"
    )]
    NotPublic(String),
    /// The name of the server is not known.
    #[error("no server called {0} was found; is the address right, and is this computer online?")]
    NoServer(String),
    /// No connection.
    #[error("{host} could not be reached ({why}); is this computer online?")]
    NoConnection {
        /// The server.
        host: String,
        /// What the system says.
        why: String,
    },
    /// The encrypted connection failed.
    #[error("no safe connection to {host} could be made ({why})")]
    Unsafe {
        /// The server.
        host: String,
        /// What is wrong with it.
        why: String,
    },
    /// It took too long.
    #[error("it did not come within {} seconds; try again later", .0.as_secs_f64().ceil())]
    Late(Duration),
    /// Too many bytes.
    #[error("it is longer than {} MB, which no article is", .0 / 1_000_000)]
    TooLong(usize),
    /// Too many redirects.
    #[error("the address leads to another one, and that to the next, more than {0} times")]
    Redirects(usize),
    /// A redirect to nowhere.
    #[error("the address leads to another one that is none")]
    BadRedirect,
    /// The server refused.
    #[error("{0}")]
    Status(Refusal),
    /// Not a kind of document that can be an article.
    #[error("this is no article but {0}")]
    MediaType(String),
    /// Compressed in a way that was not asked for.
    #[error("the server sent it compressed in a way that was not asked for ({0})")]
    Compression(String),
    /// What came is no answer, or broke off.
    #[error("the connection to {host} broke off ({why})")]
    Broken {
        /// The server.
        host: String,
        /// What was wrong.
        why: String,
    },
    /// The user asked to stop.
    #[error("it was cancelled")]
    Cancelled,
    /// The system refused a thread.
    #[error("it could not be started ({0})")]
    NotStarted(io::Error),
}

/// What a server answered instead of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub u16);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = self.0;
        match code {
            404 | 410 => write!(f, "the server has no such page ({code})"),
            401 | 402 | 403 | 407 | 451 => write!(
                f,
                "the server does not give it to everyone ({code}); open it in a browser and paste its text"
            ),
            429 => write!(f, "the server was asked too often ({code}); try again later"),
            500..=599 => write!(f, "the server is in trouble ({code}); try again later"),
            _ => write!(f, "the server answered with {code} instead of a page"),
        }
    }
}

/// How often a fetch looks whether it was cancelled.
const PAUSE: Duration = Duration::from_millis(50);

/// Fetches what stands at an address.
///
/// Returns at once when `progress` is cancelled; what is still on its way is dropped when it comes.
///
/// # Errors
/// [`FetchError`] says in one sentence why there is nothing.
pub fn fetch(address: &str, limits: &Limits, progress: &Progress) -> Result<Fetched, FetchError> {
    let address = address::parse(address)?;
    let (sender, receiver) = channel();
    let limits = limits.clone();
    progress.set_current(address.as_str());
    std::thread::Builder::new()
        .name("fetch".to_owned())
        .spawn(move || {
            // Whoever waited may have gone.
            sender.send(request::follow(address, &limits)).ok();
        })
        .map_err(FetchError::NotStarted)?;
    loop {
        match receiver.recv_timeout(PAUSE) {
            Ok(outcome) => return outcome,
            Err(RecvTimeoutError::Timeout) if progress.is_cancelled() => return Err(FetchError::Cancelled),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Err(FetchError::Broken {
                    host: "the server".to_owned(),
                    why: "a fault of the program".to_owned(),
                });
            }
        }
    }
}
