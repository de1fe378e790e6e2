import { HOUR_MS, systemClock } from '../lib/time.ts';
import { sealFactorsAnew } from '../services/auth/factors/store/factors.ts';
import { authKeys, FACTORS, secretSealing } from '../services/auth/sealing.ts';
import { KeyRing, signingKeySealing } from '../services/auth/sessions/key-ring.ts';
import { signingKeyStore } from '../services/auth/sessions/store/signing-keys.ts';
import { organizationIds } from '../services/auth/accounts/store/organizations.ts';
import type { AuthSettings } from '../services/auth/settings.ts';
import { platformKeys } from '../services/platforms/connections/store/envelopes.ts';
import type { PlatformsSettings } from '../services/platforms/settings.ts';
import { Database } from '../storage/database.ts';
import { rotate, type RotationOptions, type RotationReport } from '../storage/envelopes/rotation.ts';
import { databaseUrl, type DatabaseSettings } from '../storage/settings.ts';

/** A rotation that is asked for again within this time goes on with the last one: keys that it made are left in place. */
const SAME_ROTATION_MS = HOUR_MS;

/** What is asked for: new data keys (`data`), or only that all is wrapped under the newest secret (`wrapping`). */
export type Rotation = 'data' | 'wrapping';
export type Rotations = Partial<Record<'auth' | 'platforms', RotationReport>>;

/**
 * Rotates what the services seal, in the databases of those services whose secret is set.
 * @throws Error in one sentence when neither is set, or a database's keys are wrapped under another one
 */
export async function rotateDataKeys(
  { auth, platforms }: { auth: AuthSettings; platforms: PlatformsSettings },
  rotation: Rotation,
  now = systemClock(),
): Promise<Rotations> {
  const replaceBefore = new Date(now.getTime() - SAME_ROTATION_MS);
  const options = rotation === 'data' ? { replaceBefore } : {};
  const reports: Rotations = {};
  if (auth.JWT_SECRET) reports.auth = await rotateAuth(auth, auth.JWT_SECRET, options);
  if (platforms.PLATFORM_TOKENS_KEY)
    reports.platforms = await withDatabase(platforms, 'platforms', (database) =>
      rotate(platformKeys(database, platforms), options),
    );
  if (Object.keys(reports).length === 0)
    throw new Error('JWT_SECRET or PLATFORM_TOKENS_KEY is needed: data keys are wrapped under them.');
  return reports;
}

/** The keys that sign and the secrets of people's apps belong to no organisation: they are sealed anew under the newest JWT_SECRET itself. */
function rotateAuth(
  settings: AuthSettings,
  secrets: NonNullable<AuthSettings['JWT_SECRET']>,
  options: RotationOptions,
): Promise<RotationReport> {
  return withDatabase(settings, 'auth', async (database) => {
    await new KeyRing(signingKeyStore(database), signingKeySealing(secrets), systemClock).sealAnew();
    await sealFactorsAnew(database, secretSealing(secrets, FACTORS));
    const organizations = await organizationIds(database);
    return rotate(authKeys(database, secrets), { ...options, organizations });
  });
}

async function withDatabase<T>(
  settings: DatabaseSettings,
  service: 'auth' | 'platforms',
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const url = databaseUrl(settings, service);
  const database = new Database({ url, applicationName: 'rotate-keys', poolSize: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
