// Asking for deletion, as a person does it: read the letter, hand it on, note what was answered.
import { describe, expect, it } from "vitest";
import { Stage } from "./stage";

const stage = new Stage();

describe("a wish for deletion", () => {
  it("is reached from what an ending leaves, and nothing is noted before the person says so", async () => {
    const page = await stage.at("#/grants/shindan/ending");
    await page.getByRole("link", { name: /にデータの削除をたのむ$/ }).click();
    await page.getByRole("heading", { level: 1, name: /データの削除をたのむ$/ }).waitFor();
    await page.getByLabel("お名前").fill("佐藤みなみ");
    await page.getByRole("button", { name: "入れた内容で手紙をつくりなおす" }).click();
    const body = page.getByLabel("本文");
    await page.waitForFunction(() =>
      (document.querySelector("#deletion-body") as HTMLTextAreaElement).value.includes("佐藤みなみ"),
    );
    await page.getByRole("button", { name: /^メールアプリで開く/ }).click();
    await page.getByText("メールアプリを開きました。あて先はprivacy@sorairo.exampleです。").waitFor();
    expect(await page.getByText("これまでのこと").count()).toBe(0);

    await body.fill(`${await body.inputValue()}\nカードは 4111-1111-1111-1111 です`);
    await page.getByRole("button", { name: /^メールアプリで開く/ }).click();
    await page.getByRole("alert").waitFor();
    expect(await body.inputValue()).toContain("4111");
  });

  it("keeps each word as what the person noted, never as something that was seen", async () => {
    const page = await stage.at("#/grants/shindan/deletion");
    await page.getByRole("button", { name: "送ったことを書きとめる" }).click();
    await page.getByText("返事を待っています").waitFor();
    await page.locator("details.answer summary").click();
    await page.getByLabel("どんな返事でしたか").selectOption("done");
    await page.getByLabel("書かれていたこと（理由、根拠の法律、期間など）").fill("すべて消しました");
    await page.getByRole("button", { name: "書きとめる", exact: true }).click();
    const strip = page.locator(".strip", { hasText: "これまでのこと" });
    await strip.getByText(/「削除した」と知らせたと、あなたが書きとめました/).waitFor();
    const words = await strip.innerText();
    expect(words).toContain("すべて消しました");
    expect(words).toContain("削除されたかどうかを、このアプリは確かめていません。");
    expect(await page.getByText("返事がないときに知らせる日").count()).toBe(0);
    await page.getByRole("link", { name: "決済会社の画面へ" }).click();
    await page.getByRole("link", { name: /^削除のお願い：/ }).waitFor();
  });
});
