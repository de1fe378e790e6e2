import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../lib/environment.ts';
import { BUS_FOLDER, writeBusFiles } from './bus/bus-files.ts';
import { busManifests, secretManifests } from './secret-manifests.ts';
import { productSettings } from './services.ts';
import { explain } from './start/explain.ts';

/**
 * npm run k8s:secrets: writes k8s/secrets.yaml, once, and k8s/secrets-bus.yaml from deploy/bus (npm run bus:secrets), every
 * time; both git-ignored and readable by their owner only. The first is never overwritten, because data that is encrypted
 * under the old secrets could not be read any more.
 */
async function main(): Promise<void> {
  const folder = join(import.meta.dirname, '../k8s');
  const variables = environment();
  // throws for wrong settings before anything is written
  productSettings({ ...variables, SERVICES: '', NODE_ENV: 'development' });
  const written = await writeOnce(join(folder, 'secrets.yaml'), secretManifests(variables));
  console.log(
    written ? 'k8s/secrets.yaml is written.' : 'k8s/secrets.yaml is there already and stays as it is.',
  );
  const bus = await writeBusFiles(BUS_FOLDER, {}, new Date());
  await writeFile(join(folder, 'secrets-bus.yaml'), busManifests(bus), { mode: 0o600 });
  console.log('k8s/secrets-bus.yaml is written from deploy/bus: kubectl apply -f k8s/ takes both along.');
  console.log('Keep a copy of k8s/secrets.yaml and deploy/bus/secrets.json where you keep secrets.');
}

/** Writes a file that is not there yet. @returns whether it was written */
async function writeOnce(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    return false;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
