//! Messages (EML) with what is attached to them, and saved pages that are built like messages (MHTML).
//!
//! Limits: of the versions of a message the page is read if there is one and it has the words, else the plain text;
//! quoted answers stay.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::{Document, Properties, Reader, article};
use crate::import::parts::{Found, Imported, Part, PartKind};
use crate::import::properties::one_line;
use crate::import::sniff::{Format, is_article_like};
use crate::import::{Hint, ImportError, decode, html};
use crate::model::PublicationDate;

/// Most documents attached to one message that are read.
const MAX_ATTACHMENTS: usize = 100;

/// A document that is attached to a message.
struct Attachment<'a> {
    name: String,
    bytes: &'a [u8],
}

/// Reads a message and the documents attached to it.
///
/// # Errors
/// [`ImportError`] if there are no words in it and nothing is attached.
pub(super) fn read(
    reader: &mut Reader<'_>,
    bytes: &[u8],
    hint: Hint<'_>,
    part: Option<Part>,
) -> Result<(), ImportError> {
    let message = parsed(bytes)?;
    if is_encrypted(&message) {
        return Err(ImportError::Encrypted { what: "mail" });
    }
    let is_page = is_saved_page(&message, hint);
    let attachments = if is_page {
        Vec::new()
    } else {
        attachments(&message)
    };
    let document = document(&message, is_page);
    let main = article(document, bytes, hint);
    match main {
        Ok(read) => {
            reader.tell(Found::Article(Box::new(Imported {
                part,
                article: read.value,
                warnings: read.warnings,
            })));
        }
        Err(_) if attachments.is_empty() && closed(&message, bytes).is_some() => {
            // Nothing was told apart, since its end is missing.
            let closed = closed(&message, bytes).unwrap_or_default();
            reader.tell(Found::Warning("the mail breaks off before its end".to_owned()));
            return read(reader, &closed, hint, part);
        }
        Err(error) if attachments.is_empty() => return Err(error),
        Err(_) => {}
    }
    if attachments.len() > MAX_ATTACHMENTS {
        reader.tell(Found::Warning(format!(
            "of {} attached documents the first {MAX_ATTACHMENTS} were read",
            attachments.len()
        )));
    }
    for attachment in attachments.iter().take(MAX_ATTACHMENTS) {
        if !reader.choices.without_attachments.contains(&attachment.name) {
            reader.part(PartKind::Attachment, &attachment.name, |reader, part| {
                let hint = Hint {
                    file_name: Some(&attachment.name),
                };
                reader.budget.take(attachment.bytes.len(), "mail")?;
                reader.document(attachment.bytes, hint, Some(part))
            });
        }
    }
    Ok(())
}

/// A message of several parts with the end that it lacks; `None` if it lacks none.
fn closed(message: &Message<'_>, bytes: &[u8]) -> Option<Vec<u8>> {
    let boundary = message.content_type()?.attribute("boundary")?;
    let end = format!("--{boundary}--");
    let is_there = bytes.windows(end.len()).any(|window| window == end.as_bytes());
    (!is_there && boundary.len() <= 200).then(|| [bytes, b"\r\n", end.as_bytes(), b"\r\n"].concat())
}

/// The names of the documents attached to a message.
///
/// # Errors
/// [`ImportError`] if it is no message.
pub(super) fn attachment_names(bytes: &[u8]) -> Result<Vec<String>, ImportError> {
    let message = parsed(bytes)?;
    Ok(attachments(&message)
        .into_iter()
        .take(MAX_ATTACHMENTS)
        .map(|attachment| attachment.name)
        .collect())
}

fn parsed(bytes: &[u8]) -> Result<Message<'_>, ImportError> {
    MessageParser::default()
        .parse(bytes)
        .filter(|message| !message.parts.is_empty())
        .ok_or_else(|| ImportError::Damaged {
            what: "mail",
            why: "it has no headers".to_owned(),
        })
}

fn is_encrypted(message: &Message<'_>) -> bool {
    let by_type = message.content_type().is_some_and(|kind| {
        let subtype = kind.subtype().unwrap_or_default().to_ascii_lowercase();
        subtype == "encrypted"
            || (subtype.ends_with("pkcs7-mime")
                && kind
                    .attribute("smime-type")
                    .is_none_or(|smime| smime.eq_ignore_ascii_case("enveloped-data")))
    });
    by_type
        || message
            .body_text(0)
            .is_some_and(|text| text.trim_start().starts_with("-----BEGIN PGP MESSAGE-----"))
}

/// Whether a browser saved a page in this shape.
fn is_saved_page(message: &Message<'_>, hint: Hint<'_>) -> bool {
    let extension = hint.file_name.and_then(|name| name.rsplit_once('.'));
    let is_named = extension.is_some_and(|(_, extension)| {
        extension.eq_ignore_ascii_case("mht") || extension.eq_ignore_ascii_case("mhtml")
    });
    is_named
        || message.header("Snapshot-Content-Location").is_some()
        || (message.to().is_none()
            && message.received().is_none()
            && message.is_content_type("multipart", "related")
            && (message.header("X-MimeOLE").is_some()
                || message.from().is_none()
                || message
                    .header_raw("From")
                    .is_some_and(|from| from.to_ascii_lowercase().contains("saved by"))))
}

/// The words of a message.
fn document(message: &Message<'_>, is_saved_page: bool) -> Document {
    let page = message
        .html_body
        .iter()
        .filter_map(|idx| message.part(*idx))
        .find(|part| matches!(part.body, PartType::Html(_)));
    let plain: Vec<&str> = message
        .text_body
        .iter()
        .filter_map(|idx| message.part(*idx))
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    let plain = plain.join("\n\n").replace("\r\n", "\n");
    let mut document = Document {
        properties: properties(message, is_saved_page),
        ..Document::default()
    };
    if let Some(part) = page {
        let (markup, warning) = markup(message, part);
        let read = html::read(&markup);
        // A page of pictures beside a text that has the words.
        if read.text.len() * 2 >= plain.trim().len() {
            if is_saved_page {
                document.properties.url = location(message, part);
            }
            document.text = read.text;
            document.is_page = true;
            document.candidates = Some(read.candidates);
            document.page = Some(read.data);
            document.warnings = warning.into_iter().chain(read.warning).collect();
            return document;
        }
    }
    document.text = plain;
    document
}

/// The page as it was written, decoded by what the message says, else by what the page says.
fn markup(message: &Message<'_>, part: &MessagePart<'_>) -> (String, Option<String>) {
    let PartType::Html(given) = &part.body else {
        return (String::new(), None);
    };
    let says_charset = part
        .content_type()
        .is_some_and(|kind| kind.attribute("charset").is_some());
    if says_charset || (given.is_ascii() && !given.contains('\u{1b}')) {
        return (given.to_string(), None);
    }
    let range = usize::try_from(part.offset_body)
        .ok()
        .zip(usize::try_from(part.offset_end).ok());
    let raw = range.and_then(|(start, end)| message.raw_message.get(start..end));
    let bytes = raw.and_then(|raw| match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    });
    match bytes {
        Some(bytes) if !bytes.is_empty() => {
            let decoded = decode::decode(&bytes, Format::Html);
            (decoded.text, decoded.warning)
        }
        _ => (given.to_string(), None),
    }
}

/// The address that a saved page had.
fn location(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let header = match message.header("Snapshot-Content-Location") {
        Some(HeaderValue::Text(location)) => Some(location.to_string()),
        _ => None,
    };
    header.or_else(|| part.content_location().map(str::to_owned))
}

fn properties(message: &Message<'_>, is_saved_page: bool) -> Properties {
    let subject = message.subject().and_then(one_line);
    if is_saved_page {
        // Its date is that of saving.
        return Properties {
            headline: subject,
            ..Properties::default()
        };
    }
    let sender = message
        .from()
        .and_then(|from| from.first()?.name().and_then(one_line))
        .map(|name| name.trim_matches(['"', '\'']).to_owned())
        .filter(|name| !name.contains('@') && name.chars().any(char::is_alphabetic));
    let is_of_a_list = message.header("List-Id").is_some() || message.header("List-Unsubscribe").is_some();
    let (outlet, author) = if is_of_a_list {
        (sender, None)
    } else {
        (None, sender)
    };
    Properties {
        headline: subject.map(|subject| bare_subject(&subject).to_owned()),
        outlet,
        author,
        published: message.date().and_then(moment),
        are_stated: true,
        ..Properties::default()
    }
}

/// A subject without "Fwd:" and "Re:".
fn bare_subject(subject: &str) -> &str {
    let mut bare = subject.trim();
    while let Some((mark, rest)) = bare.split_once(':') {
        let is_mark = ["fwd", "fw", "re", "aw", "wg", "tr", "rv", "ha", "пересл"]
            .iter()
            .any(|known| mark.trim().to_lowercase() == *known);
        if !is_mark || rest.trim().is_empty() {
            break;
        }
        bare = rest.trim();
    }
    bare
}

fn moment(date: &mail_parser::DateTime) -> Option<PublicationDate> {
    let number = |value: u8| i8::try_from(value).ok();
    let day = Date::new(
        i16::try_from(date.year).ok()?,
        number(date.month)?,
        number(date.day)?,
    )
    .ok()
    .filter(|day| day.year() >= 1971)?;
    let time = Time::new(
        number(date.hour)?,
        number(date.minute)?,
        number(date.second.min(59))?,
        0,
    );
    let minutes = i32::from(date.tz_hour) * 60 + i32::from(date.tz_minute);
    let offset = Offset::from_seconds(if date.tz_before_gmt { -minutes } else { minutes } * 60);
    match (time, offset) {
        (Ok(time), Ok(offset)) => Some(PublicationDate::moment(day.to_datetime(time), offset)),
        _ => Some(PublicationDate::day(day)),
    }
}

/// The documents attached to a message: what could be an article.
fn attachments<'a>(message: &'a Message<'_>) -> Vec<Attachment<'a>> {
    let mut attachments: Vec<Attachment<'a>> = Vec::new();
    for (number, part) in message.attachments().enumerate() {
        let bytes: &[u8] = match &part.body {
            PartType::Text(text) | PartType::Html(text) => text.as_bytes(),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes,
            PartType::Message(message) => message.raw_message(),
            PartType::Multipart(_) => continue,
        };
        let is_message = matches!(part.body, PartType::Message(_));
        let given = part.attachment_name().and_then(base_name);
        let is_note = given.is_none() && matches!(part.body, PartType::Text(_) | PartType::Html(_));
        let name = given.unwrap_or_else(|| {
            let end = if is_message { ".eml" } else { "" };
            format!("attachment {}{end}", number + 1)
        });
        let is_media = part
            .content_type()
            .is_some_and(|kind| matches!(kind.ctype(), "image" | "audio" | "video" | "font"));
        if bytes.is_empty() || is_note || is_media || !is_article_like(&name, bytes) {
            continue;
        }
        let name = if attachments.iter().any(|other| other.name == name) {
            format!("{name} ({})", number + 1)
        } else {
            name
        };
        attachments.push(Attachment { name, bytes });
    }
    attachments
}

/// The last piece of a path, on one line.
fn base_name(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next()?;
    one_line(name).filter(|name| !matches!(name.as_str(), "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_lose_what_forwarding_adds() {
        assert_eq!(
            bare_subject("Fwd: RE: Line opens: the day"),
            "Line opens: the day"
        );
        assert_eq!(bare_subject("Kars: line opens"), "Kars: line opens");
        assert_eq!(bare_subject("Re:"), "Re:");
    }

    #[test]
    fn names_of_attachments_are_labels() {
        assert_eq!(base_name("../../etc/pass\nwd").as_deref(), Some("pass wd"));
        assert_eq!(base_name("C:\\x\\a.pdf").as_deref(), Some("a.pdf"));
        assert_eq!(base_name("a/.."), None);
    }
}
