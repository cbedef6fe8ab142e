import { expect } from '@open-wc/testing';
import { jsonParts } from '../../../src/ui/text-safety/checks/json-parts.js';
import { withoutSecrets } from '../../../src/ui/text-safety/checks/json-view.js';
import { withPatterns } from '../../../src/ui/text-safety/redact-patterns.js';
import { maskSecrets, secretRanges } from '../../../src/ui/text-safety/checks/secret-shapes.js';
import { hasSecret, jsonForCopy } from '../../../src/ui/text-safety/untrusted-json.js';

const masked = (text: string) => maskSecrets(text, () => '***');
const alphabet = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0';
/** Made up here: nothing that looks like somebody's key stands in this file in one piece. */
const key = (prefix: string, length: number) => prefix + alphabet.repeat(4).slice(0, length);
const upper = 'ABCDEFGHIJKLMNOP';

describe('secrets in texts', () => {
  it('real use 13: masks known key formats, tokens, keys and connection strings in any text', () => {
    const hex = '9f86d081884c7d659a2feaa0c55ad015';
    const uuid = '123e4567-e89b-12d3-a456-426614174000';
    const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxIn0', 'c2lnbmF0dXJl'].join('.');
    const pem = (text: string) => `${['-----BEGIN RSA', 'PRIVATE', 'KEY-----'].join(' ')}${text}`;
    const secrets: readonly (readonly [string, string])[] = [
      ['curl -H "Authorization: Bearer abcdef0123456789"', 'abcdef0123456789'],
      ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'dXNlcjpwYXNzd29yZA=='],
      ['postgres://app:hunter2@db.example/x', 'hunter2'],
      ['https://maria:s3cret@host.example/path', 's3cret'],
      [`git clone https://${key('', 30)}@github.com/a/b`, key('', 30)],
      [`git clone https://${key('ghp_', 30)}@github.com/a/b`, key('ghp_', 30)],
      ['Server=db;Database=x;User Id=sa;Password=S3cr3t!x;', 'S3cr3t!x'],
      [`export OPENAI=${key('sk-', 40)}`, key('sk-', 40)],
      [`use ${key('xoxb-', 40)} for it`, key('xoxb-', 40)],
      [`id AKIA${upper} here`, `AKIA${upper}`],
      [`see ${key('AIza', 35)}`, key('AIza', 35)],
      [`see ${key('glpat-', 20)}`, key('glpat-', 20)],
      [`see ${key('hf_', 34)}`, key('hf_', 34)],
      [`see ${key('comis_', 20)}`, key('comis_', 20)],
      [`see ${jwt}`, jwt],
      [pem('\nMIIEabc\n-----END'), 'MIIEabc'],
      [pem('\\nMIIEcut'), 'MIIEcut'],
      [`X-Thing: ${key('', 40)}`, key('', 40)],
      [`{"x": "${key('', 40)}"}`, key('', 40)],
      [`FOO=${key('', 32)} ./run`, key('', 32)],
      ['mysql -u root --password hunter22', 'hunter22'],
      ["run --token='two words'", 'two words'],
      ['password: "correct horse battery"', 'correct horse battery'],
      ['curl -u maria:s3cret https://x.example', 's3cret'],
      ['https://api.example/?a=1&api_key=abcd1234&b=2', 'abcd1234'],
      ['Cookie: session=abc123', 'session=abc123'],
      ['TOKEN=$(cat /a) API_TOKEN=abcd1234', 'abcd1234'],
      [`API_KEY=${hex} ./run`, hex],
      [`X-Api-Key: ${uuid}`, uuid],
      [`Authorization: Bearer ${hex}`, hex],
      [`curl -u maria:${hex} https://x.example`, hex],
      [`https://maria:${hex}@host.example/`, hex],
      [String.raw`curl -d "{\"password\": \"hunter2\"}"`, 'hunter2'],
      [String.raw`{"password": "a\"bc def"}`, 'bc def'],
      ['sshpass -p hunter22 ssh x', 'hunter22'],
      ['mysql -u root -phunter22 db', 'hunter22'],
      ['passphrase: hunter22', 'hunter22'],
      [`https://hooks.slack.com/services/T000/B000/${key('', 24)}`, key('', 24)],
      [`use ${key('gsk_', 40)}`, key('gsk_', 40)],
      [`use ${key('dckr_pat_', 27)}`, key('dckr_pat_', 27)],
      [`use ${key('hvs.', 24)}`, key('hvs.', 24)],
    ];
    for (const [text, secret] of secrets) {
      expect(masked(text), text).to.not.contain(secret);
      expect(masked(text), text).to.contain('***');
    }
    // The rest of it stays to be read.
    expect(masked('curl -u maria:s3cret https://x.example')).to.equal('curl -u maria:*** https://x.example');
    expect(masked('a --password hunter22 b')).to.equal('a --password *** b');
  });

  it('real use 13: masks no UUIDs, git SHAs, digests, paths, names, references or words', () => {
    const hex = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    for (const text of [
      'id=123e4567-e89b-12d3-a456-426614174000',
      'X-Request-Id: 123e4567-e89b-12d3-a456-426614174000',
      'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      'commit: 8505481c0ffee0123456789abcdef0123456789a',
      'git checkout 8505481c0ffee0123456789abcdef0123456789a',
      'REF=8505481c0ffee0123456789abcdef0123456789a',
      `sha256: ${hex}`,
      `FOO=${hex}`,
      `image: app@sha256:${hex}`,
      `integrity="sha512-${key('', 60)}"`,
      `digest=${key('', 43)}`,
      `Digest: SHA-256=${key('', 43)}=`,
      `Content-Digest: sha-256=:${key('', 43)}=:`,
      `ETag: "${key('', 40)}"`,
      `SHA256:${key('', 43)}`,
      'PATH=/usr/local/bin:/usr/bin',
      'DIR=/home/user1/projects/alpha2/node18/src',
      'name=my-service-v2-production-eu-west-1',
      'handler: createUserAccount2Handler3Factory',
      'message: the quick brown fox jumps over the lazy dog',
      'https://example.com/a/b?page=2#top',
      'https://bank.example@evil.example/',
      'mailto:ada@example.com',
      'see git@github.com:comisai/comis.git',
      'max_tokens: 4096, tokenizer: cl100k, author: Maria',
      'TOKEN=$GITHUB_TOKEN PASSWORD=$' + '{DB_PASSWORD} secret: <your secret here>',
      'token: `cat /etc/x` secret=$(curl evil.example)',
      '2026-11-21T12:00:00.000Z',
    ])
      expect(masked(text), text).to.equal(text);
  });

  it('real use 13: hides just the secret in printed JSON, in its copies and files, and has all of it when shown', () => {
    const value = {
      command: 'curl -H "Authorization: Bearer abcdef0123456789" https://x.example',
      argv: ['x', '--api-key', 'hunter2', '--file', 'a.txt'],
      n: 1,
    };
    const parts = jsonParts(value);
    const hidden = parts.filter(({ kind }) => kind === 'hidden');
    expect(hidden.map(({ raw }) => raw)).to.deep.equal(['abcdef0123456789', '"hunter2"']);
    expect(parts.map(({ raw }) => raw).join('')).to.equal(JSON.stringify(value, null, 2));
    for (const copy of [jsonForCopy(value), JSON.stringify(withoutSecrets(value))]) {
      expect(copy).to.contain('Bearer [hidden, 16 characters]').and.to.contain('https://x.example');
      expect(copy).to.not.contain('abcdef').and.to.not.contain('hunter2');
    }
  });

  it('real use 13: hides a secret that is a key, in copies and files too, and keeps its value', () => {
    const value = { [`sk-${'a1'.repeat(20)}`]: { n: 1 }, plain: 2 };
    const hidden = jsonParts(value).filter(({ kind }) => kind === 'hidden');
    expect(hidden.map(({ raw }) => raw)).to.deep.equal([`sk-${'a1'.repeat(20)}`]);
    for (const copy of [jsonForCopy(value), JSON.stringify(withoutSecrets(value))]) {
      expect(copy).to.contain('[hidden, 43 characters]').and.to.contain('"plain"').and.to.not.contain('a1a1');
      expect(JSON.parse(copy)).to.deep.equal({ '[hidden, 43 characters]': { n: 1 }, plain: 2 });
    }
  });

  it('real use 13: keeps apart secrets of the same length that are keys of one object, in copies and files', () => {
    const key = (letter: string) => `sk-${`${letter}1`.repeat(20)}`;
    const value = { [key('a')]: 1, '[hidden 2, 43 characters]': 2, [key('b')]: 3, [key('c')]: 4, n: { [key('d')]: 5 } };
    for (const copy of [jsonForCopy(value), JSON.stringify(withoutSecrets(value))]) {
      expect(copy).to.not.match(/[abcd]1[abcd]1/);
      expect(JSON.parse(copy)).to.deep.equal({
        '[hidden, 43 characters]': 1,
        '[hidden 2, 43 characters]': 2,
        '[hidden 3, 43 characters]': 3,
        '[hidden 4, 43 characters]': 4,
        n: { '[hidden, 43 characters]': 5 },
      });
    }
  });

  it('real use 13: takes patterns of a host while it draws, and no longer', () => {
    const text = 'ticket ACME-12345678';
    expect(hasSecret(text)).to.equal(false);
    expect(withPatterns([/acme-\d{8}/iy, /x*/], () => masked(text))).to.equal('ticket ***');
    expect(hasSecret(text)).to.equal(false);
    const long = `${text} ${'long '.repeat(5000)}`;
    expect(hasSecret(long)).to.equal(false);
    expect(withPatterns([/ACME-\d{8}/], () => hasSecret(long))).to.equal(true);
    expect(hasSecret(long)).to.equal(false);
  });

  it('real use 13: searches all of a long text, and hides whole what holds too many or is too long to be searched', () => {
    const at = (length: number) => secretRanges(`${'word '.repeat(length / 5)}password=hunter2`);
    expect(at(2_000_000)).to.deep.equal([{ start: 2_000_009, end: 2_000_016 }]);
    for (const text of ['token=abcd '.repeat(90_000), 'word '.repeat(1_000_000)])
      expect(secretRanges(text)).to.deep.equal([{ start: 0, end: text.length }]);
  });

  it('real use 13: takes a time that grows with the length of a text, whatever is in it', () => {
    const pieces = [
      'a',
      'a=b ',
      '://',
      'a://',
      '-----BEGIN PRIVATE KEY-----',
      'token="',
      'sk-',
      'eyJ',
      ' -u a',
      '=   ',
      '1',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(300_000 / piece.length);
      const began = performance.now();
      secretRanges(text);
      // Quadratic, each would take minutes.
      expect(performance.now() - began, piece).to.be.below(5000);
    }
  });
});
