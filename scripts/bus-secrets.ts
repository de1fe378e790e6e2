import { parseArgs } from 'node:util';
import { BUS_FOLDER, writeBusFiles } from './bus/bus-files.ts';
import { explain } from './start/explain.ts';

const { values } = parseArgs({
  options: {
    host: { type: 'string', multiple: true },
    set: { type: 'string', multiple: true },
    renew: { type: 'string', multiple: true },
  },
});

/**
 * npm run bus:secrets: makes what NATS and its clients prove themselves with, in deploy/bus (git-ignored). What is there
 * is kept unless --renew names it; --set gateway,campaign adds a process that runs several services, --host a name of the
 * server. What to do with the files: docs/deployment.md; with a renewed one: docs/runbooks/key-rotation.md.
 */
async function main(): Promise<void> {
  const { host = [], set = [], renew = [] } = values;
  const { hosts, seeds } = await writeBusFiles(BUS_FOLDER, { hosts: host, sets: set, renew }, new Date());
  console.log(`${BUS_FOLDER}: a NATS server at ${hosts.join(', ')}`);
  console.log(`Credentials: ${Object.keys(seeds).join('; ')}`);
  console.log('Keep a copy of secrets.json where you keep secrets; all else is made from it.');
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
