import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobSchemas } from './release-fixture/job-schemas.ts';
import { playRelease, type PlayedRelease } from './release-fixture/play.ts';
import { assertSame, restore, rowsSql } from './release-fixture/rows.ts';
import { QUEUES_PLACE, queuesSql, schemaSql } from './release-fixture/schema.ts';
import { DATABASES, FIXTURE_SECRETS, openStage, type Stage } from './release-fixture/stage.ts';
import { explain } from './start/explain.ts';

const USAGE = `npm run release:fixture -- <name of the release>
Plays the demo and more on an empty product and writes what it leaves to tests/released/<name>/ (see its README).`;
const NOTE = 'Test values only: they open nothing but this fixture.';
const MOST_SQL = 1_000_000;

/** npm run release:fixture: the databases, the platforms' journals and the jobs' payloads of this release, for its tests. */
async function main(): Promise<void> {
  const [name = ''] = process.argv.slice(2);
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) throw new Error(USAGE);
  const folder = join(import.meta.dirname, '../tests/released', name);
  const scratch = await mkdtemp(join(tmpdir(), 'sip-release-'));
  const stage = await openStage(scratch);
  try {
    const played = await playRelease(stage);
    await mkdir(folder, { recursive: true });
    const bytes = await writeDatabases(stage, folder);
    await writeSettings(folder, played);
    await writeJobs(folder);
    await writePlatforms(stage, join(scratch, 'simulators'), join(folder, 'platforms'));
    console.log(`${folder}: ${bytes} bytes of SQL`);
    if (bytes > MOST_SQL) throw new Error(`a fixture may have ${MOST_SQL} bytes of SQL`);
  } finally {
    await stage.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Writes one SQL file a service, and proves that each gives the same database again; gives their bytes. */
async function writeDatabases({ adminUrl }: Stage, folder: string): Promise<number> {
  await writeFile(join(folder, 'queues.sql'), queuesSql());
  let bytes = Buffer.byteLength(queuesSql());
  for (const service of DATABASES) {
    const original = `${service}_db`;
    const rows = await rowsSql(adminUrl, original);
    const sql = `${await schemaSql(adminUrl, service)}\n\n-- rows\n${rows}\n`;
    await restore(adminUrl, service, `${service}_again`, sql.replace(QUEUES_PLACE, queuesSql));
    await assertSame(adminUrl, original, `${service}_again`);
    await writeFile(join(folder, `${service}.sql`), sql);
    bytes += Buffer.byteLength(sql);
  }
  return bytes;
}

const writeSettings = (folder: string, played: PlayedRelease): Promise<void> =>
  writeFile(
    join(folder, 'settings.json'),
    `${JSON.stringify({ note: NOTE, madeAt: new Date().toISOString(), env: FIXTURE_SECRETS, ...played }, null, 2)}\n`,
  );

const writeJobs = (folder: string): Promise<void> =>
  writeFile(join(folder, 'jobs.json'), `${JSON.stringify(jobSchemas(), null, 2)}\n`);

/** What the platforms' sandboxes hold, so that published campaigns exist there: their objects, and who was let in. */
async function writePlatforms({ google, linkedin }: Stage, from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const [name, { objects }] of Object.entries({ 'google-ads': google, 'linkedin-ads': linkedin })) {
    const changes = objects.all().map((object) => ({ op: 'create', ...object }));
    const entry = { seq: 1, at: objects.ledger().at(-1)?.at, who: 'release-fixture', changes };
    await writeFile(join(to, `${name}.ndjson`), `${JSON.stringify(entry)}\n`);
    await cp(join(from, `${name}.grants.ndjson`), join(to, `${name}.grants.ndjson`));
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  },
);
