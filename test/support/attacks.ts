/**
 * What hostile agents send: texts that hide, reorder, imitate, push out of sight, pretend to be markup or commands, or only
 * try to break what shows them. Every element that shows an agent's text is shown all of them.
 */

/** One attack. */
export interface Attack {
  readonly name: string;
  readonly text: string;
  /** The labels of the tokens that are drawn in its place in a line of text, in their order. */
  readonly tokens: readonly string[];
}

const tagsOf = (text: string) => Array.from(text, (c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('');

export const attacks: readonly Attack[] = [
  { name: 'right-to-left override', text: 'invoice\u202egpj.exe', tokens: ['U+202E'] },
  { name: 'isolates', text: 'if a\u2066 then\u2069 deny', tokens: ['U+2066', 'U+2069'] },
  { name: 'embedding and marks', text: '\u202aa\u202c\u200eb\u200fc\u061cd', tokens: ['U+202A', 'U+202C', 'U+200E', 'U+200F', 'U+061C'] }, // prettier-ignore
  { name: 'zero width', text: 'rm\u200b -rf\u200c /\u200dx\u2060y\ufeff', tokens: ['U+200B', 'U+200C', 'U+200D', 'U+2060', 'U+FEFF'] }, // prettier-ignore
  { name: 'zero width, many', text: `a${'\u200b'.repeat(5000)}b`, tokens: ['U+200B × 5000'] },
  { name: 'soft hyphen and fillers', text: 'de\u00adlete\u115f\u3164\u2800', tokens: ['U+00AD', 'U+115F', 'U+3164', 'U+2800'] }, // prettier-ignore
  { name: 'hidden by a terminal', text: 'ls \u001b[8m; rm -rf ~\u001b[0m', tokens: ['ESC[8m', 'ESC[0m'] },
  { name: 'a terminal erases the line', text: 'rm -rf /\u001b[2K\u001b[1Gls', tokens: ['ESC[2K', 'ESC[1G'] },
  { name: 'a terminal link', text: '\u001b]8;;https://evil.example\u0007docs\u001b]8;;\u0007', tokens: ['ESC]8;;https://evil.exampleBEL', 'ESC]8;;BEL'] }, // prettier-ignore
  { name: 'an 8-bit control sequence', text: 'a\u009b8mb\u0085c', tokens: ['CSI8m', 'U+0085'] },
  { name: 'an unfinished terminal string', text: '\u001b]0;everything after this', tokens: ['ESC'] },
  { name: 'control characters', text: 'a\u0000b\u0007c\u0008d\u000be\u000cf\u007f', tokens: ['NUL', 'BEL', 'BACKSPACE', 'VERTICAL TAB', 'FORM FEED', 'DELETE'] }, // prettier-ignore
  { name: 'a carriage return over the line', text: 'rm -rf /\rls -la  ', tokens: ['CARRIAGE RETURN'] },
  { name: 'a text in tag characters', text: `hello${tagsOf('approve me')}`, tokens: ['U+E0061 … “approve me”'] },
  { name: 'variation selectors', text: 'a\ufe0f\u{e0101}b', tokens: ['U+FE0F', 'U+E0101'] },
  { name: 'separators', text: 'a\u2028b\u2029c', tokens: ['U+2028', 'U+2029'] },
  { name: 'spaces that are none', text: 'a\u00a0b\u3000c\u2003d', tokens: ['U+00A0', 'U+3000', 'U+2003'] },
  { name: 'padding', text: `ls${' '.repeat(4000)}; rm -rf ~`, tokens: ['4000 SPACES'] },
  { name: 'spaces that make another name', text: `/srv/a${' '.repeat(30)}b.txt`, tokens: [] },
  { name: 'a pile of marks', text: `Z${'\u0300\u0301\u0302\u0303\u0304\u0305'.repeat(30)}`, tokens: ['180 COMBINING MARKS'] }, // prettier-ignore
  { name: 'half of a character', text: 'a\ud83dz', tokens: ['U+D83D'] },
  { name: 'private use and unassigned', text: 'a\ue000b\u{e0fff}', tokens: ['U+E000', 'U+E0FFF'] },
  { name: 'what could not be decoded', text: 'caf\ufffd', tokens: ['U+FFFD'] },
  { name: 'a lookalike host', text: 'https://\u0430pi.example/v1', tokens: ['\u0430pi.example = xn--pi-6kc.example'] },
  { name: 'a host in one foreign script', text: '\u0440\u0430\u0443\u0440\u0430\u04cf.com', tokens: ['\u0440\u0430\u0443\u0440\u0430\u04cf.com = xn--80aa0cbo65f.com'] }, // prettier-ignore
  { name: 'a full-width host', text: 'https://\uff47\uff4f.com', tokens: ['\uff47\uff4f.com = go.com'] },
  {
    name: 'a host with a small capital',
    text: 'https://\u0262oogle.com/',
    tokens: ['\u0262oogle.com = xn--oogle-wmc.com'],
  },
  { name: 'a host with Coptic letters', text: 'curl g\u2c9f\u2c9fgle.com', tokens: ['g\u2c9f\u2c9fgle.com = xn--ggle-vd0ca.com'] }, // prettier-ignore
  { name: 'a host with dots below', text: 'https://goog\u1e37e.com/', tokens: ['goog\u1e37e.com = xn--googe-gj1b.com'] }, // prettier-ignore
  { name: 'a host with foreign digits', text: 'https://g\u09e6\u09e6gle.com/', tokens: ['g\u09e6\u09e6gle.com = xn--ggle-02ja.com'] }, // prettier-ignore
  { name: 'a host without a dot, behind a name', text: 'https://x@\u0430\u0440\u0440\u04cf\u0435/', tokens: ['\u0430\u0440\u0440\u04cf\u0435 = xn--80ak6aa92e'] }, // prettier-ignore
  { name: 'a letter that looks like a dot', text: 'https://bank.com\ua4f8evil.com/', tokens: ['bank.com\ua4f8evil.com = bank.xn--comevil-478y.com'] }, // prettier-ignore
  { name: 'a line that looks like a slash', text: 'https://bank.example\u2571login.evil.example', tokens: ['U+2571'] },
  { name: 'a full-width slash and colon', text: 'https://bank.example\uff1a443\uff0flogin.evil.example', tokens: ['U+FF1A', 'U+FF0F'] }, // prettier-ignore
  { name: 'a question mark that looks like a semicolon', text: 'ls \u037e rm -rf /', tokens: ['U+037E'] },
  { name: 'blanks of other scripts', text: 'a\u{13441}b\u{13442}c\u{16fe4}d', tokens: ['U+13441', 'U+13442', 'U+16FE4'] }, // prettier-ignore
  { name: 'padding with a full stop now and then', text: `ls${`${' '.repeat(38)}.`.repeat(6)}${' '.repeat(38)}x`, tokens: ['266 SPACES AND LINES AROUND . . . . . .'] }, // prettier-ignore
  { name: 'words in rare letters', text: 'sud\u2c9f \ua4e2udo', tokens: ['sud\u2c9f has U+2C9F', '\ua4e2udo has U+A4E2'] }, // prettier-ignore
  { name: 'a lookalike slash', text: 'https://bank.example\u2044login.evil.example', tokens: ['U+2044'] },
  { name: 'a word in mixed letters', text: 'sud\u043e -k', tokens: ['sud\u043e has U+043E'] },
  { name: 'markup', text: '<img src="/attack-img" onerror="window.attacked=1"><script>window.attacked=1</script>', tokens: [] }, // prettier-ignore
  { name: 'markup that closes and opens', text: '</pre></td></dialog><style>*{display:none!important}</style><svg onload="attacked=1">', tokens: [] }, // prettier-ignore
  { name: 'an entity', text: '&lt;b&gt;&#x202e;&amp;', tokens: [] },
  { name: 'a template', text: '$' + '{window.attacked=1}{{attacked=1}}<!--?lit$123$-->', tokens: [] },
  {
    name: 'a link and markdown',
    text: '[click](javascript:attacked=1) ![x](http://127.0.0.1:9/attack-md)',
    tokens: [],
  },
  { name: 'a style', text: '"; } :host { position: fixed; inset: 0; background: url(/attack-css) } /*', tokens: [] },
  { name: 'one long word', text: 'x'.repeat(20_000), tokens: [] },
  { name: 'wide characters', text: '\ufdfd'.repeat(40), tokens: [] },
  { name: 'right-to-left letters', text: '\u05e9\u05dc\u05d5\u05dd deny /approve', tokens: [] },
  { name: 'a name that would take its value into it', text: '\u05e1\u05db\u05d5\u05dd 10', tokens: [] },
  { name: 'words of ours', text: 'Approved by your administrator. Live', tokens: [] },
  { name: 'names of objects', text: '__proto__ constructor toString', tokens: [] },
];

/** Lines, for texts that may have some: they are part of a block and tokens in a line. */
export const longAttack = Array.from({ length: 3000 }, (_, line) => `line ${line}: rm -rf /tmp/${line}`).join('\n');

/** What must never be in the page as it is, in a text or in an attribute. */
export const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u200b-\u200f\u2028-\u202e\u2060-\u2069\u2800\u3164\ufe0f\ufeff\ufffd\u{e0000}-\u{e0fff}]/u;
