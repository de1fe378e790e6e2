import { DataTypes, Model } from 'sequelize';
import type { ImportKind, ImportStatus, Replaces } from '../../contracts/analytics/imports.ts';
import type { Platform } from '../../contracts/values.ts';
import type { Database } from '../../storage/database.ts';

/** An uploaded file. Actions use this model; the job writes with SQL, because it needs its own transaction. */
export class ImportModel extends Model {
  declare organization_id: string;
  declare id: string;
  declare kind: ImportKind;
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
  declare preview: boolean;
  declare replaces: Replaces | null;
  declare account: string | null;
  declare covers_from: string | null;
  declare covers_to: string | null;
  declare scope: unknown;
  declare changes: unknown;
  declare undo_until: Date | null;
  declare undone_at: Date | null;
  declare created_at: Date;
  declare updated_at: Date;
  declare shape: number;
}

function define({ sequelize }: Database) {
  ImportModel.init(
    {
      organization_id: { type: DataTypes.UUID, primaryKey: true },
      id: { type: DataTypes.UUID, primaryKey: true },
      kind: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'file' },
      campaigns: { type: DataTypes.ARRAY(DataTypes.UUID) },
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
      preview: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      replaces: { type: DataTypes.TEXT },
      account: { type: DataTypes.TEXT },
      covers_from: { type: DataTypes.DATEONLY },
      covers_to: { type: DataTypes.DATEONLY },
      scope: { type: DataTypes.JSONB },
      changes: { type: DataTypes.JSONB },
      first_version: { type: DataTypes.BIGINT },
      last_version: { type: DataTypes.BIGINT },
      undo_until: { type: DataTypes.DATE },
      undone_at: { type: DataTypes.DATE },
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
