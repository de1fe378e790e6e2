import { pathToFileURL } from 'node:url';
import { environment } from '../lib/environment.ts';
import { parseSettings } from '../lib/settings.ts';
import { systemClock } from '../lib/time.ts';
import { KeyRing, signingKeySealing } from '../services/auth/sessions/key-ring.ts';
import { signingKeyStore } from '../services/auth/sessions/store/signing-keys.ts';
import { authSettings, type AuthSettings } from '../services/auth/settings.ts';
import { HeadSigner } from '../services/auth/trail/head-signer.ts';
import { Database } from '../storage/database.ts';
import { databaseUrl } from '../storage/settings.ts';

/**
 * Signs the heads of all audit chains as they are, after a fault was understood (docs/runbooks/audit-fault.md).
 * @returns the number of the statement since which the chains count as unbroken from now on
 */
export async function restartStatements(settings: AuthSettings): Promise<number> {
  if (!settings.JWT_SECRET) throw new Error('JWT_SECRET is needed: the signing keys are kept under it.');
  const url = databaseUrl(settings, 'auth');
  const database = new Database({ url, applicationName: 'audit-restart', poolSize: 2 });
  try {
    const keys = new KeyRing(signingKeyStore(database), signingKeySealing(settings.JWT_SECRET), systemClock);
    return await new HeadSigner(database, keys, systemClock, 0).startAnew();
  } finally {
    await database.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const seq = await restartStatements(parseSettings(environment(), { auth: authSettings }).auth);
    console.log(
      `Statement ${seq} is signed; what the chains said before it is vouched for by heads kept elsewhere.`,
    );
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
