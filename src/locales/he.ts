import { registerLocale } from '../messages/registry.js';

registerLocale('he', () => ({}));
