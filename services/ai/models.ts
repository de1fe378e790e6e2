import { DataTypes, Model } from 'sequelize';
import type { Database } from '../../storage/database.ts';

/** A generation that ended: what was asked, what came, who paid which tokens. */
export class Generation extends Model {
  declare organization_id: string;
  declare id: string;
  declare user_id: string;
  declare status: 'succeeded' | 'failed';
  declare error_code: string | null;
  declare brief_hash: string;
  declare brief: object;
  declare structure: object | null;
  declare checks: object[];
  declare provider: 'builtin' | 'openai';
  declare model: string;
  declare prompt_version: string;
  declare input_tokens: number;
  declare output_tokens: number;
  declare created_at: Date;
}

/** Binds the models of this service to its database. */
export function defineModels({ sequelize }: Database) {
  const text = { type: DataTypes.TEXT, allowNull: false };
  const tokens = { type: DataTypes.BIGINT, allowNull: false };
  const key = { type: DataTypes.UUID, allowNull: false, primaryKey: true };
  Generation.init(
    {
      organization_id: key,
      id: key,
      user_id: { type: DataTypes.UUID, allowNull: false },
      status: text,
      error_code: DataTypes.TEXT,
      brief_hash: text,
      brief: { type: DataTypes.JSONB, allowNull: false },
      structure: DataTypes.JSONB,
      checks: { type: DataTypes.JSONB, allowNull: false },
      provider: text,
      model: text,
      prompt_version: text,
      input_tokens: tokens,
      output_tokens: tokens,
      created_at: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'generations', timestamps: false },
  );
  return { generation: Generation };
}
