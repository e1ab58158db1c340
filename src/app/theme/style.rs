//! The tokens as egui's style.

use egui::style::{Selection, WidgetVisuals};
use egui::{CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Theme, Vec2};

use super::tokens::{Tokens, space, text_size};

/// Sets fonts and the styles of both themes.
pub(crate) fn apply(ctx: &egui::Context) {
    ctx.set_fonts(super::definitions());
    ctx.add_glyph_rasterizer(super::unseen::marks());
    // Where the system does not say: like paper.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style(theme));
    }
}

fn style(theme: Theme) -> egui::Style {
    let tokens = Tokens::of(theme);
    let mut style = theme.default_style();
    let proportional = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, proportional(text_size::SMALL)),
        (TextStyle::Body, proportional(text_size::BODY)),
        (TextStyle::Button, proportional(text_size::BODY)),
        (TextStyle::Heading, super::semibold(text_size::HEADING)),
        (
            TextStyle::Monospace,
            FontId::new(text_size::BODY, FontFamily::Monospace),
        ),
    ]
    .into();
    style.spacing.item_spacing = Vec2::splat(space::S);
    style.spacing.button_padding = Vec2::new(space::S, space::XS);
    style.spacing.interact_size.y = space::CONTROL;
    style.spacing.window_margin = Margin::same(16);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.tooltip_width = 360.0;
    style.spacing.scroll.floating = true;
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
    style.url_in_tooltip = true;

    let visuals = &mut style.visuals;
    let corner = CornerRadius::same(space::RADIUS);
    let widget = |fill, border, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: corner,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(tokens.panel, tokens.hairline, tokens.text);
    visuals.widgets.inactive = widget(tokens.raised, tokens.edge, tokens.text);
    visuals.widgets.hovered = widget(tokens.hover, tokens.edge, tokens.text);
    visuals.widgets.active = widget(tokens.pressed, tokens.accent, tokens.text);
    visuals.widgets.open = widget(tokens.hover, tokens.edge, tokens.text);
    visuals.selection = Selection {
        bg_fill: tokens.selection,
        stroke: Stroke::new(1.0, tokens.text),
    };
    visuals.weak_text_color = Some(tokens.text_weak);
    visuals.hyperlink_color = tokens.accent;
    visuals.faint_bg_color = tokens.panel;
    visuals.extreme_bg_color = tokens.field;
    visuals.text_edit_bg_color = Some(tokens.field);
    visuals.code_bg_color = tokens.hover;
    visuals.warn_fg_color = tokens.warning;
    visuals.error_fg_color = tokens.error;
    visuals.window_fill = tokens.raised;
    visuals.window_stroke = Stroke::new(1.0, tokens.hairline);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = corner;
    visuals.panel_fill = tokens.background;
    let shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: tokens.shadow,
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.striped = false;
    visuals.indent_has_left_vline = false;
    style
}
