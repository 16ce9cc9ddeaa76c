// Keeping watch: what happens at the issuers without the person reaches them within one look, in the window, by the
// system's notifications, in the tray and in the terminal.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { Desktop } from "./desktop.mjs";
import { Screens } from "./screens.mjs";
import { TERMINAL, until } from "./webdriver.mjs";
import { LANGS } from "./words.mjs";

const PATIENCE = { timeout: 90_000 };
const ISSUER = "minato-card";

for (const lang of LANGS) {
  describe(`keeping watch in ${lang}`, PATIENCE, () => {
    let screens, window, practice, desktop, t, issuer;

    before(async () => {
      screens = await Screens.open(lang, { bus: true });
      ({ window, practice } = screens);
      t = screens.t.bind(screens);
      issuer = screens.issuers.get(ISSUER);
      await screens.complete();
      desktop = new Desktop(window.bus);
      assert.deepEqual(await desktop.notifications(), [], "the first lists are no news");
    }, PATIENCE);
    after(async () => {
      await desktop?.close();
      await window?.close();
    });

    const told = async (title) => {
      let all = [];
      const there = async () => (all = await desktop.notifications()).findIndex((one) => one.title === title) + 1;
      return { number: await until(`“${title}” is shown`, there, { say: () => JSON.stringify(all) }), all };
    };
    const look = () => screens.call("sync", { account: null, now: true });

    it("tells of a connection that may do more, and leads to it", PATIENCE, async () => {
      const grant = await practice.find(ISSUER, "subsc-uta");
      const row = await screens.row(grant);
      await practice.event({ event: "widen", issuer: ISSUER, grant: grant.id, scope: "categories:write" });
      await look();
      const { number, all } = await told(t("notify-changed-title", { issuer }));
      const { app, body, actions, hints } = all[number - 1];
      assert.ok(app.startsWith("Renkei"), app);
      assert.equal(actions[0], "default");
      assert.equal(hints["desktop-entry"], "Renkei");
      for (const name of [row.service, grant.connector.name[lang]]) {
        assert.ok(!JSON.stringify(all).includes(name), `nothing private on a lock screen: ${body}`);
      }
      await screens.hears(t("events-title"));
      await screens.hears(row.service);
      await screens.picture("events");
      await desktop.press(number);
      await screens.arrive("issuer", row.service);
      await window.press('nav a[href="#/grants"]');
      await screens.arrive("own", t("grants-title"));
      await window.press("main section li button", t("event-known"));
      await until("the strip is gone", async () => !(await screens.says(t("events-title"))), { say: () => window.text("main") });
    });

    it("asks whether it was the person who let somebody in", PATIENCE, async () => {
      await practice.event({ event: "let_in", issuer: "himawari-money", holder: "minami", connector: "seisan-lab", service: "keihi-note" });
      await look();
      await told(t("notify-new-title", { issuer: screens.issuers.get("himawari-money") }));
      await window.press("main section li button", t("event-mine"));
      await until("the strip is gone", async () => !(await screens.says(t("events-title"))), { say: () => window.text("main") });
    });

    it("tells of an incident, in the window, by the system and in the terminal", PATIENCE, async () => {
      await practice.event({ event: "incident", issuer: ISSUER, connector: "hiyori" });
      await look();
      const { number } = await told(t("notify-notice-title", { issuer }));
      await screens.hears(t("notice-kind-incident"));
      const words = ["--practice", "--profile", window.profile, "notices", "--offline", "--json"];
      const inbox = JSON.parse((await promisify(execFile)(TERMINAL, words)).stdout);
      const incident = inbox.notices.find((notice) => notice.kind === "incident" && notice.issuer.id === ISSUER && !notice.read);
      assert.ok(incident.concerns.length > 0, JSON.stringify(incident));
      await desktop.press(number);
      await screens.arrive("own", t("notices-title"));
      await window.press('nav a[href="#/grants"]');
      await screens.arrive("own", t("grants-title"));
    });

    it("stands in the tray as soon as a desktop shows one, and stays there when the window closes", PATIENCE, async () => {
      await desktop.tray();
      const icon = async (wanted) => {
        let icon;
        return until(`the icon says “${wanted}”`, async () => (icon = await desktop.icon())?.tip[1] === wanted && icon, { say: () => JSON.stringify(icon) });
      };
      // The incident waits to be read.
      const waiting = await icon(t("tray-needs-you", { count: 1 }));
      assert.equal(waiting.status, "NeedsAttention");
      assert.deepEqual(waiting.menu.map(({ label }) => label), [t("tray-needs-you", { count: 1 }), "", t("tray-open"), t("sync-now"), "", t("tray-quit")]);
      const inbox = await screens.call("list_notices");
      const { issuer: by, id } = inbox.notices.find((notice) => notice.kind === "incident" && !notice.read);
      await screens.call("mark_notice_read", { issuer: by.id, notice: id });
      const well = await icon(t("tray-well"));
      assert.equal(well.status, "Active");
      assert.notEqual(well.picture, waiting.picture);
      await practice.fault({ issuer: "kotori-pay", path: "list", fault: "status", status: 500, times: null });
      await desktop.choose(t("sync-now"));
      assert.notEqual((await icon(t("tray-unasked", { count: 1 }))).picture, well.picture);
      await practice.mend();

      window.shut();
      await told(t("notify-stays-title"));
      await until("the window is gone", () => window.visible().length === 0);
      assert.ok(window.runs(), "and the program is not");
      await desktop.choose(t("tray-open"));
      await until("the window is back", () => window.visible().length > 0);
      await desktop.choose(t("tray-quit"));
      await until("the program ended", () => !window.runs());
    });
  });
}

describe("a desktop without a tray", PATIENCE, () => {
  it("ends with the window, as nobody could bring it back", PATIENCE, async () => {
    const { window } = await Screens.open("en", { bus: true });
    try {
      window.shut();
      await until("the program ended", () => !window.runs());
    } finally {
      await window.close();
    }
  });
});
