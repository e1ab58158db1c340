//! A long list of things of different heights of which only the visible ones are laid out.
//!
//! Heights are remembered from the last time a thing was drawn; until then they are estimates.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::Hash;

use egui::scroll_area::ScrollArea;
use egui::style::ScrollAnimation;
use egui::{Align, Rect, Ui, UiBuilder, Vec2, vec2};

/// Drawn above and below what is visible, in points.
const BEYOND: f32 = 200.0;
/// Frames in which estimates may still turn out wrong after a jump.
const MOST_TRIES: u8 = 6;

/// What a list remembers between frames.
#[derive(Debug)]
pub(super) struct TallList<K> {
    heights: BTreeMap<K, f32>,
    width: f32,
    jump: Option<(K, u8)>,
    /// Drawn wherever it is: the keyboard is in it.
    kept: Option<K>,
}

impl<K> Default for TallList<K> {
    fn default() -> Self {
        Self {
            heights: BTreeMap::new(),
            width: 0.0,
            jump: None,
            kept: None,
        }
    }
}

impl<K: Copy + Ord + Hash + Debug> TallList<K> {
    /// Scrolls so that `key` is at the top.
    pub(super) fn jump_to(&mut self, key: K) {
        self.jump = Some((key, MOST_TRIES));
    }

    /// Draws the list. `items` are keys with estimated heights; `draw` gets the place in `items` and the
    /// rectangle that the item had when it was last drawn, and says whether the keyboard is in it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        name: &str,
        items: &[(K, f32)],
        mut draw: impl FnMut(&mut Ui, K, Rect) -> bool,
    ) {
        ScrollArea::vertical()
            .id_salt(name)
            .auto_shrink(false)
            .show_viewport(ui, |ui, viewport| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let width = ui.available_width();
                if (width - self.width).abs() > 0.5 {
                    self.heights.clear();
                    self.width = width;
                }
                let origin = ui.max_rect().min;
                let (first, last) = (viewport.top() - BEYOND, viewport.bottom() + BEYOND);
                let mut top = 0.0;
                let mut is_settled = true;
                let mut shift = 0.0;
                let mut kept = None;
                for &(key, estimate) in items {
                    let known = self.heights.get(&key).copied();
                    let height = known.unwrap_or(estimate);
                    let is_target = self.jump.is_some_and(|(target, _)| target == key);
                    let rect = Rect::from_min_size(origin + vec2(0.0, top), vec2(width, height));
                    if is_target {
                        ui.scroll_to_rect_animation(rect, Some(Align::TOP), ScrollAnimation::none());
                    }
                    let is_near = top + height >= first && top <= last;
                    if !is_near && self.kept != Some(key) && !is_target {
                        top += height;
                        continue;
                    }
                    let room = Rect::from_min_size(rect.min, vec2(width, f32::INFINITY));
                    let drawn = ui.scope_builder(UiBuilder::new().max_rect(room).id_salt(key), |ui| {
                        ui.set_width(width);
                        draw(ui, key, rect)
                    });
                    if drawn.inner {
                        kept = Some(key);
                    }
                    let now = drawn.response.rect.height();
                    if (now - height).abs() > 0.5 {
                        is_settled = false;
                        if known.is_none() && top + height < viewport.top() {
                            shift += now - height;
                        }
                    }
                    self.heights.insert(key, now);
                    top += now;
                }
                self.kept = kept;
                ui.expand_to_include_rect(Rect::from_min_size(origin, vec2(width, top)));
                if self.jump.is_none() && shift != 0.0 {
                    ui.scroll_with_delta_animation(Vec2::new(0.0, -shift), ScrollAnimation::none());
                }
                self.jump = self
                    .jump
                    .and_then(|(key, n_tries)| Some((key, n_tries.checked_sub(1)?)));
                if !is_settled || self.jump.is_some() {
                    ui.ctx().request_repaint();
                }
            });
    }
}
