import type { Database, Tx } from '../../../../storage/database.ts';
import { finishImport, type ImportOutcome } from './imports.ts';

/** Ends the import's job; called last in the transaction, so that both are saved or neither is. */
export type Complete = (tx: Tx) => Promise<void>;

/** Ends the transaction of a preview: nothing that it wrote stays. */
export class Previewed extends Error {
  readonly outcome: ImportOutcome;

  constructor(outcome: ImportOutcome) {
    super('a preview writes nothing');
    this.outcome = outcome;
  }
}

/** What a preview says that would have ended so. */
export const previewOf = (outcome: ImportOutcome): ImportOutcome =>
  outcome.status === 'failed' ? outcome : { ...outcome, status: 'previewed', written: null };

/** Saves how an import ended that has written nothing. */
export const endImport = (
  database: Database,
  { organizationId, id, at }: { organizationId: string; id: string; at: Date },
  outcome: ImportOutcome,
  complete: Complete,
): Promise<void> =>
  database.transaction(async (tx) => {
    await finishImport(tx, organizationId, id, outcome, at);
    await complete(tx);
  });
