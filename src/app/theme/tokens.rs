//! Colours of the two themes, from `assets/theme`, and the lengths that both share.

use std::sync::LazyLock;

use egui::Color32;
use serde::Deserialize;

use crate::atlas::Atlas;
use crate::model::Party;

/// Lengths on a grid of four points.
pub(crate) mod space {
    /// Between an icon and its words.
    pub(crate) const XS: f32 = 4.0;
    /// Between controls.
    pub(crate) const S: f32 = 8.0;
    /// Around and between groups.
    pub(crate) const M: f32 = 12.0;
    /// Inside cards and panels.
    pub(crate) const L: f32 = 16.0;
    /// Between large parts.
    pub(crate) const XL: f32 = 24.0;
    /// Width of the rule that marks a quotation in its party's colour.
    pub(crate) const PARTY_RULE: f32 = 3.0;
    /// Radius of rounded corners.
    pub(crate) const RADIUS: u8 = 6;
    /// Height of a control.
    pub(crate) const CONTROL: f32 = 28.0;
    /// Widest column of words for reading.
    pub(crate) const MEASURE: f32 = 680.0;
}

/// Three sizes of text and a heading, in points.
pub(crate) mod text_size {
    /// Labels, dates, counts.
    pub(crate) const SMALL: f32 = 12.0;
    /// Controls.
    pub(crate) const BODY: f32 = 13.5;
    /// The words of articles and statements.
    pub(crate) const READING: f32 = 16.0;
    /// Headings.
    pub(crate) const HEADING: f32 = 20.0;
}

/// The colours of a theme.
#[derive(Clone, Debug)]
pub(crate) struct Tokens {
    pub is_dark: bool,
    pub background: Color32,
    pub panel: Color32,
    pub raised: Color32,
    pub field: Color32,
    pub text: Color32,
    pub text_weak: Color32,
    pub hairline: Color32,
    /// The edge of what can be clicked or typed into; seen by all eyes (contrast 3).
    pub edge: Color32,
    pub accent: Color32,
    pub on_accent: Color32,
    pub selection: Color32,
    pub hover: Color32,
    pub pressed: Color32,
    pub success: Color32,
    pub warning: Color32,
    pub error: Color32,
    pub shadow: Color32,
    party_tint: f32,
    terms: Vec<Color32>,
}

/// A party's colour as used in one theme.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartyColors {
    /// Rules, chips, dots.
    pub rule: Color32,
    /// Behind words.
    pub tint: Color32,
    /// Words in the party's colour, legible on the background.
    pub text: Color32,
}

/// Colours behind words that the reader marks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermColors {
    light: Vec<String>,
    dark: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    background: String,
    panel: String,
    raised: String,
    field: String,
    text: String,
    text_weak: String,
    hairline: String,
    edge: String,
    accent: String,
    on_accent: String,
    selection: String,
    hover: String,
    pressed: String,
    success: String,
    warning: String,
    error: String,
    shadow_alpha: u8,
    party_tint: f32,
}

impl Tokens {
    /// The colours of the light or dark theme.
    pub(crate) fn of(theme: egui::Theme) -> &'static Self {
        static LIGHT: LazyLock<Tokens> =
            LazyLock::new(|| Tokens::parse(include_str!("../../../assets/theme/light.ron"), false));
        static DARK: LazyLock<Tokens> =
            LazyLock::new(|| Tokens::parse(include_str!("../../../assets/theme/dark.ron"), true));
        match theme {
            egui::Theme::Light => &LIGHT,
            egui::Theme::Dark => &DARK,
        }
    }

    /// The colours of the theme that `ui` is drawn in.
    pub(crate) fn for_ui(ui: &egui::Ui) -> &'static Self {
        Self::of(ui.ctx().theme())
    }

    fn parse(table: &str, is_dark: bool) -> Self {
        let table: Table =
            ron::from_str(table).unwrap_or_else(|error| panic!("a theme that is compiled in: {error}"));
        let color = |hex: &str| Color32::from_hex(hex).unwrap_or(Color32::PLACEHOLDER);
        let terms: TermColors = ron::from_str(include_str!("../../../assets/theme/term_colors.ron"))
            .unwrap_or_else(|error| panic!("colours that are compiled in: {error}"));
        let terms = if is_dark { terms.dark } else { terms.light };
        Self {
            is_dark,
            background: color(&table.background),
            panel: color(&table.panel),
            raised: color(&table.raised),
            field: color(&table.field),
            text: color(&table.text),
            text_weak: color(&table.text_weak),
            hairline: color(&table.hairline),
            edge: color(&table.edge),
            accent: color(&table.accent),
            on_accent: color(&table.on_accent),
            selection: color(&table.selection),
            hover: color(&table.hover),
            pressed: color(&table.pressed),
            success: color(&table.success),
            warning: color(&table.warning),
            error: color(&table.error),
            shadow: Color32::from_black_alpha(table.shadow_alpha),
            party_tint: table.party_tint,
            terms: terms.iter().map(|hex| color(hex)).collect(),
        }
    }

    /// How many colours there are for words that the reader marks.
    pub(crate) fn n_terms(&self) -> u8 {
        u8::try_from(self.terms.len()).unwrap_or(u8::MAX)
    }

    /// Behind words that the reader marks; one past the last begins anew.
    pub(crate) fn term(&self, color: u8) -> Color32 {
        let n = self.terms.len().max(1);
        let found = self.terms.get(usize::from(color) % n);
        found.copied().unwrap_or(self.selection)
    }

    /// Behind words that are looked for, over whatever else stands there.
    pub(crate) fn found(&self) -> Color32 {
        self.accent.gamma_multiply(0.28)
    }

    /// The colour of a topic; a neutral one for none.
    pub(crate) fn topic(&self, color: Option<u8>) -> Color32 {
        let color = color.and_then(|number| TOPIC_COLORS.get(usize::from(number)).copied());
        match color {
            Some(color) if self.is_dark => color.lerp_to_gamma(Color32::WHITE, 0.25),
            Some(color) => color,
            None => self.hairline.lerp_to_gamma(self.text_weak, 0.4),
        }
    }

    /// The colours of a party; neutral ones for no party.
    pub(crate) fn party(&self, party: Option<&Party>) -> PartyColors {
        let rule = party.map_or(self.text_weak, |party| {
            let [red, green, blue] = Atlas::get().color(party);
            #[expect(clippy::disallowed_methods, reason = "the one place that makes colours")]
            let plain = Color32::from_rgb(red, green, blue);
            plain
        });
        let rule = if self.is_dark {
            rule.lerp_to_gamma(Color32::WHITE, 0.25)
        } else {
            rule
        };
        PartyColors {
            rule,
            tint: self.background.lerp_to_gamma(rule, self.party_tint),
            text: legible(rule, self.background, self.is_dark),
        }
    }
}

/// Colours of topics, by number.
static TOPIC_COLORS: LazyLock<Vec<Color32>> = LazyLock::new(|| {
    let table: Vec<String> = ron::from_str(include_str!("../../../assets/theme/topic_colors.ron"))
        .unwrap_or_else(|error| panic!("colours that are compiled in: {error}"));
    let colors = table.iter();
    colors
        .map(|hex| Color32::from_hex(hex).unwrap_or(Color32::PLACEHOLDER))
        .collect()
});

/// How many colours topics can have.
pub(crate) fn n_topic_colors() -> u8 {
    u8::try_from(TOPIC_COLORS.len()).unwrap_or(u8::MAX)
}

/// `color` moved towards black or white until it can be read on `background` (contrast 4.5).
fn legible(color: Color32, background: Color32, is_dark: bool) -> Color32 {
    let goal = if is_dark { Color32::WHITE } else { Color32::BLACK };
    (0_u8..=10)
        .map(|step| color.lerp_to_gamma(goal, f32::from(step) / 10.0))
        .find(|candidate| contrast(*candidate, background) >= 4.5)
        .unwrap_or(goal)
}

/// Contrast of two opaque colours, 1 to 21, as WCAG 2 defines it.
pub(crate) fn contrast(one: Color32, other: Color32) -> f32 {
    let luminance = |color: Color32| {
        let rgba = egui::Rgba::from(color);
        0.2126 * rgba.r() + 0.7152 * rgba.g() + 0.0722 * rgba.b()
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_be_read_in_both_themes() {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            let tokens = Tokens::of(theme);
            for background in [tokens.background, tokens.panel, tokens.raised, tokens.hover] {
                for text in [tokens.text, tokens.text_weak, tokens.accent, tokens.error] {
                    assert!(
                        contrast(text, background) >= 4.5,
                        "{theme:?}: {text:?} on {background:?}: {}",
                        contrast(text, background)
                    );
                }
                assert!(
                    contrast(tokens.edge, background) >= 2.6,
                    "{theme:?} on {background:?}"
                );
            }
            assert!(contrast(tokens.on_accent, tokens.accent) >= 4.5);
            for color in 0..tokens.n_terms() {
                assert!(
                    contrast(tokens.text, tokens.term(color)) >= 4.5,
                    "{theme:?} {color}"
                );
            }
            for background in [tokens.background, tokens.panel, tokens.hover, tokens.selection] {
                let found = background.blend(tokens.found());
                assert!(
                    contrast(tokens.text, found) >= 4.5,
                    "{theme:?}: words that are found, on {background:?}"
                );
            }
            for code in ["RU", "AM", "TR", "US", "CN", "ORG:EU", "ORG:UN"] {
                let party = code.parse().ok();
                let colors = tokens.party(party.as_ref());
                assert!(contrast(colors.text, tokens.background) >= 4.5, "{code}");
                assert!(
                    contrast(tokens.text, colors.tint) >= 4.5,
                    "{theme:?} {code}: highlighted words"
                );
            }
        }
    }
}
