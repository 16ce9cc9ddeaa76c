// What the screens say, and what they offer, where saying too much or offering too much would mislead.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { audit } from "./checks";
import { Stage } from "./stage";

const stage = new Stage();
const main = (page: Page): Promise<string> => page.locator("main").innerText();
const goTo = async (page: Page, hash: string, heading: string): Promise<void> => {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
};

describe("a connection that is over", () => {
  it("says first that it is, when, and who says so; what was told before is told as the past", async () => {
    const page = await stage.at("#/grants/shindan");
    await page.getByText("使われた記録", { exact: true }).waitFor();
    const words = await main(page);
    const order = ["解除を確かめました", "解除したのは", "最後に伝えられた内容", "いつまで"].map((part) =>
      words.lastIndexOf(part),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(words).toContain("つきみ信販が 2026年11月15日 7:10 に伝えた内容です。今のことではありません。");
    for (const alive of [
      "あと55日",
      "今のアクセスは",
      "アクセストークン",
      "このアプリの見立て",
      "解除にすすむ",
    ]) {
      expect(words).not.toContain(alive);
    }
  });

  it("is to be seen in the list, not to be ended", async () => {
    const page = await stage.at("#/grants");
    await page.getByRole("button", { name: /^解除ずみ・消えたもの/ }).click();
    await page.waitForFunction(() => document.querySelectorAll(".row").length === 3);
    const acts = await page.locator(".row a").allInnerTexts();
    expect(acts.map((words) => words.split("：")[0]?.trim())).toEqual(["見る", "見る", "見る"]);
    const words = await page.locator(".row").allInnerTexts();
    for (const gone of ["2027年1月15日まで", "あと55日", "2026年12月31日まで"])
      expect(words.join("\n")).not.toContain(gone);
    expect(words[0]).toContain("11月15日 に解除");
    expect(words[2]).toContain("11月14日 に一覧から消えました");
    await page.locator("details.own summary").click();
    for (const words of await page.locator("details.own li a").allInnerTexts())
      expect(words).not.toContain("解除");
  });

  it.each([
    [
      "shindan",
      "そらいろ診断 の連携は、もう解除されています",
      "一覧にないことを確かめました。",
      "連携の画面へ",
    ],
    ["tabi", "旅じたく帳 の連携は、もう一覧にありません", "一覧から、この連携が消えました", "連携の画面へ"],
    ["otsuri", "おつりの小道 の解除は、もうたのんであります", "返事を待っています", "解除のようすを見る"],
    [
      "own-minato",
      "Renkei は、ログアウトすると終わります",
      "みなとカードで許されている",
      "この端末のログインへ",
    ],
  ])("has no last act: %s says what stands and leads back", async (id, title, proof, way) => {
    const page = await stage.at(`#/grants/${id}/end`);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await main(page)).toContain(proof);
    expect(await page.locator("main button").count()).toBe(0);
    await page.locator("main").getByRole("link", { name: way }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor({ state: "detached" });
  });

  it("names the other one where it went with it, as was announced", async () => {
    const page = await stage.at("#/grants/nenmatsu");
    await page.getByText("「そらいろ診断」の解除といっしょに、一覧から消えました").waitFor();
    await page.getByRole("link", { name: /解除のようすを見る.*そらいろ診断/ }).click();
    await page.getByText("いっしょに終わると知らされていたもの（2件）").waitFor();
    expect(await main(page)).toMatch(
      /そらいろ年末帳\s+終わったことを見ました[\s\S]+そらいろ貯金箱\s+終わったことを、まだつきみ信販の一覧で見ていません/,
    );
  });
});

describe("a sign-in that is over", () => {
  it("says so, what waits for it, and offers the way back in", async () => {
    const page = await stage.at("#/sign-ins");
    const over = page.locator("article", { hasText: "つきみ信販" });
    const words = await over.innerText();
    expect(words).toContain("このログインは終わっています");
    expect(words).toContain("次にログインするまで、つきみ信販の一覧は 昨日 23:12 のまま変わりません。");
    expect(words).toContain("1件の解除が、次のログインまで進みません。まだ解除されていません。");
    for (const gone of ["grants:read", "今のアクセス", "いつまで"]) expect(words).not.toContain(gone);
    await over.getByRole("link", { name: "こもれび申告" }).waitFor();
    await over.getByRole("button", { name: "もう一度ログインする" }).click();
    await over.getByText("ブラウザーで つきみ信販（127.0.0.1:4004）を開きます").waitFor();
  });

  it("can leave nothing of it here, alone or with all others", async () => {
    const page = await stage.at("#/sign-ins");
    const over = page.locator("article", { hasText: "つきみ信販" });
    await over
      .getByText("つきみ信販が受けつけなくなった鍵が、この端末に残っていることがあります。")
      .waitFor();
    await over.getByRole("button", { name: /ログアウトする.*つきみ信販/ }).click();
    await over.locator(".ask").getByRole("button", { name: "ログアウトする" }).click();
    await page.getByText("つきみ信販からログアウトしました").waitFor();
    await page.getByRole("button", { name: "すべてログアウトする" }).click();
    await page.locator(".ask").getByRole("button", { name: "ログアウトする" }).click();
    await page.getByText("ことりペイからログアウトしました").waitFor();
    await page.getByRole("button", { name: "すべてログアウトする" }).waitFor();
  });

  it("comes before another one where issuers are connected, and the host is named before it opens", async () => {
    const page = await stage.at("#/connect", { pace: 600_000 });
    const issuer = page.locator(".issuer", { hasText: "つきみ信販" });
    expect(
      (await issuer.getByRole("button").allInnerTexts()).map((words) => words.split("：")[0]?.trim()),
    ).toEqual(["もう一度ログインする", "べつのログインを足す"]);
    await issuer.getByRole("button", { name: "もう一度ログインする" }).click();
    await page.getByRole("button", { name: "ブラウザーを開く" }).click();
    await page.getByText("このあと、ブラウザーで 127.0.0.1:4004 を開きます。").waitFor();
  });
});

describe("another sign-in", () => {
  it("is offered where the catalogue names the issuer; elsewhere the expert’s door is named", async () => {
    const page = await stage.at("#/connect");
    const typed = page.locator(".issuer", { hasText: "ひまわりマネー" });
    await typed
      .getByText("会社の一覧にないため、べつのログインを足すには、下でアドレスを入れてつなぎます。")
      .waitFor();
    expect(await typed.getByRole("button").count()).toBe(0);
    await page.locator(".issuer", { hasText: "みなとカード" }).getByRole("button").waitFor();
  });
});

describe("an ending that nobody but the person can decide on", () => {
  it("calls for no sign-in, wherever it is told", async () => {
    const page = await stage.at("#/grants/receipt");
    await page.getByText("まだ解除されていません・あなたの返事が必要です").nth(1).waitFor();
    expect(await main(page)).not.toContain("ログインが必要");
    expect(await main(page)).toContain("みなとカードの一覧に、同じ連携があります。");
    await goTo(page, "#/grants/kakeibo-kotori", "かけいぼ日和");
    await page.getByText("まだ解除されていません・ログインが必要です").nth(1).waitFor();
    await goTo(page, "#/records", "記録");
    const lines = (await page.locator(".line").allInnerTexts()).join("\n");
    expect(lines).toContain("まだ解除されていません・あなたの返事が必要です");
    expect(lines).toContain("まだ解除されていません・ログインが必要です");
    await goTo(page, "#/grants", "連携サービス");
    const words = await main(page);
    expect(words).toContain("3件の解除が、あなたを待っています");
    expect(words.match(/まだ解除されていません・あなたを待っています/g)).toHaveLength(3);
    expect(words).not.toContain("ログインが必要です");
  });

  it("says why, and goes on with what is there now only when told to", async () => {
    const page = await stage.at("#/grants/receipt/ending");
    await page
      .getByRole("heading", { level: 1, name: "まだ解除されていません・あなたの返事が必要です" })
      .waitFor();
    expect(await main(page)).not.toContain("ログイン");
    await page.getByRole("button", { name: "今あるものを解除する" }).click();
    await page.getByRole("heading", { level: 1, name: "解除を確かめました" }).waitFor();
  });
});

describe("an ending that was refused", () => {
  it("can be asked for again, and one that is proved cannot", async () => {
    const refused = await stage.at("#/grants/uta/ending");
    await refused.getByRole("link", { name: "もう一度解除にすすむ" }).click();
    await refused.getByRole("button", { name: "連携を解除する" }).waitFor();
    const proved = await stage.at("#/grants/shindan/ending");
    expect(await proved.getByRole("link", { name: "もう一度解除にすすむ" }).count()).toBe(0);
  });
});

describe("words that say no more than is known", () => {
  it("tell when tokens run out where the issuer tells that, and not what it leaves alive", async () => {
    const page = await stage.at("#/grants/tonari/end");
    await page.getByRole("button", { name: "連携を解除する" }).waitFor();
    expect(await main(page)).toContain(
      "発行ずみの許可がすぐ止まるかを、ひまわりマネーは知らせていません。伝えられた期限によれば、今出ている許可は遅くとも 今日 10:30 に切れます",
    );
    await goTo(page, "#/grants/hashi/end", "はしわたしID の連携を解除しますか");
    expect(await main(page)).toContain(
      "発行ずみの許可がいつまで使えるかを、ひまわりマネーは知らせていません",
    );
  });

  it("call no made-up company one of the signed catalogue", async () => {
    const practice = await stage.at("#/grants/point");
    await practice.getByText("練習用の架空の会社です。").waitFor();
    expect(await main(practice)).not.toContain("署名つき");
    const real = await stage.at("#/grants/point", { ordinary: true });
    await real.getByText("署名つきの会社一覧に載っている接続先です。").waitFor();
    expect(await main(real)).not.toContain("架空");
  });

  it("count the rows that follow, and say what is not counted", async () => {
    const page = await stage.at("#/grants");
    const count = page.getByText("連携が16件見つかりました（このアプリ自身の許可は数えません）");
    await count.waitFor();
    expect(await page.locator(".row").count()).toBe(16);
  });

  it("call no use that may have moved money a mere change", async () => {
    const page = await stage.at("#/grants/wallet");
    await page.locator("td.kind").first().waitFor();
    expect(await page.locator("td.kind").allInnerTexts()).toContain("変更・お金の動き");
  });

  it("say once for what else was told who told it, and when", async () => {
    const page = await stage.at("#/grants/kakeibo");
    const more = page.locator("section.facts.lines");
    await more.waitFor();
    expect((await more.innerText()).match(/みなとカードが伝えた内容（2分前）/g)).toHaveLength(1);
  });
});

describe("the audit", () => {
  it("notices pale words, words that are a little pale, and a button without a name", async () => {
    const page = await stage.at("#/settings");
    await page.evaluate(() => {
      const [pale, less] = document.querySelectorAll<HTMLElement>("main .small");
      if (pale) pale.style.color = "#8a8f98";
      if (less) less.style.color = "#6a6f78";
      document.querySelector("main .page")?.append(document.createElement("button"));
    });
    const found = (await audit(page)).map((complaint) => complaint.split(":")[0]);
    expect(found.sort()).toEqual(["button-name", "color-contrast", "color-contrast-enhanced"]);
  });
});
