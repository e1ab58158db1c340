//! PDFs, written by hand.

use std::fmt::Write as _;

use super::Must::{Either, Read, Refuse};
use super::archives::zip;
use super::{Case, case};

pub(super) const SHOWN: &str = "BT /F1 12 Tf 72 700 Td (The harbour stays open, Ann Example, the foreign minister of Norway, said.) Tj ET";
pub(super) const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/// A PDF of these objects, the first being the catalog, with a table of where they are.
pub(super) fn pdf(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (idx, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", idx + 1).unwrap();
    }
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(out, "{place:010} 00000 n ").unwrap();
    }
    write!(
        out,
        "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    )
    .unwrap();
    out.into_bytes()
}

pub(super) fn stream(entries: &str, content: &str) -> String {
    format!(
        "<< {entries} /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// A page that shows `content`, with more entries in its resources and more objects from number 6 on.
pub(super) fn page(content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> {resources} >> >>"
        ),
        stream("", content),
        FONT.to_owned(),
    ];
    objects.extend(more.iter().cloned());
    pdf(&objects, "")
}

/// A page that shows `content` in Helvetica.
pub(crate) fn simple(content: &str) -> Vec<u8> {
    page(content, "", &[])
}

/// A page whose drawing has no end in a lifetime: forms that draw the next one twice, 60 deep.
pub(crate) fn endless() -> Vec<u8> {
    let forms: Vec<String> = (0..60)
        .map(|n| stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> /Font << /F1 5 0 R >> >>", 7 + n), "/X Do /X Do BT /F1 9 Tf (a) Tj ET"))
        .collect();
    page("/X Do", "/XObject << /X 6 0 R >>", &forms)
}

/// What a ZIP packs, as PDF packs it.
pub(super) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let archive = zip(&[("a", bytes)]);
    let end = archive
        .windows(4)
        .rposition(|window| window == b"PK\x01\x02")
        .unwrap();
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in bytes {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    [
        &[0x78, 0x9c],
        &archive[31..end],
        &((high << 16) | low).to_be_bytes(),
    ]
    .concat()
}

/// A page whose content is packed.
pub(super) fn packed_page(content: &[u8]) -> Vec<u8> {
    let packed = deflated(content);
    let head = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n";
    let object = format!(
        "4 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    );
    let tail = "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n0\n%%EOF\n";
    [head.as_bytes(), object.as_bytes(), &packed, tail.as_bytes()].concat()
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = ordinary();
    cases.extend(loops());
    cases.extend(bombs());
    cases
}

fn ordinary() -> Vec<Case> {
    let good = page(SHOWN, "", &[]);
    let bare = |root: &str| pdf(&[root.to_owned()], "");
    vec![
        case("good.pdf", Read, good.clone()),
        case("pdf-named.txt", Read, good.clone()),
        case(
            "junk-before.pdf",
            Either,
            [b"\0\0junk\n".to_vec(), good.clone()].concat(),
        ),
        case("truncated.pdf", Either, &good[..good.len() * 2 / 3]),
        case("half.pdf", Either, &good[..good.len() / 3]),
        case("only-head.pdf", Refuse("damaged"), "%PDF-1.7\n"),
        case(
            "head-and-noise.pdf",
            Refuse("damaged"),
            ["%PDF-1.7\n".as_bytes(), &[0x80; 50_000]].concat(),
        ),
        case(
            "no-text.pdf",
            Refuse("has no text"),
            page("0 0 100 100 re f", "", &[]),
        ),
        case(
            "picture.pdf",
            Refuse("has no text"),
            page(
                "q 612 0 0 792 0 0 cm /I Do Q",
                "/XObject << /I 6 0 R >>",
                &[stream(
                    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
                    "x",
                )],
            ),
        ),
        case(
            "encrypted.pdf",
            Refuse("is encrypted"),
            pdf(
                &[
                    "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                    "<< /Type /Pages /Kids [] /Count 0 >>".to_owned(),
                ],
                &format!(
                    "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{0}> /U <{0}> >> /ID [<{1}> <{1}>]",
                    "ab".repeat(32),
                    "cd".repeat(16)
                ),
            ),
        ),
        case("no-pages.pdf", Refuse("damaged"), bare("<< /Type /Catalog >>")),
        case("root-is-number.pdf", Refuse("damaged"), bare("42")),
        case("actions.pdf", Read, {
            let mut objects = vec![
                "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (http://127.0.0.1:9/) >> /AA << /O << /S /Launch /F (/bin/true) >> >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert(1)) >>] >> >> >>".to_owned(),
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
                stream("", SHOWN),
            ];
            objects.push(FONT.to_owned());
            pdf(&objects, "")
        }),
        case(
            "controls.pdf",
            Either,
            page(
                "BT /F1 12 Tf 72 700 Td (\\033[31mThe harbour\\007 stays \\000 open, she said.\\r\\n) Tj ET",
                "",
                &[],
            ),
        ),
        case(
            "sizes.pdf",
            Either,
            page(
                "BT /F1 1e308 Tf 1e308 -1e308 Td (x) Tj /F1 nan Tf (y) Tj /F1 0 Tf (z) Tj ET",
                "",
                &[],
            ),
        ),
        case(
            "lengths.pdf",
            Either,
            pdf(
                &[
                    "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                    "<< /Type /Pages /Kids [3 0 R] /Count -2147483648 >>".to_owned(),
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 -1 1e99] /Contents 4 0 R >>".to_owned(),
                    "<< /Length 99999999999 >>\nstream\nBT (x) Tj ET\nendstream".to_owned(),
                ],
                "",
            ),
        ),
        case("no-font.pdf", Either, page(&SHOWN.replace("/F1", "/F9"), "", &[])),
        case(
            "font-is-array.pdf",
            Either,
            page(&SHOWN.replace("/F1", "/F2"), "", &["[1 2 3]".to_owned()]),
        ),
        case(
            "inline-picture.pdf",
            Either,
            page(
                &format!("{SHOWN} BI /W 10 /H 10 ID {}", "x".repeat(100_000)),
                "",
                &[],
            ),
        ),
        case(
            "turned.pdf",
            Read,
            page(
                "BT /F1 12 Tf 0 1 -1 0 72 72 Tm (turned words, she said.) Tj ET",
                "",
                &[],
            ),
        ),
    ]
}

fn loops() -> Vec<Case> {
    let form = |inside: &str| {
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X 6 0 R /Y 7 0 R >> /Font << /F1 5 0 R >> >>",
            inside,
        )
    };
    let ring: Vec<String> = (0..50)
        .map(|n| stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R /Y {} 0 R >> >>", 7 + (n + 1) % 50, 7 + (n + 2) % 50), "/X Do /Y Do"))
        .collect();
    let mut with_ring = vec!["null".to_owned()];
    with_ring.extend(ring);
    vec![
        case("kids-loop.pdf", Either, pdf(&["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>".to_owned()], "")),
        case("parent-loop.pdf", Either, pdf(&["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), "<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>".to_owned(), "<< /Type /Page /Parent 2 0 R >>".to_owned()], "")),
        case("reference-loop.pdf", Either, pdf(&["2 0 R".to_owned(), "3 0 R".to_owned(), "1 0 R".to_owned()], "")),
        case("contents-loop.pdf", Either, page(SHOWN, "", &["6 0 R".to_owned()])),
        case("previous-loop.pdf", Either, {
            let good = page(SHOWN, "", &[]);
            let at = good.windows(4).position(|window| window == b"xref").unwrap();
            let text = String::from_utf8(good).unwrap();
            text.replace("/Root 1 0 R", &format!("/Root 1 0 R /Prev {at}")).into_bytes()
        }),
        case("form-draws-itself.pdf", Either, page(&format!("{SHOWN} /X Do"), "/XObject << /X 6 0 R >>", &[form("/X Do /X Do")])),
        case("forms-draw-each-other.pdf", Either, page(&format!("{SHOWN} /X Do"), "/XObject << /X 6 0 R >>", &[form("/Y Do /Y Do"), form("/X Do /X Do")])),
        case("ring-of-forms.pdf", Either, page("/X Do", "/XObject << /X 7 0 R >>", &with_ring)),
        case("pattern-loop.pdf", Either, page(&format!("{SHOWN} /Pattern cs /P scn 0 0 500 500 re f"), "/Pattern << /P 6 0 R >>", &[stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001 /Resources << /Pattern << /P 6 0 R >> >>", "/Pattern cs /P scn 0 0 9 9 re f")])),
        case("letter-draws-itself.pdf", Either, page("BT /F2 12 Tf 72 700 Td (aaaa) Tj ET", "/Font << /F2 6 0 R >>", &["<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 7 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1] /Resources << /Font << /F2 6 0 R >> >> >>".to_owned(), stream("", "BT /F2 1 Tf (a) Tj ET")])),
        case("function-loop.pdf", Either, page(&format!("{SHOWN} /S sh"), "/Shading << /S 6 0 R >>", &["<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 1] /Function 7 0 R >>".to_owned(), "<< /FunctionType 3 /Domain [0 1] /Functions [7 0 R 7 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>".to_owned()])),
    ]
}

fn bombs() -> Vec<Case> {
    let map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap";
    let pages: Vec<String> = (0..20_000).map(|_| "3 0 R".to_owned()).collect();
    vec![
        case("arrays.pdf", Either, pdf(&[format!("<< /Type /Catalog /Pages 2 0 R /X {}{} >>", "[".repeat(100_000), "]".repeat(100_000)), "<< /Type /Pages /Kids [] /Count 0 >>".to_owned()], "")),
        case("open-arrays.pdf", Either, format!("%PDF-1.7\n1 0 obj\n{}", "[".repeat(200_000))),
        case("dictionaries.pdf", Either, pdf(&[format!("{}1{}", "<< /A ".repeat(50_000), " >>".repeat(50_000))], "")),
        case("arrays-in-content.pdf", Either, page(&format!("{SHOWN} {}", "[".repeat(100_000)), "", &[])),
        case("states.pdf", Either, page(&format!("{}{SHOWN}", "q ".repeat(300_000)), "", &[])),
        case("marks.pdf", Either, page(&format!("{}{SHOWN}", "/P BMC ".repeat(200_000)), "", &[])),
        case("identical-pages.pdf", Either, pdf(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids [{}] /Count 20000 >>", pages.join(" ")),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
            stream("", SHOWN),
            FONT.to_owned(),
        ], "")),
        case("count.pdf", Either, pdf(&["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), "<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>".to_owned(), "<< /Type /Page /Parent 2 0 R >>".to_owned()], "")),
        case("content-bomb.pdf", Either, packed_page(&vec![b' '; 150_000_000])),
        case("letters-bomb.pdf", Either, packed_page(&b"BT /F1 1 Tf (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET ".repeat(200_000))),
        case("map-bomb.pdf", Either, page("BT /F2 12 Tf 72 700 Td <0041> Tj ET", "/Font << /F2 6 0 R >>", &[
            "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] /ToUnicode 7 0 R >>".to_owned(),
            stream("", map),
        ])),
        case("widths-bomb.pdf", Either, page(&SHOWN.replace("/F1", "/F2"), "/Font << /F2 6 0 R >>", &["<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /W [0 2147483647 500 0 4294967295 500] >>] >>".to_owned()])),
        case("differences.pdf", Either, page(SHOWN, "", &["<< /Type /Encoding /Differences [-2147483648 /a 2147483647 /b] >>".to_owned()])),
        case("string.pdf", Either, page(&format!("BT /F1 12 Tf ({}) Tj ET", "a".repeat(3_000_000)), "", &[])),
        case("parentheses.pdf", Either, page(&format!("BT /F1 12 Tf {} Tj ET", "(".repeat(200_000)), "", &[])),
        case("filters.pdf", Either, page(SHOWN, "", &[stream(&format!("/Filter [{}]", "/FlateDecode ".repeat(50_000)), "x")])),
        case("packed.pdf", Either, packed_page(SHOWN.as_bytes())),
        case("objects.pdf", Either, format!("%PDF-1.7\n{}", (0..100_000).map(|n| format!("{n} 0 obj null endobj\n")).collect::<String>())),
        case("xref-size.pdf", Either, format!("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\nxref\n0 2147483647\n{}trailer << /Root 1 0 R /Size 2147483647 >>\nstartxref\n47\n%%EOF", "0000000000 65535 f \n".repeat(10))),
    ]
}
