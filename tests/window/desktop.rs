//! Programs on a real desktop, and hands to use them: for tests of the real window.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use readout::storage::Folders;

const PATIENCE: Duration = Duration::from_secs(40);

/// A program that ends with the test.
pub(super) struct Running(pub(super) Child);

impl Drop for Running {
    fn drop(&mut self) {
        // With all that it has started.
        let group = format!("-{}", self.0.id());
        Command::new("kill").args(["-KILL", "--", &group]).status().ok();
        self.0.wait().ok();
    }
}

pub(super) fn start(program: &str, arguments: &[&str], home: &Path) -> Running {
    let mut command = Command::new(program);
    command.args(arguments);
    spawn(command, home)
}

pub(super) fn spawn(mut command: Command, home: &Path) -> Running {
    command.stderr(Stdio::null());
    spawn_heard(command, home)
}

/// The same with standard error as the command has it.
pub(super) fn spawn_heard(mut command: Command, home: &Path) -> Running {
    let child = command
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CURRENT_DESKTOP", "GNOME")
        .env_remove("WAYLAND_DISPLAY")
        .process_group(0)
        .stdout(Stdio::null())
        .spawn();
    Running(child.unwrap_or_else(|error| panic!("{command:?}: {error}")))
}

/// Runs xdotool; what it printed, if it succeeded.
pub(super) fn xdotool(arguments: &[&str]) -> Option<String> {
    let output = Command::new("xdotool").args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("xdotool: {error}"));
    output
        .status
        .success()
        .then(|| String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

pub(super) fn pause(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}

/// Waits until `found` finds something.
pub(super) fn wait_for<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        if start.elapsed() > PATIENCE {
            let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real-window.png");
            Command::new("import")
                .args(["-window", "root"])
                .arg(&picture)
                .status()
                .ok();
            panic!("{what} did not come; the screen is in {}", picture.display());
        }
        pause(100);
    }
}

/// The id of the newest visible window whose title holds `title`.
pub(super) fn window_id(title: &str) -> Option<String> {
    let ids = xdotool(&["search", "--onlyvisible", "--name", title])?;
    ids.lines().last().map(str::to_owned)
}

/// State and processor time, in ticks, of a program's main thread and all its threads.
fn activity(pid: &str) -> Option<(char, u64)> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some((fields.first()?.chars().next()?, ticks))
}

/// Waits until the window's program has nothing left to do: it sleeps and uses no processor time for as long as it
/// does between two blinks of a cursor.
pub(super) fn rest(window: &str) {
    pause(250);
    let Some(pid) = xdotool(&["getwindowpid", window]) else {
        return;
    };
    let start = Instant::now();
    let mut n_quiet = 0;
    while n_quiet < 3 && start.elapsed() < Duration::from_secs(15) {
        let before = activity(&pid);
        pause(60);
        let after = activity(&pid);
        let is_quiet = match (before, after) {
            (Some((_, before)), Some((state, after))) => state == 'S' && after == before,
            _ => return,
        };
        n_quiet = if is_quiet { n_quiet + 1 } else { 0 };
    }
}

/// Brings a window to its size and waits until it rests.
pub(super) fn settle(id: &str) {
    wait_for("its size", || {
        xdotool(&["windowsize", "--sync", id, "1280", "800"])
    });
    xdotool(&["windowactivate", "--sync", id]);
    pause(500);
    rest(id);
}

/// The window with this project; its id.
pub(super) fn open(home: &Path, project: &Path) -> (Running, String) {
    // Whoever runs the tests in the background has them ignore some signals, and the program would ignore them too.
    let mut command = Command::new("env");
    command.arg("--default-signal=HUP,INT,TERM");
    command.arg(env!("CARGO_BIN_EXE_readout")).arg(project);
    let program = spawn(command, home);
    let id = wait_for("the window", || window_id("Readout"));
    settle(&id);
    (program, id)
}

pub(super) fn click(id: &str, position: egui::Pos2) {
    let (x, y) = (format!("{:.0}", position.x), format!("{:.0}", position.y));
    xdotool(&["mousemove", "--window", id, &x, &y]);
    rest(id);
    xdotool(&["click", "1"]);
    rest(id);
}

/// The folders of a program with this home, as its environment says.
pub(super) fn folders(home: &Path) -> Folders {
    Folders {
        config: Some(home.join("config/readout")),
        data: Some(home.join("data/readout")),
    }
}
