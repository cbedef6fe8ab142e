import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserArgs, findBrowser } from './scripts/find-browser.mjs';
import { inlineScriptHashes, strictCsp } from './src/server/strict-csp.mjs';
import { unitReporter } from './scripts/unit-reporter.mjs';

/** Sends the pages with the strict policy; only the runner's own inline scripts are added to it, by their hashes. */
async function policy(context, next) {
  await next();
  if (typeof context.body === 'string' && context.response.is('html')) {
    context.set('Content-Security-Policy', strictCsp(inlineScriptHashes(context.body)));
  }
}

/** Makes every test file watch the policy, without a line in it. */
const guard = {
  name: 'guard',
  transform(context) {
    if (!context.path.endsWith('.test.ts')) return undefined;
    return { body: `import '/test/support/csp-guard.ts';import '/test/support/text-checks.ts';${context.body}` };
  },
};

/** Where scripts/coverage.mjs collects what the tests ran; several runners write there. */
const coverageDir = process.env.COVERAGE_DIR;

export default {
  files: ['test/{data,context,controllers,ui,elements,dashboard}/**/*.test.ts'],
  rootDir: import.meta.dirname,
  hostname: '127.0.0.1',
  nodeResolve: { exportConditions: ['production'] },
  // One page at a time: one behind another gets no frames, no focus and no pointer.
  concurrency: 1,
  staticLogging: true,
  testsFinishTimeout: 1_200_000,
  // For what hangs: tests wait for states with a limit of their own, and a busy machine takes its time between them.
  testFramework: { config: { timeout: 30_000 } },
  browsers: [chromeLauncher({ launchOptions: { executablePath: await findBrowser(), args: browserArgs } })],
  middleware: [policy],
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
    guard,
  ],
  reporters: [unitReporter()],
  coverage: coverageDir !== undefined,
  coverageConfig: {
    include: ['src/**/*.ts'],
    report: coverageDir !== undefined,
    reportDir: join(coverageDir ?? '', String(process.pid)),
    reporters: ['json'],
  },
};
