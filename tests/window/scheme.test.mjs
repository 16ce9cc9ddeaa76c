// An issuer that sends the answer of a sign-in to the installed app only, by the app's own scheme (RFC 8252, 7.1):
// the system starts the program with that address, and the window that is open takes it over.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Screens } from "./screens.mjs";
import { until } from "./webdriver.mjs";

const PATIENCE = { timeout: 60_000 };
const ISSUER = "kotori-pay";

describe("an address of the app's scheme", PATIENCE, () => {
  let screens, window, practice;

  before(async () => {
    screens = await Screens.open("en", { bus: true });
    ({ window, practice } = screens);
  }, PATIENCE);
  after(() => window?.close());

  const state = async (connect) => (await screens.call("read_connect", { connect })).state;
  const begin = async () => {
    const { id } = await screens.call("connect_issuer", { catalogue: { issuer: ISSUER } });
    await until("the browser is open", async () => (await state(id)).in_browser);
    return { id, address: (await state(id)).in_browser.url };
  };

  it("ends the sign-in that waits for it, and nothing else does", PATIENCE, async () => {
    const { grants_endpoint, ...document } = await issuerDocument(await begin());
    const demand = { ...document, grants_endpoint, redirect: { scheme: "app.renkei" } };
    await practice.fault({ issuer: ISSUER, path: "issuer_document", fault: "raw", body: JSON.stringify(demand), content_type: "application/json", times: null });
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

  async function issuerDocument({ id, address }) {
    await screens.call("cancel_connect", { connect: id });
    return (await fetch(new URL("/.well-known/renkei-issuer", address))).json();
  }
});
