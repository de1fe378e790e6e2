import { personExporters, personContracts, type PersonRecord } from '../../../../contracts/auth/person.ts';
import { action } from '../../../../mixins/action.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { AuthDeps } from '../../deps.ts';
import { recordOfPerson } from '../../trail/record-of-person.ts';
import { firstStep, stepAfter, type Step } from '../domain/export-steps.ts';

/** A person's copy of what is stored about them, service by service. A page may be short; the last has no cursor. */
export function exportData(deps: AuthDeps) {
  const { cursors } = deps.person;
  return action(
    personContracts.export,
    async function exportData({ params, userId, organizationId, callFor, confirm, waiveConfirmation }) {
      const now = deps.clock();
      const place = cursors.read(params.cursor, userId, now);
      if (place) waiveConfirmation();
      else {
        await confirm();
        await recordExport(deps, { userId, organizationId });
      }
      const memberships = await deps.members.store.membershipsOf(userId);
      const organizations = memberships.map(({ organization }) => organization.id);
      const step = place?.step ?? firstStep;
      const query = { userId, after: place?.after ?? null, limit: params.limit };
      const address = memberships[0]?.user.email ?? '';
      const { data, next } = await readStep(deps, step, { ...query, address }, callFor);
      const following = next === null ? stepAfter(step, organizations) : step;
      const nextCursor = following && cursors.write({ step: following, after: next }, userId, now);
      return { data, page: { nextCursor } };
    },
  );
}

/** Once, when it begins: the copy holds what the person wrote in each of their organisations, so each of them is told. */
async function recordExport(
  deps: AuthDeps,
  person: { userId: string; organizationId: string },
): Promise<void> {
  const event = { ...person, action: 'auth.person_exported' } as const;
  await deps.database.transaction((tx) => recordOfPerson(tx, event));
}

type Query = { userId: string; address: string; after: string | null; limit: number };

async function readStep(
  { person }: AuthDeps,
  { organizationId, service }: Step,
  { address, ...query }: Query,
  callFor: (organizationId: string) => Call,
): Promise<{ data: PersonRecord[]; next: string | null }> {
  if (organizationId !== null && service !== 'auth')
    return callFor(organizationId)(personExporters[service].exportPerson, query);
  const { rows, next } = await person.read(organizationId, { ...query, address });
  const data = rows.map(({ table, values }) => ({ table: `auth.${table}`, organizationId, values }));
  return { data, next };
}
