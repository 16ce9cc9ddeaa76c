// Taking a part away, as a person does it by keyboard: chosen, nothing and everything refused, and what is said afterwards.
import { describe, expect, it } from "vitest";
import { Stage } from "./stage";

const stage = new Stage();

describe("taking permissions away", () => {
  it("is reached from the connection, and has a last act only where something goes and something stays", async () => {
    const page = await stage.at("#/grants/wallet");
    await page.getByRole("link", { name: "許可を減らす", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "横丁ウォレット の許可を減らしますか" }).waitFor();
    const last = page.getByRole("button", { name: "選んだ許可を取りあげる" });
    expect(await last.count()).toBe(0);
    const boxes = page.locator(".choose input");
    expect(await page.locator(".choose li").first().innerText()).toContain("お金を動かす");
    await boxes.nth(0).focus();
    await page.keyboard.press("Space");
    await boxes.nth(1).focus();
    await page.keyboard.press("Space");
    await page.getByRole("link", { name: "解除へすすむ" }).waitFor();
    expect(await last.count()).toBe(0);
    await page.keyboard.press("Space");
    await last.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "許可が減ったことを確かめました" }).waitFor();
    const said = await page.locator("main").innerText();
    expect(said).toContain("連携はつづいています");
    expect(said).not.toContain("解除を確かめました");
    await page
      .getByRole("link", { name: /の許可を減らす$/ })
      .first()
      .click();
    await page.getByText("許可を減らす手続き：許可が減ったことを確かめました").waitFor();
  });

  it("says why it is not offered, and leads to the ending", async () => {
    const page = await stage.at("#/grants/tonari/narrow");
    await page.getByText("ひまわりマネーは、許可の一部だけを取りあげることに対応していません。").waitFor();
    await page.getByRole("link", { name: "解除へすすむ" }).click();
    await page.getByRole("heading", { level: 1, name: "となり会計 の連携を解除しますか" }).waitFor();
    await page.goBack();
    await page.goto(page.url().replace("/narrow", ""));
    expect(await page.getByRole("link", { name: "許可を減らす", exact: true }).count()).toBe(0);
  });
});
