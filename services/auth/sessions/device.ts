import { randomBytes } from 'node:crypto';

const PREFIX = 'sipd_';

/** A new device token: 256 random bits. A client keeps it beside its sessions and shows it at each sign-in and refresh. */
export function newDeviceToken(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/** On which device a session begins. */
export type SessionDevice =
  /** One that showed the token it was given before. */
  | { kind: 'known'; id: string; token: string }
  /** Any other one; the person is told of it by mail when `tell` says so. */
  | { kind: 'new'; tell: boolean }
  /** That of a session which goes on in another organisation; null where it has none. */
  | { kind: 'same'; id: string | null };
