/** Reads the section `security` of the configuration. */
import { type Decoded, decodeShape } from './decode-shape.js';
import { sectionShape } from './generated/section-shape.js';
import type { SecuritySection } from './policy.js';

/** Reads the section, item by item: one remembered rule that cannot be read hides no other. */
export function decodeSecuritySection(value: unknown): Decoded<SecuritySection> {
  return decodeShape<SecuritySection>(sectionShape, value, 'security');
}
