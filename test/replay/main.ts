/**
 * Plays a recording for somebody at the screen: `node --import tsx test/replay/main.ts --file approvals --port 0`.
 * Prints the address and the tokens; plays from the first open stream on, or section by section with `--paused`.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { recordingNames } from './recording.js';
import { startReplay } from './replay.js';

const { values } = parseArgs({
  options: {
    file: { type: 'string', default: 'approvals' },
    port: { type: 'string', default: '0' },
    speed: { type: 'string', default: '1' },
    'max-gap': { type: 'string', default: '2000' },
    origin: { type: 'string', multiple: true },
    paused: { type: 'boolean', default: false },
  },
});
const file = recordingNames.find((name) => name === values.file);
if (!file) throw new Error(`--file is one of ${recordingNames.join(', ')}.`);

const speed = Number(values.speed);
const replay = await startReplay({
  file,
  port: Number(values.port),
  speed,
  maxGapMs: Number(values['max-gap']),
  downMs: 5000 / speed,
  paused: values.paused,
  ...(values.origin && { corsOrigins: values.origin }),
});
process.on('SIGINT', () => {
  for (const failure of replay.failures) console.log(`Not in any recording: ${failure}`);
  void replay.close().then(() => process.exit());
});
console.log(`Replay of ${file}: ${replay.url}`);
for (const [id, secret] of Object.entries(replay.secrets)) console.log(`Token ${id}: ${secret}`);
if (values.paused) {
  console.log('Enter plays the next section.');
  for await (const _ of createInterface({ input: process.stdin })) {
    const note = await replay.playNext();
    console.log(note ?? 'That was the last.');
  }
}
