/** How long after one sound the next one may come, in ms. */
export const chimeEveryMs = 5000;
/** The two tones, in Hz, and how loud they are, of 1. */
const tones = [660, 880];
const loudness = 0.06;
/** How far apart the tones begin, and how long each takes to fade, in seconds. */
const apart = 0.16;
const fade = 0.4;

/** Whether a sound can be made: yes, not before a person has touched the page, or not at all. */
export type ChimeState = 'ready' | 'waiting' | 'unsupported';

/** Makes one short, soft sound of two tones. Browsers let a page make none before a person has clicked in it. */
export class Chime {
  readonly #listeners = new Set<() => void>();
  #context: AudioContext | undefined;
  #muted = false;
  #playedAt = -Infinity;

  get state(): ChimeState {
    if (!('AudioContext' in globalThis)) return 'unsupported';
    return this.#context?.state === 'running' ? 'ready' : 'waiting';
  }

  get muted(): boolean {
    return this.#muted;
  }

  /** Mutes it for all of the page, or lets it sound again. */
  toggle(): void {
    this.#muted = !this.#muted;
    this.#tell();
  }

  /** Tells when {@link state} or {@link muted} has changed; until the last one stops listening it may sound. */
  subscribe(listener: () => void): () => void {
    if (this.#listeners.size === 0) {
      for (const type of gestures) addEventListener(type, this.#gesture, { capture: true, passive: true });
      if (navigator.userActivation.hasBeenActive) this.#open();
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      for (const type of gestures) removeEventListener(type, this.#gesture, { capture: true });
      void this.#context?.close();
      this.#context = undefined;
    };
  }

  /** Sounds, unless it may not, or did a moment ago. */
  play(): void {
    const now = performance.now();
    const context = this.#context;
    if (this.#muted || context?.state !== 'running' || now - this.#playedAt < chimeEveryMs) return;
    this.#playedAt = now;
    tones.forEach((frequency, index) => {
      const start = context.currentTime + index * apart;
      const gain = context.createGain();
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(loudness, start + 0.02);
      gain.gain.linearRampToValueAtTime(0, start + fade);
      const tone = new OscillatorNode(context, { frequency });
      tone.connect(gain).connect(context.destination);
      tone.start(start);
      tone.stop(start + fade);
    });
  }

  readonly #gesture = (event: Event): void => {
    if (event.isTrusted) this.#open();
  };

  #open(): void {
    if (this.state !== 'waiting') return;
    if (!this.#context) {
      this.#context = new AudioContext();
      this.#context.addEventListener('statechange', this.#tell);
    }
    // Not every press counts as a gesture (Escape does not): the next one tries again.
    this.#context.resume().catch(() => {});
  }

  readonly #tell = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };
}

/** What a person does that lets a page sound: the press of a mouse, the lifting of a finger, a key. */
const gestures = ['pointerdown', 'pointerup', 'keydown'];

/** The one of this page. */
export const chime = new Chime();
