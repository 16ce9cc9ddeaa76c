// The control server of the practice issuers that a window started: what really stands at them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./webdriver.mjs";

/** The made-up person whom the window signs in. */
const HOLDER = "minami";
const PASSWORD = "renrenshu";
const OWN_CLIENT = "renkei";

export class Practice {
  #address;
  #token;
  #ports;

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
    practice.#ports = lock.issuers;
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

  /** Where an issuer is. */
  address(issuer) {
    return `http://127.0.0.1:${this.#ports[issuer]}`;
  }

  /** Signs the person in at the pages that an address leads to, and allows; the address to which the answer goes. */
  async signIn(address) {
    const cookies = new Map();
    let request = new Request(address);
    for (let step = 0; step < 10; step += 1) {
      request.headers.set("cookie", [...cookies].map((pair) => pair.join("=")).join("; "));
      const answer = await fetch(request, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
      for (const cookie of answer.headers.getSetCookie()) cookies.set(...cookie.split(";")[0].split("="));
      const location = answer.headers.get("location");
      if (location && !/^https?:|^\//.test(location)) return location;
      request = location ? new Request(new URL(location, request.url)) : this.#filled(request.url, await answer.text());
    }
    throw new Error("The pages led in a circle");
  }

  #filled(from, page) {
    const [, path] = /<form[^>]*action="(\/login|\/consent)"/.exec(page) ?? [];
    if (!path) throw new Error(`No form: ${page.slice(0, 500)}`);
    const fields = new URLSearchParams({ request: /name="request" value="([^"]+)"/.exec(page)[1] });
    const more = path === "/login" ? { username: HOLDER, password: PASSWORD } : { decision: "allow" };
    for (const [name, value] of Object.entries(more)) fields.set(name, value);
    return new Request(new URL(path, from), { method: "POST", body: fields });
  }

  /** Plays an event. */
  event(event) {
    return this.#ask("POST", "/events", event);
  }

  fault(fault) {
    return this.#ask("POST", "/faults", fault);
  }

  mend() {
    return this.#ask("DELETE", "/faults");
  }
}
