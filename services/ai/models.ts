import type { ModelStatic, Model } from 'sequelize';

/** No table of this service is administered by hand: every read and write is prepared SQL in the store. */
export const defineModels = (): Record<never, ModelStatic<Model>> => ({});
