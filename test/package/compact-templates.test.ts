/** What the build takes out of templates, and that nothing else changes. */
/* eslint-disable no-template-curly-in-string -- The code under test holds templates. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compact } from '../../scripts/compact-templates.js';

const compacted = (code: string): string => compact(code).code;

describe('compact templates', () => {
  it('have styles without comments and white space', () => {
    const code =
      'css`\n  /* Why: it is so. */\n  .a > .b,\n  :host([x]) .c {\n    margin: calc(1px + 2px) 0;\n    color: red;\n  }\n`';
    assert.equal(compacted(code), 'css` .a > .b,:host([x]) .c{margin:calc(1px + 2px) 0;color:red}`');
  });

  it('keep what quotes hold, and what stands between expressions', () => {
    const code =
      "css`\n  .a::before {\n    content: ' ,  /  ;' / '';\n    width: ${width};\n    height: max(${height}, 2px);\n  }\n`";
    assert.equal(compacted(code), "css` .a::before{content:' ,  /  ;' / '';width:${width};height:max(${height},2px)}`");
  });

  it('have markup without indentation, but with a space where a line ended', () => {
    const code = 'html`<p>\n    ${one}\n    <b>two  words</b>\n  </p>`';
    assert.equal(compacted(code), 'html`<p> ${one} <b>two  words</b> </p>`');
  });

  it('keep the line break that begins preformatted text', () => {
    const code = 'html`<pre\n  class="${name}"\n>\n${text}</pre>`';
    assert.equal(compacted(code), code);
  });

  it('are found inside of others, and other text is left alone', () => {
    const code = 'const text = `a\n  b`; html`<i>${list.map((each) => html`<b>\n  ${each}\n</b>`)}</i>`;';
    assert.equal(compacted(code), 'const text = `a\n  b`; html`<i>${list.map((each) => html`<b> ${each} </b>`)}</i>`;');
  });
});
