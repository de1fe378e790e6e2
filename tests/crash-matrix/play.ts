import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerEntry } from '@sip/ad-sandbox/ad-objects';
import { PLATFORMS, type Platform } from '../../contracts/values.ts';
import { Random } from '../../scripts/prove/random.ts';
import { idOf, OPERATIONS, type Calls, type Cell, type OperationKind } from './cells.ts';
import { editOutside } from './edits.ts';
import { judge } from './judge.ts';
import { overtook } from './overtook.ts';
import type { Seen, Violation } from './seen.ts';
import { begin, keyed, type Begun } from './operations.ts';
import { touchesOf } from './persons-own.ts';
import { prepare, structureFor } from './prepare.ts';
import { momentsOf } from './serving.ts';
import { watch } from './watch.ts';
import { approvedCampaign, nodeOf, TIMERS, type World } from './world.ts';

/** What became of one cell. */
export type Played = {
  cell: string;
  violations: Violation[];
  /** Edits that arrived after the very last look, which no client can see. */
  overtook: Violation[];
  /** How each operation ended. */
  operations: Record<string, string>;
  /** Whether what was armed came to pass; an edit where there was nothing yet to edit did not. */
  struck: boolean;
  /** Why the platform's page refused the edit. */
  unedited: string | null;
  killed: boolean;
  /** From a node's death to the next call to a platform, and from the question for a pause to its proof, in ms. */
  recoveryMs: number | null;
  pauseMs: number | null;
};

const CALM = { fault: 'none', kill: 'none', edit: 'none', pause: false } as const;
/** How long a dead node may be asked before everybody knows; a pause may need one that lives. */
const UNTIL_NOTICED_MS = 10_000;

/** Plays each operation once when nothing goes wrong, and counts its calls. @throws Error when one does not succeed */
export async function playCalm(world: World): Promise<{ calls: Calls; played: Played[] }> {
  const counts: Partial<Record<OperationKind, Record<Platform, number>>> = {};
  const calm: Played[] = [];
  for (const operation of OPERATIONS) {
    const { calls, played } = await playing(world, { operation, platform: 'google-ads', call: 0, ...CALM });
    if (Object.values(played.operations).some((status) => status !== 'succeeded'))
      throw new Error(`a calm ${operation} went wrong: ${JSON.stringify(played)}`);
    counts[operation] = calls;
    calm.push(played);
  }
  return { calls: counts as Calls, played: calm };
}

/** Plays one cell to its end and judges it. */
export async function play(world: World, cell: Cell): Promise<Played> {
  return (await playing(world, cell)).played;
}

async function playing(
  world: World,
  cell: Cell,
): Promise<{ played: Played; calls: Record<Platform, number> }> {
  const { owner, between } = world;
  await world.whole();
  const name = `Cell ${randomUUID().slice(0, 13)}`;
  const journalOf = journalsFrom(world); // nothing of the cell is in what was written before
  const { id } = await approvedCampaign(world, { name, structure: structureFor(cell) });
  await prepare(world, cell, id, name);
  const events = {
    kills: world.kills(),
    killedAt: 0,
    edit: null as Seen['edit'],
    unedited: null as string | null,
    pause: null as Seen['pause'],
  };
  const operations = new Map<string, string>();
  const pausing: { done: Promise<void> } = { done: Promise.resolve() };
  const random = new Random(hashOf(idOf(cell)));

  const askForPause = async (): Promise<void> => {
    events.pause = { askedAt: Date.now(), acceptedAt: null };
    const answered = await owner.ask<Begun>('POST', `/api/campaigns/${id}/pause`, undefined, keyed());
    if (answered.status !== 202) return;
    events.pause.acceptedAt = Date.now();
    operations.set('pause', answered.body.id);
  };
  between.arm(
    cell.call === 0
      ? undefined
      : {
          ...cell,
          meanwhile: async () => {
            if (cell.edit !== 'none') {
              const edited = editOutside(world.cluster.sandbox, cell.platform, name, cell.edit);
              const at = await edited.then(
                (done) => done && Date.now(),
                (error: unknown) => void (events.unedited = String(error)),
              );
              if (at) events.edit = { kind: cell.edit, at };
            }
            if (cell.pause) pausing.done = askForPause();
          },
          die: async (kill, node) => {
            events.killedAt = Date.now();
            await world.kill(kill.startsWith('platforms') ? node : nodeOf('campaign', random.whole(0, 1)));
          },
        },
  );
  const startedAt = Date.now();
  if (cell.operation === 'pause') {
    await askForPause();
  } else {
    const begun = await begin(owner, id, cell.operation === 'resume' ? 'resume' : 'publish');
    operations.set(cell.operation, begun.id);
  }
  const sayings = await watch(world, id, operations, () => pausing.done);
  const struckAt = between.struckAt();
  const calls = { ...between.counted() };
  await between.settled();
  await sleep(cell.fault === 'late' ? 1_500 : 300);
  const isMeasured = events.killedAt > 0 && cell.kill.startsWith('platforms');
  const recoveryMs = isMeasured ? firstCallAfter(world, cell.platform, events.killedAt) : null;
  sayings.push(...(await watch(world, id, operations, () => Promise.resolve())));
  const endedAt = Date.now();
  const seen: Seen = {
    operation: cell.operation,
    platform: cell.platform,
    platforms: PLATFORMS,
    moments: {
      'google-ads': momentsOf('google-ads', journalOf('google-ads'), name),
      'linkedin-ads': momentsOf('linkedin-ads', journalOf('linkedin-ads'), name),
    },
    touches: {
      'google-ads': touchesOf(journalOf('google-ads')),
      'linkedin-ads': touchesOf(journalOf('linkedin-ads')),
    },
    sayings,
    startedAt,
    calls: [...between.log()],
    pause: events.pause,
    edit: events.edit,
    mayBeLate: cell.fault === 'late' || cell.fault === 'twice' || cell.fault === 'hang-after',
    approvedMicros: approvedOf(cell.operation),
    endedAt,
    inFlightMs: Number(TIMERS.PLATFORM_TIMEOUT_MS) + 500 + (events.killedAt > 0 ? UNTIL_NOTICED_MS : 0),
  };
  const said = sayings.find(({ operations: states }) => states['pause'] === 'succeeded');
  const played: Played = {
    cell: idOf(cell),
    violations: judge(seen),
    overtook: overtook(seen),
    operations: sayings.at(-1)?.operations ?? {},
    struck: struckAt !== undefined && (cell.edit === 'none' || events.edit !== null),
    unedited: events.unedited,
    killed: world.kills() > events.kills,
    recoveryMs,
    pauseMs: said && events.pause ? said.heard - events.pause.askedAt : null,
  };
  return { played, calls };
}

/** What each platform's journal says from now on. */
function journalsFrom({ cluster: { sandbox } }: World): (platform: Platform) => readonly LedgerEntry[] {
  const ledgers = {
    'google-ads': sandbox.google.objects.ledger(),
    'linkedin-ads': sandbox.linkedin.objects.ledger(),
  };
  const begins = {
    'google-ads': ledgers['google-ads'].length,
    'linkedin-ads': ledgers['linkedin-ads'].length,
  };
  return (platform) => ledgers[platform].slice(begins[platform]);
}

/** What a person has approved for each platform: half of 100 a day, half of 120 after the change, all of it for the one that stays. */
const approvedOf = (operation: OperationKind): Record<Platform, number> => {
  const half = operation === 'update' ? 60_000_000 : 50_000_000;
  return { 'google-ads': operation === 'remove' ? 100_000_000 : half, 'linkedin-ads': half };
};

const firstCallAfter = ({ between }: World, platform: Platform, at: number): number =>
  (between.firstCallAfter(platform, at) ?? Date.now()) - at;

/** A number from a text, for a seed of its own. */
const hashOf = (text: string) =>
  [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
