import { platformsContracts } from '../../../contracts/platforms.ts';
import { action } from '../../../mixins/action.ts';
import type { PlatformsDeps } from '../deps.ts';

export const renameAdAccount = ({ accounts }: PlatformsDeps) =>
  action(platformsContracts.renameAdAccount, ({ params, organizationId }) =>
    accounts.rename(organizationId, params.id, params.name),
  );
