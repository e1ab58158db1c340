//! Letters without case and accents, for finding and comparing.

use unicode_normalization::UnicodeNormalization as _;

/// `text` without what does not matter when words are compared: case, accents, kinds of apostrophes,
/// quotation marks and dashes, invisible characters. White space of any kind is a space.
///
/// ```
/// use readout::text::fold::fold;
/// assert_eq!(fold("Mevlüt Çavuşoğlu’s"), "mevlut cavusoglu's");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends `text`, folded, to `folded`.
pub fn fold_into(text: &str, folded: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let n_ascii = rest
            .bytes()
            .position(|byte| !byte.is_ascii())
            .unwrap_or(rest.len());
        let (ascii, others) = rest.split_at_checked(n_ascii).unwrap_or((rest, ""));
        fold_ascii(ascii, folded);
        let mut characters = others.chars();
        while let Some(character) = characters.next() {
            fold_character(character, folded);
            if characters.as_str().starts_with(|next: char| next.is_ascii()) {
                break;
            }
        }
        rest = characters.as_str();
    }
}

/// Most text is ASCII with no white space but blanks.
fn fold_ascii(ascii: &str, folded: &mut String) {
    let start = folded.len();
    folded.push_str(ascii);
    if let Some(added) = folded.get_mut(start..) {
        added.make_ascii_lowercase();
    }
    let is_white = |byte: u8| byte.is_ascii_whitespace() && byte != b' ';
    if ascii.bytes().any(is_white) {
        folded.truncate(start);
        folded.extend(ascii.chars().map(|character| match character {
            _ if character.is_ascii_whitespace() => ' ',
            _ => character.to_ascii_lowercase(),
        }));
    }
}

/// Appends a character that is not ASCII, folded.
pub(super) fn fold_character(character: char, folded: &mut String) {
    match character {
        '’' | '‘' | 'ʼ' | 'ʻ' | '‛' | '′' => folded.push('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' => folded.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => folded.push('-'),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'þ' | 'Þ' => folded.push_str("th"),
        'ħ' | 'Ħ' => folded.push('h'),
        'ı' | 'İ' => folded.push('i'),
        'ə' | 'Ə' => folded.push('e'),
        'ς' => folded.push('σ'),
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{ad}' => {}
        _ if character.is_whitespace() => folded.push(' '),
        _ => {
            let lower = character.to_lowercase();
            folded.extend(lower.nfkd().filter(|&piece| !is_accent(piece)));
        }
    }
}

/// Combining accents, and the vowel points of Hebrew and Arabic.
fn is_accent(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_marks_do_not_matter() {
        assert_eq!(fold("ÇAVUŞOĞLU"), fold("Cavusoglu"));
        assert_eq!(fold("Łódź – “Straße”"), "lodz - \"strasse\"");
        assert_eq!(fold("İlham\u{a0}Əliyev"), "ilham eliyev");
        assert_eq!(fold("Ερντογάν Σ ς"), "ερντογαν σ σ");
        assert_eq!(fold("e\u{301}"), "e");
        assert_eq!(fold("Лав\u{200b}ров Ё"), "лавров е");
        assert_eq!(fold("A\tB\nÇ\r\nD E"), "a b c  d e");
        assert_eq!(fold(""), "");
    }
}
