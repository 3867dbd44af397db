//! The page as a person uses it: press, type, read. Every step waits for what it needs.

use crate::driver::Driver;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a step waits for the page before it has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// The window gets no smaller than this, whatever size it is given.
const SMALLEST: (u32, u32) = (1024, 640);

/// An open window.
pub(crate) struct Page {
    client: Client,
    shots: PathBuf,
    shot: u32,
}

impl Page {
    /// Opens the window; its pictures go to `artifacts/window/<journey>`.
    pub(crate) async fn open(driver: &Driver, journey: &str) -> Self {
        let window = json!({ "binary": executable(), "args": [] });
        let wanted = json!({ "webkitgtk:browserOptions": window });
        let Value::Object(wanted) = wanted else { unreachable!("an object was written") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&driver.address())
            .await
            .expect("the window opens");
        sized(&client, (1366, 768)).await;
        let shots = root().join("artifacts/window").join(journey);
        std::fs::create_dir_all(&shots).expect("a folder for pictures");
        Self { client, shots, shot: 0 }
    }

    /// Closes the window, and with it the program.
    pub(crate) async fn close(self) {
        self.client.close().await.expect("the window closes");
    }

    /// The element of a test id, once it is there and visible.
    #[track_caller]
    pub(crate) fn find(&self, id: &str) -> impl Future<Output = Element> {
        let css = format!("[data-testid=\"{id}\"]");
        let (client, caller) = (self.client.clone(), std::panic::Location::caller());
        async move {
            let deadline = Instant::now() + PATIENCE;
            loop {
                if let Ok(element) = client.find(Locator::Css(&css)).await
                    && is_shown(&client, &css).await
                {
                    return element;
                }
                assert!(Instant::now() < deadline, "{caller}: no {css}\n{}", body(&client).await);
                pause().await;
            }
        }
    }

    /// Whether there is an element of this test id now.
    pub(crate) async fn has(&self, id: &str) -> bool {
        let css = format!("[data-testid=\"{id}\"]");
        !self.client.find_all(Locator::Css(&css)).await.unwrap_or_default().is_empty()
    }

    /// Presses what has this test id.
    pub(crate) async fn press(&self, id: &str) {
        let deadline = Instant::now() + PATIENCE;
        // What was found may have been drawn anew before it is pressed.
        while let Err(error) = self.find(id).await.click().await {
            let late = Instant::now() >= deadline;
            assert!(!late, "{id} cannot be pressed: {error:?}, {}", self.place(id).await);
            // The driver takes what is half under the head of the page for seen; a person scrolls.
            let script = format!(
                "document.querySelector('[data-testid=\"{id}\"]')?.scrollIntoView({{ block: 'center' }})"
            );
            self.script(&script).await;
            pause().await;
        }
    }

    /// Where an element stands, and what lies over it: for the message when it cannot be pressed.
    async fn place(&self, id: &str) -> Value {
        let script = "
            const found = [...document.querySelectorAll(`[data-testid=\"${arguments[0]}\"]`)];
            return found.map((one) => {
                const box = one.getBoundingClientRect();
                const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return [box.toJSON(), one.outerHTML, over?.outerHTML.slice(0, 200)];
            });";
        self.client.execute(script, vec![json!(id)]).await.unwrap_or_default()
    }

    /// Empties a field and types into it.
    pub(crate) async fn fill(&self, id: &str, text: &str) {
        let field = self.find(id).await;
        field.clear().await.expect("the field empties");
        field.send_keys(text).await.expect("the field takes text");
    }

    /// Types where the focus is, as a person at the keyboard does.
    pub(crate) async fn keys(&self, keys: &str) {
        self.focused().await.send_keys(keys).await.expect("keys are taken");
    }

    /// Puts a text on the clipboard, as a person copies it elsewhere.
    pub(crate) async fn copy(&self, text: &str) {
        let text = json!(text);
        self.script(&format!(
            "const field = document.createElement('textarea');
             field.id = 'elsewhere';
             field.value = {text};
             document.body.append(field);
             field.focus();
             field.select();"
        ))
        .await;
        self.keys(&(Key::Control + "c")).await;
        self.script("document.getElementById('elsewhere').remove()").await;
    }

    /// The element with the focus.
    pub(crate) async fn focused(&self) -> Element {
        self.client.active_element().await.expect("something has the focus")
    }

    /// The test id of the element with the focus.
    pub(crate) async fn focused_id(&self) -> String {
        self.focused().await.attr("data-testid").await.ok().flatten().unwrap_or_default()
    }

    /// What a person reads there. The driver's own notion of a text leaves out what stands
    /// in a column that does not scroll.
    pub(crate) async fn read(&self, id: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.find(id).await.prop("innerText").await {
                Ok(text) => return text.unwrap_or_default().trim().to_owned(),
                Err(error) => assert!(Instant::now() < deadline, "{id}: {error}"),
            }
            pause().await;
        }
    }

    /// Waits until what a person reads there is as expected; gives it.
    pub(crate) async fn read_until(&self, id: &str, good: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let text = self.read(id).await;
            if good(&text) {
                return text;
            }
            assert!(Instant::now() < deadline, "{id} still reads `{text}`");
            pause().await;
        }
    }

    /// Waits until an element is gone.
    pub(crate) async fn gone(&self, id: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.has(id).await {
            assert!(Instant::now() < deadline, "{id} is still there");
            pause().await;
        }
    }

    /// What a script on the page gives.
    pub(crate) async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.expect("the script runs")
    }

    /// Whether what an expression promises is `given` or `refused`.
    pub(crate) async fn outcome(&self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[0];
             const tried = async () => {expression};
             tried().then(() => done('given'), () => done('refused'));"
        );
        self.client.execute_async(&script, Vec::new()).await.expect("the script runs")
    }

    /// Gives the window another size.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        sized(&self.client, (width, height)).await;
    }

    /// What axe finds that is serious or critical: the rule, and where.
    pub(crate) async fn checked(&self, axe: &str) -> Value {
        self.script(axe).await;
        let script = "
            const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(
                violations
                    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map((node) =>
                        node.html.slice(0, 200) + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`),
            ), (error) => done([String(error)]));";
        self.client.execute_async(script, Vec::new()).await.expect("the check runs")
    }

    /// Keeps a picture of the window, for people; nothing is asserted on it.
    pub(crate) async fn shoot(&mut self, name: &str) {
        self.script(KEEP_DRAWING).await;
        self.shot += 1;
        let file = self.shots.join(format!("{:02}-{name}.png", self.shot));
        let picture = self.client.screenshot().await.expect("a picture");
        std::fs::write(file, picture).expect("the picture is kept");
        self.script("document.documentElement.dataset.drawing = ''").await;
    }
}

/// The driver takes its picture with the next frame, and waits for ever where the page is
/// at rest: this lets it draw, unseen, until the picture is there.
const KEEP_DRAWING: &str = "
    const { dataset, style } = document.documentElement;
    dataset.drawing = 'on';
    const draw = () => {
        style.opacity = dataset.drawing && style.opacity === '' ? '0.999' : '';
        if (dataset.drawing || style.opacity) requestAnimationFrame(draw);
    };
    requestAnimationFrame(draw);";

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a root").to_path_buf()
}

/// The window's executable, built with feature `e2e`.
fn executable() -> PathBuf {
    let named = std::env::var_os("SHUIHENG_BIN").map(PathBuf::from);
    let executable = named.unwrap_or_else(|| root().join("target/e2e/shuiheng-desktop"));
    assert!(executable.is_file(), "{} is missing: cargo xtask test", executable.display());
    executable
}

/// Whether an element is shown. What has to be scrolled to is; the driver would say no.
async fn is_shown(client: &Client, css: &str) -> bool {
    let asked = "return document.querySelector(arguments[0])?.checkVisibility() ?? false";
    client.execute(asked, vec![json!(css)]).await.is_ok_and(|shown| shown == json!(true))
}

async fn body(client: &Client) -> String {
    match client.find(Locator::Css("body")).await {
        Ok(body) => body.text().await.unwrap_or_default(),
        Err(error) => error.to_string(),
    }
}

/// Gives the window a size. The page takes it some time after the window does; what is pressed
/// before would be pressed where it no longer stands.
async fn sized(client: &Client, (width, height): (u32, u32)) {
    client.set_window_rect(0, 0, width, height).await.expect("the window takes the size");
    let (width, height) = (width.max(SMALLEST.0), height.max(SMALLEST.1));
    let deadline = Instant::now() + PATIENCE;
    let (mut before, mut rests) = (Value::Null, 0);
    while rests < 4 {
        let script = "return [outerWidth, outerHeight, innerWidth, innerHeight]";
        let now = client.execute(script, Vec::new()).await.expect("the script runs");
        let rested = now[0] == json!(width) && now[1] == json!(height) && now == before;
        rests = if rested { rests + 1 } else { 0 };
        assert!(Instant::now() < deadline, "the page does not take {width} x {height}: {now}");
        before = now;
        pause().await;
    }
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}
