//! Messages and mailboxes.

use super::super::Must::{Either, Read};
use super::super::mail::{HEAD, mail, multipart};
use super::super::texts::ARTICLE;
use super::super::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    let part = |head: &str, body: &str| format!("{head}\r\n\r\n{body}");
    let plain = part("Content-Type: text/plain; charset=utf-8", ARTICLE);
    let page = part("Content-Type: text/html", &format!("<p>{ARTICLE}</p>"));
    vec![
        case("received.eml", Either, mail(&"Received: from a by b; Fri, 24 Nov 2028 10:00:00 +0100\r\n".repeat(30_000), ARTICLE)),
        case("parameters.eml", Either, mail(&format!("Content-Type: text/plain; {}\r\n", "a*0*=b; ".repeat(50_000)), ARTICLE)),
        case("charset-controls.eml", Either, mail("Content-Type: text/plain; charset=\"\u{1b}[31m\u{7}\"\r\n", ARTICLE)),
        case("subject-turned.eml", Read, mail("Subject: =?utf-8?B?4oCuZGVzcmV2ZXI=?= =?utf-8?Q?=E2=81=A6=1B]0;x=07?=\r\n", ARTICLE)),
        case("words-open.eml", Either, mail(&format!("Subject: {}\r\n", "=?utf-8?B?".repeat(50_000)), ARTICLE)),
        case("from-list.eml", Either, mail(&format!("From: {}a@b\r\n", "\"Ann, Example\" <a@b>, ".repeat(20_000)), ARTICLE)),
        case("groups.eml", Either, mail(&format!("To: {}\r\n", "a:".repeat(100_000)), ARTICLE)),
        case("quotes.eml", Either, mail(&format!("To: {}\r\n", "\"".repeat(200_001)), ARTICLE)),
        case("dates.eml", Either, mail(&"Date: Xxx, 99 Foo 99999 99:99:99 +9999\r\n".repeat(2_000), ARTICLE)),
        case("uuencoded.eml", Either, mail("Content-Transfer-Encoding: x-uuencode\r\n", "begin 644 a\r\n#86)C\r\nend\r\n")),
        case("equals.eml", Either, mail("Content-Transfer-Encoding: quoted-printable\r\n", &format!("{ARTICLE}{}", "=".repeat(500_000)))),
        case("half-base64.eml", Either, mail("Content-Transfer-Encoding: base64\r\n", "SGUgc2FpZC\r\nBubyB")),
        case("binary.eml", Either, [mail("Content-Transfer-Encoding: binary\r\n", ARTICLE).into_bytes(), (0..=255).collect()].concat()),
        case("calendar.eml", Either, multipart(&[&part("Content-Type: text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR"), &plain])),
        case("winmail.eml", Either, multipart(&[&part("Content-Type: application/ms-tnef; name=winmail.dat", "x"), &plain])),
        case("report.eml", Either, multipart(&[&part("Content-Type: message/delivery-status", "Status: 5.0.0"), &part("Content-Type: message/partial; id=a; number=1", "x"), &plain])),
        case("external-body.eml", Either, multipart(&[&part("Content-Type: message/external-body; access-type=URL; URL=\"http://127.0.0.1:9/\"", ""), &plain])),
        case("alternatives.eml", Either, multipart(&vec![page.as_str(); 900])),
        case("same-boundary.eml", Either, mail("Content-Type: multipart/mixed; boundary=b\r\n", &"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".repeat(3_000))),
        case("prefix-boundary.eml", Either, mail("Content-Type: multipart/mixed; boundary=b\r\n", &format!("--b\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\n{plain}\r\n--b--\r\n--bb--\r\n"))),
        case("long-boundary.eml", Either, mail(&format!("Content-Type: multipart/mixed; boundary={}\r\n", "b".repeat(200_000)), &format!("--b\r\n{plain}"))),
        case("dashes.eml", Either, mail("Content-Type: multipart/mixed; boundary=\"--\"\r\n", &"----\r\n".repeat(50_000))),
        case("forwarded-deep.eml", Either, (0..300).fold(mail("", ARTICLE), |inner, _| mail("Content-Type: message/rfc822\r\n", &inner))),
        case("names-of-attachments.eml", Either, multipart(&[&plain, &part("Content-Type: text/plain\r\nContent-Disposition: attachment; filename*0=\"../../\"; filename*1=\"etc/passwd\u{202e}\"", ARTICLE)])),
        case("zip-attached.eml", Either, multipart(&[&plain, &part("Content-Type: application/zip\r\nContent-Disposition: attachment; filename=a.zip\r\nContent-Transfer-Encoding: base64", "UEsDBAoAAAAAAA==")])),
        case("no-blank-line.eml", Either, format!("{HEAD}{ARTICLE}")),
        case("bare-feeds.eml", Either, mail("", ARTICLE).replace("\r\n", "\n")),
        case("bare-returns.eml", Either, mail("", ARTICLE).replace("\r\n", "\r")),
        case("stamps.mbox", Either, "From \n".repeat(20_000)),
        case("escaped.mbox", Either, format!("From a@b Fri Nov 24 10:00:00 2028\n{}\n{}", mail("", ARTICLE), ">From here, he said.\n".repeat(20_000))),
        case("many-small.mbox", Either, "From a@b Fri Nov 24 10:00:00 2028\nSubject: x\n\nThe ministry said no.\n\n".repeat(600)),
        case("one-long.mbox", Either, format!("From a@b Fri Nov 24 10:00:00 2028\nSubject: x\n\n{}", "The ministry said no. ".repeat(60_000))),
        case("returns.mbox", Either, format!("From a@b Fri Nov 24 10:00:00 2028\r{}", mail("", ARTICLE).replace("\r\n", "\r"))),
        case("location.mht", Either, "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b; start=\"<nowhere>\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: file:///etc/passwd\r\n\r\n<p>He said no.</p>\r\n--b--".to_owned()),
    ]
}
