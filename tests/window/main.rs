//! The window, driven by accessible labels.
