// What the person prepares for the day on which a connection should be over.
import type { Then } from "../lib/generated/contract";

export interface OwnEndWish {
  /** The end of the day, as a time. */
  at: string;
  /** The day in the person's own calendar. */
  day: string;
  then: Then;
  why: string | null;
}
