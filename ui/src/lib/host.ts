// What can be said of a host beyond its name.
import type { MessageId } from "./generated/messages";
import { shared } from "./shared.svelte";

/** Practice is signed for practice only: there the catalogue's word would say more than it means. */
export const inPractice = (): boolean => shared.snapshot?.profile === "practice";

export function hostNote(vouched: boolean): MessageId {
  if (inPractice()) return "host-practice";
  return vouched ? "host-vouched" : "host-connected-only";
}
