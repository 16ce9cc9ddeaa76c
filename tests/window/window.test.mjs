// The real window, by WebDriver: from the list to a checked ending and back, with issuers that lie or are down,
// and what the web view cannot do. Pictures of every step go to target/pictures.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, afterEach, before, describe, it } from "node:test";
import { Screens } from "./screens.mjs";
import { until } from "./webdriver.mjs";
import { LANGS } from "./words.mjs";

const PATIENCE = { timeout: 60_000 };
const MARKS = ["①", "②", "③", "④", "⑤", "⑥"];
const WIDE = [1180, 800];
const PHONE = [390, 800];
/** The room below the last words: a margin and the bar of a phone. */
const BLANK = 200;

for (const lang of LANGS) {
  describe(`the window in ${lang}`, PATIENCE, () => {
    let screens, window, practice, t;

    before(async () => {
      screens = await Screens.open(lang);
      ({ window, practice } = screens);
      t = screens.t.bind(screens);
    }, PATIENCE);
    afterEach(() => practice.mend());
    after(() => window?.close());

    /** A test that leaves a picture where it fails. */
    const shows = (name, step, test) =>
      it(name, PATIENCE, async () => {
        try {
          await test();
        } catch (error) {
          await window.picture(`${lang}-${step}-failed`).catch(() => undefined);
          throw error;
        }
      });

    const size = async ([width, height]) => {
      await window.resize(width, height);
      await until(`the window is ${width} wide`, () => window.run((width) => innerWidth === width, width));
    };
    const toList = async () => {
      await window.press('nav a[href="#/grants"]');
      await screens.arrive("own", t("grants-title"));
    };
    const toGrant = async (row) => {
      await window.press(`main article a[href="#/grants/${row.id}"]`, t("see-or-end"));
      await screens.arrive("issuer", row.service);
    };
    const toConsequences = async (row) => {
      await window.press(`main a[href="#/grants/${row.id}/end"]`, t("go-to-ending"));
      await screens.arrive("issuer", t("before-title", { service: row.service }));
    };

    shows("leads from the list to an ending that was checked", "ending", async () => {
      const grant = await practice.find("minato-card", "kakeibo");
      const issuer = screens.issuers.get(grant.issuer);
      await screens.complete();
      const row = await screens.row(grant);
      const { length: live } = await screens.rows();
      await screens.picture("list");

      await toGrant(row);
      assert.deepEqual(await sixFacts(window), MARKS.map((mark, index) => [mark, t(`fact-${index + 1}`), "issuer", "issuer"]));
      const { count } = await screens.sides();
      assert.ok(count["issuer on issuer"] > 6 && count["this_app on own"] > 0 && count.conclusions > 0, JSON.stringify(count));
      await screens.picture("grant");

      await window.press(`main a[href="#/grants/${row.id}/connector"]`, t("to-connector"));
      await screens.arrive("connector", row.service);
      const other = (await screens.sides()).count;
      assert.ok(other["connector through issuer on connector"] > 0, JSON.stringify(other));
      assert.equal(await window.run(() => document.querySelector('[data-side="issuer"]')), null);
      await screens.picture("connector");

      await window.press(`main a[href="#/grants/${row.id}"]`, t("to-issuer"));
      await screens.arrive("issuer", row.service);
      await toConsequences(row);
      for (const id of ["stops-title", "goes-on-title", "remains-title"]) await screens.hears(t(id));
      await screens.hears(t("remains-data", { connector: grant.connector.name[lang] }));
      await screens.picture("end");
      assert.equal((await practice.attempt(grant)).outcome, "ok", "the connector gets in before");

      // The issuer takes its time, so that the way there can be looked at.
      await practice.fault({ issuer: grant.issuer, path: "end", fault: "delay_answer", ms: 2_000 });
      const verified = screens.verifiedWords(issuer);
      await screens.watch(verified);
      await window.press("main button", t("end-grant"));
      await until("it was sent", async () => (await screens.seen()).heads.includes(t("state-sent")), { say: () => window.text("main") });
      assert.deepEqual((await screens.seen()).words, [], "nothing is proved by sending");
      await screens.picture("progress");

      await screens.arrive("issuer", t("state-verified"));
      const { heads, words } = await screens.seen();
      assert.ok(heads.indexOf(t("state-sent")) < heads.indexOf(t("state-verified")), heads.join(" → "));
      assert.ok(words.length > 1, "a heading and by what means");
      const steps = await window.run(() => [...document.querySelectorAll("main ol li strong")].map((step) => step.innerText.trim()));
      assert.deepEqual(steps, ["asked", "sent", "accepted", "verified"].map((step) => t(`step-${step}`)));
      await screens.picture("verified");
      const call = await practice.attempt(grant);
      assert.deepEqual([call.outcome, call.access, call.refresh, call.error], ["refused", 401, 400, "invalid_grant"]);

      await window.press('main a[href="#/grants"]', t("to-list-plain"));
      await screens.arrive("own", t("grants-title"));
      await screens.complete();
      const rows = await screens.rows();
      assert.equal(rows.length, live - 1);
      assert.ok(!rows.some(({ id }) => id === row.id), "it is not among the live ones");
      await screens.filter("ended");
      const ended = await until("the ended one", async () => ((await screens.rows()).length === 1 ? screens.rows() : undefined), { say: () => window.text("main") });
      assert.equal(ended[0].id, row.id);
      assert.ok(ended[0].text.includes(t("status-ended")) && ended[0].text.includes(t("state-verified")), ended[0].text);
      await screens.picture("ended");
      await screens.filter("live");
      await screens.complete();
    });

    shows("says that it has not ended where the issuer accepts and keeps it", "disputed", async () => {
      const grant = await practice.find("minato-card", "tonari-kaikei");
      const issuer = screens.issuers.get(grant.issuer);
      await toList();
      const row = await screens.row(grant);
      await practice.fault({ issuer: grant.issuer, path: "end", fault: "keep_on_end", times: null });
      await toGrant(row);
      await toConsequences(row);
      await screens.watch(screens.verifiedWords(issuer));
      await window.press("main button", t("end-grant"));
      await screens.arrive("issuer", t("state-disputed"));
      await screens.hears(t("state-body-disputed", { issuer }));
      await screens.picture("disputed");
      assert.equal((await practice.attempt(grant)).outcome, "ok", "the connector still gets in");
      await toList();
      await screens.complete();
      const kept = await until("the row says so", async () => (await screens.row(grant)).text.includes(t("state-disputed")) && screens.row(grant), { say: () => window.text("main") });
      assert.equal(kept.id, row.id);
      assert.deepEqual((await screens.seen()).words, [], "the words of a checked ending were never shown");
    });

    shows("shows the others where one issuer is down, and names it", "down", async () => {
      const down = { ja: "kotori-pay", en: "tsukimi-credit" }[lang];
      const trouble = (id) => t("trouble-server-error", { issuer: screens.issuers.get(id) });
      await toList();
      await screens.complete();
      await practice.fault({ issuer: down, path: "list", fault: "status", status: 500, times: null });
      await window.press("main button", t("sync-now"));
      await screens.hears(trouble(down));
      await screens.complete();
      const named = [];
      for (const issuer of screens.issuers.keys()) if (await screens.says(trouble(issuer))) named.push(issuer);
      assert.deepEqual(named, [down]);
      const old = t("row-as-of", { at: "\u0001" }).split("\u0001").filter(Boolean);
      const grants = await practice.grants();
      for (const grant of grants) {
        const { text } = await screens.row(grant);
        assert.equal(old.every((part) => text.includes(part)), grant.issuer === down, `only rows of the issuer that is down are old: ${text}`);
      }
      await screens.picture("down");

      await practice.mend();
      await window.press("main button", t("ask-again"));
      await until("the strip is gone", async () => !(await screens.says(trouble(down))), { say: () => window.text("main") });
      await screens.complete();
    });

    shows("keeps every statement on its party’s side", "sides", async () => {
      const total = {};
      const look = async (what) => {
        const { count, complaints } = await screens.sides();
        assert.deepEqual(complaints, [], what);
        assert.deepEqual(await screens.overflow(), [], what);
        for (const [name, number] of Object.entries(count)) total[name] = (total[name] ?? 0) + number;
        return count;
      };
      await toList();
      await look("list");
      // All of them in one language, one of each issuer in the other.
      const all = await practice.grants();
      const grants = lang === LANGS[0] ? all : [...new Map(all.map((grant) => [grant.issuer, grant])).values()];
      const rows = [];
      for (const grant of grants) rows.push(await screens.row(grant));
      for (const { id, service } of rows) {
        await screens.go(`#/grants/${id}`);
        await screens.arrive("issuer", service);
        const count = await look(`${service}, issuer`);
        assert.ok(count["issuer on issuer"] >= 6, JSON.stringify(count));
        await screens.go(`#/grants/${id}/connector`);
        await screens.arrive("connector", service);
        await look(`${service}, connector`);
        await screens.go(`#/grants/${id}/end`);
        await screens.arrive("issuer", t("before-title", { service }));
        await look(`${service}, before ending`);
      }
      for (const [hash, title] of [["records", "records-title"], ["sign-ins", "sign-ins-title"], ["connect", "connect-title"], ["settings", "settings-title"]]) {
        await screens.go(`#/${hash}`);
        await screens.arrive("own", t(title));
        await look(hash);
      }
      for (const name of ["issuer on issuer", "connector through issuer on connector", "this_app on own"]) {
        assert.ok(total[name] > 0, `${name} was seen: ${JSON.stringify(total)}`);
      }
      assert.deepEqual(Object.keys(total).filter((name) => name.startsWith("issuer on ")), ["issuer on issuer"]);

      // The check itself notices what it is for.
      await toList();
      await toGrant(rows[0]);
      await window.run(() => void (document.querySelector("main > [data-side]").dataset.side = "connector"));
      assert.ok((await screens.sides()).complaints.length >= 6);
      await toList();
    });

    shows("fits a phone’s width", "phone", async () => {
      await toList();
      await size(PHONE);
      await screens.complete();
      await screens.picture("phone");
      await size(WIDE);
    });

    shows("is as long as what it shows, however it was before", "length", async () => {
      await toList();
      await screens.complete();
      const long = await screens.blank();
      await screens.filter("ended");
      await until("the ended ones", async () => (await screens.rows()).length < 5);
      const short = await screens.blank();
      await screens.filter("live");
      await screens.complete();
      const { id, service } = (await screens.rows())[0];
      await screens.go(`#/grants/${id}`);
      await screens.arrive("issuer", service);
      await size(PHONE);
      const narrow = await screens.blank();
      await size(WIDE);
      const wide = await screens.blank();
      for (const [name, height] of Object.entries({ long, short, narrow, wide })) assert.ok(height < BLANK, `${name}: ${height} px of nothing`);
    });
  });
}

describe("the web view", PATIENCE, () => {
  let screens, server;
  const reached = [];

  before(async () => {
    screens = await Screens.open("en");
    server = createServer((_, answer) => answer.writeHead(200, { "access-control-allow-origin": "*", connection: "close" }).end());
    // Bytes count, not connections: ahead of a pressed link WebKit opens one, and says nothing over it.
    server.on("connection", (socket) => socket.once("data", (data) => reached.push(String(data).split("\r\n")[0])));
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
  }, PATIENCE);
  after(async () => {
    server?.close();
    await screens?.window.close();
  });

  it("reaches no network", PATIENCE, async () => {
    const here = `127.0.0.1:${server.address().port}`;
    await fetch(`http://${here}/`);
    assert.deepEqual(reached.splice(0), ["GET / HTTP/1.1"], "anybody else reaches it");
    const { value, failed } = await screens.window.promised(tryNetwork, here);
    assert.equal(failed, undefined);
    assert.deepEqual(reached, []);
    assert.equal(value.fetch, "TypeError");
    assert.deepEqual([value.image, value.remoteImage, value.style, value.script], Array(4).fill("error"));
    assert.deepEqual([value.socket, value.worker, value.eval, value.inline], ["SecurityError", "SecurityError", "EvalError", "undefined"]);
    for (const [directive, address] of [["connect-src", here], ["img-src", here], ["img-src", "remote.invalid"], ["style-src-elem", here], ["script-src-elem", here], ["frame-src", here]]) {
      assert.ok(value.violations.some((one) => one.directive === directive && one.address.includes(address)), `the policy refused ${directive} ${address}: ${JSON.stringify(value.violations)}`);
    }
  });

  it("shows nothing but the screens", PATIENCE, async () => {
    const address = `http://127.0.0.1:${server.address().port}/`;
    const before = await screens.window.run(() => location.href);
    await screens.window.run((address) => {
      const link = Object.assign(document.createElement("a"), { href: address, textContent: "away", id: "away" });
      document.querySelector("main").prepend(link);
    }, address);
    await screens.window.press("#away", "away");
    await screens.window.run((address) => void window.open(address), address);
    await screens.window.run((address) => void (location.href = address), address);
    // Time enough to leave: many questions and answers.
    for (let count = 0; count < 50; count += 1) await screens.call("snapshot");
    assert.equal(await screens.window.run(() => location.href), before);
    assert.deepEqual(reached, []);
  });

  it("is answered the commands of the contract and no other", PATIENCE, async () => {
    assert.equal((await screens.call("snapshot")).profile, "practice");
    const refused = [
      ["no_such", {}],
      ["plugin:opener|open_url", { url: "http://127.0.0.1:1/" }],
      ["plugin:opener|open_path", { path: "/" }],
      ["plugin:window|close", { label: "main" }],
      ["plugin:webview|create_webview_window", { options: { label: "other", url: "http://127.0.0.1:1/" } }],
      ["plugin:path|resolve_directory", { directory: 1 }],
      ["plugin:event|emit", { event: "changed", payload: null }],
    ];
    for (const [name, request] of refused) {
      const answer = await screens.window.promised((name, request) => window.__TAURI_INTERNALS__.invoke(name, request), name, request);
      assert.match(String(answer.failed), /not allowed|not found/i, `${name}: ${JSON.stringify(answer)}`);
    }
    const wrong = await screens.window.promised(() => window.__TAURI_INTERNALS__.invoke("read_grant", { lang: "en", request: { grant: 7 } }));
    assert.equal(wrong.failed?.code, "bad_request", JSON.stringify(wrong));
  });
});

/** The counted facts: mark, label, who said it, on which side. */
function sixFacts(window) {
  return window.run(() =>
    [...document.querySelectorAll("main [data-said-by]")].flatMap((fact) => {
      const head = fact.querySelector("h2, h3");
      const [mark, label] = [...(head?.childNodes ?? [])].map((node) => node.textContent.trim()).filter(Boolean);
      return /^[①-⑳]$/.test(mark ?? "") ? [[mark, label, fact.dataset.saidBy, fact.closest("[data-side]").dataset.side]] : [];
    }),
  );
}

/** Runs in the page: every way out that a page has. */
async function tryNetwork(here) {
  const violations = [];
  document.addEventListener("securitypolicyviolation", (event) => violations.push({ directive: event.effectiveDirective, address: event.blockedURI }));
  const ended = (target) =>
    new Promise((done) => {
      target.onload = target.onopen = () => done("load");
      target.onerror = () => done("error");
    });
  const added = (name, fields, where = document.head) => {
    const element = Object.assign(document.createElement(name), fields);
    const end = ended(element);
    where.append(element);
    return end.finally(() => element.remove());
  };
  const name = (act) => {
    try {
      return typeof act();
    } catch (error) {
      return error.name;
    }
  };
  const found = {
    fetch: await fetch(`http://${here}/`).then(() => "reached", (error) => error.name),
    image: await added("img", { src: `http://${here}/a.png` }, document.body),
    remoteImage: await added("img", { src: "http://remote.invalid/a.png" }, document.body),
    style: await added("link", { rel: "stylesheet", href: `http://${here}/a.css` }),
    script: await added("script", { src: `http://${here}/a.js` }),
    socket: name(() => new WebSocket(`ws://${here}/`)),
    worker: name(() => new Worker(`http://${here}/a.js`)),
    eval: name(() => (0, eval)("1")),
  };
  navigator.sendBeacon?.(`http://${here}/`, "x");
  const inline = Object.assign(document.createElement("script"), { textContent: "window.inlineOfTest = 1" });
  document.head.append(inline);
  found.inline = typeof window.inlineOfTest;
  const frame = Object.assign(document.createElement("iframe"), { src: `http://${here}/` });
  document.body.append(frame);
  // A request of the product itself goes out and comes back after all of these.
  await window.__TAURI_INTERNALS__.invoke("snapshot", { lang: "en", request: {} });
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  frame.remove();
  return { ...found, violations };
}
