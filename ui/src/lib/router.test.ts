import { describe, expect, it } from "vitest";
import { href, parse, type Route } from "./router.svelte";

const routes: Route[] = [
  { name: "grants" },
  { name: "notices" },
  { name: "notice", issuer: "https://minato.example/realms/a", notice: "2026/11 #1" },
  { name: "connect" },
  { name: "records" },
  { name: "sign-ins" },
  { name: "settings" },
  { name: "grant", id: "0198f2" },
  { name: "connector", id: "0198f2" },
  { name: "end", id: "0198f2" },
  { name: "ending", id: "a/b c" },
  { name: "receipt" },
  { name: "remember" },
  { name: "review" },
  { name: "many", choice: ["everything"] },
  { name: "many", choice: ["notice", "https://minato.example/realms/a", "2026/11 #1"] },
  { name: "batch", batch: "0198f2" },
  { name: "kept", kept: "0198f2" },
  { name: "note-edit", kept: "0198f2" },
  { name: "measure", account: "0198a1" },
  { name: "contacts" },
  { name: "route", about: "app" },
  { name: "route", about: { grant: { grant: "a/b c" } } },
  { name: "route", about: { kept: { kept: "0198f2" } }, matter: "lost" },
  { name: "route", about: "app", matter: "access", charges: false },
  { name: "write", turn: 2, about: { grant: { grant: "0198f2" } }, matter: "charges", charges: true },
  { name: "route", about: "app", matter: "charges", charges: true, charged_on: "2026-11-10" },
  { name: "case", case: "0198c1" },
  { name: "case-edit", case: "0198c1" },
  { name: "case-next", case: "0198c1" },
  { name: "note-new" },
  { name: "note-new", like: "household" },
  { name: "note-new", issuer: "a/b c" },
];

describe("the router", () => {
  it.each(routes)("finds the way back from the address of $name", (route) => {
    expect(parse(href(route))).toEqual(route);
  });

  it.each([
    "",
    "#",
    "#/",
    "#/nowhere",
    "#/grants/1/nowhere",
    "#/settings/1",
    "#/notices/1",
    "#/grants/1/end/2",
    "#/grants/%E0%A4%A",
    "#/kept",
    "#/kept/1/nowhere",
    "#/kept/1/edit/2",
    "#/kept/new/like",
    "#/kept/new/at/a/b",
    "#/contacts/nobody",
    "#/contacts/app/charges/no/2026-11-10",
    "#/contacts/app/charges/yes/yesterday",
    "#/contacts/grant",
    "#/contacts/grant/1/anger",
    "#/contacts/grant/1/lost/maybe",
    "#/contacts/app/lost/yes/2",
    "#/write/0/grant/1",
    "#/write/x/grant/1/lost",
    "#/cases/1/nowhere",
  ])("leads to the list from %j", (hash) => {
    expect(parse(hash)).toEqual({ name: "grants" });
  });
});
