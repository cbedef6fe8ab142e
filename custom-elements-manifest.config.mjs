import { publicSurface } from './scripts/manifest-plugin.mjs';

export default {
  globs: ['src/{ui,elements,dashboard,context}/**/*.ts'],
  litelement: true,
  packagejson: false,
  plugins: [publicSurface()],
};
