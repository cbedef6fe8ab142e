/** The package as npm publishes it, unpacked where there is nothing else, and its command as a process. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack, temporaryFolder } from './packed.js';

/** A running command. */
export interface Running {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly output: { out: string; err: string };
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Waits for the address that it prints. */
  readonly address: () => Promise<string>;
}

/** The unpacked package. Without dependencies: the command has to bring its own. */
export class PackedCommand {
  readonly #children = new Set<ChildProcess>();

  private constructor(
    /** A temporary folder, in which the command runs. */
    readonly folder: string,
    private readonly remove: () => Promise<void>,
  ) {}

  /** Packs the built package and unpacks it. */
  static async unpack(): Promise<PackedCommand> {
    const { path, remove } = await temporaryFolder('command');
    execFileSync('tar', ['-xzf', await pack(path), '-C', path]);
    return new PackedCommand(path, remove);
  }

  /** The path of the command. */
  get bin(): string {
    const { bin } = JSON.parse(readFileSync(join(this.folder, 'package/package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    return join(this.folder, 'package', bin['comis-security-elements'] ?? '');
  }

  /** Starts the command. */
  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    const { COMIS_TOKEN: _none, ...inherited } = process.env;
    const child = spawn(process.execPath, [this.bin, ...args], { cwd: this.folder, env: { ...inherited, ...env } });
    this.#children.add(child);
    const output = { out: '', err: '' };
    child.stdout.on('data', (data: Buffer) => (output.out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output.err += data.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const address = async () => {
      const found = () => /^Comis security dashboard: (\S+)$/m.exec(output.out)?.[1];
      const isOver = ended.then(() => true);
      while (found() === undefined) {
        const printed = new Promise<false>((resolve) => child.stdout.once('data', () => resolve(false)));
        assert.ok(!(await Promise.race([isOver, printed])), `it ended: ${output.err}`);
      }
      return found()!;
    };
    return { child, output, ended, address };
  }

  /** Ends what still runs, and removes the folder. */
  async close(): Promise<void> {
    for (const child of this.#children) if (child.exitCode === null) child.kill('SIGKILL');
    await this.remove();
  }
}
