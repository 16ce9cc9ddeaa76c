// A machine without keychain: the passphrase is asked for in a window of the toolkit, which the web view neither
// shows nor hears.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { until, Window } from "./webdriver.mjs";

const PATIENCE = { timeout: 60_000 };

describe("the passphrase", PATIENCE, () => {
  const home = mkdtempSync(join(tmpdir(), "renkei-passphrase-"));
  const profile = join(home, "profile");
  after(() => rmSync(home, { recursive: true, force: true }));

  const xdotool = (...words) => spawnSync("xdotool", words, { encoding: "utf8" });
  /** Types into the window that is asked in: once for each text, with Tab between, and Enter at the end. */
  const type = (...texts) => {
    const keys = texts.flatMap((text, index) => [...(index ? ["key", "Tab"] : []), "type", "--delay", "20", text]);
    for (let at = 0; at < keys.length; ) {
      const step = keys[at] === "key" ? keys.slice(at, at + 2) : keys.slice(at, at + 4);
      xdotool(...step);
      at += step.length;
    }
    xdotool("key", "Return");
  };
  const asked = () => until("the question", () => xdotool("search", "--onlyvisible", "--class", "renkei-window").stdout.trim().split("\n").length > 1);
  const snapshot = (window) =>
    window.promised((request) => window.__TAURI_INTERNALS__.invoke("snapshot", { lang: "en", request }), {}).then(({ value }) => value);
  const open = () => Window.open({ words: [], profile });

  it("is chosen once, and nothing is written before", PATIENCE, async () => {
    const window = await open();
    try {
      await asked();
      type("right horse", "wrong horse");
      await new Promise((next) => setTimeout(next, 1_000));
      await asked();
      assert.ok(!existsSync(join(profile, "vault.sealed")), "two that differ make nothing, and the question stays");
      xdotool("key", "ctrl+a");
      type("right horse");
      assert.deepEqual(await snapshot(window).then(({ profile, vault }) => [profile, vault]), ["ordinary", "passphrase"]);
      assert.doesNotMatch(await window.text(), /right horse/);
    } finally {
      await window.close();
    }
  });

  it("opens what it sealed, and another does not", PATIENCE, async () => {
    const window = await open();
    try {
      await asked();
      type("wrong horse");
      await new Promise((next) => setTimeout(next, 2_000));
      await asked();
      type("right horse");
      assert.equal((await snapshot(window)).vault, "passphrase");
    } finally {
      await window.close();
    }
  });

  it("may be left unsaid: the window says that nothing is open", PATIENCE, async () => {
    const window = await open();
    try {
      await asked();
      xdotool("key", "Escape");
      const { failed } = await window.promised((request) => window.__TAURI_INTERNALS__.invoke("snapshot", { lang: "en", request }), {});
      assert.equal(failed.code, "no_keychain");
    } finally {
      await window.close();
    }
  });
});
