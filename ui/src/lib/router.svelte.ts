// The screens by address: the part after `#`.
import { fromPath, pathOf, type OfAbout } from "./about";

export type Route =
  | { name: (typeof TOP)[number] }
  | { name: "notice"; issuer: string; notice: string }
  | { name: "grant" | "connector" | "end" | "ending" | "deletion" | "narrow" | "narrowing"; id: string }
  /** What to end at once: a kind, and what names it. */
  | { name: "many"; choice: string[] }
  | { name: "batch"; batch: string }
  | { name: "kept" | "note-edit"; kept: string }
  | { name: "measure"; account: string }
  /** Whom to turn to; without a matter it is asked for. */
  | ({ name: "route" } & OfAbout)
  /** What is written: to the one of the route that stands at `turn`. */
  | ({ name: "write"; turn: number } & Required<Pick<OfAbout, "matter">> & OfAbout)
  | { name: "case" | "case-edit" | "case-next"; case: string }
  /** A new note: like one of the walk, or at an issuer of the catalogue. */
  | { name: "note-new"; like?: string; issuer?: string };

const TOP = [
  "grants",
  "notices",
  "contacts",
  "connect",
  "records",
  "sign-ins",
  "settings",
  "receipt",
  "remember",
  "review",
  "restored",
] as const;
const UNDER_GRANT = ["connector", "end", "ending", "deletion", "narrow", "narrowing"] as const;

/** The route of an address; anything unknown leads to the list. */
export function parse(hash: string): Route {
  const [first, id, under, ...rest] = hash
    .replace(/^#\/?/, "")
    .split("/")
    .map((part) => decode(part));
  if (first === "many" && id) return { name: "many", choice: [id, under ?? "", ...rest].filter(Boolean) };
  if (first === "batches" && id && under === undefined) return { name: "batch", batch: id };
  if (first === "kept" && id) return parseKept(id, under, rest);
  if (first === "contacts" && id) return parseRoute([id, ...(under === undefined ? [] : [under]), ...rest]);
  if (first === "write" && id && under) return parseWrite(id, [under, ...rest]);
  if (rest.length > 0) return { name: "grants" };
  if (first === "sign-ins" && id && under === "measure") return { name: "measure", account: id };
  if (first === "cases" && id) {
    const name = ({ "": "case", edit: "case-edit", next: "case-next" } as const)[under ?? ""];
    return name ? { name, case: id } : { name: "grants" };
  }
  if (first === "notices" && id && under) return { name: "notice", issuer: id, notice: under };
  if (first === "grants" && id) {
    if (under === undefined) return { name: "grant", id };
    const name = UNDER_GRANT.find((known) => known === under);
    return name ? { name, id } : { name: "grants" };
  }
  const name = TOP.find((known) => known === first);
  return name && id === undefined ? { name } : { name: "grants" };
}

function parseKept(id: string, under: string | undefined, rest: string[]): Route {
  const [what, ...more] = rest;
  if (id === "new" && more.length === 0) {
    if (under === undefined) return { name: "note-new" };
    if (under === "like" && what) return { name: "note-new", like: what };
    if (under === "at" && what) return { name: "note-new", issuer: what };
  } else if (what === undefined) {
    if (under === undefined) return { name: "kept", kept: id };
    if (under === "edit") return { name: "note-edit", kept: id };
  }
  return { name: "grants" };
}

function parseRoute(parts: string[]): Route {
  const of = fromPath(parts);
  return of ? { name: "route", ...of } : { name: "grants" };
}

function parseWrite(turn: string, parts: string[]): Route {
  const of = fromPath(parts);
  if (of?.matter === undefined || !/^\d{1,2}$/.test(turn)) return { name: "grants" };
  return { name: "write", turn: Number(turn), ...of, matter: of.matter };
}

/** The address of a route. */
export function href(route: Route): string {
  if (route.name === "note-new") {
    if (route.like !== undefined) return `#/kept/new/like/${encodeURIComponent(route.like)}`;
    return route.issuer === undefined ? "#/kept/new" : `#/kept/new/at/${encodeURIComponent(route.issuer)}`;
  }
  if (route.name === "many") return `#/many/${route.choice.map(encodeURIComponent).join("/")}`;
  if (route.name === "batch") return `#/batches/${encodeURIComponent(route.batch)}`;
  if (route.name === "route") return `#/contacts/${pathOf(route).map(encodeURIComponent).join("/")}`;
  if (route.name === "write") {
    return `#/write/${String(route.turn)}/${pathOf(route).map(encodeURIComponent).join("/")}`;
  }
  if ("case" in route) {
    const base = `#/cases/${encodeURIComponent(route.case)}`;
    return route.name === "case" ? base : `${base}/${route.name === "case-edit" ? "edit" : "next"}`;
  }
  if ("kept" in route) {
    const base = `#/kept/${encodeURIComponent(route.kept)}`;
    return route.name === "kept" ? base : `${base}/edit`;
  }
  if (route.name === "notice") {
    return `#/notices/${encodeURIComponent(route.issuer)}/${encodeURIComponent(route.notice)}`;
  }
  if (route.name === "measure") return `#/sign-ins/${encodeURIComponent(route.account)}/measure`;
  if (!("id" in route)) return `#/${route.name}`;
  const base = `#/grants/${encodeURIComponent(route.id)}`;
  return route.name === "grant" ? base : `${base}/${route.name}`;
}

class Router {
  route = $state.raw<Route>(parse(typeof location === "undefined" ? "" : location.hash));
  /** Whether the next heading takes the focus: after every move but the first. */
  moved = false;
  #tops = new Map<string, number>();
  #at = "";
  #back = false;

  start(): () => void {
    history.scrollRestoration = "manual";
    this.#at = location.hash;
    const popped = () => (this.#back = true);
    const keep = () => this.#tops.set(location.hash, window.scrollY);
    window.addEventListener("popstate", popped);
    window.addEventListener("hashchange", this.#onHash);
    window.addEventListener("scroll", keep, { passive: true });
    return () => {
      window.removeEventListener("popstate", popped);
      window.removeEventListener("hashchange", this.#onHash);
      window.removeEventListener("scroll", keep);
    };
  }

  go(route: Route): void {
    location.hash = href(route);
  }

  /** Goes on without leaving a step to come back to. */
  replace(route: Route): void {
    location.replace(href(route));
  }

  /** Where the page stood when it was left, for a way back. */
  topToRestore(): number {
    return this.#back ? (this.#tops.get(this.#at) ?? 0) : 0;
  }

  /** To be called by links that lead forward, so that the new screen starts at its top. */
  forward(): void {
    this.#tops.delete(this.#at);
  }

  #onHash = () => {
    this.#at = location.hash;
    this.moved = true;
    this.route = parse(location.hash);
    queueMicrotask(() => (this.#back = false));
  };
}

export const router = new Router();

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
