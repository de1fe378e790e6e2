import { DataTypes, Model } from 'sequelize';
import type { Database } from '../../storage/database.ts';

/** An ad account. Only renaming uses this model; everything else uses SQL in connections/store/. */
export class AdAccountModel extends Model {
  declare organization_id: string;
  declare id: string;
  declare platform: string;
  declare external_id: string;
  declare name: string;
  declare own_name: string | null;
  declare currency: string;
  declare time_zone: string;
  declare status: string;
  declare grant_id: string | null;
  declare login_customer_id: string | null;
  declare manager_ids: string[];
  declare manager_names: string[];
  declare access: string;
  declare hold_code: string | null;
  declare hold_sentence: string | null;
  declare state_read_at: Date | null;
  declare created_at: Date;
  declare updated_at: Date;
}

function define(database: Database) {
  AdAccountModel.init(
    {
      organization_id: { type: DataTypes.UUID, primaryKey: true },
      id: { type: DataTypes.UUID, primaryKey: true },
      platform: { type: DataTypes.TEXT, allowNull: false },
      external_id: { type: DataTypes.TEXT, allowNull: false },
      name: { type: DataTypes.TEXT, allowNull: false },
      own_name: DataTypes.TEXT,
      currency: { type: DataTypes.TEXT, allowNull: false },
      time_zone: { type: DataTypes.TEXT, allowNull: false },
      status: { type: DataTypes.TEXT, allowNull: false },
      grant_id: DataTypes.UUID,
      login_customer_id: DataTypes.TEXT,
      manager_ids: { type: DataTypes.ARRAY(DataTypes.TEXT), allowNull: false },
      manager_names: { type: DataTypes.ARRAY(DataTypes.TEXT), allowNull: false },
      access: { type: DataTypes.TEXT, allowNull: false },
      hold_code: DataTypes.TEXT,
      hold_sentence: DataTypes.TEXT,
      state_read_at: DataTypes.DATE,
      created_at: { type: DataTypes.DATE, allowNull: false },
      updated_at: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize: database.sequelize, tableName: 'ad_accounts', timestamps: false },
  );
  return { adAccounts: AdAccountModel };
}

/** The tables that are written rarely have models; for all others there is prepared SQL in store/. */
export const models = { names: ['adAccounts'], define } as const;
