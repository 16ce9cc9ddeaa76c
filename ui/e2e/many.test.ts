// Ending many connections by one act: chosen by keyboard, the number typed where it is much, stopped and gone on with.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { Stage } from "./stage";

const stage = new Stage();
const main = (page: Page): Promise<string> => page.locator("main").innerText();
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

describe("choosing several in the list", () => {
  it("is done by keyboard, and ends those that were chosen", async () => {
    const page = await stage.at("#/grants");
    await page.getByRole("button", { name: "いくつか選ぶ" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".choose input").first().focus();
    await page.keyboard.press("Space");
    await page.locator(".choose input").nth(1).focus();
    await page.keyboard.press("Space");
    await page.getByText("2件を選択中").waitFor();
    await page.getByRole("link", { name: "2件の解除へ進む" }).focus();
    await page.keyboard.press("Enter");
    await heading(page, "選んだ連携2件を解除します");
    await press(page, "2件を解除する");
    await page.getByRole("progressbar").waitFor();
    expect(await main(page)).toContain("2件は終わったことを確認");
    expect(page.url()).toContain("#/batches/");
  });
});

describe("everything, everywhere", () => {
  it("is asked for by its number, and nothing else is taken for it", async () => {
    const page = await stage.at("#/many/everything");
    await heading(page, "すべての会社の連携16件を解除します");
    await press(page, "16件を解除する");
    await page.getByRole("alert").waitFor();
    expect(page.url()).toContain("#/many/everything");
    await page.getByLabel("16件すべてを解除するには").fill("１６");
    await press(page, "16件を解除する");
    await page.getByRole("progressbar").waitFor();
  });

  it("can be stopped, says what cannot be called back, and goes on", async () => {
    const page = await stage.at("#/batches/b-1");
    await press(page, "残りを止める");
    await page.getByText("件はすでに送ったので取り消せません").waitFor();
    await press(page, "続ける");
    await page.getByRole("button", { name: "残りを止める" }).waitFor();
  });
});
