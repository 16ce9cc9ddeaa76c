// One table from a failure's code to how it is shown and what the person can do. Words: `error-CODE-title/body`.
import type { ErrorCode } from "./generated/contract";

export type Severity = "calm" | "caution" | "danger";
export type Way = "retry" | "sign_in" | "none";

export const FAILURES: Record<ErrorCode, { severity: Severity; way: Way }> = {
  offline: { severity: "caution", way: "retry" },
  timed_out: { severity: "caution", way: "retry" },
  issuer_down: { severity: "caution", way: "retry" },
  too_many: { severity: "caution", way: "none" },
  unreadable: { severity: "caution", way: "none" },
  certificate: { severity: "danger", way: "none" },
  bad_address: { severity: "caution", way: "none" },
  not_an_issuer: { severity: "caution", way: "none" },
  wrong_issuer: { severity: "danger", way: "none" },
  points_here: { severity: "danger", way: "none" },
  not_supported: { severity: "caution", way: "none" },
  practice_only: { severity: "caution", way: "none" },
  needs_client_id: { severity: "caution", way: "none" },
  denied: { severity: "calm", way: "none" },
  sign_in_timed_out: { severity: "calm", way: "retry" },
  sign_in_mixed_up: { severity: "danger", way: "retry" },
  wrong_account: { severity: "caution", way: "retry" },
  too_mighty: { severity: "danger", way: "none" },
  clock_skew: { severity: "caution", way: "retry" },
  sign_in: { severity: "caution", way: "sign_in" },
  issuer_refused: { severity: "caution", way: "none" },
  no_browser: { severity: "caution", way: "retry" },
  no_port: { severity: "caution", way: "retry" },
  needs_window: { severity: "caution", way: "none" },
  keychain_locked: { severity: "caution", way: "retry" },
  no_keychain: { severity: "danger", way: "none" },
  wrong_passphrase: { severity: "caution", way: "none" },
  database_too_new: { severity: "danger", way: "none" },
  database_broken: { severity: "danger", way: "none" },
  disk: { severity: "danger", way: "retry" },
  not_found: { severity: "calm", way: "none" },
  cannot_end: { severity: "caution", way: "none" },
  catalogue: { severity: "danger", way: "none" },
  bad_request: { severity: "danger", way: "none" },
  bug: { severity: "danger", way: "retry" },
};
