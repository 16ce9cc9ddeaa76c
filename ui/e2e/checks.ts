// What every screen must satisfy. Each function runs in the page and returns its complaints.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** WCAG A and AA, best practices, and contrast of 7:1; what has less than 4.5:1 is found by the rule for that alone. */
export async function audit(page: Page): Promise<string[]> {
  // There are no frames: without looking for them, and without describing what passes, it takes a third of the time.
  const { violations } = await new AxeBuilder({ page })
    .options({
      rules: { "color-contrast-enhanced": { enabled: true } },
      resultTypes: ["violations"],
    })
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${String(node.target)} ${node.any[0]?.message ?? violation.help}`,
    ),
  );
}

/** Facts that nobody is named for or that stand on another party's side, and words of this app outside a strip of its own. */
export function strayFacts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const unsaid = [...document.querySelectorAll<HTMLElement>(".fact")]
      .filter((fact) => !fact.closest("[data-said-by]"))
      .map((fact) => `said by nobody: ${fact.innerText.slice(0, 40)}`);
    const stray = [...document.querySelectorAll<HTMLElement>("[data-said-by]")].flatMap((fact) => {
      const side = fact.closest<HTMLElement>("[data-side]")?.dataset["side"];
      const { saidBy, relayedBy } = fact.dataset;
      const fine =
        (saidBy === "this_app" && side === "own") ||
        (saidBy === "issuer" && side === "issuer") ||
        (saidBy === "connector" && side === "connector") ||
        (saidBy === "connector" && side === "issuer" && relayedBy === "issuer");
      return fine
        ? []
        : [`said by ${String(saidBy)} on the side ${String(side)}: ${fact.innerText.slice(0, 40)}`];
    });
    // What a person wrote down is nobody else's word.
    const own = [...document.querySelectorAll<HTMLElement>("[data-own-words]")]
      .filter((words) => words.closest<HTMLElement>("[data-side]")?.dataset["side"] !== "own")
      .map((words) => `the person’s own words on another side: ${words.innerText.slice(0, 40)}`);
    return unsaid.concat(stray, own);
  });
}

/** Whatever can be pressed and is smaller than 44 px, links in running text apart. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all =
      "a, button, select, summary, input:not([type=radio], [type=checkbox]), label:has(input[type=radio], input[type=checkbox])";
    return [...document.querySelectorAll<HTMLElement>(all)].flatMap((element) => {
      const box = element.getBoundingClientRect();
      const shown = element.checkVisibility() && box.width > 0;
      return shown && (box.width < 43.9 || box.height < 43.9)
        ? [
            `${element.tagName} "${element.innerText.slice(0, 30)}" ${String(box.width)}x${String(box.height)}`,
          ]
        : [];
    });
  });
}

/** Text below 14 px. */
export function smallText(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")].flatMap((element) => {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      const size = parseFloat(getComputedStyle(element).fontSize);
      return own && element.checkVisibility() && size < 14 ? [`${element.className} ${String(size)}px`] : [];
    }),
  );
}

/** What reaches over the right edge. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map(
        (element) =>
          `${element.tagName}.${element.className} ends at ${String(element.getBoundingClientRect().right)}`,
      );
  });
}
