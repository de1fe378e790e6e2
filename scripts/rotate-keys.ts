import { pathToFileURL } from 'node:url';
import { environment } from '../lib/environment.ts';
import { parseSettings } from '../lib/settings.ts';
import { systemClock } from '../lib/time.ts';
import { KeyRing, OVERLAP_MS, signingKeySealing } from '../services/auth/sessions/key-ring.ts';
import { signingKeyStore } from '../services/auth/sessions/store/signing-keys.ts';
import { authSettings, type AuthSettings } from '../services/auth/settings.ts';
import { platformsSettings } from '../services/platforms/settings.ts';
import { Database } from '../storage/database.ts';
import { databaseUrl } from '../storage/settings.ts';
import { rotateDataKeys } from './rotate-data-keys.ts';

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

/** npm run keys:rotate [-- data|wrapping]: keys that sign, data keys of organisations, or what they are wrapped under. */
async function main(what: string | undefined): Promise<void> {
  const settings = parseSettings(environment(), { auth: authSettings, platforms: platformsSettings });
  if (what === undefined) {
    const kid = await rotateKeys(settings.auth);
    console.log(`Key ${kid} is published now and signs in ${OVERLAP_MS / 1000} seconds.`);
    return;
  }
  if (what !== 'data' && what !== 'wrapping')
    throw new Error(
      'Usage: npm run keys:rotate, npm run keys:rotate -- data, npm run keys:rotate -- wrapping',
    );
  for (const [service, report] of Object.entries(await rotateDataKeys(settings, what))) {
    console.log(`${service}: ${JSON.stringify(report)}`);
    if (report.unreadable > 0) process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await main(process.argv[2]);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
