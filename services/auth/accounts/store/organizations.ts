import {
  APPROVAL_POLICIES,
  type ApprovalPolicy,
  type Organization,
} from '../../../../contracts/auth/identity.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import type { Rows } from '../../../../mixins/database.mixin.ts';
import { oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import type { OrganizationModel } from '../../models.ts';

export type OrganizationStore = ReturnType<typeof organizationStore>;

const IDS = statement('SELECT id FROM organizations ORDER BY id', { id: uuid });

/** All organisations, for work on each of them. */
export const organizationIds = async (database: Database): Promise<string[]> =>
  (await asSystem(() => database.query(IDS))).map(({ id }) => id);

const LOCK_POLICY = statement('SELECT approval_policy FROM organizations WHERE id = $1 FOR UPDATE', {
  approval_policy: oneOf(APPROVAL_POLICIES),
});
const CHANGE_POLICY = statement(
  'UPDATE organizations SET approval_policy = $2 WHERE id = $1 RETURNING id, name, approval_policy',
  { id: uuid, name: text, approval_policy: oneOf(APPROVAL_POLICIES) },
);

/** Settings of organisations, through their model. */
export function organizationStore(rows: Pick<Rows<OrganizationModel>, 'findOne'>) {
  return {
    /** @throws AppError RESOURCE_NOT_FOUND */
    async get(id: string): Promise<Omit<Organization, 'role'>> {
      const row = await rows.findOne({ id });
      if (!row) throw new AppError('RESOURCE_NOT_FOUND');
      return { id: row.id, name: row.name, approvalPolicy: row.approval_policy };
    },

    /** Gives the settings and the policy that stood before. @throws AppError RESOURCE_NOT_FOUND */
    async changePolicy(
      tx: Tx,
      id: string,
      approvalPolicy: ApprovalPolicy,
    ): Promise<{ organization: Omit<Organization, 'role'>; from: ApprovalPolicy }> {
      const [before] = await tx.query(LOCK_POLICY, [id]);
      const [row] = await tx.query(CHANGE_POLICY, [id, approvalPolicy]);
      if (!before || !row) throw new AppError('RESOURCE_NOT_FOUND');
      const organization = { id: row.id, name: row.name, approvalPolicy: row.approval_policy };
      return { organization, from: before.approval_policy };
    },
  };
}
