import type { ApprovalMode, Scope } from '../../protocol/index.js';
import { formatCount } from '../format/format.js';
import { messages } from '../language/messages.js';

/** All strings of the banner on the rules in force and the emergency brake. */
export const bannerStrings = messages('policy-banner', {
  inForce: 'Rules in force',
  rules: 'Approval Rules',

  modes: {
    manual: 'Default Mode: manual. Every request waits for a person.',
    'auto-low': 'Default Mode: low risk is approved automatically. All other requests wait.',
    'auto-medium': 'Default Mode: low and medium risk are approved automatically. All other requests wait.',
  } satisfies Record<Exclude<ApprovalMode, 'auto-all'>, string>,
  unknownMode: (mode: string) =>
    `Default Mode: ${mode}, unknown to this version. What it approves automatically is unknown.`,
  handledByGateway: (by: string | undefined) =>
    by === undefined
      ? 'Approvals are on. The gateway decides which actions ask.'
      : `Approvals are on. Enforced by ${by}.`,
  remembered: (count: number) =>
    count === 1
      ? '1 remembered rule approves automatically.'
      : `${formatCount(count)} remembered rules approve automatically.`,
  loud: {
    off: 'Approvals are off: no action asks for approval, whatever else is set.',
    'nothing-asks':
      'Both switches of Action Confirmation are off: no action asks for approval, whatever the Default Mode.',
    'auto-all': 'Everything is approved automatically: no request waits for a person, whatever its risk.',
  },
  timeout: (ms: number) =>
    ms === 0
      ? 'Timeout: none. A request waits until somebody decides.'
      : `Timeout: ${formatCount(ms / 1000)} seconds. A request that nobody decides by then expires.`,
  timeoutHeld: (held: string) => `Timeout: ${held}.`,

  reading: 'Loading the rules in force…',
  unknown: 'The rules in force are unknown.',
  unknownBecause: (reason: string) => `The rules in force could not be loaded: ${reason}`,

  braked: (by: string | undefined, since: string | undefined) =>
    `The emergency brake is on${by === undefined ? '' : `, engaged by ${by}`}${since === undefined ? '' : `, since ${since}`}: every action waits for a person.`,
  brakeReason: (reason: string) => `Reason: ${reason}`,
  engage: 'Emergency brake: make everything ask',
  engaging: 'Engaging the brake…',
  engageFailed: (reason: string) => `The brake is not engaged: ${reason}`,
  noBrake: 'This gateway has no emergency brake.',
  brakeNotOffered: (reason: string) => `No emergency brake here: ${reason}`,
  brakeScope: (scope: Scope) => `The emergency brake needs a token with the scope ${scope}.`,

  release: 'Release the brake…',
  releasing: 'Releasing…',
  releaseFailed: (reason: string) => `The brake is still on: ${reason}`,
  releaseStale: 'The brake is still on: the rules have changed since they were shown. This is what they are now.',
});
