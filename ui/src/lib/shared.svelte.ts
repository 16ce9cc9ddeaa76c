// The small picture that the whole window shows: profile, operator, counts.
import { call } from "./api";
import type { SnapshotView } from "./generated/contract";

class Shared {
  snapshot = $state.raw<SnapshotView | undefined>();
}

export const shared = new Shared();

/** Asks all issuers whose lists are no longer fresh; the core decides which. */
export function syncStale(): void {
  call("sync", { account: null, now: false }).catch(() => undefined);
}
