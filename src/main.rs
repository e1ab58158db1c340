//! The program: arguments to the window or the command line.

fn main() {}
