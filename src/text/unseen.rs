//! Characters that do not print, or make text show in another order than it is stored.
//!
//! A name with such characters can move a terminal's cursor or make a sentence read backwards; where
//! text is shown raw (terminals, project files, messages) they are written as escapes.

use std::borrow::Cow;

/// Whether a character does not print, or makes text show in another order than it is stored: control
/// characters, line separators, marks of direction, spaces without width, tags. Joiners do not count: words of several scripts
/// are written with them.
#[must_use]
pub fn is_unseen(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `words` on one line, with unseen characters as escapes: `\n`, `\u{1b}`.
#[must_use]
pub fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for char in words.chars() {
        if is_unseen(char) {
            line.extend(char.escape_default());
        } else {
            line.push(char);
        }
    }
    line
}

/// What stands on screen in the place of an unseen character. Each bundled typeface has it, unlike U+FFFD.
pub const MARK: char = '◊';

/// `words` with [`MARK`] in the place of each unseen character but white space: for words on screen, whose
/// characters keep their number.
#[must_use]
pub fn masked(words: &str) -> Cow<'_, str> {
    let is_hidden = |char: char| is_unseen(char) && !matches!(char, '\n' | '\r' | '\t');
    if words.contains(is_hidden) {
        Cow::Owned(words.replace(is_hidden, MARK.encode_utf8(&mut [0; 4])))
    } else {
        Cow::Borrowed(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_screen_each_is_seen_and_none_is_lost() {
        let words = "pay \u{202e}drah\u{2069} to\u{200b}day\u{7}\nnow";
        let shown = masked(words);
        assert_eq!(shown, "pay ◊drah◊ to◊day◊\nnow");
        assert_eq!(shown.chars().count(), words.chars().count());
        assert!(matches!(masked("plain می\u{200c}خواهم"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_moves_a_cursor_or_turns_words_round_is_escaped() {
        assert_eq!(
            one_line("a\n\u{1b}[31mb\u{9b}c\u{202e}d\u{2066}"),
            "a\\n\\u{1b}[31mb\\u{9b}c\\u{202e}d\\u{2066}"
        );
    }

    #[test]
    fn words_of_all_scripts_stay_as_they_are() {
        let words = "“Ağrı” नहीं\u{200d} می\u{200c}خواهم 日本 👩\u{200d}🚀";
        assert_eq!(one_line(words), words);
    }
}
