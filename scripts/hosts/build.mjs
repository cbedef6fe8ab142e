/** Builds host apps from the packed package. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readmeBlocks } from '../readme-blocks.mjs';
import { root } from '../root.mjs';

const run = promisify(execFile);
const sources = join(root, 'test/hosts');
const cache = join(root, '.cache/hosts');
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false' };

/** @returns {Promise<string>} the path of the tarball. */
export async function pack() {
  mkdirSync(cache, { recursive: true });
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', cache];
  const { stdout } = await run('npm', args, { cwd: root });
  return join(cache, stdout.trim());
}

/**
 * @param {string} name the folder of the app.
 * @param {string} tarball
 * @returns {Promise<string>} the folder in which it was built.
 */
export async function build(name, tarball) {
  const project = join(cache, name);
  const manifest = readFileSync(join(sources, name, 'package.json'), 'utf8');
  if ('dependencies' in JSON.parse(manifest)) await install(project, manifest, tarball);
  else await unpack(project, tarball);
  for (const file of ['theme.css', 'gateway.js']) cpSync(join(sources, file), join(project, file));
  cpSync(join(sources, name), project, { recursive: true });
  // Some hosts build README's code too.
  const block = readmeBlocks().get(name);
  if (block) writeFileSync(join(project, block.file), block.code);
  await run('npm', ['run', 'build', '--silent'], { cwd: project, env, timeout: 600_000 });
  return project;
}

/** Installs what the app lists, when that has changed, and the tarball each time. */
async function install(project, manifest, tarball) {
  const stamp = createHash('sha256').update(manifest).digest('hex');
  const stampFile = join(project, '.installed');
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    rmSync(project, { recursive: true, force: true });
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, 'package.json'), manifest);
    await npm(project, 'install');
    writeFileSync(stampFile, stamp);
  }
  await npm(project, 'install', '--no-save', tarball);
}

/** Puts the package beside the app; what both need is found in the repository above. */
async function unpack(project, tarball) {
  const target = join(project, 'node_modules/comis-security-elements');
  rmSync(project, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', target]);
}

function npm(cwd, ...args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--silent'];
  return run('npm', [...args, ...quiet], { cwd, timeout: 600_000 });
}
