//! Briefings begun from templates, and the user's own templates.

use std::path::{Path, PathBuf};

use super::App;
use super::briefing::BriefingDialog;
use super::session::Place;
use super::shell::{ModalState, ToastAction};
use crate::briefing::templates::{self, Template};
use crate::model::BlockKind;
use crate::project::Project;
use crate::storage;

impl App {
    /// Sets up the briefing from a template. What was there is taken back by one step, which is said.
    pub(super) fn begin_briefing(&mut self, template: &Template) {
        let before = contents(self.host.project());
        let edit = templates::apply_template(self.host.project(), template, self.today());
        if !self.apply(&edit) {
            return;
        }
        self.go(Place::Briefing);
        self.session.briefing.begin_anew();
        if let Some(before) = before {
            let words = format!("“{}” has taken the place of {before}", template.name);
            let action = ToastAction::Undo(self.host.revision());
            self.session.toast_with(words, action);
        }
    }

    /// Keeps the briefing as a template; asks first if one is kept under such a name already.
    pub(super) fn keep_template(&mut self, name: &str) {
        match storage::templates::kept_as(&self.folders, name) {
            Some(path) => {
                let known = self.templates.iter().find(|(known, _)| *known == path);
                // What is no template is told by its file's name.
                let there = known.map_or_else(
                    || {
                        path.file_name()
                            .unwrap_or_default()
                            .to_string_lossy()
                            .into_owned()
                    },
                    |(_, template)| template.name.clone(),
                );
                self.session.modal = Some(ModalState::Briefing(BriefingDialog::ReplaceTemplate {
                    name: name.to_owned(),
                    there,
                }));
            }
            None => self.keep_template_now(name),
        }
    }

    /// Keeps the briefing as a template, whatever is there.
    pub(super) fn keep_template_now(&mut self, name: &str) {
        let template = Template::of_briefing(self.host.project(), name);
        let kept = template
            .to_ron()
            .map_err(|error| error.to_string())
            .and_then(|text| {
                storage::templates::keep(&self.folders, name, &text).map_err(|error| error.to_string())
            });
        match kept {
            Ok(_path) => {
                self.session.toast(format!("Kept the template “{}”", name.trim()));
                self.read_templates();
            }
            Err(why) => self.session.notice("The template was not kept.", vec![why], true),
        }
    }

    /// Asks whether one of the user's own templates is to go.
    pub(super) fn ask_to_remove_template(&mut self, number: usize) {
        if let Some((path, template)) = self.templates.get(number) {
            self.session.modal = Some(ModalState::Briefing(BriefingDialog::RemoveTemplate {
                path: path.clone(),
                name: template.name.clone(),
            }));
        }
    }

    /// Removes one of the user's own templates.
    pub(super) fn remove_template(&mut self, path: &Path, name: &str) {
        match storage::templates::remove(path) {
            Ok(()) => self.session.toast(format!("Removed the template “{name}”")),
            Err(error) => {
                self.session
                    .notice("The template was not removed.", vec![error.to_string()], true);
            }
        }
        self.read_templates();
    }

    /// Reads the user's own templates in the background.
    pub(super) fn read_templates(&mut self) {
        let folders = self.folders.clone();
        self.jobs.start_quietly("Templates", move |_progress| {
            let files = storage::templates::list(&folders).into_iter();
            let templates = files.filter_map(|path| {
                let template = Template::from_ron(&storage::templates::read(&path).ok()?).ok()?;
                Some((path, template))
            });
            super::event::Event::TemplatesRead(templates.collect::<Vec<(PathBuf, Template)>>())
        });
    }
}

/// What is in the briefing: "10 sections with 24 excerpts and 7 other blocks"; `None` while it has no sections.
pub(super) fn contents(project: &Project) -> Option<String> {
    let briefing = project.briefing();
    let counted = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let n_sections = briefing.outline.len();
    if n_sections == 0 {
        return None;
    }
    let is_excerpt = |kind: &BlockKind| matches!(kind, BlockKind::Excerpt(_));
    let n_excerpts = briefing
        .blocks
        .values()
        .filter(|block| is_excerpt(&block.kind))
        .count();
    let n_others = briefing.blocks.len() - n_excerpts;
    let mut parts = Vec::new();
    if n_excerpts > 0 {
        parts.push(counted(n_excerpts, "excerpt", "excerpts"));
    }
    if n_others > 0 && n_excerpts > 0 {
        parts.push(counted(n_others, "other block", "other blocks"));
    } else if n_others > 0 {
        parts.push(counted(n_others, "block", "blocks"));
    }
    let sections = counted(n_sections, "section", "sections");
    Some(if parts.is_empty() {
        sections
    } else {
        format!("{sections} with {}", parts.join(" and "))
    })
}
