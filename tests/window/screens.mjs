// What a person does and sees in the window, in one language; found by addresses, words and sides, never by looks.

import assert from "node:assert/strict";
import { Practice } from "./practice.mjs";
import { until, Window } from "./webdriver.mjs";
import { beginningIn, idsOf, LANGS, wordsIn } from "./words.mjs";

const flat = (text) => text.replace(/\s+/g, " ").trim();

export class Screens {
  constructor(window, practice) {
    this.window = window;
    this.practice = practice;
    this.lang = undefined;
  }

  /** A window on a fresh profile, with the list on it, switched to a language by its own switch. */
  static async open(lang, options) {
    const window = await Window.open(options);
    try {
      const screens = new Screens(window, await Practice.of(window.profile));
      await until("the list", () => window.run(() => document.querySelector("main article a") !== null), { ms: 30_000, say: () => window.text() });
      // It is reached by the switch, whichever language the window came up in.
      for (const other of [...LANGS.filter((one) => one !== lang), lang]) await screens.speak(other);
      screens.issuers = new Map((await screens.call("list_issuers")).map((issuer) => [issuer.id, issuer.name]));
      return screens;
    } catch (error) {
      await window.close();
      throw error;
    }
  }

  t(id, args) {
    return wordsIn(this.lang, id, args);
  }

  /** A command of the product, as the screens give it. */
  call(name, request = {}) {
    return this.window
      .promised((name, lang, request) => window.__TAURI_INTERNALS__.invoke(name, { lang, request }), name, this.lang, request)
      .then(({ value, failed }) => {
        if (failed) throw new Error(`${name}: ${JSON.stringify(failed)}`);
        return value;
      });
  }

  async speak(lang) {
    if ((await this.#spoken()) !== lang) await this.window.press(`button[lang="${lang}"]`, wordsIn(lang, "language-name"));
    await until(`the window speaks ${lang}`, async () => (await this.#spoken()) === lang);
    this.lang = lang;
    await this.arrive("own", this.t("grants-title"));
  }

  #spoken() {
    return this.window.run(() => document.documentElement.lang);
  }

  /** Waits for a screen: its side, its heading, the title of the window, and nothing left to load. */
  async arrive(side, title) {
    const wanted = [side, title, this.t("window-title", { title }), 1, false];
    let last;
    const there = async () => {
      last = await this.window.run((loading) => {
        const main = document.querySelector("main");
        const heads = [...document.querySelectorAll("h1")].map((h1) => h1.innerText.replace(/\s+/g, " ").trim());
        const loads = [...main.querySelectorAll("[role=status]")].some((note) => note.innerText.trim() === loading);
        return [main.querySelector(":scope > [data-side]")?.dataset.side, heads[0], document.title, heads.length, loads];
      }, this.t("loading"));
      return JSON.stringify(last) === JSON.stringify(wanted);
    };
    await until(`the screen ${JSON.stringify(wanted)}`, there, { say: async () => `${JSON.stringify(last)}\n${await this.window.text()}` });
  }

  /** Moves by address, as a link would. */
  go(hash) {
    return this.window.run((hash) => void (location.hash = hash), hash);
  }

  /** The rows of the list, the app's own apart. */
  rows() {
    return this.window.run(() => {
      const flat = (text) => text.replace(/\s+/g, " ").trim();
      return [...document.querySelectorAll("main article")].flatMap((row) => {
        const link = row.querySelector('a[href^="#/grants/"]');
        return link ? [{ id: link.getAttribute("href").slice("#/grants/".length), service: flat(row.querySelector("h3").innerText), text: flat(row.innerText) }] : [];
      });
    });
  }

  /** The row that shows this grant of the practice issuers; the id is the app's. */
  async row(grant) {
    const { service, connector, covers, issuer } = grant;
    const wanted = [connector.name, ...(covers ?? []).map((cover) => cover.label)].map((names) => names[this.lang]);
    const name = service.name[this.lang];
    const parts = [...wanted, this.issuers.get(issuer)];
    const found = (await this.rows()).filter((row) => row.service === name && parts.every((part) => row.text.includes(part)));
    assert.equal(found.length, 1, `one row says ${[name, ...parts].join(", ")}`);
    return found[0];
  }

  /** Waits until the list shows exactly the live grants that the practice issuers have for the person. */
  async complete() {
    const wanted = async () => (await this.practice.grants()).map((grant) => grant.service.name[this.lang]).sort().join();
    const shown = async () => (await this.rows()).map((row) => row.service).sort().join();
    await until("the list shows what the issuers have", async () => (await wanted()) === (await shown()), {
      say: async () => `${await wanted()}\n${await shown()}`,
    });
  }

  filter(name) {
    return this.window.press("main [role=group] button", this.t(`filter-${name}`));
  }

  /** Whether something shown says exactly this, or holds it. */
  says(words) {
    return this.window.run((words) => document.querySelector("main").innerText.replace(/\s+/g, " ").includes(words), flat(words));
  }

  async hears(words) {
    await until(`“${words}” is shown`, () => this.says(words), { say: () => this.window.text("main") });
  }

  /** From now on notes every heading and every occurrence of these words, however short it is shown. */
  watch(words) {
    return this.window.run((words) => {
      const seen = (window.seenByTest = { heads: [], words: [] });
      const flat = (text) => text.replace(/\s+/g, " ").trim();
      const look = () => {
        const head = flat(document.querySelector("h1")?.innerText ?? "");
        if (head && seen.heads.at(-1) !== head) seen.heads.push(head);
        const text = flat(document.body.innerText);
        for (const one of words) if (!seen.words.includes(one) && text.includes(one)) seen.words.push(one);
      };
      window.watchOfTest?.disconnect();
      window.watchOfTest = new MutationObserver(look);
      window.watchOfTest.observe(document.body, { subtree: true, childList: true, characterData: true });
      look();
    }, words.map(flat));
  }

  seen() {
    return this.window.run(() => window.seenByTest);
  }

  /** Every wording by which this app would say that an ending at this issuer was checked. */
  verifiedWords(issuer) {
    return [this.t("state-verified"), this.t("state-body-verified", { issuer }), ...idsOf("grade-").map((id) => this.t(id, { issuer })), this.t("left-alive-none", { issuer })];
  }

  /** A picture of what stands there now, once it stands still; nothing may be cut off or on a wrong side. */
  async picture(step) {
    await this.window.promised(async () => {
      await document.fonts.ready;
      for (const _ of [1, 2]) await new Promise((next) => requestAnimationFrame(next));
    });
    await this.window.picture(`${this.lang}-${step}`);
    assert.deepEqual(await this.overflow(), [], `${step}: reaches over the edge`);
    assert.deepEqual((await this.sides()).complaints, [], `${step}: on the wrong side`);
  }

  /** What reaches over the right edge, or is wider than what holds and cuts it. */
  overflow() {
    return this.window.run(() => {
      const width = document.documentElement.clientWidth;
      // What only a screen reader is told is clipped away whole.
      const unseen = (element) => element !== null && (getComputedStyle(element).clipPath.startsWith("inset(50%") || unseen(element.parentElement));
      return [...document.querySelectorAll("body *")].flatMap((element) => {
        const { right, left } = element.getBoundingClientRect();
        if (!element.checkVisibility() || element.closest("svg") || unseen(element)) return [];
        const cut = getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1 && element.tagName !== "SELECT";
        return right > width + 1 || left < -1 || cut ? [`${element.tagName}.${element.className} “${element.innerText.slice(0, 40)}” ${left}–${right} of ${width}`] : [];
      });
    });
  }

  /** How far one can scroll beyond the last words. */
  blank() {
    return this.window.run(() => {
      const bottoms = [...document.querySelectorAll("main *")]
        .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
        .map((element) => element.getBoundingClientRect().bottom + scrollY);
      const { scrollHeight } = document.documentElement;
      return scrollHeight <= innerHeight ? 0 : scrollHeight - Math.max(...bottoms);
    });
  }

  /** How many facts each party states here, and every one that stands where its party may not speak. */
  sides() {
    const names = (id, more) => [...this.issuers.values()].map((issuer) => beginningIn(this.lang, id, "at", { issuer, ...more }));
    const rules = idsOf("rule-").filter((id) => !id.startsWith("rule-name-") && id !== "rule-inputs");
    const conclusions = rules.flatMap((id) => [0, 1].map((dated) => this.t(id, { dated })));
    return this.window.run(inspectSides, {
      issuer: names("said-by-issuer", {}),
      // Each names the connector as well; what comes before and after it is what tells the sentence.
      relayed: names("said-relayed", { connector: "\u0002" }).map((words) => words.split("\u0002")),
      connector: beginningIn(this.lang, "said-by-connector", "at", { connector: "\u0002" }).split("\u0002"),
      // Contact points say where they stand: in an issuer's directory, or signed by the connector.
      listed: [...this.issuers.values()].map((issuer) => this.t("source-issuer", { issuer })),
      signed: this.t("source-connector", { connector: "\u0002" }).split("\u0002"),
      conclusions,
    });
  }
}

/** Runs in the page. */
function inspectSides(words) {
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const count = {};
  const complaints = [];
  const said = {
    issuer: (text) => [...words.issuer, ...words.listed].some((one) => text.includes(one)),
    connector: (text) =>
      [words.connector, words.signed].some((parts) => parts.every((part) => text.includes(part))) && !words.issuer.some((one) => text.includes(one)),
    relayed: (text) => words.relayed.some((parts) => parts.every((part) => text.includes(part))) || words.listed.some((one) => text.includes(one)),
  };
  // What is folded away has no words until it is opened.
  for (const folded of document.querySelectorAll("main details")) folded.open = true;
  for (const fact of document.querySelectorAll("[data-said-by]")) {
    const side = fact.closest("[data-side]")?.dataset.side;
    const { saidBy, relayedBy } = fact.dataset;
    const name = `${saidBy}${relayedBy ? ` through ${relayedBy}` : ""} on ${side}`;
    count[name] = (count[name] ?? 0) + 1;
    const fine =
      (saidBy === "this_app" && side === "own" && fact.dataset.side === "own") ||
      (saidBy === "issuer" && side === "issuer" && !relayedBy) ||
      (saidBy === "connector" && side === "connector") ||
      (saidBy === "connector" && side === "issuer" && relayedBy === "issuer");
    const text = flat(fact.innerText);
    if (!fine) complaints.push(`${name}: ${text.slice(0, 60)}`);
    // What is marked for the machine is written for the person, in the same way.
    const written = saidBy === "this_app" || said[relayedBy === "issuer" ? "relayed" : saidBy]?.(text);
    if (!written) complaints.push(`${name}, but not in words: ${text.slice(-80)}`);
  }
  for (const element of document.querySelectorAll("main *")) {
    if (element.childElementCount > 0 || !words.conclusions.includes(flat(element.textContent))) continue;
    count.conclusions = (count.conclusions ?? 0) + 1;
    if (!element.closest('[data-side="own"][data-said-by="this_app"]')) complaints.push(`a conclusion outside this app’s strip: ${flat(element.textContent)}`);
  }
  return { count, complaints };
}
