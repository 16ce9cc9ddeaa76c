import type { CaseCarrier, CaseHandedView, CaseNote } from "../lib/generated/contract";

/** What the person says of a case. */
export interface Noted {
  what: CaseNote;
  /** The day, as a date field has it. */
  on: string;
  number: string | null;
  words: string | null;
}

/** What a person can do about a case. */
export interface CaseActs {
  note: (noted: Noted) => Promise<void>;
  remind: (at: string | null) => Promise<void>;
  /** Throws away what was never sent. */
  discard: () => Promise<void>;
  handOn: (to: CaseCarrier) => Promise<CaseHandedView>;
}
