//! A page under WebDriver, used as a person would, in whatever shows it.

use std::time::{Duration, Instant};

use fantoccini::actions::{
    InputSource as _, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The page, and the session that drives it.
pub struct Page {
    client: Client,
}

impl Page {
    /// Begins a session with the driver that listens on `port` of this computer.
    pub async fn begin(port: u16, capabilities: Map<String, Value>) -> Self {
        let start = Instant::now();
        loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.clone());
            match builder.connect(&format!("http://127.0.0.1:{port}")).await {
                Ok(client) => return Self { client },
                Err(error) if start.elapsed() > PATIENCE => panic!("the page does not open: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
            }
        }
    }

    /// Goes to an address.
    pub async fn visit(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Gives the page a width and a height. What the browser puts around it comes on top.
    pub async fn resize(&self, (width, height): (u32, u32)) {
        let mut outer = (width, height);
        for _ in 0..2 {
            self.client.set_window_size(outer.0, outer.1).await.expect("the window can be resized");
            let inner = self.value("return [innerWidth, innerHeight]").await;
            let missing = |index: usize, wanted: u32| {
                wanted - u32::try_from(inner[index].as_u64().unwrap_or(0)).unwrap_or(0)
            };
            outer = (outer.0 + missing(0, width), outer.1 + missing(1, height));
        }
    }

    /// What the page looks like, as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("a picture")
    }

    /// What a script hands to its last argument, a function.
    pub async fn later(&self, script: &str) -> Value {
        self.client
            .execute_async(script, Vec::new())
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until the script returns true.
    pub async fn wait(&self, what: &str, script: &str) {
        let start = Instant::now();
        loop {
            let seen = self.client.execute(script, Vec::new()).await;
            if seen.as_ref().is_ok_and(|value| *value == json!(true)) {
                return;
            }
            if start.elapsed() > PATIENCE {
                let text = self.text("body").await;
                panic!("waited in vain for {what}; the page shows:\n{text}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until the page shows the text.
    pub async fn sees(&self, text: &str) {
        let script = format!("return document.body.innerText.includes({})", json!(text));
        self.wait(&format!("“{text}”"), &script).await;
    }

    /// The text of an element.
    pub async fn text(&self, css: &str) -> String {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// The value of an expression on the page.
    pub async fn value(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Clicks the element that holds exactly this text.
    pub async fn click(&self, role: &str, text: &str) {
        let path = format!("//{role}[normalize-space(.)={text:?}]");
        let element = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        let element = element.unwrap_or_else(|error| panic!("{path}: {error}"));
        element.click().await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Presses a button by the keyboard, whatever lies over it.
    pub async fn press(&self, name: &str) {
        let script = format!(
            "const button = [...document.querySelectorAll('button')].find((each) => each.innerText.trim() === {});
             button?.focus(); return button !== undefined && document.activeElement === button",
            json!(name)
        );
        self.wait(name, &script).await;
        self.keys("\u{e007}").await; // Enter
    }

    /// Clicks an element with the mouse while a key is held.
    pub async fn click_holding(&self, key: Key, css: &str) {
        let element = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        let element = element.unwrap_or_else(|error| panic!("{css}: {error}"));
        let value = char::from(key);
        let hold = KeyActions::new("keys".to_owned()).then(KeyAction::Down { value });
        let release = KeyActions::new("keys".to_owned()).then(KeyAction::Up { value });
        let over = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
        let button = MOUSE_BUTTON_LEFT;
        let click = MouseActions::new("mouse".to_owned()).then(over);
        let click = click.then(PointerAction::Down { button }).then(PointerAction::Up { button });
        for (what, done) in [
            ("hold", self.client.perform_actions(hold).await),
            ("click", self.client.perform_actions(click).await),
            ("release", self.client.perform_actions(release).await),
        ] {
            done.unwrap_or_else(|error| panic!("{what} {css}: {error}"));
        }
    }

    /// Puts the focus on an element.
    pub async fn focus(&self, css: &str) {
        self.wait(css, &format!("const e = document.querySelector({}); e?.focus(); return e !== null && document.activeElement === e", json!(css))).await;
    }

    /// Types into what has the focus.
    pub async fn keys(&self, keys: &str) {
        let start = Instant::now();
        loop {
            let active = self.client.active_element().await.expect("something has the focus");
            match active.send_keys(keys).await {
                Ok(()) => return,
                // What had the focus went away, or out of sight, between the two calls.
                Err(error)
                    if (error.is_stale_element_reference() || error.is_element_not_interactable())
                        && start.elapsed() < PATIENCE => {}
                Err(error) => panic!("typing: {error}"),
            }
        }
    }

    /// Presses a key together with Ctrl.
    pub async fn ctrl(&self, key: char) {
        self.keys(&format!("{}{key}{}", char::from(Key::Control), char::from(Key::Null))).await;
    }

    /// Goes to a page of the program by its keys.
    pub async fn go(&self, keys: &str, title: &str) {
        self.keys(keys).await;
        let script = format!("return document.querySelector('h1')?.innerText.includes({})", json!(title));
        self.wait(title, &script).await;
    }

    /// Runs a command of the palette by its name.
    pub async fn command(&self, name: &str) {
        self.ctrl('k').await;
        self.focus(".palette-field input").await;
        self.keys(name).await;
        let first = format!(
            "return document.querySelector('[role=option][aria-selected=true]')?.innerText.includes({})",
            json!(name)
        );
        self.wait(name, &first).await;
        self.keys("\u{e007}").await; // Enter
        self.wait("no palette", "return document.querySelector('.palette') === null").await;
    }

    /// Ends the session, and with it what shows the page.
    pub async fn end(&self) {
        let _ = self.client.clone().close().await;
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("an address").port()
}

/// A program beside this test, as `cargo xtask test` built it.
pub fn built(name: &str) -> std::path::PathBuf {
    let test = std::env::current_exe().expect("this test is a program");
    let built = test.ancestors().nth(2).expect("target/<profile>").join(name);
    assert!(built.exists(), "build {name} first: cargo xtask test");
    built
}
