import type { NextConfig } from 'next';

const config: NextConfig = { outputFileTracingRoot: import.meta.dirname, reactStrictMode: true };
export default config;
