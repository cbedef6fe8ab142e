import { cpSync } from 'node:fs';
import { defineConfig } from 'vite';

/** The page is served as it is, with the package's one file, and the languages that it loads, beside it. */
const copyFiles = {
  name: 'copy-files',
  writeBundle() {
    const dist = 'node_modules/comis-security-elements/dist';
    for (const file of ['cdn.js', 'locales']) cpSync(`${dist}/${file}`, `dist/${file}`, { recursive: true });
    cpSync('theme.css', 'dist/theme.css');
  },
};

// Only the test's gateway is bundled.
export default defineConfig({
  plugins: [copyFiles],
  build: { lib: { entry: 'gateway.js', formats: ['es'], fileName: () => 'gateway.js' } },
});
