//! The program itself: version, licences, crashes, diagnostics.

mod diagnostics;
mod info;
mod licences;
