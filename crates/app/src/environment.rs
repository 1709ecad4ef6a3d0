//! What a host gives the program: folders, a clock, a language, a place for preferences.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use serde_json::{Map, Value};

/// Name of the window's object in the preference store.
pub(crate) const WINDOW: &str = "window";

/// Where a host keeps a person's preferences: tauri-plugin-store in the desktop, memory elsewhere.
pub trait PreferenceStore: Send + Sync {
    /// The object kept under that name.
    fn get(&self, name: &str) -> Map<String, Value>;
    /// Keeps an object under that name.
    ///
    /// # Errors
    /// When it cannot be written.
    fn set(&self, name: &str, values: Map<String, Value>) -> std::io::Result<()>;
}

/// The surroundings of the program.
#[derive(Clone)]
pub struct Environment {
    /// `desktop`, `http` or `terminal`.
    pub host: &'static str,
    /// Language of the system as a valid tag.
    pub locale: String,
    /// Where workspaces without a chosen place are made.
    pub data_folder: PathBuf,
    /// Where logs rotate.
    pub log_folder: PathBuf,
    /// Preferences and the recent list.
    pub preferences: Arc<dyn PreferenceStore>,
    /// Milliseconds since 1970 UTC.
    pub clock: fn() -> i64,
    /// Files named at the start.
    pub open_at_start: Vec<String>,
    /// When the last run ended without closing.
    pub crashed_at: Arc<Mutex<Option<i64>>>,
}

impl Environment {
    /// The system's folders and clock, with preferences in one JSON file of the configuration folder.
    #[must_use]
    pub fn of_system(host: &'static str) -> Self {
        let folders = directories::ProjectDirs::from("org", "clientele", "Clientele");
        let folder = |of: fn(&directories::ProjectDirs) -> PathBuf| {
            folders.as_ref().map_or_else(|| std::env::temp_dir().join("clientele"), of)
        };
        Self {
            host,
            locale: "en".to_owned(),
            data_folder: folder(|f| f.data_dir().to_owned()),
            log_folder: folder(|f| f.state_dir().unwrap_or_else(|| f.data_local_dir()).join("logs")),
            preferences: Arc::new(JsonPreferences::new(folder(|f| f.config_dir().join("preferences.json")))),
            clock: || jiff::Timestamp::now().as_millisecond(),
            open_at_start: Vec::new(),
            crashed_at: Arc::default(),
        }
    }

    /// The language that the person chose in the window, or the system's, as a tag.
    #[must_use]
    pub fn language(&self) -> String {
        let chosen = self.preferences.get(WINDOW);
        chosen.get("language").and_then(Value::as_str).unwrap_or(&self.locale).to_owned()
    }

    /// A terminal's surroundings: what it opens is not remembered among the recent workspaces.
    #[must_use]
    pub fn of_terminal() -> Self {
        Self { preferences: Arc::new(Forgetful), ..Self::of_system("terminal") }
    }
}

struct Forgetful;

impl PreferenceStore for Forgetful {
    fn get(&self, _: &str) -> Map<String, Value> {
        Map::new()
    }

    fn set(&self, _: &str, _: Map<String, Value>) -> std::io::Result<()> {
        Ok(())
    }
}

/// Preferences in a JSON file.
pub struct JsonPreferences {
    path: PathBuf,
    lock: Mutex<()>,
}

impl JsonPreferences {
    /// Preferences in that file, which is made when something is kept.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path, lock: Mutex::new(()) }
    }

    fn read(&self) -> Map<String, Value> {
        let text = std::fs::read_to_string(&self.path).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }
}

impl PreferenceStore for JsonPreferences {
    fn get(&self, name: &str) -> Map<String, Value> {
        self.read().get(name).and_then(Value::as_object).cloned().unwrap_or_default()
    }

    fn set(&self, name: &str, values: Map<String, Value>) -> std::io::Result<()> {
        let _guard = self.lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut all = self.read();
        all.insert(name.to_owned(), Value::Object(values));
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let next = self.path.with_extension("json.next");
        std::fs::write(&next, serde_json::to_vec_pretty(&all)?)?;
        std::fs::rename(next, &self.path)
    }
}
