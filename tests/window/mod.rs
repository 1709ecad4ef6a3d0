//! The real window, driven as a person would: WebKit under Xvfb by WebDriver.

mod desk;
mod display;
mod driver;
mod story;
