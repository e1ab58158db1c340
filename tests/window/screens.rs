//! The pictures in `screenshots`, drawn from the sample and compared with what stands there.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test window screens -- --ignored` draws them anew.

use egui::{Key, Theme, vec2};
use egui_kittest::SnapshotOptions;

use super::support::{CTRL, Window, sized};

/// What may differ between two machines: edges of letters.
const PIXELS: usize = 3_000;

fn pictured(theme: Theme) -> Window {
    sized(&[], vec2(1280.0, 800.0), |builder| {
        builder.with_theme(theme).wgpu()
    })
}

fn picture(window: &mut Window, name: &str, theme: Theme) {
    let theme = match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    window.harness.remove_cursor();
    // The toasts go, what moves comes to rest.
    window.harness.run_steps(40);
    let options = SnapshotOptions::new()
        .output_path("screenshots")
        .threshold(1.5)
        .max_failed_pixels(PIXELS);
    window
        .harness
        .snapshot_options(format!("{name}-{theme}"), &options);
}

fn draw(theme: Theme) {
    let mut window = pictured(theme);
    picture(&mut window, "welcome", theme);
    window.click("Open sample project");
    picture(&mut window, "compare", theme);
    window.key(CTRL, Key::Num1);
    window.key(egui::Modifiers::ALT, Key::ArrowDown);
    picture(&mut window, "articles", theme);
    window.key(CTRL, Key::Num3);
    window.click("Draft briefing from statements");
    picture(&mut window, "briefing", theme);
}

#[test]
#[ignore = "needs a software renderer"]
fn light() {
    draw(Theme::Light);
}

#[test]
#[ignore = "needs a software renderer"]
fn dark() {
    draw(Theme::Dark);
}
