// The desktop around a window: who shows its notifications and its icon in the tray, mocked on the window's own bus.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The system's own, for which Debian packages python-dbusmock. */
const PYTHON = "/usr/bin/python3";

export class Desktop {
  #child;
  #answers;
  #turn = Promise.resolve();
  #ended;

  constructor(bus) {
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus };
    this.#child = spawn(PYTHON, [join(import.meta.dirname, "desktop.py")], { env, stdio: ["pipe", "pipe", "inherit"] });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#ended = new Promise((ended) => this.#child.once("exit", ended));
  }

  /** One command at a time. */
  #ask(...words) {
    const asked = async () => {
      this.#child.stdin.write(`${JSON.stringify(words)}\n`);
      const { value, done } = await this.#answers.next();
      if (done) throw new Error(`The desktop ended at ${words}`);
      const answer = JSON.parse(value);
      if (answer.failed) throw new Error(`${words}: ${answer.failed}`);
      return answer.value;
    };
    return (this.#turn = this.#turn.then(asked, asked));
  }

  notifications = () => this.#ask("notifications");
  press = (number) => this.#ask("press", number);
  tray = () => this.#ask("tray");
  icon = () => this.#ask("icon");
  choose = (label) => this.#ask("choose", label);

  async close() {
    this.#child.stdin.end();
    await this.#ended;
  }
}
