// Walks through the screens as a person would: by keyboard, with failures, with changes from outside.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PHONE, WIDE } from "./browser";
import { overflow, strayFacts } from "./checks";
import { SCREENS, Visits } from "./screens";
import { Stage } from "./stage";

const stage = new Stage();
const title = (page: Page) => page.locator("h1").innerText();

/** Presses Tab until the focused element says `words`. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() =>
      document.activeElement === document.body ? "" : (document.activeElement?.textContent ?? ""),
    );
    if (focused.replace(/\s+/g, "").includes(words.replace(/\s+/g, ""))) return;
  }
  throw new Error(`Tab never reached ${words}`);
}

describe("by keyboard alone", () => {
  it("leads from the list to the proved ending in two acts and the last one", async () => {
    const page = await stage.at("#/grants");
    await tabTo(page, "見る・解除：かけいぼ日和");
    await page.keyboard.press("Enter");
    await page.waitForURL(/grants\/kakeibo$/);
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    expect(await page.title()).toBe("かけいぼ日和 — Renkei");

    await tabTo(page, "解除にすすむ");
    await page.keyboard.press("Enter");
    await page.waitForURL(/kakeibo\/end$/);
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    expect(await title(page)).toContain("解除しますか");

    await tabTo(page, "連携を解除する");
    await page.keyboard.press("Enter");
    await page.waitForURL(/kakeibo\/ending$/);
    await page.getByRole("heading", { level: 1, name: "解除を確かめました" }).waitFor();
    expect(await page.locator(".told").innerText()).toContain(
      "みなとカードにもう一度たずね、この連携が一覧にないことを確かめました。",
    );
    expect(await page.locator(".told").getAttribute("aria-live")).toBe("polite");

    await page.goBack();
    await page.waitForURL(/grants\/kakeibo$/);
  });

  it("skips the navigation, and answers where it asks before the browser opens", async () => {
    const page = await stage.at("#/connect");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await tabTo(page, "べつのログインを足す：みなとカード");
    expect(stage.fixture.calls).not.toContain("connect_issuer");
    await page.keyboard.press("Enter");
    await page.getByText("ブラウザーで みなとカード（127.0.0.1:4001）を開きます").waitFor();
    expect(stage.fixture.calls, "nothing opens before the person said so").not.toContain("connect_issuer");
    await tabTo(page, "ブラウザーを開く");
    await page.keyboard.press("Enter");
    await page.locator("#attempt-url").waitFor();
    await tabTo(page, "つなぐのをやめる");
    await page.keyboard.press("Enter");
    await page.getByText("途中のものは何も残っていません。").waitFor();
  });
});

describe("when something fails", () => {
  it("nothing moves: the last act stays where it is and says why", async () => {
    const page = await stage.at("#/grants/kakeibo/end");
    stage.fixture.fail("end_grant", { code: "offline", party: "みなとカード", detail: null });
    await page.getByRole("button", { name: "連携を解除する" }).click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toContain("みなとカードにつながりません");
    expect(page.url()).toContain("/kakeibo/end");
    stage.fixture.mend();
    await alert.getByRole("button", { name: "もう一度ためす" }).click();
    await page.waitForURL(/kakeibo\/ending$/);
  });

  it("a sign-in stands until the core agreed", async () => {
    const page = await stage.at("#/sign-ins");
    stage.fixture.fail("sign_out", { code: "timed_out", party: "ことりペイ", detail: "step revoke" });
    const row = page.locator("article", { hasText: "ことりペイ" });
    await row.getByRole("button", { name: /ログアウトする.*ことりペイ/ }).click();
    await row.locator(".ask").getByRole("button", { name: "ログアウトする" }).click();
    await page.getByRole("alert").waitFor();
    expect(await row.count()).toBe(1);
    stage.fixture.mend();
    await row.locator(".ask").getByRole("button", { name: "ログアウトする" }).click();
    await page.getByText("ことりペイからログアウトしました").waitFor();
    await row.getByText("このログインは終わっています").waitFor();
  });

  it("a screen that never had its data says so and offers to try again", async () => {
    stage.fixture.fail("read_grant", { code: "disk", party: null, detail: null });
    const page = await stage.at("#/grants/wallet");
    await page.getByRole("alert").waitFor();
    stage.fixture.mend();
    await page.getByRole("button", { name: "もう一度ためす" }).click();
    await page.getByRole("heading", { level: 1, name: "横丁ウォレット" }).waitFor();
  });
});

describe("changes from outside", () => {
  it("reach the screen that is open", async () => {
    const page = await stage.at("#/grants/keihi");
    stage.fixture.world.checked.add("keihi");
    stage.fixture.world.announce(["grants"]);
    await page.getByText("今日 9:41").first().waitFor();
    await page.getByText("「このまま使う」と確認した日時：今日 9:41").waitFor();
  });
});

describe("the list", () => {
  it("says aloud how many were found, and asks the core once for a burst of typing", async () => {
    const page = await stage.at("#/grants");
    const before = stage.fixture.calls.filter((name) => name === "list_grants").length;
    await page.getByRole("searchbox").pressSequentially("かけいぼ", { delay: 15 });
    await page.getByText("2件見つかりました").waitFor();
    expect(stage.fixture.calls.filter((name) => name === "list_grants").length - before).toBeLessThanOrEqual(
      2,
    );
    expect(await page.locator(".row").count()).toBe(2);
    await page.getByRole("searchbox").fill("nothing like it");
    await page.getByText("この条件に合う連携はありません。").waitFor();
  });

  it("stays small with ten thousand rows and goes on from its cursor", async () => {
    const page = await stage.at("#/grants", { many: 10_000 });
    expect(await page.locator(".row").count()).toBe(100);
    await page.getByRole("button", { name: "つづきを出す" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".row").length === 200);
  });

  it("is found again as it was left", async () => {
    const page = await stage.at("#/grants");
    await page.getByRole("button", { name: /^お金を動かす/ }).click();
    await page.waitForFunction(() => document.querySelectorAll(".row").length === 2);
    await page.locator(".row a").first().click();
    await page.waitForURL(/wallet$/);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "連携サービス" }).waitFor();
    expect(await page.locator(".row").count()).toBe(2);
  });
});

describe("the language", () => {
  it("changes at once and is kept", async () => {
    const page = await stage.at("#/grants/wallet");
    await page.locator("footer").getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { level: 1, name: "Yokocho Wallet" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Yokocho Wallet" }).waitFor();
  });
});

describe("the sides", () => {
  it("are told apart by a check that notices a fact on the wrong one", async () => {
    const page = await stage.at("#/grants/wallet/connector");
    expect(await strayFacts(page)).toEqual([]);
    await page.evaluate(() => {
      const fact = document.querySelector<HTMLElement>("[data-said-by]");
      if (fact) fact.dataset["saidBy"] = "issuer";
    });
    expect(await strayFacts(page)).toHaveLength(1);
    await page.goto(`${stage.fixture.url}/?2#/grants/wallet`);
    await page.locator("h1").waitFor();
    await page.evaluate(() => {
      const fact = document.querySelector<HTMLElement>("[data-relayed-by]");
      if (fact) delete fact.dataset["relayedBy"];
    });
    expect(await strayFacts(page)).toHaveLength(1);
  });

  it("are crossed by a visible step, both ways", async () => {
    const page = await stage.at("#/grants/tonari");
    await page.getByRole("link", { name: "連携先の画面へ" }).click();
    await page.locator("main > [data-side=connector]").waitFor();
    await page.getByRole("link", { name: "決済会社の画面へ" }).click();
    await page.locator("main > [data-side=issuer]").waitFor();
  });
});

describe("inside the window", () => {
  it("every call goes through invoke with language and request, with frozen prototypes", async () => {
    const context = await stage.browser.newContext({
      viewport: WIDE,
      locale: "ja-JP",
      timezoneId: "Asia/Tokyo",
    });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.addInitScript(() => {
      Object.freeze(Object.prototype);
      const asked: { name: string; given: unknown }[] = [];
      const heard: { handler: number }[] = [];
      const callbacks: ((event: unknown) => void)[] = [];
      const internals = {
        transformCallback: (callback: (event: unknown) => void) => callbacks.push(callback) - 1,
        invoke: async (name: string, given: Record<string, unknown>): Promise<unknown> => {
          if (name === "plugin:event|listen") return heard.push(given as never);
          asked.push({ name, given });
          const answer = await fetch(`/call/${name}`, { method: "POST", body: JSON.stringify(given) });
          const body: unknown = await answer.json();
          if (typeof body === "object" && body !== null && "failure" in body) throw body.failure;
          return body;
        },
      };
      const change = () => {
        for (const { handler } of heard) callbacks[handler]?.({ payload: { revision: 9, what: ["grants"] } });
      };
      Object.assign(window, { __TAURI_INTERNALS__: internals, asked, change });
    });
    await page.goto(`${stage.fixture.url}/#/grants/keihi`);
    await page.getByRole("heading", { level: 1, name: "けいひノート" }).waitFor();
    const asked = await page.evaluate(() => (window as never as { asked: unknown[] }).asked);
    expect(asked).toContainEqual({ name: "read_grant", given: { lang: "ja", request: { grant: "keihi" } } });
    stage.fixture.fail("read_grant", { code: "disk", party: null, detail: null });
    await page.evaluate(() => (window as never as { change: () => void }).change());
    await page.getByRole("alert").waitFor();
    expect(await title(page), "what was known stays").toBe("けいひノート");
    expect(problems).toEqual([]);
  });
});

describe("narrow windows", () => {
  it.each(["ja", "en"] as const)("need no sideways scrolling at 320 px in %s", async (lang) => {
    const page = await stage.at("#/settings", {}, { lang, size: { width: 320, height: 640 } });
    const visits = new Visits(page);
    // English words are longer: where they fit in all states, Japanese ones need a look at each screen only.
    for (const screen of SCREENS.filter((one) => !one.world && (lang === "en" || !one.further))) {
      await visits.go(stage.fixture.url, screen);
      expect(await overflow(page), screen.name).toEqual([]);
    }
  });

  it("leave room to read at 400 % zoom", async () => {
    const page = await stage.at("#/grants", {}, { size: { width: 320, height: 256 } });
    expect(await page.locator("nav").evaluate((nav) => getComputedStyle(nav).position)).toBe("static");
  });

  it("keep the practice badge in sight", async () => {
    const page = await stage.at("#/grants/wallet", {}, { size: PHONE });
    expect(await page.getByText("練習", { exact: true }).isVisible()).toBe(true);
  });
});
