import type * as z from 'zod/mini';

/** Puts what is wrong with a message into words that name where and what: `risk: must be one of low, medium`. */
export function describeIssues(error: z.core.$ZodError): string[] {
  return error.issues.map((issue) => `${issue.path.map(String).join('.') || '(whole message)'}: ${words(issue)}`);
}

/** zod/mini brings no words of its own, and its locales are set for the whole page, which is not ours. */
function words(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be there and be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'invalid_format':
      return issue.format === 'regex' ? 'has not the right form' : `must be a ${issue.format}`;
    default:
      return issue.message;
  }
}
