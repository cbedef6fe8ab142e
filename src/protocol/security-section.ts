/** Reads the section `security` of the configuration. */
import { type Decoded, decodeShape } from './decode-shape.js';
import { sectionShape } from './generated/section-shape.js';
import type { SecuritySection } from './policy.js';

/** Decodes the section entry by entry: an unreadable remembered rule does not hide the others. */
export function decodeSecuritySection(value: unknown): Decoded<SecuritySection> {
  return decodeShape<SecuritySection>(sectionShape, value, 'security');
}
