//! PDFs, written by hand.

use super::super::Must::{Either, Read};
use super::super::pdfs::{FONT, SHOWN, deflated, page, pdf, stream};
use super::super::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = structures();
    cases.extend(contents());
    cases.extend(filters());
    cases.extend(fonts());
    cases
}

fn catalog(more: &str) -> Vec<u8> {
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R {more} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        stream("", SHOWN),
        FONT.to_owned(),
    ];
    pdf(&objects, "")
}

fn structures() -> Vec<Case> {
    let empty: Vec<String> = (0..4_000)
        .map(|_| "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>".to_owned())
        .collect();
    let kids: Vec<String> = (3..4_003).map(|n| format!("{n} 0 R")).collect();
    let mut pages = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count 4000 >>", kids.join(" ")),
    ];
    pages.extend(empty);
    let chain: Vec<String> = (0..6_000)
        .map(|n| format!("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", n + 3))
        .collect();
    let mut deep = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    deep.extend(chain);
    vec![
        case("empty-pages.pdf", Either, pdf(&pages, "")),
        case("tree-is-a-chain.pdf", Either, pdf(&deep, "")),
        case("labels.pdf", Either, catalog("/PageLabels << /Nums [0 << /S /D >> 2147483647 << /S /r >>] >>")),
        case("outlines.pdf", Either, catalog("/Outlines 1 0 R /Dests 1 0 R /Names 1 0 R /StructTreeRoot 1 0 R /OCProperties 1 0 R /AcroForm 1 0 R /Metadata 1 0 R")),
        case("version.pdf", Either, catalog("/Version /99.99 /Extensions 7 /Lang (\u{202e})")),
        case("start-negative.pdf", Either, String::from_utf8(page(SHOWN, "", &[])).unwrap().replace("startxref\n", "startxref\n-9999999999")),
        case("no-start.pdf", Either, String::from_utf8(page(SHOWN, "", &[])).unwrap().replace("startxref", "startnothing")),
        case("table-shifted.pdf", Either, String::from_utf8(page(SHOWN, "", &[])).unwrap().replace(" 00000 n", " 65535 n").replace("00000000", "00000099")),
        case("stream-table.pdf", Either, pdf(&["<< /Type /XRef /Size 2147483647 /W [8 8 8] /Index [0 2147483647] /Root 1 0 R /Prev 0 /Length 0 >>\nstream\nendstream".to_owned()], "/XRefStm 9")),
        case("object-stream-in-itself.pdf", Either, page(SHOWN, "", &[stream("/Type /ObjStm /N 2147483647 /First 4 /Extends 6 0 R", "6 0 7 9 << >>")])),
        case("length-is-itself.pdf", Either, page(SHOWN, "", &["<< /Length 6 0 R >>\nstream\nx\nendstream".to_owned()])),
        case("box-huge.pdf", Either, String::from_utf8(page(SHOWN, "", &[])).unwrap().replace("[0 0 612 792]", "[-1e38 1e38 1e38 -1e38]")),
        case("box-empty.pdf", Either, String::from_utf8(page(SHOWN, "", &[])).unwrap().replace("[0 0 612 792]", "[0 0 0 0]")),
        case("turned-oddly.pdf", Either, String::from_utf8(page(SHOWN, "", &[])).unwrap().replace("/MediaBox", "/Rotate 45 /UserUnit 1e30 /MediaBox")),
        case("contents-many.pdf", Either, String::from_utf8(page(SHOWN, "", &[])).unwrap().replace("/Contents 4 0 R", &format!("/Contents [{}]", "4 0 R ".repeat(8_000)))),
        case("contents-of-all-kinds.pdf", Either, String::from_utf8(page(SHOWN, "", &[])).unwrap().replace("/Contents 4 0 R", "/Contents [null 7 (x) [4 0 R] << >> 99 0 R 4 0 R]")),
        case("names-escaped.pdf", Either, String::from_utf8(page(SHOWN, "", &[])).unwrap().replace("/Contents", "/C#6fntents").replace("/Resources", "/Re#73ources#00#zz")),
        case("title.pdf", Either, pdf(&["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(), "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(), stream("", SHOWN), FONT.to_owned(), "<< /Title <feff202e001b005b0033> /Author (\\033]0;x\\007) /CreationDate (D:99999999999999+99'99') >>".to_owned()], "/Info 6 0 R")),
    ]
}

fn contents() -> Vec<Case> {
    let mut cases = vec![
        case(
            "no-end-of-text.pdf",
            Either,
            page(&"BT /F1 12 Tf (he said) Tj ".repeat(20_000), "", &[]),
        ),
        case(
            "restores.pdf",
            Either,
            page(&format!("{} {SHOWN}", "Q ".repeat(300_000)), "", &[]),
        ),
        case(
            "matrices.pdf",
            Either,
            page(
                &format!("{} {SHOWN}", "1e30 1e30 1e30 1e30 1e30 1e30 cm ".repeat(2_000)),
                "",
                &[],
            ),
        ),
        case(
            "operands.pdf",
            Either,
            page(&format!("{} {SHOWN}", "1 ".repeat(500_000)), "", &[]),
        ),
        case(
            "paths.pdf",
            Either,
            page(
                &format!("{} f {SHOWN}", "1 1 l 2 2 3 3 4 4 c ".repeat(60_000)),
                "",
                &[],
            ),
        ),
        case(
            "dashes.pdf",
            Either,
            page(&format!("[1e-30] 0 d 0 0 m 1e9 1e9 l S {SHOWN}"), "", &[]),
        ),
        case(
            "clips.pdf",
            Either,
            page(&format!("{} {SHOWN}", "0 0 9 9 re W n ".repeat(30_000)), "", &[]),
        ),
        case(
            "numbers.pdf",
            Either,
            page(
                "BT /F1 --12 Tf 1.2.3 .-4 Td [(he) -1e309 (said) +-7 (no)] TJ ET",
                "",
                &[],
            ),
        ),
        case(
            "octals.pdf",
            Either,
            page(
                &format!("BT /F1 12 Tf ({}) Tj ET", "\\777\\8\\".repeat(20_000)),
                "",
                &[],
            ),
        ),
        case(
            "hex-odd.pdf",
            Either,
            page("BT /F1 12 Tf <486520736169642> Tj <zz> Tj < Tj ET", "", &[]),
        ),
        case(
            "spaces.pdf",
            Either,
            page(
                &format!(
                    "BT /F1 12 Tf 1e30 Tc -1e30 Tw 1e-30 Tz 1e30 TL 1e30 Ts 7 Tr {} ET",
                    "(he said) ' ".repeat(3_000)
                ),
                "",
                &[],
            ),
        ),
        case(
            "inline-no-end.pdf",
            Either,
            page(
                &format!("{SHOWN} BI /W 99999 /H 99999 /BPC 8 /CS /RGB /F [/Fl /Fl] ID x"),
                "",
                &[],
            ),
        ),
    ];
    cases.extend(drawn());
    cases
}

fn drawn() -> Vec<Case> {
    vec![
        case(
            "states-unknown.pdf",
            Either,
            page(
                &format!("/G gs /N gs {SHOWN}"),
                "/ExtGState << /G << /SMask << /S /Luminosity /G 6 0 R >> /Font [5 0 R 1e30] >> >>",
                &[stream(
                    "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /ExtGState << /G << /SMask << /S /Luminosity /G 6 0 R >> >> >> >>",
                    "/G gs",
                )],
            ),
        ),
        case(
            "same-place.pdf",
            Either,
            page(&"BT /F1 12 Tf 72 700 Td (he said) Tj ET ".repeat(10_000), "", &[]),
        ),
        case(
            "letters-apart.pdf",
            Either,
            page(
                &(0..10_000)
                    .map(|n| {
                        format!(
                            "BT /F1 9 Tf {} {} Td (x) Tj ET ",
                            n * 7_919 % 600,
                            n * 104_729 % 780
                        )
                    })
                    .collect::<String>(),
                "",
                &[],
            ),
        ),
        case(
            "tiny-tiles.pdf",
            Either,
            page(
                &format!("/Pattern cs /P scn 0 0 600 700 re f {SHOWN}"),
                "/Pattern << /P 6 0 R >>",
                &[stream(
                    "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 1e-30 /YStep 0 /Resources << >>",
                    "0 0 1 1 re f",
                )],
            ),
        ),
        case(
            "shading.pdf",
            Either,
            page(
                &format!("/S sh {SHOWN}"),
                "/Shading << /S << /ShadingType 4 /ColorSpace /DeviceRGB /BitsPerCoordinate 32 /BitsPerComponent 16 /BitsPerFlag 8 /Decode [0 1 0 1 0 1] >> >>",
                &[],
            ),
        ),
        case(
            "function-huge.pdf",
            Either,
            page(
                &format!("/S sh {SHOWN}"),
                "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 1] /Function 6 0 R >> >>",
                &[stream(
                    "/FunctionType 0 /Domain [0 1 0 1 0 1] /Range [0 1 0 1 0 1] /Size [65535 65535 65535] /BitsPerSample 32",
                    "x",
                )],
            ),
        ),
        case(
            "calculator.pdf",
            Either,
            page(
                &format!("/S sh {SHOWN}"),
                "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 1] /Function 6 0 R >> >>",
                &[stream(
                    "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]",
                    &"{".repeat(100_000),
                )],
            ),
        ),
    ]
}

fn filters() -> Vec<Case> {
    let with = |entries: &str, content: &str| {
        page(SHOWN, "/XObject << /X 6 0 R >>", &[stream(entries, content)])
            .into_iter()
            .collect::<Vec<u8>>()
    };
    let drawn = |entries: &str, content: &str| {
        page(
            &format!("{SHOWN} /X Do"),
            "/XObject << /X 6 0 R >>",
            &[stream(entries, content)],
        )
    };
    let contents = |entries: &str, content: &str| {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
            stream(entries, content),
            FONT.to_owned(),
        ];
        pdf(&objects, "")
    };
    let twice: Vec<u8> = deflated(&deflated(&vec![b' '; 30_000_000]));
    let twice: String = twice.iter().map(|byte| format!("{byte:02x}")).collect();
    vec![
        case(
            "hex-filter.pdf",
            Either,
            contents("/Filter /ASCIIHexDecode", "zz4865"),
        ),
        case(
            "base85.pdf",
            Either,
            contents("/Filter /ASCII85Decode", &"zzzz~".repeat(10_000)),
        ),
        case(
            "base85-bomb.pdf",
            Either,
            contents("/Filter /ASCII85Decode", &"z".repeat(2_000_000)),
        ),
        case(
            "runs.pdf",
            Either,
            contents(
                "/Filter [/ASCIIHexDecode /RunLengthDecode]",
                &"8120".repeat(200_000),
            ),
        ),
        case(
            "lzw.pdf",
            Either,
            contents(
                "/Filter [/ASCIIHexDecode /LZWDecode]",
                &"800b6050220c0c85".repeat(20_000),
            ),
        ),
        case(
            "twice-packed.pdf",
            Either,
            contents("/Filter [/ASCIIHexDecode /FlateDecode /FlateDecode]", &twice),
        ),
        case(
            "predictor.pdf",
            Either,
            contents(
                "/Filter [/ASCIIHexDecode /FlateDecode] /DecodeParms [null << /Predictor 15 /Columns 2147483647 /Colors 2147483647 /BitsPerComponent 16 >>]",
                "789c030000000001",
            ),
        ),
        case(
            "filter-unknown.pdf",
            Either,
            contents("/Filter [/Nobody /Crypt]", SHOWN),
        ),
        case(
            "picture-huge.pdf",
            Read,
            drawn(
                "/Type /XObject /Subtype /Image /Width 2147483647 /Height 2147483647 /ColorSpace /DeviceRGB /BitsPerComponent 16",
                "x",
            ),
        ),
        case(
            "picture-jbig.pdf",
            Read,
            drawn(
                "/Type /XObject /Subtype /Image /Width 99 /Height 99 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode",
                &"\u{1}".repeat(1_000),
            ),
        ),
        case(
            "picture-jpeg.pdf",
            Read,
            drawn(
                "/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter [/DCTDecode /JPXDecode /CCITTFaxDecode]",
                "x",
            ),
        ),
        case(
            "picture-masks-itself.pdf",
            Read,
            drawn(
                "/Type /XObject /Subtype /Image /Width 9 /Height 9 /SMask 6 0 R /ColorSpace [/Indexed [/ICCBased 6 0 R] 255 6 0 R] /BitsPerComponent 8",
                "x",
            ),
        ),
        case("unused.pdf", Read, with("/Filter /FlateDecode", "not packed")),
    ]
}

fn fonts() -> Vec<Case> {
    let shown = SHOWN.replace("/F1", "/F2");
    let font = |words: &str, more: &[String]| {
        let mut objects = vec![words.to_owned()];
        objects.extend(more.iter().cloned());
        page(&shown, "/Font << /F2 6 0 R >>", &objects)
    };
    let map = |lines: &str| {
        stream(
            "",
            &format!("/CIDInit /ProcSet findresource begin begincmap {lines} endcmap end"),
        )
    };
    let mapped = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>";
    vec![
        case(
            "map-controls.pdf",
            Either,
            font(
                mapped,
                &[map(
                    "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <FF> <202E> endbfrange",
                )],
            ),
        ),
        case(
            "map-backwards.pdf",
            Either,
            font(
                mapped,
                &[map(
                    "1 beginbfrange <FF> <00> <0041> endbfrange 1 begincodespacerange <FF> <00> endcodespacerange",
                )],
            ),
        ),
        case(
            "map-long.pdf",
            Either,
            font(
                mapped,
                &[map(&format!(
                    "1 beginbfchar <54> <{}> endbfchar",
                    "0041".repeat(100_000)
                ))],
            ),
        ),
        case("map-deep.pdf", Either, font(mapped, &[map(&"[".repeat(100_000))])),
        case(
            "map-uses-itself.pdf",
            Either,
            font(
                mapped,
                &["<< /UseCMap 7 0 R /Length 2 >>\nstream\nxx\nendstream".to_owned()],
            ),
        ),
        case(
            "differences-many.pdf",
            Either,
            font(
                &format!(
                    "<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [0 {}] >> >>",
                    "/a ".repeat(200_000)
                ),
                &[],
            ),
        ),
        case(
            "widths-odd.pdf",
            Either,
            font(
                "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar -2147483648 /LastChar 2147483647 /Widths [1e38 -1e38 null (x)] >>",
                &[],
            ),
        ),
        case(
            "font-in-itself.pdf",
            Either,
            font(
                "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
                &[],
            ),
        ),
        case(
            "font-file.pdf",
            Either,
            font(
                "<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor << /FontFile2 7 0 R /FontFile 7 0 R /FontFile3 7 0 R >> >>",
                &[stream(
                    "/Length1 2147483647 /Subtype /OpenType",
                    &"\u{0}\u{1}\u{0}\u{0}\u{0}\u{ff}".repeat(2_000),
                )],
            ),
        ),
        case(
            "font-type1.pdf",
            Either,
            font(
                "<< /Type /Font /Subtype /Type1 /BaseFont /X /FontDescriptor << /FontFile 7 0 R >> >>",
                &[stream(
                    "",
                    &format!("%!PS-AdobeFont-1.0\neexec {}", "ff".repeat(20_000)),
                )],
            ),
        ),
        case(
            "vertical.pdf",
            Either,
            font(
                "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-V /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /DW2 [1e38 -1e38] /W2 [0 65535 1 1 1] >>] >>",
                &[],
            ),
        ),
        case(
            "letters-by-name.pdf",
            Either,
            font(
                "<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [32 /u202E /uni001B /uFFFFFFFF /afii57664 /g99999999999] >> >>",
                &[],
            ),
        ),
    ]
}
