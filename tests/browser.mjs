#!/usr/bin/env node
// A stand-in for the person's browser, usable as BROWSER: opens the URL given as the last argument
// in a real headless Chromium, signs in, allows, and stays until the app's loopback page is shown.
//
// Environment:
//   RENKEI_TEST_USER, RENKEI_TEST_PASSWORD   what to fill in (alice, alice)
//   RENKEI_TEST_DECISION     allow (the default) or deny, where a consent is asked
//   RENKEI_TEST_SHOT         where to save a picture of the last page
//   RENKEI_TEST_BROWSER_LOG  a file that gets one line of JSON for each step (no queries, no codes)
//   RENKEI_TEST_BROWSER_SECONDS   the bound of the whole run (60)
//   RENKEI_TEST_BROWSER_DETACH    if set: return at once and go on in the background
//   CHROMIUM                 the browser's program (/usr/bin/chromium)
//
// Prints the text of the app's page. Exit: 0 landed there, 1 failed, 2 usage, 3 sign-in refused,
// 4 not there in time.

import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const env = process.env;
const seconds = Number(env.RENKEI_TEST_BROWSER_SECONDS || 60);
const user = env.RENKEI_TEST_USER || "alice";
const password = env.RENKEI_TEST_PASSWORD || "alice";
const deny = env.RENKEI_TEST_DECISION === "deny";

let start;
try {
  start = new URL(process.argv.at(-1));
  if (!/^https?:$/.test(start.protocol)) throw new TypeError("only http and https");
} catch {
  console.error("usage: browser.mjs URL");
  process.exit(2);
}

if (env.RENKEI_TEST_BROWSER_DETACH) {
  const { RENKEI_TEST_BROWSER_DETACH: _, ...rest } = env;
  spawn(process.execPath, [fileURLToPath(import.meta.url), start.href], { detached: true, stdio: "ignore", env: rest }).unref();
  process.exit(0);
}

const bare = (url) => (URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : url);
function log(step, more = {}) {
  if (!env.RENKEI_TEST_BROWSER_LOG) return;
  appendFileSync(env.RENKEI_TEST_BROWSER_LOG, `${JSON.stringify({ at: new Date().toISOString(), step, ...more })}\n`);
}

const landed = (url) => {
  const { hostname, pathname } = new URL(url);
  return hostname === "127.0.0.1" && pathname.endsWith("/callback");
};

async function visit(page) {
  const until = Date.now() + seconds * 1000;
  let failed;
  let signedIn = false;
  page.setDefaultTimeout(10_000);
  page.on("requestfailed", (request) => {
    if (request.isNavigationRequest()) failed = `${bare(request.url())}: ${request.failure()?.errorText}`;
  });
  page.on("framenavigated", (frame) => frame === page.mainFrame() && log("page", { url: bare(frame.url()) }));
  page.on("response", (answer) => answer.request().isNavigationRequest() && log("answer", { status: answer.status(), url: bare(answer.url()) }));

  // Presses a button and waits for the page that it leads to.
  const press = async (button, step) => {
    log(step, { url: bare(page.url()) });
    await Promise.all([page.waitForEvent("framenavigated"), button.click({ noWaitAfter: true })]);
    await page.waitForLoadState("domcontentloaded");
  };

  await page.goto(start.href, { waitUntil: "domcontentloaded" }).catch((error) => log("goto", { error: error.message.split("\n")[0] }));
  while (Date.now() < until) {
    if (failed && page.url().startsWith("chrome-error:")) throw new Error(failed);
    try {
      if (landed(page.url())) {
        await page.waitForLoadState("load");
        const text = (await page.locator("body").innerText()).trim();
        log("landed", { url: bare(page.url()), title: await page.title(), text });
        console.log(text);
        return 0;
      }
      const secret = page.locator("input[name=password]:visible").first();
      const allow = page.locator(deny ? "[name=decision][value=deny], [name=cancel]" : "[name=decision][value=allow], [name=accept]").first();
      if (await secret.isVisible()) {
        if (signedIn) {
          log("refused", { text: (await page.locator("body").innerText()).trim().slice(0, 500) });
          return 3;
        }
        const name = page.locator("input[name=username]:visible").first();
        if ((await name.isVisible()) && (await name.isEditable())) await name.fill(user);
        await secret.fill(password);
        signedIn = true;
        const form = page.locator("form:has(input[name=password])").first();
        await press(form.locator("[type=submit], button:not([type])").first(), "sign in");
      } else if (await allow.isVisible()) {
        await press(allow, deny ? "deny" : "allow");
      } else {
        await page.waitForTimeout(100);
      }
    } catch (error) {
      // The page moved on under us: look again, unless the browser itself is gone.
      if (page.isClosed()) throw error;
      log("again", { error: error.message.split("\n")[0] });
      await page.waitForTimeout(100);
    }
  }
  log("too late", { url: bare(page.url()), text: (await page.locator("body").innerText().catch(() => "")).trim().slice(0, 500) });
  return 4;
}

const profile = mkdtempSync(join(tmpdir(), "renkei-browser-"));
let context;
let code = 1;
try {
  const { chromium } = await import("playwright-core");
  context = await chromium.launchPersistentContext(profile, {
    executablePath: env.CHROMIUM || "/usr/bin/chromium",
    headless: true,
    locale: "ja-JP",
    timeout: 60_000,
    viewport: { width: 1000, height: 800 },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  log("open", { url: bare(start.href) });
  const page = context.pages()[0] ?? (await context.newPage());
  try {
    code = await visit(page);
  } finally {
    if (env.RENKEI_TEST_SHOT) await page.screenshot({ path: env.RENKEI_TEST_SHOT, fullPage: true }).catch((error) => log("no picture", { error: error.message }));
  }
} catch (error) {
  log("failed", { error: error.message });
  console.error(`browser.mjs: ${error.message}`);
} finally {
  await context?.close().catch(() => {});
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
process.exitCode = code;
