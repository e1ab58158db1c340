//! Edits to the layout of Compare, and layouts with names.

use super::shorten;
use crate::model::{Filters, Grouping, View};
use crate::project::{Change, Edit, Project};

/// Changes the layout of Compare. Typing in the search field is one step.
#[must_use]
pub fn set_view(project: &Project, view: View) -> Option<Edit> {
    let before = project.view();
    if *before == view {
        return None;
    }
    let is_only_words = {
        let mut typed = before.clone();
        typed.filters.words.clone_from(&view.filters.words);
        typed == view
    };
    let edit = Edit::new(label(before, &view), vec![Change::View(view)]);
    Some(if is_only_words {
        edit.merging("words of the view")
    } else {
        edit
    })
}

/// What a change of layout does, for the menu.
fn label(before: &View, after: &View) -> String {
    if before.filters.words != after.filters.words {
        return if after.filters.words.is_empty() {
            "Clear the search".to_owned()
        } else {
            format!("Search for “{}”", shorten(&after.filters.words))
        };
    }
    if before.filters != after.filters {
        return if after.filters == Filters::default() {
            "Clear the filters".to_owned()
        } else {
            "Filter the statements".to_owned()
        };
    }
    if before.grouping != after.grouping {
        let what = match after.grouping {
            Grouping::Topic => "by topic",
            Grouping::Day => "by day",
            Grouping::Week => "by week",
            Grouping::Month => "by month",
            Grouping::Article => "by article",
            Grouping::Speaker => "by speaker",
            Grouping::Nothing => "in one",
        };
        return format!("Show rows {what}");
    }
    "Arrange the columns".to_owned()
}

/// Keeps the layout of Compare as it is now under a name; a view of this name is replaced.
#[must_use]
pub fn save_view(project: &Project, name: &str) -> Option<Edit> {
    let name = name.trim();
    let is_so_already = project.saved_views().get(name) == Some(project.view());
    (!name.is_empty() && !is_so_already).then(|| {
        Edit::new(
            format!("Save view “{}”", shorten(name)),
            vec![Change::SavedView(name.to_owned(), Some(project.view().clone()))],
        )
    })
}

/// Lays Compare out as it was saved under a name.
#[must_use]
pub fn choose_view(project: &Project, name: &str) -> Option<Edit> {
    let view = project.saved_views().get(name)?;
    (view != project.view()).then(|| {
        Edit::new(
            format!("Choose view “{}”", shorten(name)),
            vec![Change::View(view.clone())],
        )
    })
}

/// Gives a saved view another name. `None` if there is one of that name.
#[must_use]
pub fn rename_view(project: &Project, name: &str, new_name: &str) -> Option<Edit> {
    let new_name = new_name.trim();
    let view = project.saved_views().get(name)?;
    if new_name.is_empty() || project.saved_views().contains_key(new_name) {
        return None;
    }
    Some(Edit::new(
        format!("Rename view to “{}”", shorten(new_name)),
        vec![
            Change::SavedView(name.to_owned(), None),
            Change::SavedView(new_name.to_owned(), Some(view.clone())),
        ],
    ))
}

/// Forgets a saved view.
#[must_use]
pub fn remove_view(project: &Project, name: &str) -> Option<Edit> {
    project.saved_views().get(name)?;
    Some(Edit::new(
        format!("Delete view “{}”", shorten(name)),
        vec![Change::SavedView(name.to_owned(), None)],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_are_kept_renamed_chosen_and_undone() {
        let mut project = Project::default();
        let by_topic = View {
            grouping: Grouping::Topic,
            ..View::default()
        };
        let edit = set_view(&project, by_topic.clone()).unwrap();
        assert_eq!(edit.label, "Show rows by topic");
        project.apply(&edit).unwrap();
        project.apply(&save_view(&project, " Topics ").unwrap()).unwrap();
        assert!(save_view(&project, "Topics").is_none());
        project
            .apply(&set_view(&project, View::default()).unwrap())
            .unwrap();
        let undo = project
            .apply(&rename_view(&project, "Topics", "By topic").unwrap())
            .unwrap();
        project
            .apply(&choose_view(&project, "By topic").unwrap())
            .unwrap();
        assert_eq!(*project.view(), by_topic);
        project.apply(&undo).unwrap();
        assert_eq!(project.saved_views().keys().collect::<Vec<_>>(), ["Topics"]);
        project.apply(&remove_view(&project, "Topics").unwrap()).unwrap();
        assert!(project.saved_views().is_empty());
    }
}
