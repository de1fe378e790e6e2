import type { Organization } from '../../../../contracts/auth/identity.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { statement, uuid } from '../../../../storage/statement.ts';
import type { Rows } from '../../../../mixins/database.mixin.ts';
import type { OrganizationModel } from '../../models.ts';

export type OrganizationStore = ReturnType<typeof organizationStore>;

const IDS = statement('SELECT id FROM organizations ORDER BY id', { id: uuid });

/** All organisations, for work on each of them. */
export const organizationIds = async (database: Database): Promise<string[]> =>
  (await asSystem(() => database.query(IDS))).map(({ id }) => id);

/** Settings of organisations, through their model. */
export function organizationStore(rows: Pick<Rows<OrganizationModel>, 'findOne'>) {
  return {
    /** @throws AppError RESOURCE_NOT_FOUND */
    async get(id: string): Promise<Omit<Organization, 'role'>> {
      const row = await rows.findOne({ id });
      if (!row) throw new AppError('RESOURCE_NOT_FOUND');
      return { id: row.id, name: row.name, approvalPolicy: row.approval_policy };
    },
  };
}
