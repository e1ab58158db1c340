//! The pictures in `screenshots`, drawn from the sample and compared with what stands there.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test window screens -- --ignored` draws them anew.

use std::sync::Arc;

use egui::{Key, Modifiers, Theme, Vec2, vec2};
use egui_kittest::SnapshotOptions;
use egui_system_font_provider::SystemFontProvider;
use readout::project::edits;

use super::crowded::crowded;
use super::support::{CTRL, Window, sized};

/// What may differ between two machines: edges of letters.
const PIXELS: usize = 3_000;

/// Long names in letters that the bundled fonts lack, one of which runs from right to left.
const NAMES: [&str; 6] = [
    "Հովհաննես Տեր-Գրիգորյան-Մանուկյան",
    "კონსტანტინე გამსახურდია-დადიანი-ორბელიანი",
    "عبد الرحمن بن عبد العزيز آل الشيخ القحطاني",
    "Ալեքսանդրա Ստեփանոսյան-Տեր-Պետրոսյան",
    "Hovhannes Ter-Grigoryan-Manukyan",
    "Li",
];

/// The columns of Compare.
const PARTIES: [&str; 10] = [
    "AM", "FR", "RU", "GB", "TR", "GE", "CN", "US", "ORG:EU", "ORG:OSCE",
];

/// A window of so many points, each drawn by `zoom` times `zoom` pixels.
fn pictured(answers: &[&str], size: Vec2, zoom: f32, theme: Theme) -> Window {
    sized(answers, size, |builder| {
        builder.with_theme(theme).with_pixels_per_point(zoom).wgpu()
    })
}

/// Compare with five thousand statements for forty parties, ten of which have a column.
fn crowded_compare(size: Vec2, zoom: f32, theme: Theme) -> Window {
    let mut window = pictured(&["{}/crowded.ron"], size, zoom, theme);
    let fonts = SystemFontProvider::new();
    window.harness.ctx.add_font_provider(Arc::new(fonts));
    let mut project = crowded(&NAMES);
    let mut view = project.view().clone();
    view.choose_columns(PARTIES.map(|code| code.parse().unwrap()).to_vec());
    view.shows_others = true;
    project.apply(&edits::set_view(&project, view).unwrap()).unwrap();
    let bytes = readout::storage::encode(&project).unwrap();
    std::fs::write(window.path("crowded.ron"), bytes).unwrap();
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num2);
    window
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
    let mut window = pictured(&[], vec2(1280.0, 800.0), 1.0, theme);
    picture(&mut window, "welcome", theme);
    window.click("Open sample project");
    picture(&mut window, "compare", theme);
    window.key(CTRL, Key::Num1);
    window.key(Modifiers::ALT, Key::ArrowDown);
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

#[test]
#[ignore = "needs a software renderer"]
fn a_crowded_project_on_a_small_screen() {
    let mut window = crowded_compare(vec2(1280.0, 720.0), 1.0, Theme::Light);
    picture(&mut window, "crowded", Theme::Light);
}

#[test]
#[ignore = "needs a software renderer"]
fn a_crowded_project_on_a_large_screen() {
    let mut window = crowded_compare(vec2(2560.0, 1440.0), 1.0, Theme::Dark);
    picture(&mut window, "crowded", Theme::Dark);
}

#[test]
#[ignore = "needs a software renderer"]
fn a_crowded_project_at_twice_the_size() {
    let mut window = crowded_compare(vec2(640.0, 360.0), 2.0, Theme::Light);
    picture(&mut window, "zoomed", Theme::Light);
}

#[test]
#[ignore = "needs a software renderer"]
fn the_reader_in_review() {
    let mut window = pictured(&[], vec2(1280.0, 800.0), 1.0, Theme::Light);
    window.click("Open sample project");
    window.key(CTRL, Key::Num1);
    window.key(CTRL, Key::R);
    window.key(Modifiers::NONE, Key::A);
    picture(&mut window, "review", Theme::Light);
}
