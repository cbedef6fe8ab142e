/** The package as hosts install it. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/root.mjs';

const run = promisify(execFile);

/** A temporary folder, removed by `remove`. */
export async function temporaryFolder(name: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `comis-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Packs the built package into a folder. @returns the path of the tarball. */
export async function pack(folder: string): Promise<string> {
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: root });
  return join(folder, stdout.trim());
}

/**
 * Installs the tarball into a project as pnpm does: beside the package lie the dependencies that it lists, and nothing
 * else. The packages that the project itself uses are linked from here.
 */
export async function installStrictly(project: string, tarball: string, packages: readonly string[]): Promise<void> {
  const store = join(project, '.store', 'node_modules');
  const target = join(store, 'comis-security-elements');
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', target]);
  const { dependencies, peerDependencies = {} } = JSON.parse(await readFile(join(target, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    peerDependencies?: Record<string, string>;
  };
  const peers = Object.keys(peerDependencies).filter((name) => packages.includes(name));
  const types = packages.filter((name) => peers.includes(name.replace('@types/', '')));
  await link([...Object.keys(dependencies), ...peers, ...types], store);
  const modules = join(project, 'node_modules');
  await link(packages, modules);
  await mkdir(modules, { recursive: true });
  await symlink(target, join(modules, 'comis-security-elements'));
}

async function link(packages: readonly string[], into: string): Promise<void> {
  for (const name of new Set(packages)) {
    await mkdir(dirname(join(into, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(into, name));
  }
}
