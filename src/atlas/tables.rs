//! The tables of `assets/atlas`, as text to rows. Nowhere else are they read.

pub(super) const COUNTRIES: &str = include_str!("../../assets/atlas/countries.tsv");
pub(super) const ORGANISATIONS: &str = include_str!("../../assets/atlas/organisations.tsv");
pub(super) const SEATS: &str = include_str!("../../assets/atlas/seats.tsv");
pub(super) const PLACES: &str = include_str!("../../assets/atlas/places.tsv");
pub(super) const AMBIGUOUS: &str = include_str!("../../assets/atlas/ambiguous.tsv");
pub(super) const ROLES: &str = include_str!("../../assets/atlas/roles.tsv");
pub(super) const GIVEN_NAMES: &str = include_str!("../../assets/atlas/given_names.tsv");
pub(super) const LEADERS: &str = include_str!("../../assets/atlas/leaders.tsv");
pub(super) const NOT_NAMES: &str = include_str!("../../assets/atlas/not_names.tsv");
pub(super) const NAMES: &str = include_str!("../../assets/atlas/names.tsv");
pub(super) const COLORS: &str = include_str!("../../assets/theme/party_colors.ron");

/// The rows of a table: no comments, no empty lines; missing columns are empty.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| {
            let mut columns = line.split('\t');
            std::array::from_fn(|_| columns.next().unwrap_or_default().trim())
        })
}

/// The entries of a column.
pub(super) fn entries(column: &'static str) -> impl Iterator<Item = &'static str> {
    column
        .split("; ")
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
}
