import { setTimeout as delay } from 'node:timers/promises';
import { importContracts } from '../../../../contracts/analytics/imports.ts';
import type { FigureLevel } from '../../../../contracts/platforms/figures.ts';
import { SECOND_MS } from '../../../../lib/time.ts';
import type { Call } from '../../../../mixins/call.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import type { AdAccountRow } from '../../connections/store/ad-account-rows.ts';
import type { FoundFigures } from '../../port-figures.ts';
import { fileOf } from '../domain/file.ts';

/** The reports did not take what a platform has told. */
export class NotImported extends Error {
  readonly code = 'FIGURES_NOT_IMPORTED';
}

export type Telling = {
  account: AdAccountRow;
  level: FigureLevel;
  from: string;
  to: string;
  found: readonly FoundFigures[];
  signal: AbortSignal;
};

const CHUNK_BYTES = 512_000;
const POLL_MS = SECOND_MS / 2;
/** What is said of a level in a list of imports. */
const LEVELS: Record<FigureLevel, string> = {
  campaign: 'campaigns',
  'ad-group': 'ad groups',
  ad: 'ads',
  keyword: 'keywords',
};

/**
 * Hands figures over to the reports as an import that replaces what the account had on these days at this level, and waits until they
 * count. Where nothing was measured the file has no rows, and says so. @throws NotImported when the reports refuse them
 */
export async function importFigures(call: Call, telling: Telling): Promise<string> {
  const { account, level, from, to, found, signal } = telling;
  const { platform, externalId, name, currency } = account;
  const { columns, text } = fileOf({ platform, externalId, name, currency }, level, found);
  const fileName = `${PLATFORM_NAMES[platform]} ${externalId}: ${LEVELS[level]}`;
  const settings = {
    platform,
    fileName,
    columns,
    replaces: 'account',
    account: externalId,
    from,
    to,
  } as const;
  const { id } = await call(importContracts.beginImport, settings);
  const bytes = Buffer.from(text);
  const chunks = Math.ceil(bytes.length / CHUNK_BYTES);
  for (let index = 0; index < chunks; index += 1) {
    const piece = bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES).toString('base64');
    await call(importContracts.addImportChunk, { id, index, bytes: piece });
  }
  await call(importContracts.commitImport, { id, chunks });
  await counted(call, id, signal);
  return id;
}

/** Waits until an import has ended. A row that was rejected means that a level is told in part: its error is what is known of it. */
async function counted(call: Call, id: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { status, error, rejected, rejectedCount } = await call(importContracts.import, { id });
    if (status === 'succeeded') return;
    if (status === 'failed' || status === 'partial')
      throw new NotImported(
        error?.message ??
          `${rejectedCount} rows were rejected: ${rejected[0]?.message ?? 'nobody says why.'}`,
      );
    await delay(POLL_MS, undefined, { signal });
  }
}
