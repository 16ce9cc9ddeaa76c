// What no list tells: walks from writing down to erasing, through receipts, and through what is remembered and reviewed.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { RECEIPTS } from "./fixtures/kept";
import { Stage } from "./stage";

const stage = new Stage();
const main = (page: Page): Promise<string> => page.locator("main").innerText();
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();
const go = async (page: Page, hash: string, name: string): Promise<void> => {
  await page.evaluate((to) => (location.hash = to), hash);
  await heading(page, name);
};

describe("a note", () => {
  it("is written, changed, set a day, called ended, taken back and erased", async () => {
    const page = await stage.at("#/grants");
    await page.getByRole("link", { name: "書きとめる", exact: true }).click();
    await heading(page, "連携を書きとめる");
    await page.getByLabel("サービスの名前").fill("もみじ通帳");
    await page.getByLabel("紙や電話で、データを送るようたのんだ").check();
    await page.getByLabel("どの決済会社か").selectOption({ label: "すずらんカード" });
    await press(page, "保存する");
    await heading(page, "もみじ通帳");
    expect(await page.locator("main > [data-side]").getAttribute("data-side")).toBe("own");
    await page.getByText("あなたが 2026年11月21日 に書きとめたものです。").waitFor();

    await page.getByRole("link", { name: "書きなおす" }).click();
    await heading(page, "書きとめを直す");
    await page.getByLabel("終わらせかた").fill("電話で止めてもらう");
    await press(page, "保存する");
    await page.getByText("電話で止めてもらう").waitFor();

    await press(page, "決める");
    await page.getByText("日にちを入れてください。").waitFor();
    await page.getByLabel("日にち").fill("2027-02-01");
    await press(page, "決める");
    await page.getByText("2027年2月1日 に、まだ使っているかをたずねます。").waitFor();
    await press(page, "決めた日を消す");
    await page.getByText("その日になったら、まだ使っているかを一覧の上でたずねます。").waitFor();

    await press(page, /このページを開く/);
    await page.getByText("ブラウザーで すずらんカード（suzuran-card.example）を開きます").waitFor();
    expect(stage.fixture.calls, "nothing opens before the person said so").not.toContain("open_issuer_page");
    await press(page, "もどる");

    await press(page, "終わりにした");
    await page.getByText("ほんとうに終わったかは、だれも確かめていません。").waitFor();
    await press(page, "取り消す");
    await press(page, "終わりにした");
    await page.getByText("あなたが「終わりにした」としました。").waitFor();

    await press(page, "この書きとめを消す");
    expect(await main(page)).toContain("連携そのものは、そのままつづきます。");
    await press(page, "消す");
    await heading(page, "連携サービス");
    await page.getByText("終わりにしたもの（1件）").click();
    expect(await main(page)).not.toContain("もみじ通帳");
  });

  it("says at its field that it holds a card number, and keeps what was typed", async () => {
    const page = await stage.at("#/kept/new");
    await page.getByLabel("サービスの名前").fill("もみじ通帳");
    await page.getByLabel("メモ").fill("4111 1111 1111 1111");
    await press(page, "保存する");
    const memo = page.getByLabel("メモ");
    await page.locator("#note-memo[aria-invalid=true]").waitFor();
    expect(await memo.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await page.getByLabel("サービスの名前").inputValue()).toBe("もみじ通帳");
    expect(await memo.inputValue()).toBe("4111 1111 1111 1111");
    await memo.fill("青いカード");
    await press(page, "保存する");
    await heading(page, "もみじ通帳");
  });
});

describe("a receipt", () => {
  it("shows what it says before it is kept, and is known again afterwards", async () => {
    const page = await stage.at("#/receipt");
    await page.getByLabel("文字やリンクを貼りつける").fill(RECEIPTS.genuine);
    await press(page, "中を確かめる");
    await heading(page, "もちより割り勘");
    expect(await page.locator("main > [data-side]").getAttribute("data-side")).toBe("issuer");
    const words = await main(page);
    for (const mark of ["①", "②", "③", "④", "⑤", "⑥"]) expect(words).toContain(mark);
    expect(stage.fixture.calls).not.toContain("keep_receipt");
    await press(page, "保存する");
    await page.getByText("署名を確かめてこの端末に保存しました。").waitFor();
    await go(page, "#/receipt", "控えを読みこむ");
    await page.getByLabel("文字やリンクを貼りつける").fill(RECEIPTS.kept);
    await press(page, "中を確かめる");
    await press(page, "保存した控えを見る");
    await page.getByText("この連携は、一覧にあります").waitFor();
    await page.getByRole("link", { name: "今の内容を見る" }).click();
    await page.waitForURL(/grants\/kakeibo$/);
  });

  it("of a stranger is asked about by the person’s act only", async () => {
    const page = await stage.at("#/receipt", { ordinary: true });
    await page.getByLabel("文字やリンクを貼りつける").fill(RECEIPTS.stranger);
    await press(page, "中を確かめる");
    await page.getByText("kagerou-pay.exampleは、このアプリが知らない相手です").waitFor();
    await press(page, "kagerou-pay.example に鍵をたずねる");
    await heading(page, "ゆらぎ貯金");
    expect(await main(page)).toContain("kagerou-pay.example は、署名つきの会社一覧にありません");
    await press(page, "受けとらない");
    await heading(page, "連携サービス");
    expect(stage.fixture.calls).not.toContain("keep_receipt");
  });

  it("that is forged or no receipt is refused, and what was pasted stays", async () => {
    const page = await stage.at("#/receipt");
    const pasted = page.getByLabel("文字やリンクを貼りつける");
    for (const [text, why] of [
      [RECEIPTS.forged, "suzuran-card.exampleの控えではありません"],
      ["hello", "これは、控えとして読めません"],
    ] as const) {
      await pasted.fill(text);
      await press(page, "中を確かめる");
      await page.getByText(why).waitFor();
      expect(await pasted.inputValue()).toBe(text);
    }
  });

  it("that a link brings is gone to, but never out of a half-filled form or an ending", async () => {
    const page = await stage.at("#/records");
    stage.fixture.world.arrive();
    await heading(page, "もちより割り勘");
    await press(page, "受けとらない");
    await heading(page, "連携サービス");
    await page.locator("main", { hasNotText: "リンクから、連携の控えが届いています" }).waitFor();

    await go(page, "#/kept/new", "連携を書きとめる");
    await page.getByLabel("サービスの名前").fill("もみじ");
    stage.fixture.world.arrive();
    await page.getByText("リンクから、連携の控えが届いています").waitFor();
    expect(await page.getByLabel("サービスの名前").inputValue()).toBe("もみじ");
    await page.getByRole("link", { name: "中を確かめる" }).click();
    await heading(page, "もちより割り勘");

    await page.goto(`${stage.fixture.url}/?ending#/grants/wallet/end`);
    await page.getByText("リンクから、連携の控えが届いています").waitFor();
    expect(page.url()).toContain("wallet/end");
  });
});

describe("remembering", () => {
  it("is left at any time and taken up again, and leads to notes that are begun", async () => {
    const page = await stage.at("#/remember");
    await press(page, "つぎへ");
    await press(page, "使っていない・つぎへ");
    await page.getByText("会計・経費のサービスを使っていますか").waitFor();
    await page.reload();
    await page.getByText("8つのうち 2つめ").waitFor();
    await press(page, "使っている・書きとめる");
    await heading(page, "連携を書きとめる");
    expect(await page.getByLabel("メモ").inputValue()).toBe("会計・経費のサービス");
    await page.getByLabel("サービスの名前").fill("けやき経費");
    await press(page, "保存する");
    await page.getByText("8つのうち 3つめ").waitFor();
    await page.getByRole("link", { name: "← 一覧へ" }).click();
    await page.getByRole("heading", { name: "けやき経費" }).waitFor();
    await page.getByRole("link", { name: "思い出すつづき" }).click();
    for (let at = 3; at <= 8; at += 1) await press(page, "使っていない・つぎへ");
    await page.getByText("ひととおり、たずねました").waitFor();
  });
});

describe("what was not confirmed for long", () => {
  it("is gone through one at a time, with one question of the whole list", async () => {
    const page = await stage.at("#/grants");
    await page.getByText("5件の連携を、90日確認していません").waitFor();
    await page.getByRole("link", { name: "見てみる" }).click();
    await heading(page, "まだ使っていますか");
    await page.getByText("のこり 5件").waitFor();
    const asked = stage.fixture.calls.filter((name) => name === "read_grant").length;
    await press(page, "このまま使う");
    await page.getByText("のこり 4件").waitFor();
    expect(stage.fixture.calls.filter((name) => name === "read_grant").length).toBe(asked);
    await press(page, "解除を検討する");
    await page.getByRole("button", { name: "連携を解除する" }).waitFor();
    await page.goBack();
    await page.getByText("のこり 3件").waitFor();
    await press(page, "あとで");
    await page.getByText("のこり 2件").waitFor();
    await press(page, "このまま使う");
    await page.locator("article", { hasText: "ひばり家計" }).waitFor();
    await press(page, "このまま使う");
    await page.getByText("このまま使うと確認したもの：").waitFor();
    await go(page, "#/kept/hibari", "ひばり家計");
    await page.getByText("2027年2月19日 に、まだ使っているかをたずねます。").waitFor();
  });

  it("is not offered again on the day on which it was put off", async () => {
    const page = await stage.at("#/grants");
    await press(page, "あとで");
    await page.getByText("5件の連携を、90日確認していません").waitFor({ state: "detached" });
    await page.reload();
    await heading(page, "連携サービス");
    expect(await main(page)).not.toContain("90日確認していません");
  });
});

describe("a day that the person set for a listed connection", () => {
  it("is the end of that day here, and can be taken back", async () => {
    const page = await stage.at("#/grants/keihi");
    await page.getByText("終わりにしたい日を決める").click();
    await page.getByLabel("この日の終わりまで").fill("2026-12-01");
    await press(page, "決める");
    await page.getByText("2026年12月1日まで。終わったら確認します").waitFor();
    expect(stage.fixture.world.ownEnds.get("keihi")).toMatchObject({
      at: "2026-12-01T14:59:59.000Z",
      day: "2026-12-01",
      then: "ask",
    });
    await page.getByLabel("自動で解除する").check();
    await press(page, "変える");
    await page.getByText("2026年12月1日まで。終わったら自動で解除します").waitFor();
    expect(stage.fixture.world.ownEnds.get("keihi")?.then).toBe("end");
    await press(page, "決めた日を消す");
    await page.getByText("終わりにしたい日を決める").waitFor();
  });
});

describe("what differs from what was agreed", () => {
  it("says with what it was compared, and whose date a date is", async () => {
    const agreed = await stage.at("#/grants/kakeibo");
    await agreed.getByText("あなたが同意したとき").waitFor();
    expect(await main(agreed)).toContain(
      "2026年9月20日 の同意の控えと、みなとカードが今伝える内容をくらべました。",
    );
    const first = await stage.at("#/grants/point");
    await first.getByText("前の名前：「横丁スタンプ帳」").first().waitFor();
    const words = await main(first);
    expect(words).toContain("このアプリが 2026年2月21日 にはじめて見た内容と");
    expect(words).toContain("根拠：あなたが決めた日 2026年11月15日");
    expect(words).not.toContain("ことりペイが伝えた 2026年");
  });

  it("is told apart from a history that is too short to tell", async () => {
    const page = await stage.at("#/grants/keihi");
    await page.getByText("使われた記録がまだ短いため、いつもとちがうかどうかは言えません。").waitFor();
    await go(page, "#/grants/kakeibo", "かけいぼ日和");
    await page.getByText("この7日に 10回使われました。それまでは、週に 2回ほどでした。").waitFor();
  });
});
