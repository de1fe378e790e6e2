import { pathToFileURL } from 'node:url';
import { environment } from '../lib/environment.ts';
import { parseSettings } from '../lib/settings.ts';
import { systemClock } from '../lib/time.ts';
import { KeyRing, OVERLAP_MS, signingKeySealing } from '../services/auth/sessions/key-ring.ts';
import { signingKeyStore } from '../services/auth/sessions/store/signing-keys.ts';
import { authSettings, type AuthSettings } from '../services/auth/settings.ts';
import { Database } from '../storage/database.ts';
import { databaseUrl } from '../storage/settings.ts';

/**
 * Adds a signing key to auth's database. It is used after an overlap, in which every node reads the public key. Old
 * public keys stay until all their tokens have expired. @returns the kid of the new key
 */
export async function rotateKeys(settings: AuthSettings, overlapMs = OVERLAP_MS): Promise<string> {
  if (!settings.JWT_SECRET) throw new Error('JWT_SECRET is needed: the signing keys are kept under it.');
  const database = new Database({
    url: databaseUrl(settings, 'auth'),
    applicationName: 'rotate-keys',
    poolSize: 1,
  });
  try {
    const sealing = signingKeySealing(settings.JWT_SECRET);
    return await new KeyRing(signingKeyStore(database), sealing, systemClock).rotate(overlapMs);
  } finally {
    await database.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const kid = await rotateKeys(parseSettings(environment(), { auth: authSettings }).auth);
    console.log(`Key ${kid} is published now and signs in ${OVERLAP_MS / 1000} seconds.`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
