//! The line at the bottom: what is saved, how much there is, what is under way.

use egui::{Align, Frame, Layout, Margin, Panel, ProgressBar, RichText, Ui};

use super::super::App;
use super::super::session::Place;
use super::super::theme::{Tokens, space, text_size};
use super::super::widgets::{icon_button, is_low};

/// Draws the line.
pub(crate) fn status_bar_ui(app: &App, ui: &mut Ui) {
    // In a low window Compare needs the room; the title says what is saved.
    let is_folded = app.session.place == Place::Compare
        && !app.shows_welcome()
        && is_low(ui.ctx())
        && app.jobs.shown().next().is_none();
    if is_folded {
        return;
    }
    let tokens = Tokens::for_ui(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(12, 2));
    Panel::bottom("status bar").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 22.0;
            let small = |words: String| {
                RichText::new(words)
                    .size(text_size::SMALL)
                    .color(tokens.text_weak)
            };
            let state = match (&app.host.path, app.host.is_dirty()) {
                _ if app.host.is_read_only => "read-only: open in another window",
                (None, false) => "not saved to a file yet",
                (Some(_), false) => "saved",
                (_, true) => "unsaved changes",
            };
            let title = ui.label(small(format!("{} — {state}", app.host.title())));
            if let Some(path) = &app.host.path {
                title.on_hover_text(path.display().to_string());
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let project = app.host.project();
                ui.label(small(format!(
                    "{} · {}",
                    count(project.articles().len(), "article"),
                    count(app.host.n_statements(), "statement")
                )));
                ui.add_space(space::S);
                jobs_ui(app, ui);
            });
        });
    });
}

fn jobs_ui(app: &App, ui: &mut Ui) {
    let tokens = Tokens::for_ui(ui);
    for job in app.jobs.shown() {
        let (done, total) = job.progress.counts();
        if job.progress.is_cancelled() {
            ui.label(
                RichText::new("Stopping…")
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            );
            continue;
        }
        // What is being saved is saved in a moment, all of it.
        if job.name != "Saving"
            && icon_button(ui, "close", &format!("Cancel {}", job.name.to_lowercase())).clicked()
        {
            job.progress.cancel();
        }
        #[expect(clippy::cast_precision_loss, reason = "a bar is a few hundred pixels wide")]
        let share = if total == 0 {
            0.0
        } else {
            done as f32 / total as f32
        };
        let mut words = job.name.to_owned();
        if total > 1 {
            words = format!("{words} {done}/{total}");
        }
        let current = job.progress.current();
        // The end of a path says more than its beginning.
        let name = current.rsplit(['/', '\\']).next().unwrap_or_default();
        if !name.is_empty() {
            let mut short: String = name.chars().take(32).collect();
            if short.len() < name.len() {
                short.push('…');
            }
            words = format!("{words} · {short}");
        }
        ui.add(
            ProgressBar::new(share)
                .desired_width(120.0)
                .desired_height(6.0)
                .animate(total == 0),
        );
        ui.label(
            RichText::new(words)
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        )
        .on_hover_text(current);
    }
}

/// "1 article", "3 articles".
fn count(n: usize, singular: &str) -> String {
    if n == 1 {
        format!("1 {singular}")
    } else {
        format!("{n} {singular}s")
    }
}
