//! Links, fetched from servers on this computer that the tests make: good ones, broken ones and evil ones.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use readout::fetch::{FetchError, Fetched, Limits, Reach, fetch};
use readout::intake::{Intake, take_in_link};
use readout::model::{Corrections, MetadataField, Provenance};
use readout::progress::Progress;

const PAGE: &str = "<!DOCTYPE html><html><head><title>Harbour wall agreed</title></head><body><h1>Harbour wall agreed</h1>\
    <p>The ministers of the two coastal states agreed on Monday that the harbour wall would be raised, the ministry said.</p>\
    <p>“We have waited for this since my grandfather was a pilot here,” said Mayor Ingrid Solheim after the talks.</p>\
    <p>The works are to begin in the spring, according to a paper that was handed out in the customs house.</p></body></html>";

/// A server that answers each request with what `answer` writes for its path.
struct Server {
    address: SocketAddr,
    n_requests: Arc<AtomicUsize>,
}

impl Server {
    fn start(answer: impl Fn(&str, &str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let n_requests = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&n_requests);
        let answer = Arc::new(answer);
        std::thread::Builder::new()
            .name("server".to_owned())
            .spawn(move || {
                for stream in listener.incoming() {
                    let Ok(mut stream) = stream else { return };
                    let (counted, answer) = (Arc::clone(&counted), Arc::clone(&answer));
                    std::thread::Builder::new()
                        .name("answer".to_owned())
                        .spawn(move || {
                            let request = read_request(&mut stream);
                            counted.fetch_add(1, Ordering::SeqCst);
                            let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                            answer(&path, &request, &mut stream);
                        })
                        .unwrap();
                }
            })
            .unwrap();
        Self { address, n_requests }
    }

    fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The public internet and this server.
    fn limits(&self) -> Limits {
        Limits {
            time: Duration::from_secs(10),
            reach: Reach::PublicAnd(vec![self.address]),
            ..Limits::default()
        }
    }

    fn n_requests(&self) -> usize {
        self.n_requests.load(Ordering::SeqCst)
    }
}

fn read_request(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut piece = [0; 1_024];
    // What is no plain request (TLS) is answered at once.
    while !request.windows(4).any(|end| end == b"\r\n\r\n")
        && request.first().is_none_or(u8::is_ascii_uppercase)
    {
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(n_read) => request.extend_from_slice(&piece[..n_read]),
        }
    }
    String::from_utf8(request).unwrap_or_default()
}

fn reply(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    // Whoever asked may have gone.
    stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body))
        .ok();
}

fn html(stream: &mut TcpStream, body: &str) {
    reply(
        stream,
        "200 OK",
        "Content-Type: text/html; charset=utf-8\r\n",
        body.as_bytes(),
    );
}

fn redirect(stream: &mut TcpStream, to: &str) {
    reply(stream, "302 Found", &format!("Location: {to}\r\n"), b"");
}

fn get(address: &str, limits: &Limits) -> Result<Fetched, FetchError> {
    fetch(address, limits, &Progress::default())
}

fn why(address: &str, limits: &Limits) -> String {
    get(address, limits)
        .map(|fetched| fetched.address)
        .unwrap_err()
        .to_string()
}

#[test]
fn a_page_becomes_an_article_with_its_address_and_the_time() {
    let server = Server::start(|path, _, stream| match path {
        "/old" => redirect(stream, "/2027/05/04/harbour"),
        _ => html(stream, PAGE),
    });
    let time = "2027-05-05T10:11:12+02:00".parse().unwrap();
    let take = |address: &str| -> Intake {
        take_in_link(
            address,
            &server.limits(),
            &Corrections::default(),
            Some(time),
            &Progress::default(),
        )
    };
    let intake = take(&server.at("/old"));
    assert!(intake.failures.is_empty(), "{:?}", intake.failures);
    let [taken] = intake.taken.as_slice() else {
        panic!("{} articles", intake.taken.len());
    };
    let article = &taken.entry.article;
    assert_eq!(article.title(), "Harbour wall agreed");
    assert!(taken.entry.statements.len() >= 2);
    assert_eq!(
        article.original.location,
        server.at("/old"),
        "the address as given"
    );
    assert_eq!(article.original.imported, Some(time));
    assert_eq!(article.original.fingerprint.len(), 64);
    assert_eq!(
        article.metadata.url.as_deref(),
        Some(server.at("/2027/05/04/harbour").as_str())
    );
    let date = article.metadata.published.map(|date| date.to_string());
    assert_eq!(date.as_deref(), Some("2027-05-04"));
    assert_eq!(
        article.metadata.provenance.get(&MetadataField::Published),
        Some(&Provenance::Address)
    );

    let failed = take(&server.at("/old").replace("http://", "ftp://"));
    assert!(failed.taken.is_empty());
    assert!(failed.failures[0].to_string().contains("http:// or https://"));
}

#[test]
fn nothing_is_sent_that_was_not_asked_for() {
    let server = Server::start(|path, request, stream| {
        if path == "/first" {
            let headers = "Set-Cookie: a=b\r\nLocation: /second\r\n";
            reply(stream, "302 Found", headers, b"");
        } else {
            let body = format!("<p>{}</p>", request.replace("\r\n", "|"));
            html(stream, &body);
        }
    });
    let fetched = get(&server.at("/first#part"), &server.limits()).unwrap();
    let request = String::from_utf8(fetched.bytes).unwrap().to_lowercase();
    assert!(request.contains("get /second http/1.1"), "{request}");
    for header in ["cookie:", "authorization:", "referer:", "#part"] {
        assert!(!request.contains(header), "{header} in {request}");
    }
    assert!(matches!(
        get("http://me:secret@127.0.0.1/", &server.limits()),
        Err(FetchError::Credentials)
    ));
}

#[test]
fn this_computer_and_its_network_are_not_asked() {
    let server = Server::start(|_, _, stream| html(stream, PAGE));
    let port = server.address.port();
    let public = Limits {
        time: Duration::from_secs(5),
        ..Limits::default()
    };
    for host in [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
    ] {
        let why = why(&format!("http://{host}:{port}/"), &public);
        assert!(why.contains("not of the web"), "{host}: {why}");
    }
    for address in [
        "http://10.0.0.1/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
    ] {
        let start = Instant::now();
        let why = why(address, &public);
        assert!(why.contains("not of the web"), "{address}: {why}");
        assert!(start.elapsed() < Duration::from_secs(2), "nothing was tried");
    }
    assert_eq!(server.n_requests(), 0);
    let all = Limits {
        reach: Reach::Everything,
        ..public
    };
    assert!(get(&format!("http://127.0.0.1:{port}/"), &all).is_ok(), "allowed");
}

#[test]
fn redirects_are_checked_like_the_first_address() {
    let inside = Server::start(|_, _, stream| html(stream, "secret"));
    let secret = inside.at("/secret");
    let server = Server::start(move |path, _, stream| match path {
        "/inside" => redirect(stream, &secret),
        "/name" => redirect(stream, &secret.replace("127.0.0.1", "localhost")),
        "/file" => redirect(stream, "file:///etc/passwd"),
        "/data" => redirect(stream, "data:text/html,hello"),
        "/login" => redirect(stream, "http://me:secret@example.org/"),
        "/none" => reply(stream, "302 Found", "", b""),
        "/loop" => redirect(stream, "/loop"),
        "/1" | "/2" | "/3" | "/4" | "/5" | "/6" => {
            let step: u32 = path.trim_start_matches('/').parse().unwrap();
            redirect(stream, &format!("/{}", step - 1));
        }
        _ => html(stream, PAGE),
    });
    let why = |path: &str| why(&server.at(path), &server.limits());
    assert!(why("/inside").contains("not of the web"));
    assert!(why("/name").contains("not of the web"));
    assert_eq!(inside.n_requests(), 0);
    assert!(why("/file").contains("http:// or https://"));
    assert!(why("/data").contains("http:// or https://"));
    assert!(why("/login").contains("password"));
    assert!(why("/none").contains("that is none"));
    assert!(why("/loop").contains("more than 5 times"));
    assert!(why("/6").contains("more than 5 times"));
    assert!(get(&server.at("/5"), &server.limits()).is_ok());
}

#[test]
fn what_never_ends_or_never_comes_is_given_up() {
    let server = Server::start(|path, _, stream| {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n";
        match path {
            "/endless" => {
                stream.write_all(format!("{head}\r\n").as_bytes()).ok();
                while stream.write_all(&[b'x'; 8_192]).is_ok() {}
            }
            "/announced" => {
                let head = format!("{head}Content-Length: 99999999999\r\n\r\n");
                stream.write_all(head.as_bytes()).ok();
            }
            "/drip" => {
                stream.write_all(format!("{head}\r\n").as_bytes()).ok();
                while stream.write_all(b"x").is_ok() {
                    std::thread::sleep(Duration::from_millis(100));
                }
            }
            "/drip-head" => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nX: ").ok();
                while stream.write_all(b"x").is_ok() {
                    std::thread::sleep(Duration::from_millis(100));
                }
            }
            "/large-head" => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nX: ").ok();
                while stream.write_all(&[b'x'; 8_192]).is_ok() {}
            }
            _ => std::thread::sleep(Duration::from_mins(1)),
        }
    });
    let limits = Limits {
        time: Duration::from_millis(1_500),
        ..server.limits()
    };
    for (path, words) in [
        ("/endless", "longer than 10 MB"),
        ("/announced", "longer than 10 MB"),
        ("/drip", "did not come within 2 seconds"),
        ("/drip-head", "did not come within 2 seconds"),
        ("/silent", "did not come within 2 seconds"),
        ("/large-head", ""),
    ] {
        let start = Instant::now();
        let why = why(&server.at(path), &limits);
        assert!(why.contains(words), "{path}: {why}");
        assert!(
            start.elapsed() < Duration::from_secs(8),
            "{path}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn what_is_small_only_while_it_is_packed_is_given_up() {
    let server = Server::start(|path, _, stream| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        if path == "/bomb" {
            for _ in 0..16_000 {
                packed.write_all(&[b'x'; 8_192]).unwrap();
            }
        } else {
            packed.write_all(PAGE.as_bytes()).unwrap();
        }
        let packed = packed.finish().unwrap();
        let headers = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n";
        match path {
            "/odd" => reply(stream, "200 OK", &headers.replace("gzip", "br"), &packed),
            "/broken" => reply(stream, "200 OK", headers, &packed[..packed.len() / 2]),
            _ => reply(stream, "200 OK", headers, &packed),
        }
    });
    let fetched = get(&server.at("/page"), &server.limits()).unwrap();
    assert_eq!(fetched.bytes, PAGE.as_bytes());
    assert!(why(&server.at("/bomb"), &server.limits()).contains("longer than 10 MB"));
    assert!(why(&server.at("/odd"), &server.limits()).contains("compressed"));
    assert!(why(&server.at("/broken"), &server.limits()).contains("broke off"));
}

#[test]
fn what_is_no_article_is_refused_by_its_kind() {
    let server = Server::start(|path, _, stream| match path {
        "/missing" => reply(stream, "404 Not Found", "", b"<p>no such page</p>"),
        "/paid" => reply(stream, "403 Forbidden", "", b""),
        "/trouble" => reply(stream, "503 Service Unavailable", "", b""),
        "/untyped" => reply(stream, "200 OK", "", PAGE.as_bytes()),
        path => {
            let media_type = format!("Content-Type: {}\r\n", path.trim_start_matches('/'));
            reply(stream, "200 OK", &media_type, PAGE.as_bytes());
        }
    });
    for (path, words) in [
        ("/image/png", "a picture"),
        ("/video/mp4", "a film"),
        ("/audio/mpeg", "a recording"),
        ("/text/css", "machinery"),
        ("/application/json", "application/json"),
        ("/missing", "no such page (404)"),
        ("/paid", "open it in a browser"),
        ("/trouble", "try again later"),
    ] {
        let why = why(&server.at(path), &server.limits());
        assert!(why.contains(words), "{path}: {why}");
    }
    for path in [
        "/text/html;charset=utf-8",
        "/TEXT/HTML",
        "/application/xhtml+xml",
        "/text/plain",
        "/untyped",
    ] {
        assert!(get(&server.at(path), &server.limits()).is_ok(), "{path}");
    }
}

#[test]
fn a_server_that_is_not_there_gets_a_clear_sentence() {
    let unused = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let limits = Limits {
        reach: Reach::Everything,
        ..Limits::default()
    };
    let refused = why(&format!("http://{unused}/"), &limits);
    assert!(
        refused.contains("refused") && refused.contains("online?"),
        "{refused}"
    );
    let unknown = why("http://no-such-host.invalid/", &limits);
    assert!(
        unknown.contains("no-such-host.invalid") && unknown.contains("online?"),
        "{unknown}"
    );
    let server = Server::start(|_, _, stream| {
        stream.write_all(b"This is no web server.\r\n\r\n").ok();
    });
    let broken = why(&server.at("/"), &server.limits());
    assert!(broken.contains("broke off"), "{broken}");
    let plain = why(&server.at("/").replace("http://", "https://"), &server.limits());
    assert!(
        plain.contains("no safe connection") || plain.contains("broke off"),
        "{plain}"
    );
}

#[test]
fn cancelling_does_not_wait_for_the_server() {
    let server = Server::start(|_, _, _| std::thread::sleep(Duration::from_mins(1)));
    let progress = Progress::default();
    let other = progress.clone();
    let start = Instant::now();
    std::thread::Builder::new()
        .name("user".to_owned())
        .spawn(move || {
            std::thread::sleep(Duration::from_millis(200));
            other.cancel();
        })
        .unwrap();
    assert!(matches!(
        fetch(&server.at("/"), &server.limits(), &progress),
        Err(FetchError::Cancelled)
    ));
    assert!(start.elapsed() < Duration::from_secs(2));
}
