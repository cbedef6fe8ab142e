/** A lint rule for words: names and phrases that docs/glossary.md has replaced do not come back. */

/** Each with what is said instead. In names, comments and texts alike. */
const replaced = [
  [/#speech\b|\bSpeech\b|\bthe speech\b/, 'dialect adapter'],
  [/\bholes?\b/, 'gap'],
  [/(?<!(?:of|in|into) )\bsight\b/, 'coverage'],
  [/\bstances?\b/i, 'policy summary'],
  [/\bbarred\b/i, 'disabledReason, not available'],
  [/\bsayers\b/i, 'banner hosts'],
  [
    /\b(?:KnownContents|holeNotes|PeopleScroll|SeenStretch|whyIllegible|StandStill)\b/,
    'the name in docs/decisions/0008',
  ],
  [/\bIt has lasted\b/, 'what held, and for how long'],
  [/\bhonest(?:ly)?\b|\bhonestStrings\b|\bHonestText\b/i, 'text safety, with invisible characters shown'],
  [/\bstandIns?\b|\bstandsFor\b/, 'placeholder'],
  [/\bletIn\b/, 'show arrivals'],
  [/\bgrave[A-Z]\w*/, 'high risk, destructive'],
  [/\bEventHold\b/, 'PausedRows'],
  [/\bpoke\b/, 'request'],
  [/\banew\b/i, 'again'],
  [/\bnot told\b/, 'not reported'],
  [/\bNobody is waiting\b/, 'No pending requests'],
  [/\bworked out\b/i, 'derived'],
  [/\bunder way\b/, 'pending, in progress'],
  [/\btold of\b/, 'reported'],
  [/\bfor want of\b/, 'without'],
  [/\bthis machine's clock\b/, 'local clock'],
  [/\bRequests of this act\b/, 'Requests in this batch'],
];

/** @type {import('eslint').Rule.RuleModule} */
export const words = {
  meta: { type: 'suggestion', schema: [], messages: { replaced: '“{{found}}”: say {{better}} (docs/glossary.md)' } },
  create(context) {
    const { sourceCode } = context;
    return {
      Program() {
        for (const [pattern, better] of replaced) {
          for (const { 0: found, index } of sourceCode.text.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
            const loc = {
              start: sourceCode.getLocFromIndex(index),
              end: sourceCode.getLocFromIndex(index + found.length),
            };
            context.report({ loc, messageId: 'replaced', data: { found, better } });
          }
        }
      },
    };
  },
};
