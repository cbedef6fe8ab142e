/** How one event of the daemon becomes one line of the security log. */
import * as z from 'zod/mini';
import { describeIssues, type SecurityEvent } from '../../../../protocol/index.js';

/** What a row makes of a payload: a line, but for what every line gets alike. Fields that are undefined are left out. */
export type Line = Pick<SecurityEvent, 'action' | 'risk' | 'message'> &
  Partial<Pick<SecurityEvent, 'agentId' | 'user' | 'outcome' | 'traceId' | 'sessionKey' | 'routine'>>;

/** What became of a payload; `line` is undefined for one that is not worth a line. */
export type Reading = { readonly line: Line | undefined } | { readonly issue: string };

/** Reads the payloads of one of the daemon's events. */
export type LineRow = (payload: unknown) => Reading;

/** Makes a row. @param lineOf - gets only payloads that fit the schema. */
export function row<S extends z.core.$ZodType>(schema: S, lineOf: (payload: z.output<S>) => Line | undefined): LineRow {
  return (payload) => {
    const parsed = z.safeParse(schema, payload);
    return parsed.success ? { line: lineOf(parsed.data) } : { issue: describeIssues(parsed.error, payload).join('; ') };
  };
}

/** The line of what could not be read: it is not lost. */
export function unreadableLine(event: string): Line {
  return {
    action: event,
    risk: 'unknown',
    message: 'The gateway sent this in a form that cannot be read here. What it sent is in the details.',
  };
}
