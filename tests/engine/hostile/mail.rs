//! Messages, saved pages and mailboxes.

use super::Must::{Either, Read, Refuse};
use super::texts::ARTICLE;
use super::{Case, case};

pub(super) const HEAD: &str = "From: Ann Example <ann@example.org>\r\nTo: b@example.org\r\nSubject: Harbour talks\r\nDate: Fri, 24 Nov 2028 10:00:00 \
                    +0100\r\nMIME-Version: 1.0\r\n";

pub(super) fn mail(head: &str, body: &str) -> String {
    format!("{HEAD}{head}\r\n{body}")
}

pub(super) fn multipart(parts: &[&str]) -> String {
    let parts: String = parts.iter().map(|part| format!("--b\r\n{part}\r\n")).collect();
    mail(
        "Content-Type: multipart/mixed; boundary=b\r\n",
        &format!("{parts}--b--\r\n"),
    )
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = messages();
    cases.extend(parts());
    cases.extend(boxes());
    cases
}

fn messages() -> Vec<Case> {
    vec![
        case("good.eml", Read, mail("", ARTICLE)),
        case("mail-named.txt", Read, mail("", ARTICLE)),
        case("only-head.eml", Refuse("no text"), HEAD),
        case(
            "head-breaks-off.eml",
            Refuse("head-breaks-off.eml"),
            "From: a\r\nSubj",
        ),
        case(
            "headers.eml",
            Either,
            mail(&"X-A: b\r\n".repeat(100_000), ARTICLE),
        ),
        case(
            "header.eml",
            Read,
            mail(&format!("X-A: {}\r\n", "x".repeat(2_000_000)), ARTICLE),
        ),
        case(
            "folded.eml",
            Either,
            mail(&format!("X-A: a\r\n{}", " b\r\n".repeat(200_000)), ARTICLE),
        ),
        case(
            "date.eml",
            Read,
            mail(
                &format!(
                    "Date: {}{} 1 Jan 2027\r\n",
                    "(".repeat(100_000),
                    ")".repeat(100_000)
                ),
                ARTICLE,
            ),
        ),
        case(
            "comments.eml",
            Read,
            mail(&format!("From: {}a@b\r\n", "(".repeat(200_000)), ARTICLE),
        ),
        case(
            "encoded-words.eml",
            Read,
            mail(
                &format!("Subject: {}\r\n", "=?utf-8?Q?=1B[31m=07?= ".repeat(10_000)),
                ARTICLE,
            ),
        ),
        case(
            "addresses.eml",
            Read,
            mail(&format!("To: {}\r\n", "a@b, ".repeat(100_000)), ARTICLE),
        ),
        case(
            "charset.eml",
            Read,
            mail("Content-Type: text/plain; charset=x-nosuch\r\n", ARTICLE),
        ),
        case(
            "base64.eml",
            Either,
            mail(
                "Content-Transfer-Encoding: base64\r\n",
                &"!!!!not base64".repeat(10_000),
            ),
        ),
        case(
            "quoted.eml",
            Read,
            mail(
                "Content-Transfer-Encoding: quoted-printable\r\n",
                &format!("{ARTICLE}=ZZ=\r\n=1B=9B=00=\r\n=E2=80"),
            ),
        ),
        case(
            "encrypted.eml",
            Refuse("is encrypted"),
            mail(
                "Content-Type: multipart/encrypted; boundary=b\r\n",
                "--b\r\n\r\nx\r\n--b--",
            ),
        ),
        case(
            "smime.eml",
            Refuse("is encrypted"),
            mail(
                "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n",
                "AAAA",
            ),
        ),
        case(
            "pgp.eml",
            Refuse("is encrypted"),
            mail(
                "",
                "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n",
            ),
        ),
        case(
            "remote.eml",
            Read,
            mail(
                "Content-Type: text/html\r\n",
                &format!("<html><body><img src='http://127.0.0.1:9/pixel'><p>{ARTICLE}</p></body></html>"),
            ),
        ),
        case(
            "deep-page.eml",
            Either,
            mail("Content-Type: text/html\r\n", &"<div>".repeat(100_000)),
        ),
        case("nuls.eml", Either, mail("", "\0\0\0 he said no")),
    ]
}

fn parts() -> Vec<Case> {
    let text = format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{ARTICLE}");
    let mut nested = format!("Content-Type: text/plain\r\n\r\n{ARTICLE}");
    for number in 0..1_000 {
        nested = format!(
            "Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n{nested}\r\n--b{number}--\r\n"
        );
    }
    let mut forwarded = mail("", ARTICLE);
    for number in 0..100 {
        forwarded = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=f{number}\r\n\r\n--f{number}\r\nContent-Type: message/rfc822\r\n\r\n{forwarded}\r\n--f{number}--\r\n"
        );
    }
    let attachment = |name: &str, bytes: &str| {
        format!(
            "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{bytes}"
        )
    };
    let many: Vec<String> = (0..2_000)
        .map(|n| attachment(&format!("{n}.txt"), "He said no."))
        .collect();
    let many: Vec<&str> = std::iter::once(text.as_str())
        .chain(many.iter().map(String::as_str))
        .collect();
    vec![
        case("multipart.eml", Either, format!("{HEAD}{nested}")),
        case("forwarded.eml", Either, forwarded),
        case("parts.eml", Either, multipart(&vec!["\r\nx"; 50_000])),
        case("attachments.eml", Read, multipart(&many)),
        case(
            "no-end.eml",
            Read,
            multipart(&[&text]).trim_end_matches("--b--\r\n"),
        ),
        case(
            "no-boundary.eml",
            Either,
            mail("Content-Type: multipart/mixed\r\n", ARTICLE),
        ),
        case(
            "boundary.eml",
            Either,
            mail(
                &format!(
                    "Content-Type: multipart/mixed; boundary={}\r\n",
                    "b".repeat(1_000_000)
                ),
                ARTICLE,
            ),
        ),
        case(
            "climbing-attachment.eml",
            Read,
            multipart(&[&text, &attachment("../../../../tmp/readout-climbed.txt", ARTICLE)]),
        ),
        case(
            "named-attachment.eml",
            Read,
            multipart(&[&text, &attachment("a\u{1b}[31m\u{202e}.txt", ARTICLE)]),
        ),
        case(
            "program-attachment.eml",
            Read,
            multipart(&[&text, &attachment("a.exe", "MZ\u{90}\0")]),
        ),
        case(
            "damaged-attachment.eml",
            Refuse("b.pdf"),
            multipart(&[&text, &attachment("b.pdf", "%PDF-1.4 nothing")]),
        ),
        case("empty-parts.eml", Refuse("no text"), multipart(&["", "", ""])),
    ]
}

fn boxes() -> Vec<Case> {
    let message = format!(
        "From a@example.org Fri Nov 24 10:00:00 2028\n{}\n\n",
        mail("", ARTICLE).replace("\r\n", "\n")
    );
    let page = format!("<html><head><title>Harbour</title></head><body><p>{ARTICLE}</p></body></html>");
    let saved = |body: &str| {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/harbour\r\nSubject: Harbour\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: https://courier.example/harbour\r\n\r\n{body}\r\n--b--\r\n"
        )
    };
    vec![
        case("good.mbox", Read, message.repeat(3)),
        case("many.mbox", Read, message.repeat(300)),
        case(
            "empty-messages.mbox",
            Refuse("no text"),
            format!(
                "From a b\nSubject: x\n\n\n{}",
                "From a b\nSubject: x\n\n\n".repeat(20)
            ),
        ),
        case("only-from.mbox", Either, "From \n".repeat(10_000)),
        case("breaks-off.mbox", Read, format!("{message}From a b\nSubj")),
        case(
            "binary.mbox",
            Either,
            [
                message.clone().into_bytes(),
                b"From a b\nSubject: x\n\n".to_vec(),
                vec![0xff; 100_000],
            ]
            .concat(),
        ),
        case("good.mhtml", Read, saved(&page)),
        case("deep.mht", Either, saved(&"<div>".repeat(100_000))),
        case("no-page.mht", Refuse("no text"), saved("")),
    ]
}
