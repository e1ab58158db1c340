//! Body against furniture.
