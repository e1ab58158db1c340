//! Saved views of Compare: how they are called as commands, and the keys of the first nine.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::super::App;
use super::super::session::Place;
use crate::project::edits;

const KEYS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// A saved view by its place among them, from 0 on, as the menu lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SavedView(pub usize);

impl SavedView {
    /// Those that have keys.
    pub(crate) const WITH_KEYS: std::ops::Range<usize> = 0..KEYS.len();

    /// Its words in the palette.
    pub(crate) fn text(name: &str) -> String {
        format!("View: {name}")
    }

    /// Its keys.
    pub(crate) fn shortcut(self) -> Option<KeyboardShortcut> {
        let key = KEYS.get(self.0)?;
        Some(KeyboardShortcut::new(Modifiers::ALT, *key))
    }
}

/// The view whose keys were pressed. Where somebody types they are letters: Alt and digits write what keyboards lack.
pub(super) fn pressed(ctx: &egui::Context) -> Option<SavedView> {
    if ctx.text_edit_focused() {
        return None;
    }
    let mut views = SavedView::WITH_KEYS.map(SavedView);
    views.find(|view| {
        let shortcut = view.shortcut();
        shortcut.is_some_and(|shortcut| ctx.input_mut(|input| input.consume_shortcut(&shortcut)))
    })
}

pub(super) fn run(app: &mut App, view: SavedView) {
    let views = app.host.project().saved_views();
    let Some(name) = views.keys().nth(view.0).cloned() else {
        let words = format!("There is no saved view number {}", view.0 + 1);
        app.session.toast(words);
        return;
    };
    app.go(Place::Compare);
    app.apply_if(edits::choose_view(app.host.project(), &name));
    app.session.toast(SavedView::text(&name));
}

#[cfg(test)]
mod tests {
    use super::super::Global;
    use super::*;

    #[test]
    fn the_keys_of_views_mean_nothing_else() {
        for number in SavedView::WITH_KEYS {
            let keys = SavedView(number).shortcut();
            assert!(keys.is_some());
            assert!(Global::ALL.iter().all(|command| command.shortcut() != keys));
        }
        assert_eq!(SavedView(SavedView::WITH_KEYS.end).shortcut(), None);
    }
}
