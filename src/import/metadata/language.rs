//! The language of a text: English by its commonest words, others by their script and runs of letters.
//!
//! Short texts and close relatives (Norwegian and Danish, Croatian and Serbian) stay unknown rather than
//! guessed.

use whatlang::{Lang, detect};

use crate::text::Span;

const COMMON: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by", "he", "it",
    "said", "at", "from", "his", "be", "has", "have", "not", "an", "are", "this", "which", "they", "will",
    "had", "who", "but", "were", "she", "their", "its",
];

/// The most bytes of one of them.
const LONGEST_COMMON: usize = 5;

/// How many words are looked at.
const REACH: usize = 500;
/// How many characters are looked at for other languages than English.
const REACH_OTHERS: usize = 4_000;
/// Fewer letters say nothing about languages that share a script.
const FEWEST_LETTERS: usize = 60;

/// The language as a BCP 47 tag, if there is little doubt.
pub(super) fn recognised(text: &str, body: &[Span]) -> Option<&'static str> {
    if has_english_words(text, body, 4) {
        return Some("en");
    }
    let mut sample = String::new();
    let mut n_letters = 0;
    for character in body
        .iter()
        .flat_map(|span| span.of(text).chars())
        .take(REACH_OTHERS)
    {
        n_letters += usize::from(character.is_alphabetic());
        sample.push(character);
    }
    let found = detect(&sample).filter(whatlang::Info::is_reliable)?;
    // English with few English words is another language that looks like it, or full of names.
    let fits = found.lang() != Lang::Eng || has_english_words(text, body, 7);
    (fits && n_letters >= FEWEST_LETTERS).then(|| tag(found.lang()))?
}

fn is_common(word: &str) -> bool {
    word.len() <= LONGEST_COMMON && COMMON.iter().any(|common| common.eq_ignore_ascii_case(word))
}

/// Whether one in `one_in` of the words, or more, is one of the commonest English ones.
fn has_english_words(text: &str, body: &[Span], one_in: usize) -> bool {
    let mut n_words = 0_usize;
    let mut n_common = 0_usize;
    for word in body
        .iter()
        .flat_map(|span| span.of(text).split(|c: char| !c.is_alphabetic()))
        .filter(|word| !word.is_empty())
        .take(REACH)
    {
        n_words += 1;
        n_common += usize::from(is_common(word));
    }
    n_words >= 8 && n_common * one_in >= n_words
}

/// The short tag for a language.
fn tag(language: Lang) -> Option<&'static str> {
    const TAGS: &str = include_str!("../../../assets/import/languages.tsv");
    TAGS.lines()
        .filter_map(|row| row.split_once('\t'))
        .find(|(code, _)| *code == language.code())
        .map(|(_, tag)| tag)
}

/// A declared tag as BCP 47 writes it: `en_us` is `en-US`. `None` if it is no tag.
pub(super) fn normalised(declared: &str) -> Option<String> {
    let mut tag = String::new();
    for (idx, piece) in declared.trim().split(['-', '_']).take(3).enumerate() {
        if !piece.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        match (idx, piece.len()) {
            (0, 2..=3) => tag.push_str(&piece.to_ascii_lowercase()),
            (0, _) => return None,
            (_, 2) => {
                tag.push('-');
                tag.push_str(&piece.to_ascii_uppercase());
            }
            (_, 4) => {
                tag.push('-');
                let (first, rest) = piece.split_at_checked(1)?;
                tag.push_str(&first.to_ascii_uppercase());
                tag.push_str(&rest.to_ascii_lowercase());
            }
            _ => break,
        }
    }
    Some(tag)
}

/// Whether two tags name the same language, wherever it is spoken.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let language = |tag: &str| {
        tag.split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    language(one) == language(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> Option<&'static str> {
        recognised(text, Span::all(text).as_slice())
    }

    #[test]
    fn the_languages_of_the_united_nations_and_of_europe_are_recognised() {
        for (tag, text) in [
            (
                "en",
                "The minister said on Tuesday that the line to Kars will open in May.",
            ),
            (
                "fr",
                "Le ministre a déclaré mardi que la ligne vers Kars serait ouverte en mai, dès que les douanes des deux pays auront terminé leurs travaux.",
            ),
            (
                "es",
                "El ministro dijo el martes que la línea hasta Kars se abrirá en mayo, cuando las aduanas de los dos países hayan terminado sus trabajos.",
            ),
            (
                "ru",
                "Министр заявил во вторник, что железная дорога до Карса откроется в мае, когда таможни двух стран завершат свою работу. По его словам, первый поезд повезёт зерно, а в дальнейшем движение будет ежедневным.",
            ),
            (
                "zh",
                "部长星期二表示，通往卡尔斯的铁路将于五月开通，届时两国海关将完成各自的工作，第一列火车将运送粮食，此后每天两班。外交部发言人说，双方已经就时间表达成一致，并将在下周的会谈中讨论其余问题。",
            ),
            (
                "ar",
                "قال الوزير يوم الثلاثاء إن خط السكة الحديدية إلى قارص سيفتح في شهر مايو عندما تنتهي الجمارك في البلدين من أعمالها.",
            ),
            (
                "de",
                "Der Minister sagte am Dienstag, dass die Strecke nach Kars im Mai eröffnet wird, sobald die Zollämter beider Länder ihre Arbeiten beendet haben.",
            ),
            (
                "it",
                "Il ministro ha detto martedì che la linea per Kars sarà aperta a maggio, quando le dogane dei due paesi avranno finito i loro lavori.",
            ),
            (
                "pt",
                "O ministro disse na terça-feira que a linha para Kars será aberta em maio, quando as alfândegas dos dois países tiverem terminado os seus trabalhos.",
            ),
            (
                "nl",
                "De minister zei dinsdag dat de spoorlijn naar Kars in mei wordt geopend, zodra de douanekantoren van beide landen hun werk hebben afgerond.",
            ),
            (
                "pl",
                "Minister powiedział we wtorek, że linia do Karsu zostanie otwarta w maju, gdy urzędy celne obu krajów zakończą swoje prace.",
            ),
            (
                "uk",
                "Міністр заявив у вівторок, що залізниця до Карса відкриється у травні, коли митниці двох країн завершать свою роботу.",
            ),
            (
                "tr",
                "Bakan salı günü yaptığı açıklamada, iki ülkenin gümrükleri çalışmalarını tamamladığında Kars hattının mayıs ayında açılacağını söyledi.",
            ),
            (
                "ro",
                "Ministrul a declarat marți că linia spre Kars va fi deschisă în mai, când vămile celor două țări își vor fi încheiat lucrările.",
            ),
            (
                "el",
                "Ο υπουργός δήλωσε την Τρίτη ότι η γραμμή προς το Καρς θα ανοίξει τον Μάιο, όταν τα τελωνεία των δύο χωρών ολοκληρώσουν τις εργασίες τους.",
            ),
            (
                "hu",
                "A miniszter kedden azt mondta, hogy a Karszba vezető vonal májusban nyílik meg, amikor a két ország vámhivatalai befejezik munkájukat.",
            ),
            (
                "cs",
                "Ministr v úterý řekl, že trať do Karsu bude otevřena v květnu, až celní úřady obou zemí dokončí své práce.",
            ),
            (
                "sv",
                "Ministern sade på tisdagen att järnvägen till Kars öppnar i maj, när tullmyndigheterna i båda länderna har avslutat sitt arbete.",
            ),
            (
                "fi",
                "Ministeri sanoi tiistaina, että Karsin rata avataan toukokuussa, kun molempien maiden tullilaitokset ovat saaneet työnsä päätökseen.",
            ),
            (
                "bg",
                "Министърът заяви във вторник, че линията до Карс ще бъде открита през май, когато митниците на двете страни приключат работата си.",
            ),
            (
                "hy",
                "Նախարարը երեքշաբթի օրը հայտարարեց, որ Կարսի երկաթուղին կբացվի մայիսին, երբ երկու երկրների մաքսատները կավարտեն իրենց աշխատանքը։",
            ),
            (
                "ka",
                "მინისტრმა სამშაბათს განაცხადა, რომ რკინიგზა ყარსამდე მაისში გაიხსნება, როდესაც ორივე ქვეყნის საბაჟო დაასრულებს მუშაობას.",
            ),
            (
                "ja",
                "大臣は火曜日、両国の税関が作業を終え次第、カルスへの鉄道は五月に開通すると述べた。最初の列車は穀物を運び、その後は一日二便が運行される予定である。",
            ),
        ] {
            assert_eq!(language(text), Some(tag), "{text}");
        }
    }

    #[test]
    fn a_few_words_are_of_no_language() {
        for text in ["No.", "Kars, Gyumri", "12 345", "", "Oui, merci", "OK go to Kars"] {
            assert_eq!(language(text), None, "{text}");
        }
    }

    #[test]
    fn declared_tags_are_written_alike() {
        assert_eq!(normalised("en_us").as_deref(), Some("en-US"));
        assert_eq!(normalised("PT").as_deref(), Some("pt"));
        assert_eq!(normalised("zh-hans-CN").as_deref(), Some("zh-Hans-CN"));
        assert_eq!(normalised("english"), None);
        assert_eq!(normalised("$lang"), None);
        assert!(is_same("en-GB", "en") && !is_same("en", "ru"));
    }
}
