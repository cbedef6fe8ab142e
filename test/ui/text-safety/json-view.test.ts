import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import { jsonParts, rawOf } from '../../../src/ui/text-safety/checks/json-parts.js';
import { withoutSecrets } from '../../../src/ui/text-safety/checks/json-view.js';
import { isSecretKey } from '../../../src/ui/text-safety/secret-keys.js';
import { jsonForCopy, jsonView } from '../../../src/ui/text-safety/untrusted-json.js';
import { until } from '../../support/browser.js';

const shown = async (value: unknown) => {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  const draw = (of: unknown) => render(html`${jsonView(of, { label: 'Parameters' })}`, place);
  draw(value);
  return {
    place,
    draw,
    text: () => place.querySelector('pre')!.textContent,
    button: () => place.querySelector('button'),
  };
};

/** Long values come block by block. */
const drawn = (place: Element) => until(() => !place.querySelector('.undrawn'), 'all blocks', 10_000);

const textsOf = (box: Element) => {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
};
/** Where a piece of text stands on the screen. */
const edgesOf = (box: Element, piece: string): DOMRect => {
  const text = textsOf(box).find(({ data }) => data.includes(piece));
  const range = document.createRange();
  if (!text) return box.getBoundingClientRect();
  range.setStart(text, text.data.indexOf(piece));
  range.setEnd(text, text.data.indexOf(piece) + piece.length);
  return range.getBoundingClientRect();
};

describe('secret-looking keys', () => {
  it('are found in any writing', () => {
    const keys = 'token secret password apiKey api_key API-KEY credential credentials private_key privateKey Authorization cookie Set-Cookie GITHUB_TOKEN AWS_SECRET_ACCESS_KEY db_passwd accessToken pw pwd userPassword x-api-key client_secret PIN'; // prettier-ignore
    for (const key of keys.split(' ')) expect(isSecretKey(key, 'x'), key).to.equal(true);
  });

  it('are not those that only speak of one', () => {
    const keys = 'path key keyboard author tokenizer token_id tokenId secretName spinner compass secretary passenger'; // prettier-ignore
    for (const key of keys.split(' ')) expect(isSecretKey(key, 'x'), key).to.equal(false);
    expect(isSecretKey('max_tokens', 4096)).to.equal(false);
    expect(isSecretKey('tokens', 'abc')).to.equal(true);
  });
});

describe('the JSON view', () => {
  it('shows all of a value as it would be printed', async () => {
    const value = { path: '/tmp/a', list: [1, null, true, []], empty: {}, text: 'two\nlines "quoted" \\ 👍' };
    const { text, place, button } = await shown(value);
    expect(text()).to.equal(JSON.stringify(value, null, 2));
    expect(place.textContent).to.contain(`11 lines, ${JSON.stringify(value, null, 2).length} characters`);
    expect(button()).to.equal(null);
  });

  it('hides values under secret-looking keys, nested and in lists, and has them in the page only when asked', async () => {
    const value = {
      env: { GITHUB_TOKEN: 'ghp_0123456789abcdefghij' },
      steps: [{ login: { Password: 'hunter2' } }],
      cookies: ['a=1', 'b=2'],
      headers: [{ name: 'Authorization', value: 'Bearer x' }],
      pin: 1234,
      token: null,
      secret: '',
      max_tokens: 100,
    };
    const { place, text, button } = await shown(value);
    const everything = () => place.innerHTML + [...place.querySelectorAll('*')].flatMap((each) => [...each.attributes].map(({ value: text }) => text)).join(); // prettier-ignore
    for (const secret of ['ghp_', 'hunter2', 'a=1', 'b=2', 'Bearer x', '1234'])
      expect(everything()).to.not.contain(secret);
    expect(text())
      .to.contain('hidden, 24 characters')
      .and.to.contain('"token": null')
      .and.to.contain('"max_tokens": 100');
    expect(button()!.textContent.trim()).to.equal('Show 6 hidden values');
    button()!.click();
    expect(text()).to.equal(JSON.stringify(value, null, 2));
    expect(button()!.textContent.trim()).to.equal('Hide 6 values');
    button()!.click();
    expect(everything()).to.not.contain('hunter2');
  });

  it('copies what is hidden only while it is shown', async () => {
    const params = { password: 'hunter2', path: '/a' };
    const { button } = await shown(params);
    expect(JSON.parse(jsonForCopy({ id: 1, params }))).to.deep.equal({ id: 1, params: { password: '[hidden, 7 characters]', path: '/a' } }); // prettier-ignore
    button()!.click();
    expect(jsonForCopy({ id: 1, params })).to.equal(JSON.stringify({ id: 1, params }, null, 2));
  });

  it('stays as it was asked for when the same comes again, and hides again when something else comes', async () => {
    const { place, draw, text, button } = await shown({ password: 'hunter2' });
    button()!.click();
    const box = place.querySelector('pre')!.lastChild;
    draw({ password: 'hunter2' });
    expect(place.querySelector('pre')!.lastChild === box, 'the same nodes').to.equal(true);
    expect(text()).to.contain('hunter2');
    draw({ password: 'hunter3' });
    expect(text()).to.not.contain('hunter');
  });

  it('draws what cannot be seen as tokens, in keys and values, and never as JSON escapes alone', async () => {
    const { place, text } = await shown({ 'k\u202e': 'a\u001b[8mb\u200bc\u0000' });
    const tokens = [...place.querySelectorAll('.token')].map((token) => token.textContent);
    expect(tokens).to.deep.equal(['U+202E', 'ESC[8m', 'U+200B', 'NUL']);
    expect(text()).to.not.match(/[\u202e\u200b]|\\u0000/);
    expect(place.textContent).to.contain('not what they seem: 4');
  });

  it('keeps the order of names and values whose letters run from right to left', async () => {
    const values = [
      { '\u05e1\u05db\u05d5\u05dd 10': 9000 },
      { '\u05d0\u05d0': '\u05d1\u05d1' },
      ['\u0623', 1, '\u0628', '\u{1e900}'],
    ];
    for (const value of values) {
      const { place, text } = await shown(value);
      const box = place.querySelector('pre')!;
      const printed = JSON.stringify(value, null, 2);
      expect(text()).to.equal(printed);
      // What stands in the left half of a line must not be drawn to the right of its colon.
      const colon = edgesOf(box, ': ');
      for (const each of Object.entries(Array.isArray(value) ? {} : value)) {
        expect(edgesOf(box, each[0]).right).to.be.at.most(colon.left + 1);
        expect(edgesOf(box, String(each[1])).left).to.be.at.least(colon.right - 1);
      }
      for (const { data } of textsOf(box)) {
        expect(/[\u0590-\u08ff]|\ud83a/.test(data) && /[":,]/.test(data), data).to.equal(false);
      }
    }
  });

  it('draws thousands of such texts in few elements, each letter by its number', async () => {
    const { place, text } = await shown(Array.from({ length: 5000 }, (_, index) => `\u05d0${index}`));
    await drawn(place);
    expect(place.querySelectorAll('*').length).to.be.lessThan(1500);
    expect(text()).to.contain('\\u05d04999');
    const tokens = await shown(Array.from({ length: 400 }, () => '\u05d0\u200b'));
    expect(tokens.place.querySelectorAll('*').length).to.be.lessThan(1000);
  });

  it('says of a number that it is not the one that was written, or may not be', async () => {
    const { place, text } = await shown(JSON.parse('{"a":1e400,"b":-1e400,"c":9007199254740993,"d":-0,"e":[9007199254740991,0.1]}')); // prettier-ignore
    const tokens = [...place.querySelectorAll('.token')].map((token) => token.textContent);
    expect(tokens).to.deep.equal([
      '∞, a number that cannot be read',
      '-∞, a number that cannot be read',
      '9007199254740992, perhaps rounded',
    ]);
    expect(text())
      .to.contain('"d": -0')
      .and.to.contain('9007199254740991')
      .and.to.contain('0.1')
      .and.to.not.contain('null');
    expect(place.textContent).to.contain('Numbers beyond 2^53, which may have been rounded: 3');
    expect(place.textContent).to.not.contain('not what they seem');
    const copy = jsonForCopy({ a: -Infinity, d: -0 });
    expect(copy).to.equal('{\n  "a": -1e999,\n  "d": -0\n}');
    expect(withoutSecrets({ a: Infinity, password: 1e300 })).to.deep.equal({
      a: Infinity,
      password: '[hidden, 6 characters]',
    });
  });

  it('keeps the printed text in its parts, whatever the value', () => {
    for (const value of ['\ud800', { a: '\u202e\n' }, [[[{}]]], 'x', 1, null, { '': { password: ['y'] } }]) {
      expect(rawOf(jsonParts(value))).to.equal(JSON.stringify(value, null, 2));
    }
  });

  it('says where a value nests too deeply, and survives it', async () => {
    const deep: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    const { place, text } = await shown({ deep });
    await drawn(place);
    expect(text()).to.contain('nested too deeply');
  });
});
