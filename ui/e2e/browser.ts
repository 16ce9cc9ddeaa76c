// Chromium for the tests, with a fixed clock and no network besides the fixture server.
import { chromium, type Browser, type Page } from "playwright-core";
import type { Lang } from "../src/lib/i18n.svelte";
import { NOW } from "./fixtures/words";

export const WIDE = { width: 1180, height: 800 };
export const PHONE = { width: 390, height: 800 };

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface Look {
  lang: Lang;
  size: { width: number; height: number };
  dark?: boolean;
  forced?: boolean;
}

/** A page that must not log an error, at a fixed time in Tokyo. */
export async function open(
  browser: Browser,
  url: string,
  look: Look,
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({
    viewport: look.size,
    locale: look.lang === "ja" ? "ja-JP" : "en-GB",
    timezoneId: "Asia/Tokyo",
    colorScheme: look.dark ? "dark" : "light",
    forcedColors: look.forced ? "active" : "none",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.clock.setFixedTime(new Date(NOW));
  await page.goto(url);
  await page.locator("h1").waitFor();
  return { page, errors };
}
