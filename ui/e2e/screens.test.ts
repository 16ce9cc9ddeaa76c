// Every screen, in both languages, on a desk and on a phone: audited, measured, and taken a picture of.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, open, PHONE, WIDE, type Look } from "./browser";
import { audit, overflow, smallTargets, smallText, strayFacts } from "./checks";
import { serve } from "./fixtures/server";
import { SCREENS } from "./screens";

const PICTURES = join(import.meta.dirname, "../../target/pictures");
const LOOKS: Record<string, Look> = {
  "ja-wide": { lang: "ja", size: WIDE },
  "en-wide": { lang: "en", size: WIDE },
  "ja-phone": { lang: "ja", size: PHONE },
  "en-phone": { lang: "en", size: PHONE },
  "ja-wide-dark": { lang: "ja", size: WIDE, dark: true },
};
const ONLY = process.env["SCREENS"]?.split(",");
const ONLY_LOOKS = process.env["LOOKS"]?.split(",");

let browser: Browser;
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  browser = await launch();
});
afterAll(() => browser.close());

for (const [name, look] of Object.entries(LOOKS)) {
  describe.skipIf(ONLY_LOOKS && !ONLY_LOOKS.includes(name))(name, () => {
    for (const screen of SCREENS) {
      it.skipIf(ONLY && !ONLY.includes(screen.name))(`${screen.name} stands on its side, can be read and be pressed`, async () => {
        const fixture = await serve(screen.world);
        const { page, errors } = await open(browser, `${fixture.url}/${screen.hash}`, look);
        try {
          await screen.act?.(page);
          await page.waitForTimeout(60);
          await page.screenshot({ path: join(PICTURES, `${screen.name}-${name}.png`), fullPage: true });
          expect(await page.locator("main > [data-side]").getAttribute("data-side")).toBe(screen.side);
          expect(await page.locator("h1").count(), "one h1").toBe(1);
          expect(await strayFacts(page), "facts on the wrong side").toEqual([]);
          expect(await overflow(page), "reaches over the edge").toEqual([]);
          expect(await smallTargets(page), "too small to press").toEqual([]);
          expect(await smallText(page), "too small to read").toEqual([]);
          expect(await audit(page), "axe").toEqual([]);
          expect(errors, "console").toEqual([]);
        } finally {
          await page.context().close();
          await fixture.close();
        }
      });
    }
  });
}
