/** Finds a Chromium for the tests, or gets one. Prints its path when run by itself. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from './root.mjs';

const isRoot = process.getuid?.() === 0;

/**
 * Features that are off: those that Playwright turns off, whose list this one replaces, and the parts of the browser's own
 * window that are web pages (reload button, address popups). A window is opened for each context, and these pages took more
 * processor time than ours.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIReloadButton',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

/** What every test browser is started with. Chromium refuses its sandbox as root, and only then is it left out. */
export const browserArgs = [
  '--headless=new',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  `--disable-features=${disabledFeatures.join(',')}`,
  ...(isRoot ? ['--no-sandbox'] : []),
];

/**
 * The path of a Chromium: CHROME_PATH, else an installed one, else Playwright's, else one that it installs.
 *
 * @returns {Promise<string>}
 * @throws {Error} one clear sentence when there is none and none can be had.
 */
export async function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, where there is no file.`);
  }
  const found = [...onPath(), ...usualPlaces(), ...playwrightDownloads(), cachedCopy()].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (found) return found;
  return installWithApt() ?? (await installFromNpm()) ?? giveUp();
}

function onPath() {
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    const apps = ['/Applications', join(homedir(), 'Applications')];
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return apps.flatMap((app) => names.map((name) => join(app, `${name}.app/Contents/MacOS/${name}`)));
  }
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const names = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return folders.flatMap((folder) => (folder ? names.map((name) => join(folder, name)) : []));
  }
  return ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/snap/bin/chromium'];
}

function playwrightDownloads() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: join(homedir(), 'Library/Caches/ms-playwright'),
      win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
    }[process.platform] ??
    join(homedir(), '.cache/ms-playwright');
  if (!existsSync(cache)) return [];
  const inside = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  ];
  return readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .flatMap((name) => inside.map((path) => join(cache, name, path)));
}

/** Debian's own package; only as root, because only then does it need nobody's password. */
function installWithApt() {
  if (process.platform !== 'linux' || !isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => execFileSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    console.log('No Chrome or Chromium found: installing Debian\u2019s package "chromium".');
    apt('update', '-q');
    apt('install', '-q', '-y', '--no-install-recommends', 'chromium');
  } catch {
    return undefined;
  }
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;
}

const npmFolder = join(root, '.cache/browser');
const unpacked = join(npmFolder, 'unpacked');
function cachedCopy() {
  return process.platform === 'linux' ? join(unpacked, 'chromium') : undefined;
}

/** A Chromium inside an npm tarball, for Linux where nothing else works. */
async function installFromNpm() {
  if (process.platform !== 'linux') return undefined;
  try {
    console.log('No Chrome or Chromium found: fetching the one in the npm package @sparticuz/chromium.');
    execFileSync(
      'npm',
      ['install', '--prefix', npmFolder, '--no-save', '--no-audit', '--no-fund', '@sparticuz/chromium'],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const require = createRequire(join(npmFolder, 'package.json'));
    const { default: chromium } = await import(pathToFileURL(require.resolve('@sparticuz/chromium')).href);
    return await chromium.executablePath();
  } catch {
    return undefined;
  }
}

function giveUp() {
  throw new Error(
    'No Chrome or Chromium found and none could be installed: install one, or set CHROME_PATH to its file.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await findBrowser());
