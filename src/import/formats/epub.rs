//! EPUB books: all chapters in the order of reading, as one article.
//!
//! Limits: title page, contents and cover are left out; a book with copy protection is refused.

use super::archive::{Archive, Budget};
use super::xml::{self, Node};
use super::{Document, Properties};
use crate::import::properties::date;
use crate::import::{ImportError, decode, html, sniff::Format};

const WHAT: &str = "EPUB";

/// Most chapters.
const MAX_CHAPTERS: usize = 2_000;

/// Algorithms that only obfuscate typefaces.
const OF_FONTS: &[&str] = &[
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

#[derive(Default)]
struct Package {
    properties: Properties,
    /// Id, path and properties of each file.
    files: Vec<(String, String, String)>,
    /// Ids in the order of reading.
    spine: Vec<String>,
}

/// Reads a book.
///
/// # Errors
/// [`ImportError`] if it is protected or no chapter can be read.
pub(super) fn read(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<Document, ImportError> {
    if archive.has("META-INF/rights.xml") || is_encrypted(archive, budget)? {
        return Err(ImportError::Encrypted { what: WHAT });
    }
    let package_path = package_path(archive, budget)?;
    let package = archive
        .read_named(&package_path, budget)?
        .ok_or_else(|| missing("its list of chapters is missing"))?;
    let package = parsed(&package)?;
    let folder = package_path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut text = String::new();
    let mut warnings = Vec::new();
    for id in package.spine.iter().take(MAX_CHAPTERS) {
        let Some((_, path, kind)) = package.files.iter().find(|(file, _, _)| file == id) else {
            continue;
        };
        if is_no_chapter(id, path, kind) {
            continue;
        }
        let Some(bytes) = archive.read_named(&resolved(folder, path), budget)? else {
            warnings.push(format!("the chapter {path} is missing"));
            continue;
        };
        let chapter = html::words(&decode::decode(&bytes, Format::Html).text);
        if !chapter.is_empty() {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&chapter);
        }
    }
    Ok(Document {
        text,
        is_page: true,
        properties: package.properties,
        warnings,
        ..Document::default()
    })
}

fn missing(why: &str) -> ImportError {
    ImportError::Damaged {
        what: WHAT,
        why: why.to_owned(),
    }
}

fn is_encrypted(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<bool, ImportError> {
    let Some(list) = archive.read_named("META-INF/encryption.xml", budget)? else {
        return Ok(false);
    };
    let mut is_encrypted = false;
    xml::walk(&list, WHAT, &mut |node| {
        if let Node::Start("EncryptionMethod", attributes) = node {
            let algorithm = attributes.get("Algorithm").unwrap_or_default();
            is_encrypted |= !OF_FONTS.contains(&algorithm.as_str());
        }
    })?;
    Ok(is_encrypted)
}

fn package_path(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<String, ImportError> {
    let container = archive
        .read_named("META-INF/container.xml", budget)?
        .ok_or_else(|| missing("its container is missing"))?;
    let mut path = None;
    xml::walk(&container, WHAT, &mut |node| {
        if let Node::Start("rootfile", attributes) = node {
            path = path.take().or_else(|| attributes.get("full-path"));
        }
    })?;
    path.ok_or_else(|| missing("its container names no book"))
}

fn parsed(xml: &[u8]) -> Result<Package, ImportError> {
    let mut package = Package::default();
    let mut open = String::new();
    let mut dates = Vec::new();
    xml::walk(xml, WHAT, &mut |node| match node {
        Node::Start("item", attributes) => {
            let get = |name| attributes.get(name).unwrap_or_default();
            package.files.push((get("id"), get("href"), get("properties")));
        }
        Node::Start("itemref", attributes) => {
            if attributes.get("linear").as_deref() != Some("no") {
                package.spine.extend(attributes.get("idref"));
            }
        }
        Node::Start(name, _) => name.clone_into(&mut open),
        Node::End(_) => open.clear(),
        Node::Text(text) => {
            let properties = &mut package.properties;
            let field = match open.as_str() {
                "title" if properties.headline.is_none() => &mut properties.headline,
                "creator" if properties.author.is_none() => &mut properties.author,
                "publisher" if properties.outlet.is_none() => &mut properties.outlet,
                "language" if properties.language.is_none() => &mut properties.language,
                "source" if properties.url.is_none() => &mut properties.url,
                "date" => {
                    dates.push(text.to_owned());
                    return;
                }
                _ => return,
            };
            *field = Some(text.trim().to_owned());
        }
    })?;
    package.properties.published = dates.iter().find_map(|words| date(words));
    Ok(package)
}

/// Contents, cover and title page.
fn is_no_chapter(id: &str, path: &str, kind: &str) -> bool {
    let stem = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = stem.split('.').next().unwrap_or_default();
    kind.split_whitespace().any(|kind| kind == "nav")
        || matches!(
            stem,
            "nav" | "toc" | "cover" | "title_page" | "titlepage" | "title-page"
        )
        || matches!(id, "nav" | "toc" | "cover" | "titlepage")
}

/// A path beside the package file, with `..` and percent signs undone. A name inside the archive, nothing
/// else.
fn resolved(folder: &str, path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let path = unescaped(path);
    let mut pieces: Vec<&str> = folder.split('/').filter(|piece| !piece.is_empty()).collect();
    for piece in path.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                pieces.pop();
            }
            piece => pieces.push(piece),
        }
    }
    pieces.join("/")
}

/// Undoes percent signs of addresses.
pub(super) fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes().iter().copied();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.extend(u8::try_from(high * 16 + low));
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_not_utf8| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_inside_the_book() {
        assert_eq!(resolved("EPUB/text", "../ch%20one.xhtml#a"), "EPUB/ch one.xhtml");
        assert_eq!(resolved("", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(unescaped("a%2"), "a%2");
    }

    #[test]
    fn the_package_is_read() {
        let xml = "<package><metadata><dc:title>Line opens</dc:title><dc:creator>Jane Doe</dc:creator><dc:date>2027-03-10\
                   </dc:date><dc:language>en-GB</dc:language></metadata><manifest><item id='a' href='a.xhtml'/><item \
                   id='n' href='nav.xhtml' properties='nav'/></manifest><spine><itemref idref='n'/><itemref \
                   idref='a'/></spine></package>";
        let package = parsed(xml.as_bytes()).unwrap();
        assert_eq!(package.spine, ["n", "a"]);
        assert_eq!(package.properties.headline.as_deref(), Some("Line opens"));
        assert!(package.properties.published.is_some());
        assert!(is_no_chapter("n", "nav.xhtml", "nav"));
        assert!(!is_no_chapter("a", "text/a.xhtml", ""));
    }
}
