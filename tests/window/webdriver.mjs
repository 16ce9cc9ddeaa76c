// The product's own window, driven through WebKitWebDriver with plain fetch. One private home a window:
// no profile, no settings, no session bus of whoever runs this. Linux only, as WebKitGTK is.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
export const PICTURES = join(ROOT, "target/pictures");
const PROGRAM = join(ROOT, "target/debug/renkei-window");
export const TERMINAL = join(ROOT, "target/debug/renkei");
const REFERENCE = "element-6066-11e4-a52e-4f735466cecf";
const BEAT_MS = 40;
const START_MS = 40_000;
const STOP_MS = 5_000;

// Whoever breaks the test off, or its output, leaves no window behind.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));
process.stdout.on("error", () => process.exit(1));

/** Asks again and again until the answer holds, and tells what it last saw where it never does. */
export async function until(what, ask, { ms = 12_000, say } = {}) {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Not in ${ms} ms: ${what}\n${say ? await say() : ""}`);
    await new Promise((next) => setTimeout(next, BEAT_MS));
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** The processes that a process started, with theirs. */
function descendants(pid) {
  let own = [];
  try {
    own = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  } catch {
    // It is gone.
  }
  return own.flatMap((child) => [child, ...descendants(child)]);
}

function lives(pid) {
  try {
    // A zombie has ended; it only waits to be counted.
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}

export class Window {
  #base;
  #session;
  #driver;
  #said = "";
  #home = mkdtempSync(join(tmpdir(), "renkei-window-"));
  #env;
  #words;
  #bus;
  #abandoned = () => {
    for (const pid of this.#started()) kill(pid, "SIGKILL");
    rmSync(this.#home, { recursive: true, force: true });
  };
  profile = join(this.#home, "profile");

  /** Starts the window on a fresh profile, on one that is there, or (null) on the one that opens where nothing is said; with a bus, where a second start has to find it. */
  static async open({ bus = false, words = ["--practice"], profile } = {}) {
    if (!existsSync(PROGRAM)) throw new Error(`Build the window first: ${PROGRAM} is missing`);
    if (!process.env.DISPLAY) throw new Error("The window needs a display (DISPLAY)");
    const window = new Window();
    window.#words = words;
    if (profile !== undefined) window.profile = profile;
    try {
      await window.#start(bus);
    } catch (error) {
      await window.close();
      throw new Error(`${error.message}\n${window.#said}`, { cause: error });
    }
    return window;
  }

  /** The driver, the bus, and all that they started. */
  #started() {
    const pids = [this.#driver?.pid, this.#bus?.pid].filter(Boolean);
    return [...pids.flatMap(descendants), ...pids];
  }

  /** Where the window's own bus is. */
  get bus() {
    return this.#env.DBUS_SESSION_BUS_ADDRESS;
  }

  /** Closes the window as the button in its frame would. */
  shut() {
    execFileSync("/usr/bin/python3", [join(import.meta.dirname, "close.py"), ...this.visible()], { env: this.#env });
  }

  /** The windows of the program that are on the display. */
  visible() {
    const { stdout } = spawnSync("xdotool", ["search", "--onlyvisible", "--class", "renkei-window"], { encoding: "utf8", env: this.#env });
    return stdout.trim().split("\n").filter(Boolean);
  }

  /** Whether the program that the driver started is still there. */
  runs() {
    return descendants(this.#driver.pid).some((pid) => lives(pid) && /renkei-window/.test(commandOf(pid)));
  }

  /** A bus that starts nothing by itself. */
  async #startBus(env) {
    const socket = join(this.#home, "bus");
    const config = join(this.#home, "bus.conf");
    const policy = '<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>';
    writeFileSync(config, `<busconfig><type>session</type><listen>unix:path=${socket}</listen>${policy}</busconfig>`);
    this.#bus = spawn("dbus-daemon", [`--config-file=${config}`, "--nofork", "--nopidfile"], { env, stdio: "ignore" });
    await until("the bus is there", () => existsSync(socket));
    return `unix:path=${socket}`;
  }

  /** The address that was last opened in the system browser. */
  opened() {
    return until("the browser was called", () => existsSync(join(this.#home, "opened")) && readFileSync(join(this.#home, "opened"), "utf8").trim());
  }

  /** Starts the program a second time with nothing but this, as the system does for an address of its scheme; its exit code. */
  again(...args) {
    const child = spawn(PROGRAM, args, { env: this.#env, stdio: "ignore" });
    return new Promise((ended) => child.on("exit", ended));
  }

  async #start(bus) {
    const folder = (name) => {
      const path = join(this.#home, name);
      mkdirSync(path, { recursive: true, mode: 0o700 });
      return path;
    };
    const { WAYLAND_DISPLAY: _, ...inherited } = process.env;
    // Neither bus is reached nor started: what a bus starts would outlive the window.
    const nobody = `unix:path=${join(this.#home, "no-bus")}`;
    const env = {
      ...inherited,
      DBUS_SESSION_BUS_ADDRESS: nobody,
      AT_SPI_BUS_ADDRESS: nobody,
      HOME: folder("home"),
      XDG_CONFIG_HOME: folder("config"),
      XDG_DATA_HOME: folder("data"),
      XDG_CACHE_HOME: folder("cache"),
      XDG_STATE_HOME: folder("state"),
      XDG_RUNTIME_DIR: folder("run"),
      GDK_BACKEND: "x11",
      NO_AT_BRIDGE: "1",
      TZ: "Asia/Tokyo",
      TAURI_WEBVIEW_AUTOMATION: "true",
      PATH: `${folder("bin")}:${inherited.PATH}`,
    };
    // In place of the system browser: it notes what it was to open.
    const opener = join(this.#home, "bin/xdg-open");
    writeFileSync(opener, `#!/bin/sh\nprintf '%s' "$1" >'${this.#home}/opened.new' && mv '${this.#home}/opened.new' '${this.#home}/opened'\n`);
    chmodSync(opener, 0o755);
    if (bus) env.DBUS_SESSION_BUS_ADDRESS = await this.#startBus(env);
    this.#env = env;
    const port = await freePort();
    this.#base = `http://127.0.0.1:${port}`;
    this.#driver = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { env, stdio: ["ignore", "pipe", "pipe"] });
    const keep = (text) => (this.#said = (this.#said + text).slice(-4_000));
    for (const stream of [this.#driver.stdout, this.#driver.stderr]) stream.setEncoding("utf8").on("data", keep);
    this.#driver.on("error", (error) => keep(`WebKitWebDriver: ${error.message}\n`));
    process.on("exit", this.#abandoned);
    await until("the driver answers", () => fetch(`${this.#base}/status`).then((answer) => answer.ok, () => false));
    const options = { binary: PROGRAM, args: [...this.#words, ...(this.profile ? ["--profile", this.profile] : [])] };
    const made = await this.#ask("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } }, START_MS);
    this.#session = made.sessionId;
    await this.#ask("POST", this.#of("/timeouts"), { script: 15_000, pageLoad: 30_000, implicit: 0 });
  }

  /** Ends the window and the driver, and everything that they started. */
  async close() {
    if (this.#driver?.pid) {
      const started = this.#started();
      if (this.#session) await this.#ask("DELETE", this.#of(""), undefined, STOP_MS).catch(() => undefined);
      kill(this.#driver.pid, "SIGTERM");
      if (this.#bus) kill(this.#bus.pid, "SIGTERM");
      const gone = () => !started.some(lives);
      await until("the window ended", gone, { ms: STOP_MS }).catch(() => started.forEach((pid) => kill(pid, "SIGKILL")));
      await until("the window ended after all", gone, { ms: STOP_MS });
    }
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
    process.off("exit", this.#abandoned);
  }

  #of(path) {
    return `/session/${this.#session}${path}`;
  }

  async #ask(method, path, body, ms = 20_000) {
    const answer = await fetch(this.#base + path, {
      method,
      body: body && JSON.stringify(body),
      headers: { "content-type": "application/json" },
      signal: AbortSignal.timeout(ms),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(`${method} ${path}: ${value?.error}: ${value?.message}`), { code: value?.error });
    return value;
  }

  /** Runs a function in the page. */
  run(script, ...args) {
    return this.#ask("POST", this.#of("/execute/sync"), { script: `return (${script})(...arguments)`, args });
  }

  /** Runs a function in the page and waits for what it promises. */
  async promised(script, ...args) {
    const body = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${script})(...[...arguments].slice(0, -1)))
        .then((value) => done({ value }), (error) => done({ failed: error && typeof error === "object" && !(error instanceof Error) ? error : String(error) }));`;
    return this.#ask("POST", this.#of("/execute/async"), { script: body, args });
  }

  /** Presses what is shown under this selector and says these words; the pointer really goes there. */
  async press(selector, words) {
    const found = await until(`${selector} “${words ?? ""}” can be pressed`, () => this.run(seen, selector, words ?? null), { say: () => this.text() });
    const id = found[REFERENCE];
    try {
      await this.#ask("POST", this.#of(`/element/${id}/click`), {});
    } catch (error) {
      // The screen drew itself anew between the two.
      if (error.code !== "stale element reference") throw error;
      await this.press(selector, words);
    }
  }

  text(selector = "body") {
    return this.run((css) => document.querySelector(css)?.innerText ?? "", selector);
  }

  resize(width, height) {
    return this.#ask("POST", this.#of("/window/rect"), { x: 0, y: 0, width, height });
  }

  async picture(name) {
    mkdirSync(PICTURES, { recursive: true });
    const image = await this.#ask("GET", this.#of("/screenshot"));
    writeFileSync(join(PICTURES, `window-${name}.png`), Buffer.from(image, "base64"));
  }
}

function seen(selector, words) {
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  return [...document.querySelectorAll(selector)].find((element) => element.checkVisibility() && (words === null || flat(element.textContent).startsWith(words)));
}
