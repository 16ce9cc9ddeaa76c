// Whom to turn to, as a person in trouble does it: from the start of the app, by keyboard, on paper, and through a case to its end.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PHONE } from "./browser";
import { Stage } from "./stage";

const stage = new Stage();
const main = (page: Page): Promise<string> => page.locator("main").innerText();
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
const PICTURES = join(import.meta.dirname, "../../target/pictures");

describe("the sheet of contacts", () => {
  it("is one act from the start, and who answers another one", async () => {
    const page = await stage.at("#/grants");
    await page.getByRole("navigation").getByRole("link", { name: /^窓口/ }).focus();
    await page.keyboard.press("Enter");
    await heading(page, "窓口");
    expect(await page.locator(".set").first().innerText()).toContain("0120-000-087");
    await page
      .getByRole("link", { name: /^困ったことがある.*かけいぼ日和/ })
      .first()
      .click();
    await heading(page, "どんなことですか");
  });

  it.each(["ja", "en"] as const)("fits one page of A4 in %s, without navigation", async (lang) => {
    const page = await stage.at("#/contacts", {}, { lang });
    await page.locator(".set").first().waitFor();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    mkdirSync(PICTURES, { recursive: true });
    writeFileSync(join(PICTURES, `contacts-${lang}.pdf`), pdf);
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.getByText("03-6457-9849").first().isVisible(), "public bodies are on paper").toBe(true);
    expect(await page.getByText("#9110").first().isVisible()).toBe(true);
  });

  it("says what is out of date, what is gone, and that nobody could be asked", async () => {
    const page = await stage.at("#/contacts");
    const set = (name: string) =>
      page.locator(".set", { has: page.getByRole("heading", { level: 2, name }) });
    await set("ひまわりマネー").getByText("に期限が切れた情報です。").waitFor();
    await set("みなとカード")
      .getByText(/の名簿から .+ に消えました。/)
      .first()
      .waitFor();
    await set("つきみ信販").getByText("ログアウトしているか、つながりません").waitFor();
  });
});

describe("a route", () => {
  it("asks for charges first, and then puts the call that stops money before all else", async () => {
    const page = await stage.at("#/contacts/grant/wallet/access", undefined, {});
    await heading(page, "不正なアクセスかもしれない");
    expect(await page.locator("ol > li h3").allInnerTexts()).not.toContain(
      "ことりペイに電話して、カード・お金の動きを止める",
    );
    await page.getByRole("link", { name: "はい、ある" }).click();
    await page.getByText("覚えのない請求・支払い：ある").waitFor();
    const first = page.locator("ol > li").first();
    expect(await first.innerText()).toContain("ことりペイに電話して、カード・お金の動きを止める");
    expect(await first.innerText()).toContain("連携を解除しても、カードやお金の動きは止まりません。");
    await first.getByRole("button", { name: /^電話する/ }).click();
    await first.getByText("渡しました：0120-000-088").waitFor();
  });

  it("names the party and the host before a page is opened", async () => {
    const page = await stage.at("#/contacts/grant/kakeibo/question");
    await page.getByRole("button", { name: /^開く.*株式会社ひより hiyori\.example/ }).click();
    await page.getByText("ブラウザーで 株式会社ひより（hiyori.example）を開きます").waitFor();
    expect(stage.fixture.calls).not.toContain("open_contact");
    await press(page, "ブラウザーを開く");
    await page.getByText("渡しました：hiyori.example").waitFor();
  });

  it("says what this app concludes apart from every party's word", async () => {
    const page = await stage.at("#/contacts/grant/wallet/access/no");
    const strip = page.locator(".strip", { hasText: "このアプリの見立て" });
    await strip.getByText("取り決めの不備：損害が出たとき、だれが支払うかが示されていません。").waitFor();
    expect(await strip.getAttribute("data-said-by")).toBe("this_app");
  });

  it("never calls anybody for an app that nobody distributes", async () => {
    const page = await stage.at("#/contacts/app/question", { operator: false });
    await page.getByText("答えるところが、どこにもありません。").waitFor();
    expect(await main(page)).not.toContain("連絡の文面をつくる");
  });

  it("leads on from what has ended, and from what only the person tells", async () => {
    const page = await stage.at("#/grants/shindan");
    await page.getByRole("link", { name: "覚えのない請求・支払いがある" }).click();
    await page.getByText("アクセスは終わっています").waitFor();
    await page.evaluate(() => (location.hash = "#/kept/akari"));
    await heading(page, "税理士さんへの明細");
    await page.getByRole("link", { name: "覚えのない請求・支払いがある" }).click();
    await page.getByText("この連携はどの一覧にもないので、このアプリからは解除できません。").waitFor();
  });
});

describe("the day of a charge", () => {
  it("tells the last day to report it, and goes on into the letter", async () => {
    const page = await stage.at("#/contacts/grant/kakeibo/charges");
    const claim = page.locator("ol > li", {
      has: page.getByRole("heading", { name: "期限までに届け出る" }),
    });
    await claim.getByLabel("最初の、覚えのない支払いの日").fill("2026-11-10");
    await claim.getByRole("button", { name: "決める" }).click();
    await claim.getByText("届け出の最後の日：2026年12月9日").waitFor();
    await page
      .getByRole("link", { name: /^連絡の文面をつくる/ })
      .first()
      .click();
    await page.getByLabel("伝えたいこと").waitFor();
    expect(page.url()).toContain("2026-11-10");
    await press(page, "残して、送りかたをえらぶ");
    await page.getByText("届け出の最後の日：2026年12月9日").waitFor();
  });
});

describe("a case", () => {
  it("is thrown away while nothing of it was sent, and asks before", async () => {
    const page = await stage.at("#/cases/c-draft");
    await heading(page, "まだ送っていません");
    await press(page, "この文面を捨てる");
    await page.getByText("まだ何も送っていません。この端末の").waitFor();
    await press(page, "消す");
    await heading(page, "窓口");
    expect(stage.fixture.calls).toContain("discard_case");
    const sent = await stage.at("#/cases/c-waiting");
    await heading(sent, "返事を待っています");
    expect(await sent.getByRole("button", { name: "この文面を捨てる" }).count()).toBe(0);
  });

  it("is written, kept only masked, sent by the person, answered and closed by their word", async () => {
    const page = await stage.at("#/contacts/grant/hashi/billing");
    await page
      .getByRole("link", { name: /^連絡の文面をつくる/ })
      .first()
      .click();
    await heading(page, "株式会社はしわたし屋への連絡");
    await page.getByLabel("伝えたいこと").fill("暗証番号ではなく、パスワードは sakura77 です");
    const letter = page.locator("#case-letter");
    await page.locator("#case-mask").waitFor();
    expect(await letter.innerText()).not.toContain("sakura77");
    await press(page, "残して、送りかたをえらぶ");
    await page.getByText("伏せたまま残すか、消してください。").waitFor();
    expect(stage.fixture.calls).not.toContain("keep_case");
    await page.goBack();
    await page.goForward();
    await heading(page, "株式会社はしわたし屋への連絡");
    expect(
      await page.getByLabel("伝えたいこと").inputValue(),
      "nothing typed is lost by going back",
    ).toContain("sakura77");
    await page.locator("#case-mask").check();
    await page.locator("fieldset label", { hasText: "連携先：" }).locator("input").uncheck();
    await page.waitForFunction(
      () => !document.querySelector("#case-letter")?.textContent.includes("・連携先："),
    );
    const preview = await letter.innerText();
    await press(page, "残して、送りかたをえらぶ");
    await heading(page, "まだ送っていません");
    expect(await letter.innerText(), "what was shown is what is kept").toBe(preview);
    await page.getByRole("link", { name: "文面を書きなおす" }).click();
    expect(await page.getByLabel("伝えたいこと").inputValue(), "their own words stand").toContain(
      "暗証番号ではなく",
    );
    await page.goBack();
    await heading(page, "まだ送っていません");

    await page.getByLabel(/受付番号/).fill("H-7");
    await press(page, "連絡したと書きとめる");
    await heading(page, "返事を待っています");
    expect(await main(page)).toContain("連絡したと、あなたが書きとめました。");
    await press(page, "書きとめる");
    await page.getByText("何があったかを、えらんでください。").waitFor();
    expect(
      stage.fixture.calls.filter((name) => name === "note_case"),
      "a slip of the finger notes nothing",
    ).toHaveLength(1);
    await page.locator("select.what").selectOption("answered");
    await page.getByLabel("内容").fill("来週返事をするとのこと");
    await press(page, "書きとめる");
    await heading(page, "返事がありました");
    await press(page, "解決ずみにする");
    await heading(page, "解決ずみ");
    await press(page, "また始める");
    await heading(page, "返事がありました");
  });

  it("does not know whether it arrived until the issuer says so, and may be sent again", async () => {
    const page = await stage.at("#/cases/c-unsure");
    await heading(page, "届いたかどうか分かりません");
    await page.getByText("もう一度送っても二重にはなりません。").waitFor();
    stage.fixture.fail("hand_on_case", { code: "timed_out", party: "みなとカード", detail: null });
    await press(page, "みなとカードの受付に、もう一度送る");
    await page.getByRole("alert").waitFor();
    await heading(page, "届いたかどうか分かりません");
    stage.fixture.mend();
    await press(page, "みなとカードの受付に、もう一度送る");
    await heading(page, "返事を待っています");
    await page.getByText("みなとカードの受付が受けとりました。", { exact: true }).waitFor();
  });

  it("is called for where nobody answered, and goes on to the next one with what happened", async () => {
    const page = await stage.at("#/contacts", undefined, { size: PHONE });
    await page.getByText("返事がまだ書きとめられていません").first().waitFor();
    await page.getByRole("link", { name: /^見る.*かけいぼ日和/ }).click();
    await page.getByRole("link", { name: "次の窓口へ（文面をつくる）" }).click();
    await heading(page, "株式会社ひよりへの連絡");
    await press(page, "残して、送りかたをえらぶ");
    await heading(page, "まだ送っていません");
    await page.getByText(/次の窓口（株式会社ひより）に切りかえた/).waitFor();
  });
});
