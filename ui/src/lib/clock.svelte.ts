// The time of the screen, for "2 minutes ago" and "14 days left". Conclusions from time come from the core.
const BEAT_MS = 20_000;

class Clock {
  now = $state(Date.now());

  start(): () => void {
    this.now = Date.now();
    const beat = setInterval(() => (this.now = Date.now()), BEAT_MS);
    return () => clearInterval(beat);
  }
}

export const clock = new Clock();
