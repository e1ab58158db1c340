//! The tables of the atlas: what each must hold, and that each names its source.

use std::collections::BTreeMap;

const COUNTRIES: &str = include_str!("../../assets/atlas/countries.tsv");
const ORGANISATIONS: &str = include_str!("../../assets/atlas/organisations.tsv");
const SEATS: &str = include_str!("../../assets/atlas/seats.tsv");
const PLACES: &str = include_str!("../../assets/atlas/places.tsv");
const ROLES: &str = include_str!("../../assets/atlas/roles.tsv");
const GIVEN_NAMES: &str = include_str!("../../assets/atlas/given_names.tsv");
const LEADERS: &str = include_str!("../../assets/atlas/leaders.tsv");
const NOT_NAMES: &str = include_str!("../../assets/atlas/not_names.tsv");
const AMBIGUOUS: &str = include_str!("../../assets/atlas/ambiguous.tsv");

/// All codes of ISO 3166-1 alpha-2, and XK.
const ISO: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV \
    BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM \
    FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM \
    JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR \
    MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS \
    RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ \
    UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK";

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').collect())
}

fn n_words(table: &'static str, column: usize) -> usize {
    rows(table)
        .filter_map(|row| row.get(column).map(|words| words.split("; ").count()))
        .sum()
}

#[test]
fn each_table_names_its_source() {
    for table in [
        COUNTRIES,
        ORGANISATIONS,
        SEATS,
        PLACES,
        ROLES,
        GIVEN_NAMES,
        LEADERS,
        NOT_NAMES,
        AMBIGUOUS,
    ] {
        let head: String = table.lines().take_while(|line| line.starts_with('#')).collect();
        for field in ["Source:", "Licence:", "Date:", "Columns"] {
            assert!(head.contains(field), "{field} is missing: {head}");
        }
    }
}

#[test]
fn all_countries_with_their_capitals() {
    let seats: BTreeMap<&str, &str> = rows(COUNTRIES)
        .map(|row| (row[0], row.get(5).copied().unwrap_or_default()))
        .collect();
    for code in ISO.split_whitespace() {
        assert!(seats.contains_key(code), "{code} is missing");
    }
    assert_eq!(seats.len(), ISO.split_whitespace().count());
    // Without a capital that can stand for the government: the country's own name, a personal name, or the seat of an
    // organisation too; and territories without people.
    let without: Vec<&str> = seats
        .iter()
        .filter(|(_, seats)| seats.is_empty())
        .map(|(code, _)| *code)
        .collect();
    assert_eq!(
        without.join(" "),
        "AQ BE BM BV DJ FK GD GI HK HM IM MC MO MS NF RE SC SG SM UM VA"
    );
}

#[test]
fn enough_organisations_metonyms_and_states_that_few_recognise() {
    assert!(rows(ORGANISATIONS).count() >= 150);
    let metonyms = rows(SEATS)
        .filter(|row| row[1] == "institution")
        .map(|row| row[2].split("; ").count())
        .sum::<usize>();
    assert!(metonyms >= 60, "{metonyms}");
    assert!(n_words(PLACES, 1) >= 600);
    for name in [
        "Abkhazia",
        "South Ossetia",
        "Transnistria",
        "Somaliland",
        "Nagorno-Karabakh",
        "TRNC",
    ] {
        assert!(rows(ORGANISATIONS).any(|row| row[0] == name), "{name}");
    }
}

/// CIE L*a*b* of linear sRGB; white is D65.
fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047;
    let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883;
    let [x, y, z] = [x, y, z].map(|t| {
        if t > 0.008_856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn linear([red, green, blue]: [u8; 3]) -> [f64; 3] {
    [red, green, blue].map(|part| {
        let part = f64::from(part) / 255.0;
        if part > 0.04045 {
            ((part + 0.055) / 1.055).powf(2.4)
        } else {
            part / 12.92
        }
    })
}

#[test]
fn the_parties_quoted_most_are_told_apart_by_all_eyes() {
    /// Machado, Oliveira and Fernandes 2009, severity 1.
    const EYES: [(&str, [[f64; 3]; 3], f64); 3] = [
        ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], 14.0),
        (
            "deuteranopes",
            [
                [0.367, 0.861, -0.228],
                [0.280, 0.673, 0.047],
                [-0.012, 0.043, 0.969],
            ],
            11.0,
        ),
        (
            "protanopes",
            [
                [0.152, 1.053, -0.205],
                [0.115, 0.786, 0.099],
                [-0.004, -0.048, 1.052],
            ],
            11.0,
        ),
    ];
    let codes = [
        "RU", "AM", "AZ", "TR", "GE", "IR", "US", "FR", "ORG:EU", "ORG:UN", "CN", "UA", "DE", "GB", "IL",
        "SA", "IN", "JP", "KR", "PL",
    ];
    for (eyes, seen_as, least) in EYES {
        let seen = codes.map(|code| {
            let color = linear(readout::atlas::Atlas::get().color(&code.parse().unwrap()));
            let seen = seen_as.map(|row| {
                row.iter()
                    .zip(color)
                    .map(|(factor, part)| factor * part)
                    .sum::<f64>()
            });
            lab(seen.map(|part| part.clamp(0.0, 1.0)))
        });
        for (at, one) in seen.iter().enumerate() {
            for (other_at, other) in seen.iter().enumerate().skip(at + 1) {
                let distance = one
                    .iter()
                    .zip(other)
                    .map(|(a, b)| (a - b).powi(2))
                    .sum::<f64>()
                    .sqrt();
                assert!(
                    distance >= least,
                    "{} and {} for {eyes}: {distance}",
                    codes[at],
                    codes[other_at]
                );
            }
        }
    }
}
