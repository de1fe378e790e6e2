import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../lib/environment.ts';
import { secretManifests } from './secret-manifests.ts';
import { productSettings } from './services.ts';
import { explain } from './start/explain.ts';

/**
 * npm run k8s:secrets: writes k8s/secrets.yaml (git-ignored, readable by its owner only). It never overwrites the file,
 * because data that is encrypted under the old secrets could not be read any more.
 */
async function main(): Promise<void> {
  const file = join(import.meta.dirname, '../k8s/secrets.yaml');
  const variables = environment();
  // throws for wrong settings before anything is written
  productSettings({ ...variables, SERVICES: '', NODE_ENV: 'development' });
  await writeFile(file, secretManifests(variables), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    throw new Error('k8s/secrets.yaml exists already: edit it, or move it away if nothing runs with it yet.');
  });
  console.log(
    'k8s/secrets.yaml is written: kubectl apply -f k8s/ takes it along. Keep a copy where you keep secrets.',
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
