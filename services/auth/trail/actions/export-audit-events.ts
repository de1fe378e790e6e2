import { trailContracts } from '../../../../contracts/auth/trail.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import type { ChainEntry } from '../domain/chain.ts';
import { readPage } from '../chain-reader.ts';
import { findHead } from '../find-head.ts';
import { recordEvent } from '../store.ts';

/** The most entries and bytes of one part: a message on the bus takes 1 MB. */
const PART = { entries: 500, bytes: 512 * 1024 };

/** One part of the chain; the first one comes with the signed head, and the export is itself recorded. */
export function exportAuditEvents(deps: AuthDeps) {
  return action(
    trailContracts.exportAuditEvents,
    async function exportAuditEvents({
      params: { after },
      organizationId,
      userId,
      confirm,
      waiveConfirmation,
    }) {
      const { database } = deps;
      // confirmed once, for all of it
      if (after === 0) await confirm();
      else waiveConfirmation();
      const head = after === 0 ? await findHead(deps, organizationId) : null;
      if (after === 0)
        await database.transaction((tx) =>
          recordEvent(tx, {
            organizationId,
            userId,
            action: 'auth.audit_exported',
            subject: { kind: 'organization', id: organizationId },
          }),
        );
      const page = await readPage(database, organizationId, after, { limit: PART.entries + 1 });
      const entries = withinBytes(page.slice(0, PART.entries));
      const next = entries.length < page.length ? (entries.at(-1)?.seq ?? null) : null;
      return { entries, next, head };
    },
  );
}

/** As many of the first entries as one part takes, and one at least. */
function withinBytes(entries: readonly ChainEntry[]): ChainEntry[] {
  let bytes = 0;
  const end = entries.findIndex((entry, i) => {
    bytes += Buffer.byteLength(JSON.stringify(entry));
    return i > 0 && bytes > PART.bytes;
  });
  return end < 0 ? [...entries] : entries.slice(0, end);
}
