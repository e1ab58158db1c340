//! What a frame costs the window with 150,000 statements in 10,000 articles, while one scrolls, searches, reads,
//! corrects and looks at pictures.
//!
//! The program is driven as its window drives it, without a window: input, `App::logic`, `App::ui`, and the
//! triangles that the graphics card would get. Two lines for each: computing time of the drawing thread, and time by
//! the clock, in which a machine that does something else at the same time shows. Run by `cargo bench --bench frames`;
//! a person reads the figures.

#![expect(clippy::print_stdout, reason = "the figures are read by a person")]

#[path = "support/crowded.rs"]
mod crowded;

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::App as _;
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, pos2, vec2};
use readout::app::{App, Dialogs, Options};
use readout::storage::{self, Folders};

const CTRL: Modifiers = Modifiers::COMMAND;

/// The program without a window.
struct Driver {
    context: egui::Context,
    app: App,
    frame: eframe::Frame,
    time: f64,
    spent: Vec<Duration>,
    /// Computing time of the frames in `spent`.
    computed: Vec<Duration>,
    /// How long it took until the table was there.
    until_table: Vec<Duration>,
}

impl Driver {
    /// With the project that the folder holds, if it holds one.
    fn new(folder: &Path) -> Self {
        let context = egui::Context::default();
        let project = folder.join("crowded.ron");
        let options = Options {
            folders: Folders {
                config: Some(folder.join("config")),
                data: Some(folder.join("data")),
            },
            dialogs: Dialogs::Scripted(VecDeque::new()),
            project: project.exists().then_some(project),
            today: None,
            has_defect: false,
        };
        let app = App::new(&context, options);
        let frame = eframe::Frame::_new_kittest();
        Self {
            context,
            app,
            frame,
            time: 0.0,
            spent: Vec::new(),
            computed: Vec::new(),
            until_table: Vec::new(),
        }
    }

    /// One frame with this input; how long it took by the clock, and how much of it was computing.
    fn step(&mut self, events: Vec<Event>) -> (Duration, Duration) {
        self.step_with(RawInput {
            events,
            ..RawInput::default()
        })
    }

    fn step_with(&mut self, input: RawInput) -> (Duration, Duration) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            time: Some(self.time),
            focused: true,
            ..input
        };
        let (before, start) = (computing_time(), Instant::now());
        let Self {
            app, frame, context, ..
        } = self;
        app.logic(context, frame);
        let mut output = context.run_ui(input, |ui| app.ui(ui, frame));
        output.textures_delta.clear();
        let triangles = context.tessellate(output.shapes, output.pixels_per_point);
        let spent = start.elapsed();
        drop(triangles);
        (spent, computing_time().saturating_sub(before))
    }

    /// A frame that counts.
    fn measure(&mut self, events: Vec<Event>) {
        let frame = self.step(events);
        self.count(frame);
    }

    fn count(&mut self, (spent, computed): (Duration, Duration)) {
        self.spent.push(spent);
        self.computed.push(computed);
    }

    /// Frames until nothing is under way in the background; they do not count.
    fn settle(&mut self) {
        self.step(Vec::new());
        while self.app.is_busy() {
            std::thread::sleep(Duration::from_millis(5));
            self.step(Vec::new());
        }
        for _ in 0..4 {
            self.step(Vec::new());
        }
    }

    /// Frames that count until nothing is under way: what comes back from the background is taken in one of them.
    fn measure_until_settled(&mut self, events: Vec<Event>) {
        let start = Instant::now();
        self.measure(events);
        let (mut was_current, mut until_table) = (self.app.has_current_table(), None);
        while self.app.is_busy() {
            std::thread::sleep(Duration::from_millis(2));
            self.measure(Vec::new());
            let is_current = self.app.has_current_table();
            if is_current && !was_current {
                until_table = Some(start.elapsed());
            }
            was_current = is_current;
        }
        self.until_table.extend(until_table);
        self.measure(Vec::new());
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.measure(pressed(modifiers, key));
    }

    fn scroll(&mut self, at: Pos2, n_frames: usize) {
        for _ in 0..n_frames {
            self.measure(vec![
                Event::PointerMoved(at),
                Event::MouseWheel {
                    unit: MouseWheelUnit::Point,
                    delta: vec2(0.0, -120.0),
                    source: egui::MouseWheelSource::Trackpad,
                    phase: TouchPhase::Move,
                    modifiers: Modifiers::NONE,
                },
            ]);
        }
    }

    /// Prints what the frames since the last report cost.
    fn report(&mut self, what: &str) {
        let n = self.spent.len();
        for (name, spent) in [
            ("computing", &mut self.computed),
            ("by the clock", &mut self.spent),
        ] {
            spent.sort_unstable();
            let at = |percent| percentile(spent, percent);
            println!(
                "{what:<40} {n:>4} frames, {name:<12}: 50 % {:>6.2} ms, 95 % {:>6.2} ms, 99 % {:>6.2} ms, longest \
                 {:>6.2} ms",
                at(50),
                at(95),
                at(99),
                at(100),
            );
            spent.clear();
        }
        let statements = self.app.project().statements();
        let n_checked = statements.filter(|(_, statement)| statement.is_checked).count();
        if n_checked > 0 {
            println!("{:>40} {n_checked} checked", "");
        }
        if !self.until_table.is_empty() {
            self.until_table.sort_unstable();
            let at = |percent| percentile(&self.until_table, percent);
            println!(
                "{:>40} until the table is there: 50 % {:.0} ms, 95 % {:.0} ms, longest {:.0} ms",
                "",
                at(50),
                at(95),
                at(100)
            );
            self.until_table.clear();
        }
    }
}

/// In milliseconds; `sorted` begins with the shortest.
fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let idx = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(idx).copied().unwrap_or_default().as_secs_f64() * 1_000.0
}

fn pressed(modifiers: Modifiers, key: Key) -> Vec<Event> {
    [true, false]
        .map(|pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        })
        .into()
}

/// Computing time of this thread; where it is not told, the time that has passed.
#[cfg(unix)]
fn computing_time() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).map_or_else(|_error| passed(), Duration::from)
}

#[cfg(not(unix))]
fn computing_time() -> Duration {
    passed()
}

fn passed() -> Duration {
    use std::sync::OnceLock;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    {
        let project = crowded::project(10_000);
        println!("{} statements", project.statements().count());
        storage::save(&project, &folder.path().join("crowded.ron"))?;
    }
    let mut driver = Driver::new(folder.path());
    driver.settle();

    let table = pos2(500.0, 500.0);
    driver.step(pressed(CTRL, Key::Num2));
    driver.settle();
    driver.scroll(table, 600);
    driver.report("Compare: scrolling");

    driver.step(pressed(CTRL, Key::F));
    driver.settle();
    for letter in ["w", "o", "r", "d", "1", "7", " ", "w", "o", "r", "d", "5"] {
        driver.measure_until_settled(vec![Event::Text(letter.to_owned())]);
    }
    driver.report("Compare: searching, a letter a time");
    for _ in 0..12 {
        driver.measure_until_settled(pressed(Modifiers::NONE, Key::Backspace));
    }
    driver.report("Compare: taking the letters back");
    for letter in ["w", "o", "r", "d"] {
        driver.step(vec![Event::Text(letter.to_owned())]);
    }
    driver.settle();
    driver.scroll(table, 600);
    driver.report("Compare: scrolling, words marked");
    driver.step(pressed(CTRL, Key::F));
    for _ in 0..4 {
        driver.step(pressed(Modifiers::NONE, Key::Backspace));
    }
    driver.settle();
    driver.step(pressed(Modifiers::NONE, Key::Escape));

    driver.step(pressed(CTRL, Key::Num4));
    driver.settle();
    driver.scroll(pos2(500.0, 300.0), 200);
    driver.report("Compare: scrolling, timeline open");
    driver.step(pressed(CTRL, Key::Num4));

    driver.measure_until_settled(pressed(CTRL, Key::R));
    driver.report("Review: beginning");
    driver.step(pressed(CTRL, Key::F));
    driver.settle();
    for letter in ["w", "o", "r", "d"] {
        driver.measure_until_settled(vec![Event::Text(letter.to_owned())]);
    }
    for _ in 0..4 {
        driver.measure_until_settled(pressed(Modifiers::NONE, Key::Backspace));
    }
    driver.report("Review: searching, a letter a time");
    driver.step(pressed(Modifiers::NONE, Key::Escape));
    driver.settle();
    for _ in 0..30 {
        driver.measure_until_settled(pressed(Modifiers::NONE, Key::A));
    }
    driver.report("Review: accept and go on");
    driver.measure_until_settled(pressed(Modifiers::SHIFT, Key::A));
    driver.report("Review: accept all");
    driver.measure_until_settled(pressed(CTRL, Key::Z));
    driver.report("Review: undo of accepting all");
    driver.measure_until_settled(pressed(CTRL.plus(Modifiers::SHIFT), Key::Z));
    driver.report("Review: accepting all once more");
    driver.step(pressed(Modifiers::NONE, Key::Escape));

    driver.step(pressed(CTRL, Key::Num1));
    driver.settle();
    driver.scroll(pos2(150.0, 500.0), 400);
    driver.report("Articles: scrolling the list");
    driver.scroll(pos2(640.0, 500.0), 200);
    driver.report("Articles: scrolling the text");
    driver.step(pressed(CTRL, Key::F));
    driver.settle();
    for letter in ["o", "u", "t", "l", "e", "t", " ", "7"] {
        driver.measure_until_settled(vec![Event::Text(letter.to_owned())]);
    }
    driver.report("Articles: searching, a letter a time");
    for _ in 0..60 {
        driver.key(Modifiers::ALT, Key::ArrowDown);
        driver.measure(Vec::new());
    }
    driver.report("Articles: from statement to statement");

    driver.step(pressed(CTRL, Key::Num3));
    driver.settle();
    for _ in 0..60 {
        driver.measure(Vec::new());
    }
    driver.report("Briefing: empty, standing still");
    drop(driver);
    import(folder.path())
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("a folder".to_owned())
    }
}

/// Ten thousand files dropped on a new window.
#[expect(
    clippy::disallowed_methods,
    reason = "what is imported is written by others; nothing is saved here"
)]
fn import(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let (data, reports) = (folder.join("new"), folder.join("reports"));
    fs::create_dir_all(&data)?;
    fs::create_dir_all(&reports)?;
    for number in 0..10_000 {
        fs::write(reports.join(format!("{number}.txt")), report(number))?;
    }
    let mut driver = Driver::new(&data);
    driver.settle();
    let frame = driver.step_with(RawInput {
        dropped_files: vec![Arc::new(Dropped(reports))],
        ..RawInput::default()
    });
    driver.count(frame);
    driver.measure_until_settled(Vec::new());
    driver.report("Importing 10,000 files");
    Ok(())
}

/// Fifteen paragraphs with something said in each, no two of them alike.
fn report(number: usize) -> String {
    let mut text = format!("Report {number}\n");
    for line in 0..15 {
        text.push_str("\n“We");
        for word in 0..24 {
            text.push_str(" word");
            text.push_str(&((number * 37 + line * 101 + word * word * 13) % 4_001).to_string());
        }
        text.push_str(",” the minister said on Monday.\n");
    }
    text
}
