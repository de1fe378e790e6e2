import type { ActionContract, ParsedParamsOf } from '../contracts/action.ts';
import type { personExporters } from '../contracts/auth/person.ts';
import { personTables } from '../contracts/personal-data.ts';
import type { Database } from '../storage/database.ts';
import { personRows } from '../storage/person-rows.ts';
import { action, type Action } from './action.ts';

type Exporter = keyof typeof personExporters;
type ExportContract = (typeof personExporters)[Exporter]['exportPerson'];

/** The action by which a service answers what it holds of a person, made from the table of personal data. */
export function exportPerson<C extends ExportContract & ActionContract>(
  contract: C,
  service: Exporter,
  database: Database,
): Action<C> {
  const read = personRows(personTables(service));
  return action(contract, async function exportPerson({ params, organizationId }) {
    const { userId, after, limit } = params as ParsedParamsOf<ExportContract>;
    const { rows, next } = await read(database, { organizationId, userId, after, limit });
    const data = rows.map(({ table, values }) => ({ table: `${service}.${table}`, organizationId, values }));
    return { data, next };
  } as Parameters<typeof action<C>>[1]);
}
