// What changed, as the core tells it: one number a topic, going up.
import { subscribe } from "./api";
import type { Topic } from "./generated/contract";

const TOPICS: readonly Topic[] = [
  "connect",
  "issuers",
  "grants",
  "endings",
  "records",
  "notices",
  "kept",
  "events",
  "cases",
];
const CALM_MS = 80;

class Changes {
  #counts = $state<Record<Topic, number>>({
    connect: 0,
    issuers: 0,
    grants: 0,
    endings: 0,
    records: 0,
    notices: 0,
    kept: 0,
    events: 0,
    cases: 0,
  });
  #pending = new Set<Topic>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Makes whoever reads this run again when one of the topics changes. */
  follow(topics: readonly Topic[]): number {
    return topics.reduce((sum, topic) => sum + this.#counts[topic], 0);
  }

  async start(): Promise<() => void> {
    const stop = await subscribe(
      (changed) => this.#note(changed.what),
      () => this.#note(TOPICS),
    );
    const seen = () => {
      if (document.visibilityState === "visible") this.#note(TOPICS);
    };
    document.addEventListener("visibilitychange", seen);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", seen);
    };
  }

  #note(topics: readonly Topic[]): void {
    for (const topic of topics) this.#pending.add(topic);
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const topic of this.#pending) this.#counts[topic] += 1;
      this.#pending.clear();
    }, CALM_MS);
  }
}

export const changes = new Changes();
