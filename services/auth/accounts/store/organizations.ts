import type { Organization } from '../../../../contracts/auth/identity.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Rows } from '../../../../mixins/database.mixin.ts';
import type { OrganizationModel } from '../../models.ts';

export type OrganizationStore = ReturnType<typeof organizationStore>;

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
