import { createContext } from "svelte";

/** The names of the parties of a screen, for the line that says who said a fact. */
export interface Parties {
  readonly issuer: string;
  readonly connector: string;
}

export const [getParties, setParties] = createContext<Parties>();
