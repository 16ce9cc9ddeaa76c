// One look after another: all screens in one browser window, audited, measured, and taken a picture of.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, open, type Look } from "./browser";
import { audit, overflow, smallTargets, smallText, strayFacts } from "./checks";
import { serve, type Fixture } from "./fixtures/server";
import { SCREENS, Visits, type Screen } from "./screens";

const PICTURES = join(import.meta.dirname, "../../target/pictures");
/** `EVERY=1` takes all states in all looks; `SCREENS=list,grant` only some. */
const EVERY = process.env["EVERY"] === "1";
const ONLY = process.env["SCREENS"]?.split(",");

export interface NamedLook extends Look {
  name: string;
  /** Also the further states of each screen. */
  all: boolean;
  /** Only these screens, where colours alone are at stake. */
  only?: string[];
  /** Not audited by axe: one look of the same words and one of the same width are. */
  unaudited?: true;
}

export function look(what: NamedLook): void {
  describe(what.name, () => {
    let browser: Browser;
    let page: Page;
    let visits: Visits;
    let errors: string[];
    const fixtures = new Map<string, Fixture>();
    const only = ONLY ?? (EVERY ? undefined : what.only);
    const screens = SCREENS.filter((screen) => what.all || EVERY || !screen.further).filter(
      (screen) => only?.includes(screen.name) ?? true,
    );

    beforeAll(async () => {
      mkdirSync(PICTURES, { recursive: true });
      browser = await launch();
      for (const { world } of SCREENS) {
        const key = JSON.stringify(world);
        if (!fixtures.has(key)) fixtures.set(key, await serve(world));
      }
      ({ page, errors } = await open(browser, `${base(undefined)}/#/settings`, what));
      visits = new Visits(page);
    });
    afterAll(async () => {
      await browser.close();
      for (const fixture of fixtures.values()) await fixture.close();
    });

    for (const screen of screens) {
      it(`${screen.name} stands on its side, can be read and be pressed`, async () => {
        await visits.go(base(screen.world), screen);
        await page.waitForTimeout(50);
        await picture(`${screen.name}-${what.name}.png`);
        expect(await page.locator("main > [data-side]").getAttribute("data-side")).toBe(screen.side);
        expect(await page.locator("h1").count(), "one h1").toBe(1);
        expect(await strayFacts(page), "facts on the wrong side").toEqual([]);
        expect(await overflow(page), "reaches over the edge").toEqual([]);
        expect(await smallTargets(page), "too small to press").toEqual([]);
        expect(await smallText(page), "too small to read").toEqual([]);
        if (!what.forced && (EVERY || !what.unaudited)) expect(await audit(page), "axe").toEqual([]);
        expect(errors.splice(0), "console").toEqual([]);
      });
    }

    /** The whole screen at once, as if the window were that high. */
    async function picture(file: string): Promise<void> {
      const high = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...what.size, height: Math.max(high, what.size.height) });
      await page.screenshot({ path: join(PICTURES, file) });
      await page.setViewportSize(what.size);
    }

    function base(world: Screen["world"]): string {
      return fixtures.get(JSON.stringify(world))?.url ?? "";
    }
  });
}
