//! The window: everything that draws. The only room that knows egui.
//!
//! Drawing reads a snapshot of the project and changes nothing but the [`session::Session`]; whatever
//! the user does becomes a [`command::Command`] that is carried out after drawing. Slow work runs in
//! [`jobs`]; nothing here takes longer than a frame.

mod actions;
mod articles;
mod beginning;
mod briefing;
mod briefing_target;
mod command;
mod compare;
mod derived;
mod dialogs;
mod event;
mod files;
mod furniture;
mod handover;
mod host;
mod imports;
mod jobs;
mod jump;
mod large_steps;
mod letting_go;
mod people;
mod pictures;
mod placing;
mod proposed;
mod recent;
mod renewal;
mod review;
mod safety;
mod session;
mod shell;
mod start;
mod theme;
mod view_context;
mod widgets;

use std::time::Duration;

use jiff::civil::Date;

use command::{Command, Global, Outbox};
use derived::Derived;
use host::Host;
use jobs::Jobs;
use recent::RecentProject;
use safety::{Crash, Ending, Recorder};
use session::{Place, Session};
use shell::ModalState;
use view_context::ViewContext;

pub use dialogs::{Answer, Dialogs};
pub use start::{Options, run};

use crate::storage::{Folders, Preferences};

/// The program in its window.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct App {
    host: Host,
    session: Session,
    derived: Derived,
    letting_go: letting_go::LettingGo,
    /// What is to be done once a step has been made in the background.
    waiting: large_steps::Waiting,
    pictures: pictures::Drawn,
    jobs: Jobs,
    outbox: Outbox,
    dialogs: Dialogs,
    folders: Folders,
    preferences: Preferences,
    recent: Vec<RecentProject>,
    /// The user's own templates with their files.
    templates: Vec<(std::path::PathBuf, crate::briefing::templates::Template)>,
    /// Time since the start, as of this frame.
    now: Duration,
    ctx: egui::Context,
    /// Whether the user has agreed to lose what is not saved.
    may_close: bool,
    title_shown: String,
    fixed_today: Option<Date>,
    /// Writes down what is done, in case the program dies.
    recorder: Recorder,
    /// Whether the window had the keyboard in the last frame.
    was_focused: bool,
    /// Whether a text field had the keyboard when the last frame ended: the key that leaves it means nothing else.
    was_typing: bool,
    /// A defect that has shown itself and was not put away yet.
    crash: Option<Crash>,
    /// Whether the journal stays when the window is closed, so that the next start offers the work.
    leaves_journal: bool,
    has_defect: bool,
    ending: Ending,
}

impl App {
    /// The program with an empty project, or on its way to open `options.project`.
    #[must_use]
    pub fn new(ctx: &egui::Context, options: Options) -> Self {
        theme::apply(ctx);
        let preferences = Preferences::load(&options.folders);
        let jobs = Jobs::new(ctx);
        let mut app = Self {
            host: Host::default(),
            session: Session::default(),
            derived: Derived::default(),
            letting_go: letting_go::LettingGo::default(),
            waiting: large_steps::Waiting::default(),
            pictures: pictures::Drawn::default(),
            recorder: Recorder::new(jobs.teller()),
            jobs,
            outbox: Outbox::default(),
            dialogs: options.dialogs,
            folders: options.folders,
            preferences,
            recent: Vec::new(),
            templates: Vec::new(),
            now: Duration::ZERO,
            ctx: ctx.clone(),
            may_close: false,
            title_shown: String::new(),
            fixed_today: options.today,
            was_focused: true,
            was_typing: false,
            crash: None,
            leaves_journal: false,
            has_defect: options.has_defect,
            ending: Ending::default(),
        };
        app.recorder.begin(app.work(false));
        app.apply_preferences();
        app.read_recent();
        app.read_templates();
        app.look_for_work(false);
        if let Some(path) = options.project {
            app.open_path(path);
        }
        app
    }

    /// Whether work is under way in the background. For tests, which wait for it.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy() || !self.derived.is_current(&self.host) || !self.has_current_picture()
    }

    /// Whether Compare shows the project as it is now. For benchmarks, which take the time.
    #[must_use]
    pub fn has_current_table(&self) -> bool {
        self.derived.has_table_of(&self.host)
    }

    /// The project as it is now. For tests, which compare it with what is shown and saved.
    #[must_use]
    pub fn project(&self) -> &crate::project::Project {
        self.host.project()
    }

    /// Whether something would be lost by closing.
    #[must_use]
    pub fn has_unsaved_changes(&self) -> bool {
        self.host.is_dirty()
    }

    fn view(&mut self) -> (ViewContext<'_>, &mut Session) {
        (
            ViewContext {
                project: self.host.project(),
                derived: &self.derived,
                outbox: &mut self.outbox,
                preferences: &self.preferences,
                templates: &self.templates,
                was_typing: self.was_typing,
            },
            &mut self.session,
        )
    }
}

impl App {
    /// Draws everything and carries out what was asked for.
    fn draw(&mut self, ui: &mut egui::Ui) {
        self.show_defect_if_asked(ui.ctx());
        let environment = self.environment();
        command::shortcuts(ui.ctx(), &environment, &mut self.outbox);
        // The field must have the keyboard in this frame: the next letters may have been typed already.
        let is_find = |command: &Command| matches!(command, Command::Global(Global::Find | Global::Palette));
        if let Some(command) = self.outbox.take_if(is_find) {
            self.run(command);
        }
        self.take_dropped_files(ui.ctx());
        self.take_pasted(ui.ctx());

        shell::menu_bar_ui(self, ui, &environment);
        shell::status_bar_ui(self, ui);
        shell::notices_ui(self, ui);
        if self.shows_welcome() {
            shell::welcome_ui(self, ui);
        } else {
            review::bar_ui(self, ui);
            pictures::panel_ui(self, ui);
            let place = self.session.place;
            self.session.compare.has_current_table = self.derived.has_table_of(&self.host);
            let (mut view, session) = self.view();
            match place {
                Place::Articles => articles::articles_ui(ui, &mut view, session),
                Place::Compare => compare::compare_ui(ui, &mut view, session),
                Place::Briefing => briefing::briefing_ui(ui, &mut view, session),
            }
        }
        self.ask_next_choice();
        shell::modals_ui(self, ui.ctx());
        shell::toasts_ui(self, ui.ctx());
        shell::drop_overlay_ui(ui.ctx());

        for command in self.outbox.take() {
            self.run(command);
        }
        let asks = self.session.modal.as_ref().and_then(ModalState::asks_about);
        let shown = self.session.briefing.edition;
        self.derived.want(&self.host, shown, asks);
        if std::mem::take(&mut self.session.compare.proposes_anew) {
            self.derived.propose_columns_anew();
        }
        self.derived.refresh(&self.host, &mut self.jobs);
        for edit in self.host.take_forgotten() {
            self.letting_go.take(edit);
        }
        self.letting_go.go_on(&mut self.jobs);
        self.refresh_pictures();
        if self.session.articles.find.is_open {
            let words = &self.session.articles.find.words;
            self.derived.refresh_terms(&self.host, words, &mut self.jobs);
        }
        self.update_title(ui.ctx());
        self.was_typing = ui.ctx().text_edit_focused();
        if self.jobs.shown().next().is_some() {
            ui.ctx().request_repaint_after(Duration::from_millis(100));
        }
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.wind_up();
        if !self.host.is_dirty() {
            self.end_journal();
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.now = Duration::from_secs_f64(ctx.input(|input| input.time).max(0.0));
        self.contained(|app| {
            for event in app.jobs.events() {
                app.receive(event);
            }
            app.go_on_after_step();
            app.end_if_told();
            app.watch_closing(ctx);
            app.watch_file(ctx);
        });
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if self.crash.is_some() {
            safety::crash_ui(self, ui);
        } else {
            self.contained(|app| app.draw(ui));
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
