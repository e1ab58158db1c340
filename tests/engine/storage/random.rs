//! Random projects, made as users make them: by edits.

use proptest::prelude::*;
use readout::model::{
    Article, ArticleId, Block, BlockId, BlockKind, Cut, Disclosure, ExcerptForm, Gathers, Grouping, Head,
    Issue, IssuedSetting, IssuedWords, Kind, Metadata, Party, Picture, Png, PointsPurpose, SectionId,
    Speaker, Stance, StatementId, TopicId,
};
use readout::project::edits::NewSection;
use readout::project::{Edit, Entry, Project, edits};
use readout::text::Span;

/// One thing that a user may do; what it is done to is chosen among what is there.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    what: usize,
    which: usize,
    how: usize,
    words: String,
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let words = prop_oneof![
        any::<String>(),
        "[a-zßşΩя日“”«» \n]{0,60}",
        "[\\PC\"\\\\\r\n\t\u{0}\u{1b}\u{85}\u{202e}\u{2028}\u{feff}#/*(){}\\[\\],:]{0,30}",
    ];
    let step = (0..N_KINDS, any::<u16>(), any::<u16>(), words).prop_map(|(what, which, how, words)| Step {
        what,
        which: which.into(),
        how: how.into(),
        words,
    });
    prop::collection::vec(step, 0..60)
}

const N_KINDS: usize = 52;

impl Step {
    pub(crate) fn numbered(number: usize) -> Self {
        Self {
            what: match number {
                0..8 => number % 3,
                _ if number.is_multiple_of(4) => 40 + number / 4 % 12,
                _ => number % 40,
            },
            which: number * 31,
            how: number * 17,
            words: format!("Words number {number}, \"said\" Ann.\nMore words."),
        }
    }

    /// The edit, if there is anything that it could be done to.
    pub(crate) fn edit(&self, project: &Project) -> Option<Edit> {
        match self.what {
            0 | 1 => Some(edits::add_articles(project, vec![self.entry(project)])),
            2 => Some(edits::add_topic(project, &self.words).1),
            3..=7 => self.edit_of_article(project),
            8..=18 => self.edit_of_statement(project),
            19..=24 => self.edit_of_topic(project),
            25..=30 => self.edit_of_section(project),
            37 => Some(self.new_briefing(project)),
            38 => edits::set_positions(
                project,
                self.positions(project)?,
                &self.parties(),
                &project.topics().keys().copied().collect::<Vec<_>>(),
            ),
            40..=51 => self.edit_of_document(project),
            39 => edits::replace_project(project, &self.other(project), "Take another"),
            _ => self.edit_of_block(project),
        }
    }

    fn new_briefing(&self, project: &Project) -> Edit {
        let sections = (0..self.how % 3).map(|number| NewSection {
            title: self.words.clone(),
            level: u8::try_from(number).unwrap(),
            blocks: vec![
                Block {
                    is_as_begun: self.how.is_multiple_of(2),
                    ..Block::new(BlockKind::Text(self.words.clone()))
                },
                Block::new(BlockKind::PageBreak),
            ],
            gathers: None,
        });
        edits::replace_briefing(project, "Draft", Head::default(), sections.collect())
    }

    fn positions(&self, project: &Project) -> Option<BlockId> {
        let blocks = project.briefing().blocks.iter();
        nth(
            blocks
                .filter(|(_, block)| matches!(block.kind, BlockKind::Positions { .. }))
                .map(|(&id, _)| id),
            self.which,
        )
    }

    /// A project that has some of the things of this one, and others.
    fn other(&self, project: &Project) -> Project {
        let mut other = project.clone();
        for what in [self.how % 37, (self.how + 11) % 37, (self.how + 23) % 37] {
            let step = Self { what, ..self.clone() };
            if let Some(edit) = step.edit(&other) {
                other.apply(&edit).ok();
            }
        }
        other
    }

    fn edit_of_article(&self, project: &Project) -> Option<Edit> {
        let id = self.article(project)?;
        match self.what {
            3 => Some(edits::remove_articles(project, &[id])),
            4 => edits::set_metadata(project, id, self.metadata()),
            5 => edits::set_body(project, id, self.spans(&project.entry(id)?.article.text)),
            6 => edits::mark_read(project, id, self.how.is_multiple_of(2)),
            _ => edits::make_statement(project, id, self.spans(&project.entry(id)?.article.text))
                .map(|(_, edit)| edit),
        }
    }

    fn edit_of_statement(&self, project: &Project) -> Option<Edit> {
        let id = self.statement(project)?;
        let ids: Vec<StatementId> = project
            .statements()
            .map(|(id, _)| id)
            .skip(self.which % 3)
            .take(1 + self.how % 4)
            .collect();
        match self.what {
            8 => edits::set_speaker(project, &ids, self.speaker().as_ref()),
            9 => edits::set_parties(project, &ids, &self.parties()),
            10 => edits::set_kind(project, &ids, self.kind()),
            11 => {
                let text = &project.entry(id.article)?.article.text;
                edits::set_content(project, id, &self.spans(text))
            }
            12 => edits::set_checked(project, &ids, self.how.is_multiple_of(2)),
            13 => edits::set_visible(project, &ids, self.how.is_multiple_of(2)),
            14 => edits::remove_statement(project, id),
            15 => edits::always_speaks_for(project, &self.words, &self.parties()),
            16 => edits::rename_person(project, project.statement(id)?.speaker_name()?, &self.words),
            17 => edits::file_under(project, &ids, self.topic(project)?),
            _ => edits::set_stance(project, &ids, self.topic(project)?, self.stance()),
        }
    }

    fn edit_of_topic(&self, project: &Project) -> Option<Edit> {
        let topic = self.topic(project)?;
        let ids: Vec<StatementId> = project.statements().map(|(id, _)| id).collect();
        match self.what {
            19 => edits::rename_topic(project, topic, &self.words),
            20 => edits::remove_topic(project, topic),
            21 => edits::unfile(project, &ids, topic),
            22 if self.how.is_multiple_of(3) => {
                edits::merge_topics(project, topic, nth(project.topics().keys().copied(), self.which)?)
            }
            22 => edits::set_line(project, topic, &self.party(), &self.words, &ids),
            23 => match self.how % 8 {
                0 => edits::check_silence(project, topic, &self.party(), Some(self.how)),
                1 => edits::look_at_line(project, topic, &self.party(), &ids),
                2 => edits::color_topic(project, topic, u8::try_from(self.how % 256).ok()),
                3 => Some(edits::add_topic_with(project, &self.words, &ids).1),
                4 => edits::save_view(project, &self.words),
                5 => edits::remove_view(project, project.saved_views().keys().next()?),
                6 => edits::move_topic(project, topic, nth(project.topics().keys().copied(), self.which)),
                _ => edits::refile(
                    project,
                    &ids,
                    Some(topic),
                    nth(project.topics().keys().copied(), self.which)?,
                ),
            },
            _ => {
                let mut view = project.view().clone();
                view.grouping = Grouping::Topic;
                view.columns = self.parties();
                view.pinned = self.parties().into_iter().collect();
                view.shows_others = self.how.is_multiple_of(2);
                view.filters.stances = [self.stance()].into();
                view.filters.roles = [self.words.clone()].into();
                view.filters.is_checked = Some(self.how.is_multiple_of(3));
                view.filters.least_confidence = Some(60.into());
                view.filters.only_relayed = self.how.is_multiple_of(2);
                view.filters.go_betweens = [self.words.clone()].into();
                view.filters.only_used = self.how.is_multiple_of(5);
                view.filters.topics = [topic].into();
                view.filters.words.clone_from(&self.words);
                edits::set_view(project, view)
            }
        }
    }

    fn edit_of_section(&self, project: &Project) -> Option<Edit> {
        match self.what {
            25 | 26 => {
                let level = u8::try_from(self.how % 5).unwrap();
                Some(edits::add_section(project, &self.words, level, self.which % 5).1)
            }
            27 => edits::rename_section(project, self.section(project)?, &self.words),
            28 => {
                let outline = &project.briefing().outline;
                let before = outline.get(self.how % (outline.len() + 1)).copied();
                edits::move_branch(project, self.section(project)?, before)
            }
            29 => edits::nest_branch(project, self.section(project)?, self.how.is_multiple_of(2)),
            _ if self.how.is_multiple_of(2) => edits::remove_section(project, self.section(project)?),
            _ => {
                let head = Head {
                    title: self.words.clone(),
                    marking: self.words.clone(),
                    date: Some("2026-11-24".parse().unwrap()),
                    ..Head::default()
                };
                edits::set_head(project, head)
            }
        }
    }

    fn edit_of_block(&self, project: &Project) -> Option<Edit> {
        let at = self.how % 6;
        match self.what {
            31 => {
                let kind = match self.how % 3 {
                    0 => BlockKind::Text(self.words.clone()),
                    1 => BlockKind::PageBreak,
                    _ => BlockKind::Positions {
                        parties: self.parties(),
                        topics: self.topic(project).into_iter().collect(),
                        cells: std::collections::BTreeMap::new(),
                        cited: std::collections::BTreeMap::new(),
                    },
                };
                edits::add_block(project, self.section(project)?, at, kind).map(|(_, edit)| edit)
            }
            32 => edits::add_excerpts(project, self.section(project)?, at, &[self.statement(project)?]),
            33 => edits::move_block(project, self.block(project)?, self.section(project)?, at),
            34 if self.how.is_multiple_of(2) => edits::remove_block(project, self.block(project)?),
            34 => edits::duplicate_block(project, self.block(project)?).map(|(_, edit)| edit),
            35 => {
                let block = self.block(project)?;
                edits::set_text(project, block, &self.words)
                    .or_else(|| edits::set_comment(project, block, &self.words))
            }
            _ => {
                let block = self.block(project)?;
                let form = ExcerptForm::Paraphrase(self.words.clone());
                edits::set_form(project, block, form)
                    .or_else(|| edits::set_disclosure(project, block, Disclosure::NotToBeDisclosed))
            }
        }
    }

    /// What came with issues, marks, cells and cuts.
    fn edit_of_document(&self, project: &Project) -> Option<Edit> {
        let key = || Some((self.topic(project)?, self.party()));
        match self.what {
            40 => {
                let kind = BlockKind::Points {
                    purpose: PointsPurpose::Avoid,
                    points: vec![self.words.clone(), String::new()],
                };
                edits::add_block(project, self.section(project)?, self.how, kind).map(|(_, edit)| edit)
            }
            41 => {
                let bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x02inside".to_vec();
                let picture = Picture {
                    png: Png::new(bytes).ok()?,
                    caption: self.words.clone(),
                    alternative: String::new(),
                };
                edits::add_block(project, self.section(project)?, 0, BlockKind::Picture(picture))
                    .map(|(_, edit)| edit)
            }
            43 => {
                let (topic, party) = key()?;
                let statements = || self.statement(project).into_iter().collect();
                let chosen = self.how.is_multiple_of(3).then(statements);
                edits::set_cited(project, self.positions(project)?, (topic, &party), chosen)
            }
            42 => {
                let (topic, party) = key()?;
                let words = self.how.is_multiple_of(3).then_some(self.words.as_str());
                edits::set_cell(project, self.positions(project)?, (topic, &party), words)
            }
            44 => {
                let (topic, party) = key()?;
                edits::keep_cell(project, self.positions(project)?, (topic, &party))
            }
            45 => {
                let block = self.block(project)?;
                let BlockKind::Excerpt(excerpt) = &project.block(block)?.kind else {
                    return edits::set_points(project, block, vec![self.words.clone()]);
                };
                let spans = self.spans(excerpt.words.first()?);
                let cuts = spans.into_iter().map(|span| Cut { piece: 0, span });
                edits::set_cuts(project, block, cuts.collect())
            }
            46 => edits::set_marking(project, self.block(project)?, &self.words),
            47 => edits::duplicate_branch(project, self.section(project)?).map(|(_, edit)| edit),
            48 => {
                let gathers = Gathers::Outlet(self.words.clone());
                edits::set_gathers(project, self.section(project)?, Some(gathers))
            }
            49 => Some(edits::freeze_issue(
                project,
                Issue {
                    name: self.words.clone(),
                    as_of: "2026-11-24T14:02:09-03:30".parse().unwrap(),
                    digests: project
                        .briefing()
                        .blocks
                        .keys()
                        .map(|&id| (id, self.words.clone()))
                        .collect(),
                    words: project
                        .briefing()
                        .blocks
                        .keys()
                        .map(|&id| (id, IssuedWords::Excerpt(self.words.clone())))
                        .collect(),
                    settings: project
                        .briefing()
                        .blocks
                        .keys()
                        .map(|&id| (id, self.setting()))
                        .collect(),
                    head: self
                        .how
                        .is_multiple_of(2)
                        .then(|| project.briefing().head.clone()),
                    headings: project
                        .briefing()
                        .sections
                        .iter()
                        .map(|(&id, section)| (id, section.title.clone()))
                        .collect(),
                },
            )),
            50 => edits::set_said(
                project,
                self.statement(project)?,
                Some("2026-11-24".parse().unwrap()),
            ),
            _ if self.how.is_multiple_of(2) => {
                edits::set_archived(project, self.article(project)?, &self.words)
            }
            _ => edits::set_words(project, self.block(project)?, vec![self.words.clone()]),
        }
    }

    fn setting(&self) -> IssuedSetting {
        IssuedSetting {
            marking: self.words.clone(),
            by: self.words.clone(),
            sources: vec![self.words.clone()],
            ..IssuedSetting::default()
        }
    }

    fn entry(&self, project: &Project) -> Entry {
        let article = Article::from_text(&self.words);
        let mut entry = Entry::new(article, Vec::new());
        entry.article.metadata = self.metadata();
        entry.article.original.location.clone_from(&self.words);
        let spans = self.spans(&self.words);
        if !spans.is_empty() {
            let mut statement = readout::model::Statement::by_hand(spans.clone(), self.kind());
            statement.origin = readout::model::Origin::Extracted;
            statement.cue = spans.first().copied();
            statement.speaker = self.speaker();
            statement.parties = self.parties();
            statement.topics = self
                .topic(project)
                .map(|topic| (topic, self.stance()))
                .into_iter()
                .collect();
            statement.why.reasons = vec![readout::model::Reason {
                rule: "rule".to_owned(),
                words: spans,
                found: self.words.clone(),
            }];
            entry.statements = [(1, statement.clone()), (7, statement)].into();
        }
        entry
    }

    fn metadata(&self) -> Metadata {
        Metadata {
            headline: Some(self.words.clone()),
            outlet: (self.how.is_multiple_of(2)).then(|| self.words.clone()),
            published: (self.how.is_multiple_of(3)).then(|| "2026-11-24T14:02:09-03:30".parse().unwrap()),
            ..Metadata::default()
        }
    }

    /// Up to three places in a text, in order.
    fn spans(&self, text: &str) -> Vec<Span> {
        let boundaries: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let step = 1 + self.how % 5;
        boundaries
            .iter()
            .skip(self.which % boundaries.len())
            .step_by(step)
            .zip(
                boundaries
                    .iter()
                    .skip(self.which % boundaries.len() + step)
                    .step_by(step),
            )
            .filter_map(|(&start, &end)| Span::new(text, start, end))
            .take(3)
            .collect()
    }

    fn article(&self, project: &Project) -> Option<ArticleId> {
        nth(project.articles().keys().copied(), self.which)
    }

    fn statement(&self, project: &Project) -> Option<StatementId> {
        nth(project.statements().map(|(id, _)| id), self.which)
    }

    fn topic(&self, project: &Project) -> Option<TopicId> {
        nth(project.topics().keys().copied(), self.how)
    }

    fn section(&self, project: &Project) -> Option<SectionId> {
        nth(project.briefing().sections.keys().copied(), self.which)
    }

    fn block(&self, project: &Project) -> Option<BlockId> {
        nth(project.briefing().blocks.keys().copied(), self.which)
    }

    fn speaker(&self) -> Option<Speaker> {
        (!self.how.is_multiple_of(4)).then(|| Speaker {
            name: self.words.clone(),
            role: (self.how % 4 > 1).then(|| self.words.clone()),
        })
    }

    fn party(&self) -> Party {
        ["NO", "XK", "ORG:EU", "ORG:Arab “League”"][self.how % 4]
            .parse()
            .unwrap()
    }

    fn parties(&self) -> Vec<Party> {
        let all = ["NO", "XK", "ORG:EU", "ORG:Arab “League”"];
        all.iter()
            .take(self.which % 5)
            .map(|code| code.parse().unwrap())
            .collect()
    }

    fn kind(&self) -> Kind {
        [Kind::Direct, Kind::Mixed, Kind::Indirect][self.how % 3]
    }

    fn stance(&self) -> Stance {
        [
            Stance::Supports,
            Stance::Opposes,
            Stance::Conditional,
            Stance::NoneStated,
        ][self.how % 4]
    }
}

fn nth<T>(things: impl Iterator<Item = T>, which: usize) -> Option<T> {
    let things: Vec<T> = things.collect();
    let n_things = things.len();
    things.into_iter().nth(which.checked_rem(n_things)?)
}
