import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export const renameAdAccount = ({ accounts }: PlatformsDeps) =>
  action(adAccountContracts.renameAdAccount, ({ params, organizationId }) =>
    accounts.rename(organizationId, params.id, params.name),
  );
