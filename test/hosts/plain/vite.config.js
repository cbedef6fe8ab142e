import { defineConfig } from 'vite';

// Only the test's gateway is bundled. The page is served as it is, with the package's one file beside it.
export default defineConfig({ build: { lib: { entry: 'gateway.js', formats: ['es'], fileName: () => 'gateway.js' } } });
