import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import type { Failure } from './decision.ts';

/** A platform's failure as an operation tells it: with the name of the platform before it, once. */
export function namedFailure(platform: Platform, { code, message }: Failure): Failure {
  const name = PLATFORM_NAMES[platform];
  return { code, message: message.startsWith(`${name}: `) ? message : `${name}: ${message}` };
}

/** The platform that an operation's failure is about; null where it names none. Older releases wrote the platform's id. */
export const platformNamedIn = ({ message }: Failure): Platform | null =>
  PLATFORMS.find(
    (platform) => message.startsWith(PLATFORM_NAMES[platform]) || message.startsWith(platform),
  ) ?? null;
