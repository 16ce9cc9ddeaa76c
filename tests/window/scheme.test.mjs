// An issuer that sends the answer of a sign-in to the installed app only, by the app's own scheme (RFC 8252, 7.1):
// the system starts the program with that address, and the window that is open takes it over.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Practice } from "./practice.mjs";
import { TERMINAL, until, Window } from "./webdriver.mjs";

const PATIENCE = { timeout: 60_000 };
const ISSUER = "kotori-pay";

describe("an address of the app's scheme", PATIENCE, () => {
  const home = mkdtempSync(join(tmpdir(), "renkei-scheme-"));
  let issuers, practice, window;

  before(async () => {
    // The window is the ordinary one, which opens where nothing is said: that is what the system starts.
    const profile = join(home, "profile");
    issuers = spawn(TERMINAL, ["--practice", "--profile", profile, "practice", "--json"], { stdio: "ignore" });
    practice = await Practice.of(profile);
    writeFileSync(join(home, "passphrase"), "right horse\n");
    window = await Window.open({ bus: true, words: ["--passphrase-file", join(home, "passphrase")], profile: null });
  }, PATIENCE);
  after(async () => {
    await window?.close();
    issuers.kill("SIGTERM");
    await new Promise((ended) => issuers.once("exit", ended));
    rmSync(home, { recursive: true, force: true });
  });

  const call = (name, request) =>
    window
      .promised((name, request) => window.__TAURI_INTERNALS__.invoke(name, { lang: "en", request }), name, request)
      .then(({ value, failed }) => {
        if (failed) throw new Error(`${name}: ${JSON.stringify(failed)}`);
        return value;
      });
  const state = async (connect) => (await call("read_connect", { connect })).state;
  const begin = async () => {
    const { id } = await call("connect_issuer", { address: { url: practice.address(ISSUER), client_id: null } });
    const open = async () => {
      const { in_browser, failed } = await state(id);
      assert.equal(failed, undefined);
      return in_browser;
    };
    return { id, address: (await until("the browser is open", open)).url };
  };

  it("ends the sign-in that waits for it, and nothing else does", PATIENCE, async () => {
    const document = await (await fetch(new URL("/.well-known/renkei-issuer", practice.address(ISSUER)))).json();
    const demand = JSON.stringify({ ...document, redirect: { scheme: "app.renkei" } });
    await practice.fault({ issuer: ISSUER, path: "issuer_document", fault: "raw", body: demand, content_type: "application/json", times: null });
    const { id, address } = await begin();
    assert.equal(new URL(address).searchParams.get("redirect_uri"), "app.renkei:/callback");
    await until("it is opened", async () => (await window.opened()) === address);

    for (const stray of ["app.renkei:/callback?code=x&state=guess", "app.renkei:/grants", "other.app:/callback?code=x", "--no-such-word"]) {
      assert.equal(await window.again(stray), 0, "the second start hands over and ends");
    }
    assert.ok((await state(id)).in_browser, "none of these is the answer");

    const answer = await practice.signIn(address);
    assert.match(answer, /^app\.renkei:\/callback\?/);
    assert.equal(await window.again(answer), 0);
    await until("connected", async () => (await state(id)).connected, { say: async () => JSON.stringify(await state(id)) });
    assert.equal(await window.again(answer), 0, "brought again, it does nothing");
    assert.ok((await state(id)).connected);
  });
});
