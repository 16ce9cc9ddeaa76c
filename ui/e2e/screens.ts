// Every screen by name: where it is and how to bring it to the state worth looking at.
import type { Page } from "playwright-core";
import { CONTACT_SCREENS } from "./contact-screens";
import type { Options } from "./fixtures/world";

export interface Screen {
  name: string;
  hash: string;
  side: "issuer" | "connector" | "own";
  world?: Options;
  act?: (page: Page) => Promise<void>;
  /** A further state of a screen: looked at in half of the looks. */
  further?: true;
}

/** Goes from screen to screen by address; a page is loaded anew only where something was done on the one before. */
export class Visits {
  private done: Screen | undefined;
  private loads = 0;

  constructor(private readonly page: Page) {}

  async go(base: string, screen: Screen): Promise<void> {
    const fresh = !this.done || this.done.act !== undefined || !this.page.url().startsWith(`${base}/`);
    if (fresh) await this.page.goto(`${base}/?${String((this.loads += 1))}${screen.hash}`);
    else await this.page.evaluate(move, screen.hash);
    await this.page.locator("h1").waitFor();
    this.done = screen;
    await screen.act?.(this.page);
  }
}

/** Runs in the page: the screen of before is gone when it is done. */
function move(hash: string): Promise<void> {
  return new Promise((done) => {
    if (location.hash === hash) return done();
    addEventListener("hashchange", () => requestAnimationFrame(() => done()), { once: true });
    location.hash = hash;
  });
}

export const SCREENS: Screen[] = [
  ...CONTACT_SCREENS,
  { name: "restored", hash: "#/restored", side: "own" },
  {
    name: "settings-backup",
    further: true,
    hash: "#/settings",
    side: "own",
    act: async (page) => {
      await page.locator(".backup .btn").click();
      await page.locator(".backup .notice").waitFor();
    },
  },
  { name: "list", hash: "#/grants", side: "own" },
  {
    name: "list-first-run",
    further: true,
    hash: "#/grants",
    side: "own",
    world: { empty: true, operator: false },
  },
  {
    name: "list-by-company",
    further: true,
    hash: "#/grants",
    side: "own",
    act: async (page) => {
      await page.locator("details.own summary").click();
      await page.locator("label.sort select").selectOption("connector");
      await page.locator("h2.connector").first().waitFor();
    },
  },
  {
    name: "list-over",
    further: true,
    hash: "#/grants",
    side: "own",
    act: async (page) => {
      const chip = page.locator(".chips button").last();
      if (await chip.isVisible()) await chip.click();
      else await page.locator("label.narrow select").selectOption("ended");
      await page.waitForTimeout(100);
    },
  },
  { name: "grant", hash: "#/grants/kakeibo", side: "issuer" },
  { name: "grant-money", further: true, hash: "#/grants/wallet", side: "issuer" },
  { name: "grant-suspended", further: true, hash: "#/grants/mimamori", side: "issuer" },
  { name: "grant-chained-stale", further: true, hash: "#/grants/tonari", side: "issuer" },
  { name: "grant-untold", hash: "#/grants/hashi", side: "issuer" },
  { name: "grant-ended", hash: "#/grants/shindan", side: "issuer" },
  { name: "grant-together", further: true, hash: "#/grants/nenmatsu", side: "issuer" },
  { name: "grant-expired", further: true, hash: "#/grants/uta-old", side: "issuer" },
  {
    name: "grant-ordinary",
    further: true,
    hash: "#/grants/point",
    side: "issuer",
    world: { ordinary: true },
  },
  { name: "grant-vanished", further: true, hash: "#/grants/tabi", side: "issuer" },
  { name: "grant-own", further: true, hash: "#/grants/own-minato", side: "own" },
  { name: "connector", hash: "#/grants/kakeibo/connector", side: "connector" },
  { name: "connector-relayed", hash: "#/grants/tonari/connector", side: "connector" },
  { name: "connector-untold", further: true, hash: "#/grants/hashi/connector", side: "connector" },
  { name: "connector-others", further: true, hash: "#/grants/wallet/connector", side: "connector" },
  { name: "end", hash: "#/grants/wallet/end", side: "issuer" },
  { name: "end-told", further: true, hash: "#/grants/kakeibo/end", side: "issuer" },
  { name: "end-chained", further: true, hash: "#/grants/tonari/end", side: "issuer" },
  { name: "end-over", further: true, hash: "#/grants/shindan/end", side: "issuer" },
  { name: "end-asked", further: true, hash: "#/grants/otsuri/end", side: "issuer" },
  { name: "end-own", further: true, hash: "#/grants/own-minato/end", side: "own" },
  { name: "ending-verified", hash: "#/grants/shindan/ending", side: "issuer" },
  { name: "ending-waiting", further: true, hash: "#/grants/otsuri/ending", side: "issuer" },
  {
    name: "ending-needs-you",
    hash: "#/grants/kakeibo-kotori/ending",
    side: "issuer",
    act: async (page) => {
      await page.locator(".hero .btn").click();
      await page.locator(".ask").waitFor();
    },
  },
  { name: "ending-unsure", further: true, hash: "#/grants/receipt/ending", side: "issuer" },
  { name: "ending-refused", further: true, hash: "#/grants/uta/ending", side: "issuer" },
  { name: "ending-superseded", further: true, hash: "#/grants/shindan-new/ending", side: "issuer" },
  { name: "ending-disputed", further: true, hash: "#/grants/tabi-live/ending", side: "issuer" },
  { name: "deletion", hash: "#/grants/shindan/deletion", side: "connector" },
  {
    name: "deletion-noted",
    hash: "#/grants/shindan/deletion",
    side: "connector",
    act: async (page) => {
      await page.getByRole("button", { name: /^(送ったことを書きとめる|Note that I sent it)$/ }).click();
      await page.locator(".strip ol li").first().waitFor();
      await page.locator("details.answer summary").click();
      await page
        .getByRole("button", { name: /sorairo\.example[）)]$/ })
        .last()
        .click();
      await page.locator(".ask").waitFor();
    },
  },
  { name: "deletion-nobody", further: true, hash: "#/grants/tabi/deletion", side: "connector" },
  { name: "deletion-live", further: true, hash: "#/grants/kakeibo/deletion", side: "connector" },
  {
    name: "connect",
    hash: "#/connect",
    side: "own",
    act: async (page) => {
      await page.locator(".issuer .btn").first().click();
      await page.locator(".ask").waitFor();
    },
  },
  {
    name: "connect-in-browser",
    further: true,
    hash: "#/connect",
    side: "own",
    act: async (page) => {
      await page.locator(".issuer .btn").first().click();
      await page.locator(".ask .btn").last().click();
      await page.locator("#attempt-url").waitFor();
    },
  },
  {
    name: "connect-starting",
    further: true,
    hash: "#/connect",
    side: "own",
    world: { pace: 600_000 },
    act: async (page) => {
      await page.locator(".issuer .account .btn").click();
      await page.locator(".ask .btn").last().click();
      await page.locator(".attempt").waitFor();
    },
  },
  {
    name: "connect-expert",
    further: true,
    hash: "#/connect",
    side: "own",
    act: async (page) => {
      await page.locator("details summary").last().click();
    },
  },
  { name: "notices", hash: "#/notices", side: "own" },
  {
    name: "notices-none",
    further: true,
    hash: "#/notices",
    side: "own",
    world: { empty: true, operator: false },
  },
  {
    name: "notices-keys",
    hash: "#/notices",
    side: "own",
    act: async (page) => {
      await page.getByRole("button", { name: /新しい鍵を使うか|Consider using the new keys/ }).click();
      await page.locator(".ask").waitFor();
    },
  },
  { name: "notice", hash: "#/notices/minato/hiyori-2", side: "own" },
  { name: "notice-issuer", further: true, hash: "#/notices/kotori/kotori-outage", side: "own" },
  { name: "notice-nobody", further: true, hash: "#/notices/tsukimi/stranger", side: "own" },
  { name: "notice-gone", further: true, hash: "#/notices/tsukimi/none", side: "own" },
  {
    name: "records",
    hash: "#/records",
    side: "own",
    act: async (page) => {
      await page.locator("header .btn").click();
      await page.locator(".notice").waitFor();
    },
  },
  { name: "measure", hash: "#/sign-ins/account-kotori/measure", side: "own" },
  { name: "measure-contradicts", further: true, hash: "#/sign-ins/account-himawari/measure", side: "own" },
  {
    name: "measure-looking",
    further: true,
    hash: "#/sign-ins/account-minato/measure",
    side: "own",
    act: async (page) => {
      await page.locator("main .acts button.btn").first().click();
      await page.locator(".under-way ul").waitFor();
    },
  },
  {
    name: "records-export",
    further: true,
    hash: "#/records",
    side: "own",
    act: async (page) => {
      await page.locator('details[data-side="own"] summary').click();
      await page.locator('details[data-side="own"] .btn').first().click();
      await page.locator(".file").waitFor();
    },
  },
  {
    name: "ending-proof",
    further: true,
    hash: "#/grants/shindan/ending",
    side: "issuer",
    act: async (page) => {
      const details = page.locator('details[data-side="own"]').last();
      await details.locator("summary").click();
      await details.locator(".btn").first().click();
      await page.locator(".file").first().waitFor();
    },
  },
  {
    name: "sign-ins",
    hash: "#/sign-ins",
    side: "own",
    act: async (page) => {
      await page.locator("article .top .btn").nth(1).click();
      await page.locator(".ask .btn").last().click();
      await page.locator(".results .notice").first().waitFor();
      await page.locator("article .top .btn").first().click();
    },
  },
  { name: "settings", hash: "#/settings", side: "own" },
  { name: "grant-compared", further: true, hash: "#/grants/point", side: "issuer" },
  { name: "kept-note", hash: "#/kept/hibari", side: "own" },
  { name: "kept-ended", further: true, hash: "#/kept/tsubame", side: "own" },
  { name: "kept-receipt", hash: "#/kept/suzuran-1", side: "issuer" },
  { name: "kept-listed", further: true, hash: "#/kept/kakeibo-then", side: "issuer" },
  {
    name: "kept-erase",
    further: true,
    hash: "#/kept/akari",
    side: "own",
    act: async (page) => {
      await page.getByRole("button", { name: /この書きとめを消す|Erase this note/ }).click();
      await page.locator(".ask").waitFor();
    },
  },
  {
    name: "note-new",
    hash: "#/kept/new/at/suzuran",
    side: "own",
    act: async (page) => {
      await page.getByRole("button", { name: /^(保存する|Save)$/ }).click();
      await page.locator(".wrong").waitFor();
    },
  },
  { name: "note-edit", further: true, hash: "#/kept/hibari/edit", side: "own" },
  {
    name: "receipt",
    further: true,
    hash: "#/receipt",
    side: "own",
    act: async (page) => {
      await page.locator("textarea").fill("stranger");
      await page.locator("form button").click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "receipt-checked",
    hash: "#/receipt",
    side: "issuer",
    world: { arrived: true },
    act: async (page) => {
      await page.locator("main > [data-side=issuer]").waitFor();
    },
  },
  {
    name: "receipt-stranger-checked",
    further: true,
    hash: "#/receipt",
    side: "issuer",
    world: { ordinary: true },
    act: async (page) => {
      await page.locator("textarea").fill("stranger");
      await page.locator("form button").click();
      await page.getByRole("button", { name: /に鍵をたずねる|for its keys/ }).click();
      await page.locator("main > [data-side=issuer]").waitFor();
    },
  },
  {
    name: "arrived-strip",
    further: true,
    hash: "#/grants/wallet/end",
    side: "issuer",
    world: { arrived: true },
  },
  { name: "remember", further: true, hash: "#/remember", side: "own" },
  {
    name: "remember-kind",
    hash: "#/remember",
    side: "own",
    act: async (page) => {
      await page.getByRole("button", { name: /^(つぎへ|Continue)$/ }).click();
    },
  },
  {
    name: "remember-then",
    further: true,
    hash: "#/remember",
    side: "own",
    act: async (page) => {
      const no = page.getByRole("button", { name: /使っていない|No, next/ });
      while (await no.isVisible()) await no.click();
      await page.locator("h2", { hasText: /ひととおり|That was all/ }).waitFor();
    },
  },
  { name: "review", hash: "#/review", side: "own" },
  { name: "many-everything", hash: "#/many/everything", side: "own" },
  { name: "many-connector", further: true, hash: "#/many/connector/kakeibo", side: "own" },
  { name: "batch", hash: "#/batches/b-1", side: "own" },
  {
    name: "batch-stopped",
    further: true,
    hash: "#/batches/b-1",
    side: "own",
    act: async (page) => {
      await page.getByRole("button", { name: /^(残りを止める|Stop the rest)$/ }).click();
      await page.getByRole("button", { name: /^(続ける|Go on)$/ }).waitFor();
    },
  },
  {
    name: "list-choosing",
    hash: "#/grants",
    side: "own",
    act: async (page) => {
      await page.getByRole("button", { name: /^(いくつか選ぶ|Choose several)$/ }).click();
      await page.locator(".choose input").first().check();
      await page.locator(".choose input").nth(1).check();
    },
  },
  {
    name: "own-end",
    further: true,
    hash: "#/grants/point",
    side: "issuer",
    act: async (page) => {
      await page.locator("details[data-side=own] summary").last().click();
    },
  },
];
