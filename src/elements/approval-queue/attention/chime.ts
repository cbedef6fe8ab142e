/** The minimum interval between sounds, in ms. */
export const chimeEveryMs = 5000;
/** The two tones in Hz, and their gain. */
const tones = [660, 880];
const loudness = 0.06;
/** The delay between the tones, and the fade of each, in seconds. */
const apart = 0.16;
const fade = 0.4;

/** Whether sound is available: yes, only after a user gesture, or not at all. */
export type ChimeState = 'ready' | 'waiting' | 'unsupported';

/** Plays a short, soft sound of two tones. Browsers block sound before the first user gesture. */
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

  /** Mutes or unmutes it for the whole page. */
  toggle(): void {
    this.#muted = !this.#muted;
    this.#tell();
  }

  /** Subscribes to changes of {@link state} and {@link muted}; the chime is active while anybody subscribes. */
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

  /** Plays the sound, unless muted, blocked, or played a moment ago. */
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
    // Not every key press is a user gesture (Escape is not): retry on the next one.
    this.#context.resume().catch(() => {});
  }

  readonly #tell = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };
}

/** The events that count as user gestures for audio. */
const gestures = ['pointerdown', 'pointerup', 'keydown'];

/** The instance of this page. */
export const chime = new Chime();
