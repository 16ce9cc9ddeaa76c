// The one place that knows how to reach the product: through the window, or in a plain browser over HTTP.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Changed, Commands, Failure } from "./generated/contract";
import { i18n } from "./i18n.svelte";

/** A call that did not succeed, with what the core said about it. */
export class Failed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

const inWindow = () => "__TAURI_INTERNALS__" in window;

/** Calls a command of the product. Rejects with `Failed`. */
export async function call<K extends keyof Commands>(
  name: K,
  request: Commands[K]["request"],
): Promise<Commands[K]["answer"]> {
  try {
    return inWindow() ? await invoke(name, { lang: i18n.lang, request }) : await post(name, request);
  } catch (error) {
    throw new Failed(toFailure(error));
  }
}

/** Subscribes to changes. `onGap` is called where events may have been missed. */
export async function subscribe(
  onChanged: (changed: Changed) => void,
  onGap: () => void,
): Promise<() => void> {
  if (inWindow()) {
    return await listen<Changed>("changed", (event) => onChanged(event.payload));
  }
  const source = new EventSource("/events");
  const take = (event: MessageEvent<string>) => onChanged(JSON.parse(event.data) as Changed);
  source.addEventListener("message", take);
  source.addEventListener("changed", take);
  let opened = false;
  source.addEventListener("open", () => {
    if (opened) onGap();
    opened = true;
  });
  return () => source.close();
}

/** The failure in whatever was thrown. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failed) return error.failure;
  if (typeof error === "object" && error !== null && "code" in error && "party" in error) {
    return error as Failure;
  }
  return { code: "bug", party: null, detail: error instanceof Error ? error.message : String(error) };
}

async function post(name: string, request: unknown): Promise<never> {
  const answer = await fetch(`/call/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ lang: i18n.lang, request }),
  });
  const body: unknown = await answer.json();
  if (typeof body === "object" && body !== null && "failure" in body) throw body.failure;
  return body as never;
}
