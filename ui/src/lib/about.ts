// What somebody is turned to about, as it stands in an address, and the matters.
import type { About, GrantId, KeptId, Matter } from "./generated/contract";

/** Every matter, with whether harm may be going on; those stand first. */
const URGENT: Record<Matter, boolean> = {
  charges: true,
  access: true,
  lost: true,
  question: false,
  data: false,
  outage: false,
  billing: false,
  display: false,
  privacy: false,
  other: false,
};
const ALL = Object.keys(URGENT) as Matter[];

export const isUrgent = (matter: Matter): boolean => URGENT[matter];
export const URGENT_MATTERS: readonly Matter[] = ALL.filter(isUrgent);
export const CALM_MATTERS: readonly Matter[] = ALL.filter((matter) => !isUrgent(matter));

export const ofGrant = (grant: GrantId): About => ({ grant: { grant } });
export const ofKept = (kept: KeptId): About => ({ kept: { kept } });

/** A matter, with what was said of charges. */
export interface OfAbout {
  about: About;
  matter?: Matter;
  /** Whether there are charges that the person does not recognise; left out where they did not say. */
  charges?: boolean;
  /** The day of the earliest of them, as a date field has it. */
  charged_on?: string;
}

/** What was said of charges, as an address holds it. */
export const saidOf = (of: {
  charges: boolean | null;
  charged_on: string | null;
}): Pick<OfAbout, "charges" | "charged_on"> => ({
  ...(of.charges === null ? {} : { charges: of.charges }),
  ...(of.charged_on === null ? {} : { charged_on: of.charged_on }),
});

/** The parts of an address. */
export function pathOf({ about, matter, charges, charged_on }: OfAbout): string[] {
  const base =
    about === "app" ? ["app"] : "grant" in about ? ["grant", about.grant.grant] : ["kept", about.kept.kept];
  if (matter === undefined) return base;
  if (charged_on !== undefined) return [...base, matter, "yes", charged_on];
  return charges === undefined ? [...base, matter] : [...base, matter, charges ? "yes" : "no"];
}

/** What the parts of an address say; nothing where they say something else. */
export function fromPath(parts: string[]): OfAbout | undefined {
  const [kind, ...after] = parts;
  const [id, ...rest] = kind === "app" ? ["app", ...after] : after;
  if (!id || !(kind === "app" || kind === "grant" || kind === "kept")) return undefined;
  const about = kind === "app" ? kind : kind === "grant" ? ofGrant(id) : ofKept(id);
  const [named, said, charged_on, ...more] = rest;
  if (named === undefined) return { about };
  const matter = ALL.find((known) => known === named);
  if (!matter || more.length > 0) return undefined;
  if (said === undefined) return { about, matter };
  if (charged_on !== undefined) {
    const day = said === "yes" && /^\d{4}-\d{2}-\d{2}$/.test(charged_on);
    return day ? { about, matter, charges: true, charged_on } : undefined;
  }
  return said === "yes" || said === "no" ? { about, matter, charges: said === "yes" } : undefined;
}
