import { DataTypes, Model } from 'sequelize';
import type { ImportStatus } from '../../contracts/analytics/imports.ts';
import type { Platform } from '../../contracts/values.ts';
import type { Database } from '../../storage/database.ts';

/** An uploaded file. Actions use this model; the job writes with SQL, because it needs its own transaction. */
export class ImportModel extends Model {
  declare organization_id: string;
  declare id: string;
  declare status: ImportStatus;
  declare platform: Platform | null;
  declare currency: string | null;
  declare file_name: string | null;
  declare columns: unknown;
  declare chunks: number | null;
  declare rows: number;
  declare accepted: number;
  declare rejected_count: number;
  declare rejected: unknown;
  declare warning_count: number;
  declare warnings: unknown;
  declare error_code: string | null;
  declare error_message: string | null;
  declare created_at: Date;
  declare updated_at: Date;
  declare shape: number;
}

function define({ sequelize }: Database) {
  ImportModel.init(
    {
      organization_id: { type: DataTypes.UUID, primaryKey: true },
      id: { type: DataTypes.UUID, primaryKey: true },
      status: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'pending' },
      platform: { type: DataTypes.TEXT },
      currency: { type: DataTypes.TEXT },
      file_name: { type: DataTypes.TEXT },
      columns: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
      chunks: { type: DataTypes.INTEGER },
      rows: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      accepted: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      rejected_count: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      rejected: { type: DataTypes.JSONB, allowNull: false, defaultValue: [] },
      warning_count: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      warnings: { type: DataTypes.JSONB, allowNull: false, defaultValue: [] },
      error_code: { type: DataTypes.TEXT },
      error_message: { type: DataTypes.TEXT },
      created_at: { type: DataTypes.DATE, allowNull: false },
      updated_at: { type: DataTypes.DATE, allowNull: false },
      shape: { type: DataTypes.SMALLINT, allowNull: false, defaultValue: 1 },
    },
    { sequelize, tableName: 'imports', timestamps: false },
  );
  return { imports: ImportModel };
}

/** The tables that are written rarely have models; for all others there is prepared SQL in store/. */
export const models = { names: ['imports'], define } as const;
