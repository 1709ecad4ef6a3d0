//! Preferences in tauri-plugin-store: view and window choices only, never customer data or secrets.

use std::io;
use std::sync::Arc;

use clientele_app::PreferenceStore;
use serde_json::{Map, Value};
use tauri::{AppHandle, Wry};
use tauri_plugin_store::{Store, StoreExt as _};

/// The plugin's store as the program's place for preferences.
pub struct PluginStore(Arc<Store<Wry>>);

impl PluginStore {
    /// Opens or makes `preferences.json` in the program's data folder.
    pub fn open(handle: &AppHandle) -> Result<Self, tauri_plugin_store::Error> {
        handle.store("preferences.json").map(Self)
    }
}

impl PreferenceStore for PluginStore {
    fn get(&self, name: &str) -> Map<String, Value> {
        self.0.get(name).and_then(|value| value.as_object().cloned()).unwrap_or_default()
    }

    fn set(&self, name: &str, values: Map<String, Value>) -> io::Result<()> {
        self.0.set(name, Value::Object(values));
        self.0.save().map_err(io::Error::other)
    }
}
