/** Translates an event of the daemon into a line of the security log. */
import * as z from 'zod/mini';
import { describeIssues, type SecurityEvent } from '../../../../protocol/index.js';

/** The fields of a line that depend on the event. Undefined fields are omitted. */
export type Line = Pick<SecurityEvent, 'action' | 'risk' | 'message'> &
  Partial<Pick<SecurityEvent, 'agentId' | 'user' | 'outcome' | 'traceId' | 'sessionKey' | 'routine'>>;

/** The result of reading a payload; `line` is undefined when it is not a security event. */
export type Reading = { readonly line: Line | undefined } | { readonly issue: string };

/** Reads the payloads of one of the daemon's events. */
export type LineRow = (payload: unknown) => Reading;

/** Creates a row. @param lineOf - called with payloads that match the schema. */
export function row<S extends z.core.$ZodType>(schema: S, lineOf: (payload: z.output<S>) => Line | undefined): LineRow {
  return (payload) => {
    const parsed = z.safeParse(schema, payload);
    return parsed.success ? { line: lineOf(parsed.data) } : { issue: describeIssues(parsed.error, payload).join('; ') };
  };
}

/** The line of an unreadable event. */
export function unreadableLine(event: string): Line {
  return {
    action: event,
    risk: 'unknown',
    message: 'This event cannot be read. What the gateway sent is in the details.',
  };
}
