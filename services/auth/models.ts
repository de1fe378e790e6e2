import { DataTypes, Model } from 'sequelize';
import type { ApprovalPolicy } from '../../contracts/auth/identity.ts';
import type { Database } from '../../storage/database.ts';

export class OrganizationModel extends Model {
  declare id: string;
  declare name: string;
  declare approval_policy: ApprovalPolicy;
  declare created_at: Date;
}

function define(database: Database) {
  // a class of this database alone: a class belongs to the Sequelize of its last init
  const Organizations = class extends OrganizationModel {};
  Organizations.init(
    {
      id: { type: DataTypes.UUID, allowNull: false, primaryKey: true },
      name: { type: DataTypes.TEXT, allowNull: false },
      approval_policy: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'two_people' },
      created_at: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize: database.sequelize, tableName: 'organizations', timestamps: false },
  );
  return { organizations: Organizations };
}

/** The model of organisations, whose settings are administered one at a time; everything else is SQL in the stores. */
export const models = { names: ['organizations'], define } as const;
