import type { Platform } from '../../../contracts/values.ts';
import { AppError } from '../../../lib/errors.ts';
import type { PlatformsDeps } from '../deps.ts';
import { problemOf } from '../ledger/domain/protocol.ts';
import { VendorFailure, type FailureKind, type PlatformConnection } from '../port.ts';

/** The connection of a platform at which this product is registered. @throws AppError PLATFORM_UNAVAILABLE */
export function connectablePlatform(
  { platforms, connectable }: Pick<PlatformsDeps, 'platforms' | 'connectable'>,
  platform: Platform,
): PlatformConnection {
  const connection = platforms.get(platform);
  if (!connection || !connectable.has(platform))
    throw new AppError('PLATFORM_UNAVAILABLE', { detail: 'This ad platform is not set up here.' });
  return connection;
}

const REFUSALS: ReadonlySet<FailureKind> = new Set(['refused', 'forbidden', 'signed-out', 'gone']);

/** The error for a person whose connection a platform's failure ended: refused, or to be tried again later. */
export function connectFailure(error: unknown): unknown {
  if (!(error instanceof VendorFailure)) return error;
  if (REFUSALS.has(error.kind)) {
    const detail = error.kind === 'forbidden' ? problemOf(error).message : error.message;
    return new AppError('CONNECT_REFUSED', { detail }, error);
  }
  const retryAfterSeconds = Math.max(1, Math.ceil((error.retryAfterMs ?? 5_000) / 1_000));
  return new AppError('PLATFORM_UNAVAILABLE', { retryAfterSeconds }, error);
}
