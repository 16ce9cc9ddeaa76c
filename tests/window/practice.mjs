// The control server of the practice issuers that a window started: what really stands at them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./webdriver.mjs";

/** The made-up person whom the window signs in. */
const HOLDER = "minami";
const OWN_CLIENT = "renkei";

export class Practice {
  #address;
  #token;

  static async of(profile) {
    const practice = new Practice();
    const read = () => {
      try {
        return JSON.parse(readFileSync(join(profile, "issuers/practice.lock"), "utf8"));
      } catch {
        return undefined;
      }
    };
    const lock = await until("the practice issuers run", read, { ms: 30_000 });
    practice.#address = `http://127.0.0.1:${lock.control}`;
    practice.#token = lock.control_token;
    return practice;
  }

  async #ask(method, path, body) {
    const answer = await fetch(this.#address + path, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  /** What the person's list must show: all that they gave and that nobody ended, the app's own apart. */
  async grants() {
    const { grants } = await this.#ask("GET", "/grants");
    return grants.filter((grant) => grant.holder === HOLDER && grant.connector.id !== OWN_CLIENT && grant.status.state !== "ended");
  }

  async find(issuer, service) {
    const found = (await this.grants()).filter((grant) => grant.issuer === issuer && grant.service.id === service);
    if (found.length !== 1) throw new Error(`${found.length} grants of ${service} at ${issuer}`);
    return found[0];
  }

  /** Lets the connector of a grant call with all that it holds; what it was answered. */
  attempt({ issuer, id }) {
    return this.#ask("POST", "/connectors/try", { issuer, grant: id });
  }

  fault(fault) {
    return this.#ask("POST", "/faults", fault);
  }

  mend() {
    return this.#ask("DELETE", "/faults");
  }
}
