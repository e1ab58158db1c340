//! A folder of documents made to do harm: the window lives on while they are read, and can be told to stop.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::desktop::{Running, folders, pause, settle, spawn_heard, start, wait_for, window_id, xdotool};
use super::support::window;
use readout::storage::journal::unfinished;

/// The most computing time that one frame may take, in the program as it is built for tests. As it is built for
/// people it takes a fraction of this.
const FRAME: Duration = Duration::from_millis(100);

/// A PDF that takes longer than a lifetime to draw: forms that draw the next one twice.
fn endless_pdf() -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
            .to_owned(),
        "<< /Length 5 >>\nstream\n/X Do\nendstream".to_owned(),
    ];
    for number in 5..65 {
        objects.push(format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >> /Length 11 >>\n\
             stream\n/X Do /X Do\nendstream",
            number + 1
        ));
    }
    let mut pdf = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (idx, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        write!(pdf, "{} 0 obj\n{object}\nendobj\n", idx + 1).unwrap();
    }
    let start = pdf.len();
    let size = objects.len() + 1;
    write!(pdf, "xref\n0 {size}\n0000000000 65535 f \n").unwrap();
    for place in places {
        writeln!(pdf, "{place:010} 00000 n ").unwrap();
    }
    write!(
        pdf,
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    pdf.into_bytes()
}

/// Puts documents of many kinds into the folder; how many.
fn fill(folder: &Path) -> usize {
    std::fs::create_dir_all(folder).unwrap();
    let article = super::journey::ARTICLE;
    let page =
        |inside: &str| format!("<html><body><article><p>{article}</p>{inside}</article></body></html>");
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("a good.txt", article.into()),
        ("arrays.json", "[".repeat(200_000).into()),
        ("bold.html", page(&"<b>".repeat(60_000)).into()),
        (
            "boundary.eml",
            format!(
                "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{}",
                "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".repeat(3_000)
            )
            .into(),
        ),
        (
            "columns.csv",
            format!("{}\n{}\n", "text,".repeat(50_000), "x,".repeat(50_000)).into(),
        ),
        ("damaged.docx", b"PK\x03\x04 nothing".to_vec()),
        ("div.html", page(&"<div>".repeat(100_000)).into()),
        ("endless one.pdf", endless_pdf()),
        ("endless two.pdf", endless_pdf()),
        ("groups.rtf", format!("{{\\rtf1 {}", "{".repeat(100_000)).into()),
        ("marks.txt", format!("{article}{}", "“".repeat(100_000)).into()),
        ("name\u{202e}fdp.\u{1b}[31mtxt", article.into()),
        ("noise.bin", (0..=255).cycle().take(50_000).collect()),
        (
            "one line.txt",
            format!("{article}{}", "he said ".repeat(60_000)).into(),
        ),
        ("said.txt", "“No,” he said. ".repeat(20_000).into()),
        ("table.html", page(&"<table><tr><td>".repeat(5_000)).into()),
        (
            "turned.txt",
            format!("{article}“\u{202e}no\u{2066}” said \u{202e}Ann\u{202c}.\u{7}").into(),
        ),
        ("z good.txt", article.replace("harbour", "ferry").into()),
    ];
    for (name, bytes) in &files {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    files.len()
}

/// Computing time that a thread has used.
fn computing_time(thread: &str) -> Duration {
    let words = std::fs::read_to_string(format!("/proc/{thread}/schedstat")).unwrap_or_default();
    let nanoseconds = words.split(' ').next().and_then(|digits| digits.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

#[test]
fn each_frame_is_short_while_hostile_documents_are_read_and_stopping_is_soon() {
    readout::intake::start_workers_by(env!("CARGO_BIN_EXE_readout").into());
    let mut window = window(&["{}/hostile", "{}/endless"]);
    let n_files = fill(&window.path("hostile"));
    let endless = window.path("endless");
    std::fs::create_dir(&endless).unwrap();
    for number in 0..40 {
        std::fs::write(endless.join(format!("{number}.pdf")), endless_pdf()).unwrap();
    }

    window.control("Import articles…").click();
    let mut longest = Duration::ZERO;
    let mut n_frames = 0;
    let start = Instant::now();
    window.harness.step();
    while window.harness.state().is_busy() {
        let before = computing_time("thread-self");
        window.harness.step();
        longest = longest.max(computing_time("thread-self").saturating_sub(before));
        n_frames += 1;
        assert!(start.elapsed() < Duration::from_mins(2), "it does not end");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(longest < FRAME, "a frame took {longest:?}");
    assert!(n_frames > 20, "{n_frames} frames in {:?}", start.elapsed());
    window.settle();
    assert!(window.harness.state().project().articles().len() >= 4);
    assert!(
        window.shows("could not be read"),
        "{:?} of {n_files}",
        window.labels()
    );

    window
        .harness
        .key_press_modifiers(super::support::CTRL, egui::Key::I);
    let start = Instant::now();
    while !window.shows("Cancel importing") {
        window.harness.step();
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", window.labels());
    }
    std::thread::sleep(Duration::from_millis(700));
    window.harness.step();
    window.control("Cancel importing").click();
    let start = Instant::now();
    while window.harness.state().is_busy() {
        window.harness.step();
        // A second is what is wanted; a machine that is busy with other tests gets three.
        assert!(start.elapsed() < Duration::from_secs(3), "it does not stop");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// When the window was drawn, and how much computing time its thread had used then.
type Beats = Arc<Mutex<Vec<(Instant, Duration)>>>;

/// The real window on a desktop without file dialogs, so that paths are typed. Its heart is listened to.
fn beating(home: &Path) -> (Running, String, Beats) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_readout"));
    command
        .env("PATH", home)
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .env("READOUT_TEST_BEAT", "1")
        .stderr(Stdio::piped());
    let mut program = spawn_heard(command, home);
    let beats = Beats::default();
    let heard = Arc::clone(&beats);
    let words = program.0.stderr.take().unwrap();
    let thread = format!("{0}/task/{0}", program.0.id());
    std::thread::Builder::new()
        .spawn(move || {
            for line in BufReader::new(words).lines().map_while(Result::ok) {
                if line == "beat" {
                    let beat = (Instant::now(), computing_time(&thread));
                    heard.lock().unwrap().push(beat);
                }
            }
        })
        .unwrap();
    let id = wait_for("the window", || window_id("Readout"));
    settle(&id);
    (program, id, beats)
}

fn type_path(path: &Path) {
    pause(700);
    xdotool(&["type", "--delay", "20", &path.display().to_string()]);
    pause(700);
    xdotool(&["key", "Return"]);
}

#[test]
#[ignore = "needs a display"]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn the_heart_of_the_real_window_goes_on_while_hostile_documents_are_read() {
    let home = tempfile::tempdir().unwrap();
    let _manager = start("openbox", &[], home.path());
    pause(500);
    let folder = home.path().join("in");
    let n_files = fill(&folder);
    let (mut program, _, beats) = beating(home.path());
    xdotool(&["key", "ctrl+i"]);
    type_path(&folder);
    let begun = Instant::now();
    // The articles are in the journal as soon as they are in the project.
    let journals = home.path().join("data/readout/recovery");
    wait_for("the articles", || {
        std::fs::read_dir(&journals).ok()?.next().map(|_| ())
    });
    let ended = Instant::now();
    let all: Vec<_> = beats.lock().unwrap().clone();
    let during: Vec<_> = all
        .into_iter()
        .filter(|(at, _)| *at > begun && *at < ended)
        .collect();
    let gaps = during.windows(2).map(|pair| pair[1].0 - pair[0].0);
    let costs = during.windows(2).map(|pair| pair[1].1.saturating_sub(pair[0].1));
    let (gap, cost) = (gaps.max().unwrap_or_default(), costs.max().unwrap_or_default());
    assert!(during.len() > 20, "{} beats in {:?}", during.len(), ended - begun);
    // The machine reads on all its processors meanwhile.
    assert!(gap < Duration::from_secs(1), "no beat for {gap:?}");
    assert!(cost < FRAME, "a frame took {cost:?}");

    // Told to end in the middle of another import, it is gone soon, with its readers, and the work is offered.
    let again = home.path().join("again");
    std::fs::create_dir(&again).unwrap();
    for number in 0..40 {
        std::fs::write(again.join(format!("{number}.pdf")), endless_pdf()).unwrap();
    }
    xdotool(&["key", "ctrl+i"]);
    type_path(&again);
    pause(1_500);
    let readers = super::ended::children_of(program.0.id());
    assert!(!readers.is_empty(), "no reader is at work");
    super::ended::end(&mut program, "TERM");
    wait_for("the end of the readers", || {
        (!readers.iter().any(|&pid| super::ended::is_running(pid))).then_some(())
    });
    let offers = unfinished::offers(&folders(home.path()), jiff::Timestamp::now());
    assert_eq!(offers.len(), 1, "{offers:?}");
    println!(
        "counted: beats {} of the real window over {n_files} hostile documents, failures 0 (longest pause {gap:?}, most \
         computing time {cost:?})",
        during.len()
    );
}
