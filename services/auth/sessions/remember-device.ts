import type { Tx } from '../../../storage/database.ts';
import type { AuthDeps } from '../deps.ts';
import type { SessionStart } from './begin-session.ts';
import { newDeviceToken, type SessionDevice } from './device.ts';
import { readableUserAgent } from './domain/user-agent.ts';
import { insertDevice, touchDevice } from './store/devices.ts';

/** The device with a token, of this person; a new one for any other token, and without one. */
export async function findDevice(
  deps: AuthDeps,
  userId: string,
  token: string | undefined,
): Promise<SessionDevice> {
  const id = await deps.sessions.devices.find(userId, token, deps.clock());
  return id === undefined || token === undefined ? { kind: 'new', tell: true } : { kind: 'known', id, token };
}

/** The token that the answer to a sign-in holds; undefined where there is no sign-in. */
export function tokenOf(device: SessionDevice): string | undefined {
  if (device.kind === 'same') return undefined;
  return device.kind === 'known' ? device.token : newDeviceToken();
}

/**
 * Saves that a device was seen, and tells the person of a new one.
 * @param token of a new device
 * @returns the device's id; null where the session has none
 */
export async function rememberDevice(
  deps: AuthDeps,
  tx: Tx,
  { device, membership, origin, now }: SessionStart,
  token: string | undefined,
): Promise<string | null> {
  const { id: userId } = membership.user;
  if (device.kind === 'known') await touchDevice(tx, userId, device.id, now);
  if (device.kind !== 'new') return device.id;
  if (token === undefined) return null;
  const id = await insertDevice(tx, userId, token, origin?.userAgent, now);
  const userAgent = readableUserAgent(origin?.userAgent);
  const notice = { kind: 'new_device', userAgent, address: origin?.address ?? 'an unknown address' } as const;
  if (device.tell) await deps.mails.queueNotice(tx, membership, notice, now);
  return id;
}
