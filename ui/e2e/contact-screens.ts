// The screens of whom to turn to, and of what is written.
import type { Screen } from "./screens";

export const CONTACT_SCREENS: Screen[] = [
  { name: "contacts", hash: "#/contacts", side: "own" },
  {
    name: "contacts-none",
    further: true,
    hash: "#/contacts",
    side: "own",
    world: { empty: true, operator: false },
  },
  {
    name: "contacts-open",
    further: true,
    hash: "#/contacts",
    side: "own",
    act: async (page) => {
      for (const summary of await page.locator("main summary").all()) await summary.click();
      await page.locator(".save .btn").click();
      await page.locator(".save [role=status] p").first().waitFor();
    },
  },
  { name: "matters", hash: "#/contacts/grant/kakeibo", side: "own" },
  { name: "route-charges", hash: "#/contacts/grant/kakeibo/charges", side: "own" },
  {
    name: "route-question",
    hash: "#/contacts/grant/kakeibo/question",
    side: "own",
    act: async (page) => {
      await page
        .getByRole("button", { name: /^(開く|Open)/ })
        .first()
        .click();
      await page.locator(".ask").waitFor();
      await page.locator("main details summary").last().click();
    },
  },
  { name: "route-asks", hash: "#/contacts/grant/wallet/lost", side: "own" },
  { name: "route-defect", further: true, hash: "#/contacts/grant/wallet/access/no", side: "own" },
  { name: "route-silent", further: true, hash: "#/contacts/grant/hashi/billing", side: "own" },
  { name: "route-expired", further: true, hash: "#/contacts/grant/tonari/charges", side: "own" },
  { name: "route-ended", further: true, hash: "#/contacts/grant/shindan/charges", side: "own" },
  { name: "route-left", further: true, hash: "#/contacts/grant/tabi/display", side: "own" },
  { name: "route-note", further: true, hash: "#/contacts/kept/akari/access/yes", side: "own" },
  { name: "route-app", further: true, hash: "#/contacts/app/question", side: "own" },
  {
    name: "route-nobody",
    further: true,
    hash: "#/contacts/app/question",
    side: "own",
    world: { empty: true, operator: false },
  },
  {
    name: "write",
    hash: "#/write/0/grant/kakeibo/charges/yes",
    side: "own",
    act: async (page) => {
      await page
        .locator("#case-words")
        .fill("11月3日に覚えのない支払いがあります。\nカードは 4111 1111 1111 1111 です。");
      await page.locator("#case-mask").waitFor();
      await page.locator("form .leaves .btn").click();
      await page.locator("#mask-missing").waitFor();
    },
  },
  { name: "case-draft", hash: "#/cases/c-draft", side: "own" },
  { name: "case-unsure", further: true, hash: "#/cases/c-unsure", side: "own" },
  { name: "case-waiting", further: true, hash: "#/cases/c-waiting", side: "own" },
  { name: "case-due", hash: "#/cases/c-due", side: "own" },
  { name: "case-answered", further: true, hash: "#/cases/c-answered", side: "own" },
  { name: "case-closed", further: true, hash: "#/cases/c-closed", side: "own" },
  { name: "case-next", further: true, hash: "#/cases/c-due/next", side: "own" },
];
