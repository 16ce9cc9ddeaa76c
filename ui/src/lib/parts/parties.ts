import { createContext } from "svelte";

/** The parties of a screen, for the line that says who said a fact, and when. */
export interface Parties {
  readonly issuer: string;
  readonly connector: string;
  /** Whether the facts are of the past: then their times are given in full. */
  readonly past: boolean;
}

export const [getParties, setParties] = createContext<Parties>();
