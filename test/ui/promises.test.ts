/** What an element says of the gateway is what the gateway said, or what it is asked: nothing is promised for it. */
import { expect } from '@open-wc/testing';
import { strings as queue } from '../../src/elements/approval-queue/approval-queue.strings.js';
import { strings as rules } from '../../src/elements/approval-rules/approval-rules.strings.js';
import { strings as history } from '../../src/elements/approval-history/approval-history.strings.js';
import { strings as audit } from '../../src/elements/audit-log/audit-log.strings.js';
import { strings as providers } from '../../src/elements/provider-health/provider-health.strings.js';
import { strings as secrets } from '../../src/elements/secrets-manager/secrets-manager.strings.js';
import { strings as events } from '../../src/elements/security-events/security-events.strings.js';
import { bannerStrings as banner } from '../../src/ui/policy-banner/policy-banner.strings.js';
import { releaseStrings as release } from '../../src/ui/policy-banner/release.strings.js';
import { strings as tokens } from '../../src/elements/token-manager/token-manager.strings.js';
import { sentences } from '../support/sentences.js';

it('real use 47: no sentence promises when or that a gateway does something', () => {
  const all = sentences({ queue, rules, history, audit, providers, secrets, events, tokens, banner, release });
  expect(all.length).to.be.greaterThan(300);
  const promises =
    /\bat once\b|immediately|will be denied|request is denied|will be refused|denied automatically (at|in)|[Kk]ept with/;
  const wrong = all.filter(([, words]) => promises.test(words));
  expect(wrong).to.deep.equal([]);
});
