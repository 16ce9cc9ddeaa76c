// The sign-in that is under way; there is one at a time, and it outlives a change of screen.
import { call } from "./api";
import type { ConnectIssuer, ConnectView } from "./generated/contract";
import { Acting } from "./resource.svelte";

class Attempt {
  view = $state.raw<ConnectView | undefined>();
  request = $state.raw<ConnectIssuer | undefined>();
  acting = new Acting();

  start(request: ConnectIssuer): Promise<void> {
    return this.acting.run(async () => {
      this.request = request;
      this.view = await call("connect_issuer", request);
    });
  }

  async look(): Promise<void> {
    const id = this.view?.id;
    if (!id) return;
    try {
      const view = await call("read_connect", { connect: id });
      if (this.view?.id === id) this.view = view;
    } catch {
      // The next change asks again; what is shown stays.
    }
  }

  cancel(): Promise<void> {
    return this.acting.run(async () => {
      if (this.view) this.view = await call("cancel_connect", { connect: this.view.id });
    });
  }

  forget(): void {
    this.view = undefined;
    this.request = undefined;
    this.acting.failure = undefined;
  }
}

export const attempt = new Attempt();
