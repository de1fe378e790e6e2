import { CROWD_CELL } from './crowd.ts';

/** A fault that somebody could make, as a change of one file, and the cells and the rule by which the matrix must find it. */
export type PlantedBug = {
  name: string;
  file: string;
  find: string;
  replace: string;
  /** Ids of cells, of which the first that fails is enough. */
  cells: readonly string[];
  rule: string;
};

const cell = (
  operation: string,
  platform: string,
  call: number,
  changes: Partial<Record<'fault' | 'kill' | 'edit' | 'pause', string>>,
) =>
  [
    operation,
    platform,
    call,
    changes.fault ?? 'none',
    changes.kill ?? 'none',
    changes.edit ?? 'none',
    changes.pause ?? 'calm',
  ].join('/');
/** The same at some calls in a row. */
const cells = (
  operation: string,
  platform: string,
  calls: readonly number[],
  changes: Parameters<typeof cell>[3],
): string[] => calls.map((call) => cell(operation, platform, call, changes));

export const PLANTED: readonly PlantedBug[] = [
  {
    name: 'a 404 is taken for gone, and gone for stopped',
    file: 'services/platforms/linkedin-ads/serve.ts',
    find: `  let group = await readGroup(http, session, externalId);`,
    replace: `  let group = await readGroup(http, session, externalId).catch(() => null);
  if (group === null) {
    await record({ key: 'campaign', ...campaign, state: 'paused' });
    return 'stopped';
  }`,
    cells: cells('pause', 'linkedin-ads', [1], { fault: 'html-404' }),
    rule: 'false stop',
  },
  {
    name: 'a pause is believed without a proof',
    file: 'services/platforms/google-ads/serve.ts',
    find: `  const saidMissing = await refusedAsMissing(write);
  const status = await readStatus(http, session, externalId);`,
    replace: `  const saidMissing = await refusedAsMissing(write).catch(() => false);
  const status = ((await readStatus(http, session, externalId).catch(() => null)) && 'PAUSED') ?? 'PAUSED';`,
    cells: cells('pause', 'google-ads', [1], { fault: '500-before' }),
    rule: 'false stop',
  },
  {
    name: 'an answer that was lost counts as done',
    file: 'services/platforms/ledger/domain/protocol.ts',
    find: `  return AFTER[failure.kind]({ op, failure, error, now, quietPeriodMs, held, firstRetryMs });`,
    replace: `  if (failure.kind === 'unknown') return { end: 'done' };
  return AFTER[failure.kind]({ op, failure, error, now, quietPeriodMs, held, firstRetryMs });`,
    cells: cells('resume', 'google-ads', [5, 6, 7, 8, 9], { fault: '500-before' }),
    rule: 'false active',
  },
  {
    name: 'what may still take effect is not waited for after a pause',
    file: 'services/platforms/ledger/steps/serve.ts',
    find: `    const delayMs = settleWaitMs(neighbours, attempt.settleMs, attempt.now(), attempt.pauseAgainMs);`,
    replace: `    const delayMs = neighbours.length < 0 ? settleWaitMs(neighbours, attempt.settleMs, attempt.now()) : null;`,
    cells: cells('resume', 'google-ads', [5, 6, 7, 8, 9], { fault: 'late', pause: 'pause' }),
    rule: 'false stop',
  },
  {
    name: 'what a doubled delivery has made twice stays',
    file: 'services/platforms/linkedin-ads/prune.ts',
    find: `      if (twin.status === 'DRAFT' && twin.id !== group.id) await deleteDraftGroup(http, session, twin);`,
    replace: `      void twin;`,
    cells: cells('publish', 'linkedin-ads', [1, 2, 3], { fault: 'twice' }),
    rule: 'extra objects',
  },
  {
    name: 'a job counts as done before its work is',
    file: 'services/platforms/ledger/jobs/apply.ts',
    find: `  try {
    const outcome = await attemptOnce(deps, op, job.signal);`,
    replace: `  await deps.database.transaction(async (tx) => job.complete(tx));
  try {
    const outcome = await attemptOnce(deps, op, job.signal);`,
    cells: cells('publish', 'google-ads', [2, 3], { kill: 'platforms-after' }),
    rule: 'operation lost',
  },
  {
    name: 'more money is sent than was approved',
    file: 'services/platforms/google-ads/create.ts',
    find: `requireAccountCurrency(session, desired);`,
    replace: `requireAccountCurrency(session, desired);
  desired.dailyMicros *= 2;`,
    cells: cells('publish', 'google-ads', [0], {}),
    rule: 'unapproved money',
  },
  {
    name: 'a pause is refused while something else runs',
    file: 'services/campaign/publishing/store/start-stop.ts',
    find: `    const { campaign: after, started } = decide(before, running);`,
    replace: `    if (running) throw conflict('Another operation of this campaign is running.');
    const { campaign: after, started } = decide(before, running);`,
    cells: cells('publish', 'google-ads', [2], { pause: 'pause' }),
    rule: 'pause refused',
  },
  {
    name: 'stops and other work share a lane',
    file: 'services/platforms/ledger/store/apply-queue.ts',
    find: `(kind === 'pause' ? jobKinds.halt : jobKinds.apply);`,
    replace: `(kind === 'pause' && kind !== 'pause' ? jobKinds.halt : jobKinds.apply);`,
    cells: [CROWD_CELL],
    rule: 'slow stop',
  },
  {
    name: 'what is no longer wanted is removed before what is new serves',
    file: 'services/platforms/ledger/steps/publish.ts',
    find: `  const wait = await createMissing(attempt, desired, { touches, guard: asDecided });`,
    replace: `  await attempt.connection.prune({ ...(await pruneOf(attempt, desired)), touches, guard: asDecided, evict: [], isFirst: false });
  const wait = await createMissing(attempt, desired, { touches, guard: asDecided });`,
    cells: cells('update', 'google-ads', [0], {}),
    rule: 'off air',
  },
  {
    name: 'an update writes over what somebody changed on the platform',
    file: 'services/platforms/ledger/steps/publish.ts',
    find: `  if (conflicts.length > 0) return {`,
    replace: `  if (conflicts.length > 1_000) return {`,
    cells: cells('update', 'google-ads', [1, 2], { edit: 'budget' }),
    rule: 'raised over a stop',
  },
  {
    name: 'an update switches on what somebody has paused on the platform',
    file: 'services/platforms/ledger/steps/publish.ts',
    find: `      restored.has(key) || (keys.has(key) && (state === 'created' || state === 'activating')),`,
    replace: `      restored.has(key) || (keys.has(key) && state !== 'removed'),`,
    cells: cells('update', 'google-ads', [1, 2], { edit: 'pause' }),
    rule: 'raised over a stop',
  },
  {
    name: 'money is written without a last look',
    file: 'services/platforms/linkedin-ads/ad-group-change.ts',
    find: `    if (written.some((field) => MAY_RAISE.has(field))) {`,
    replace: `    if (written.length < 0) {`,
    cells: cells('update', 'linkedin-ads', [5, 6, 7, 8], { edit: 'budget' }),
    rule: 'raised over a stop',
  },
  {
    name: 'a resume revives what somebody has put away',
    file: 'services/platforms/ledger/steps/resume.ts',
    find: `  const isNew = objects.every(({ state }) => state === 'created');`,
    replace: `  const isNew = objects.length > 0;`,
    cells: cells('resume', 'linkedin-ads', [1], { edit: 'remove' }),
    rule: 'made again',
  },
  {
    name: 'what bears a wanted name is taken for ours',
    file: 'services/platforms/ledger/domain/ownership.ts',
    find: `  if (!isAnswerLost || object.isMarked === false || idsOf(ledger).has(idOf(object))) return false;`,
    replace: `  if (isAnswerLost && !idsOf(ledger).has(idOf(object))) return true;
  if (!isAnswerLost || object.isMarked === false || idsOf(ledger).has(idOf(object))) return false;`,
    cells: cells('publish', 'linkedin-ads', [4, 5, 3], { fault: '500-before', edit: 'group' }),
    rule: "touched a person's own",
  },
  {
    name: 'a resume takes what is there for what was approved',
    file: 'services/platforms/ledger/steps/resume.ts',
    find: `  const raised = raisedWhilePaused(shown, found);`,
    replace: `  const raised = raisedWhilePaused(shown, found).slice(0, 0);`,
    cells: [
      ...cells('resume', 'google-ads', [1], { edit: 'ad' }),
      ...cells('resume', 'linkedin-ads', [1], { edit: 'ad' }),
    ],
    rule: 'let serve what nobody approved',
  },
  {
    name: 'the money of whichever budget pays is written',
    file: 'services/platforms/google-ads/changes.ts',
    find: `  if (known.get('budget')?.externalId !== budget.externalId) return [];`,
    replace: `  void known;`,
    cells: cells('update', 'google-ads', [7, 8, 9, 10, 11, 12], { edit: 'shared' }),
    rule: "touched a person's own",
  },
];
