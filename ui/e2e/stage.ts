// One browser, one made-up product and one page for all tests of a file: each test loads the page anew.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launch, open, WIDE, type Look } from "./browser";
import { serve, type Fixture } from "./fixtures/server";
import type { Options } from "./fixtures/world";

const KEPT: Look = { lang: "ja", size: WIDE };

export class Stage {
  browser!: Browser;
  fixture!: Fixture;
  private kept: Page | undefined;
  private loads = 0;

  constructor() {
    beforeAll(async () => {
      [this.browser, this.fixture] = await Promise.all([launch(), serve()]);
    });
    afterEach(async () => {
      for (const context of this.browser.contexts())
        if (context !== this.kept?.context()) await context.close();
      await this.kept?.evaluate(() => localStorage.clear());
      this.fixture.begin({});
    });
    afterAll(async () => {
      await this.browser.close();
      await this.fixture.close();
    });
  }

  /** The screen at an address, of a made-up product as new. */
  async at(hash: string, world?: Options, look: Partial<Look> = {}): Promise<Page> {
    if (world) this.fixture.begin(world);
    const url = `${this.fixture.url}/?${String((this.loads += 1))}${hash}`;
    if (Object.keys(look).length > 0) return (await open(this.browser, url, { ...KEPT, ...look })).page;
    if (!this.kept) return (this.kept = (await open(this.browser, url, KEPT)).page);
    await this.kept.goto(url);
    await this.kept.locator("h1").waitFor();
    return this.kept;
  }
}
