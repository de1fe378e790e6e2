import { z } from 'zod';
import { contract } from '../action.ts';
import { PlatformLeft } from './publishing.ts';
import { Cursor, Id, Instant, Limit, Version, pageOf } from '../values.ts';

/** One entry of a campaign's history: who did what, and the fields that changed. */
export const Change = z
  .strictObject({
    id: Id,
    at: Instant,
    actor: z.strictObject({ kind: z.enum(['user', 'service']), id: z.string() }),
    /** The person for whom a service did it: who asked for the work, or made the API key. Null where a person did it. */
    onBehalfOf: Id.nullable(),
    action: z.string(),
    /**
     * The version that the change is about: of an operation the one that it published or affects, which may be older than the
     * newest one. Null where it is about none.
     */
    version: Version.nullable(),
    /** The hash of that version's content, as people approved it. */
    hash: z.string().nullable(),
    /**
     * Of an operation that ended: what it met on the platforms that it read, and left as it was. Null where the change is no such
     * end, or nothing was read for that.
     */
    leftAsFound: z.array(PlatformLeft).nullable(),
    fields: z.array(z.strictObject({ path: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof Change>;

export const historyContracts = {
  history: contract({
    name: 'campaign.history',
    summary: 'Who changed what, newest first',
    params: z.strictObject({ id: Id, limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(Change).meta({ id: 'ChangePage' }),
    permission: 'campaign:read',
    stepUp: 'none',
    callers: ['analytics'],
    errors: ['CAMPAIGN_NOT_FOUND', 'CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/campaigns/{id}/history', tag: 'Campaigns' },
  }),
} as const;
