import { driftContracts, type PlatformDrift } from '../../../../contracts/platforms/drift.ts';
import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { openSession } from '../../connections/account-session.ts';
import { problemOf, type Problem } from '../domain/protocol.ts';
import { NOT_CONNECTED } from '../steps/reading-failure.ts';
import { VendorFailure } from '../../port.ts';
import { differencesBetween, toDifference } from '../domain/drift.ts';
import { livingObjects } from '../domain/op.ts';
import { withWritten } from '../domain/written.ts';
import { knownOf } from '../steps/attempt.ts';
import { readUnderLimit } from '../steps/limits.ts';
import { readIgnored } from '../store/drift-decisions.ts';
import { readObjects } from '../store/objects.ts';
import { readPublished, type Published } from '../store/published.ts';

/** How long a platform may take before what it holds is called unknown. */
const PATIENCE_MS = 25_000;

export function drift(deps: PlatformsDeps) {
  return action(driftContracts.drift, async function drift({ params, organizationId }) {
    const published = await readPublished(deps.database.query, organizationId, params.campaignId);
    return { platforms: await Promise.all(published.map((one) => driftOn(deps, organizationId, one))) };
  });
}

type Verified = Published & { verified: DesiredCampaign };
type Findings = Pick<PlatformDrift, 'state' | 'error' | 'differences'>;

async function driftOn(
  deps: PlatformsDeps,
  organizationId: string,
  published: Published,
): Promise<PlatformDrift> {
  const { platform, adAccountId, verified, isChanging } = published;
  const about = { platform, adAccountId, readAt: null };
  if (isChanging)
    return {
      ...about,
      ...unknown(UNDER_WAY),
    };
  if (verified === null) return { ...about, state: 'none', error: null, differences: [] };
  const findings = await findOn(deps, organizationId, { ...published, verified });
  const isRead = findings.state !== 'unknown';
  return { ...about, readAt: isRead ? deps.clock().toISOString() : null, ...findings };
}

async function findOn(
  deps: PlatformsDeps,
  organizationId: string,
  { publicationId, platform, adAccountId, marker, verified, written }: Verified,
): Promise<Findings> {
  const connection = deps.platforms.get(platform);
  const account = await deps.accounts.find(organizationId, adAccountId);
  if (!connection || !account) return unknown(NOT_CONNECTED);
  const { query } = deps.database;
  const known = knownOf(livingObjects(await readObjects(query, { organizationId, publicationId })));
  const ignored = await readIgnored(query, organizationId, publicationId);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { session } = openSession(deps, connection, organizationId, account, signal);
  try {
    const found = await readUnderLimit(deps, { organizationId, adAccountId, platform }, () =>
      connection.read({ session, desired: verified, marker, known }),
    );
    if (found === null) return { state: 'gone', error: null, differences: [] };
    const applied = withWritten(connection.share(verified, marker), written, found, known);
    const differences = differencesBetween(applied, found, known, ignored);
    return { state: 'read', error: null, differences: differences.map(toDifference) };
  } catch (error) {
    if (error instanceof VendorFailure) return unknown(problemOf(error));
    throw error;
  }
}

const UNDER_WAY: Problem = {
  code: 'OPERATION_UNDER_WAY',
  message: 'An operation is changing the campaign right now.',
};

function unknown(error: Problem): Findings {
  return { state: 'unknown', error, differences: [] };
}
