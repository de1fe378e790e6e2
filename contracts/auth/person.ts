import { z } from 'zod';
import { contract, Done } from '../action.ts';
import { Origin, Password } from './identity.ts';
import type { ServiceName } from '../permissions.ts';
import { Cursor, Id, Limit, pageOf } from '../values.ts';

/** One row of what is stored about a person, or what they wrote; `table` names it as `<service>.<table>`. */
export const PersonRecord = z
  .strictObject({
    table: z.string(),
    organizationId: Id.nullable(),
    values: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'PersonRecord' });
export type PersonRecord = z.infer<typeof PersonRecord>;

/** What a service answers when auth asks for the rows of a person in the organisation of the call. */
function exportOf<N extends Exclude<ServiceName, 'gateway' | 'auth'>>(service: N) {
  return contract({
    name: `${service}.exportPerson` as const,
    summary: 'What is stored about a person or written by them, for their own copy',
    params: z.strictObject({ userId: Id, after: z.string().max(300).nullable(), limit: Limit }),
    result: z.strictObject({ data: z.array(PersonRecord), next: z.string().nullable() }),
    permission: 'service',
    stepUp: 'none',
    callers: ['auth'],
    idempotent: true,
  });
}

/** Every service with a database of its own beside auth answers it. */
export const personExporters = {
  campaign: { exportPerson: exportOf('campaign') },
  ai: { exportPerson: exportOf('ai') },
  analytics: { exportPerson: exportOf('analytics') },
  platforms: { exportPerson: exportOf('platforms') },
} as const;

export const personContracts = {
  export: contract({
    name: 'auth.export',
    summary: 'A copy of what is stored about you, over all services; pages follow until nextCursor is null',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(PersonRecord).meta({ id: 'PersonExport' }),
    permission: 'signed-in',
    stepUp: 'export',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/auth/export', tag: 'Authentication' },
  }),
  erase: contract({
    name: 'auth.erase',
    summary:
      'Erase your account: you are signed out everywhere at once, and your data are gone within minutes',
    params: z.strictObject({ password: Password, origin: Origin.optional() }),
    result: Done,
    permission: 'signed-in',
    stepUp: 'erase',
    errors: ['CREDENTIALS_INVALID', 'RATE_LIMIT_EXCEEDED', 'LAST_OWNER', 'AD_ACCOUNTS_CONNECTED'],
    limit: 'login',
    http: {
      method: 'POST',
      path: '/api/auth/erase',
      tag: 'Authentication',
      status: 202,
      connection: 'origin',
    },
  }),
} as const;
