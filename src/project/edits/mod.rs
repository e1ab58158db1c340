//! What users do, as edits.
//!
//! Each function reads the project and returns the [`Edit`](super::Edit) that does what its name says,
//! with a label for the menu; nothing here changes a project. `None` means that there is nothing to do:
//! the thing is gone, or it is so already.

mod articles;
mod blocks;
mod body;
mod briefing;
mod cuts;
mod extents;
mod people;
mod positions;
mod renewal;
mod sections;
mod statements;
mod terms;
mod topics;
mod views;
mod whole;

pub use articles::{
    Link, Linked, add_articles, add_linked_articles, mark_read, rejoin, remove_articles, separate, set_body,
    set_metadata,
};
pub use blocks::{
    add_block, add_excerpts, duplicate_block, excerpt_of, move_block, remove_block, set_comment, set_cuts,
    set_disclosure, set_form, set_marking, set_picture_words, set_points, set_purpose, set_text, set_words,
};
pub use body::{body_with, body_without, put_back, take_out};
pub use briefing::{
    NewSection, forget_issue, freeze_issue, replace_briefing, set_archived, set_head, set_said,
};
pub use cuts::carried_cuts;
pub use extents::{merge_statements, split_statement};
pub use people::{choose_speaker, keep_apart, merge_people, split_person};
pub use positions::{keep_cell, set_cell, set_cited, set_positions};
pub use renewal::{carry_over, find_anew, renew_article};
pub use sections::{
    add_section, duplicate_branch, move_branch, nest_branch, remove_section, rename_section, set_gathers,
};
pub use statements::{
    always_speaks_as, always_speaks_for, correct_alike, correct_person, forget_role, make_statement,
    remove_statement, rename_person, set_checked, set_content, set_kind, set_parties, set_speaker,
    set_visible,
};
pub use terms::{add_term, set_terms};
pub use topics::{
    add_topic, add_topic_with, check_silence, color_topic, file_under, look_at_line, merge_topics,
    move_topic, refile, remove_topic, rename_topic, set_line, set_stance, unfile,
};
pub use views::{choose_view, remove_view, rename_view, save_view, set_view};
pub use whole::replace_project;

/// `words`, cut for a label.
pub(super) fn shorten(words: &str) -> String {
    const LONGEST: usize = 40;
    let words = words.trim();
    if words.chars().count() <= LONGEST {
        words.to_owned()
    } else {
        let mut short: String = words.chars().take(LONGEST).collect();
        short.push('…');
        short
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
