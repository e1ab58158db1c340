//! Which statements the filters of a view let through.
