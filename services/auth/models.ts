import { DataTypes, Model } from 'sequelize';
import type { Role } from '../../contracts/permissions.ts';
import type { Database } from '../../storage/database.ts';

export class OrganizationModel extends Model {
  declare id: string;
  declare name: string;
  declare approval_policy: 'two_people' | 'self_with_step_up';
  declare created_at: Date;
}

export class InvitationModel extends Model {
  declare organization_id: string;
  declare id: string;
  declare email: string;
  declare role: Role;
  declare status: 'pending' | 'accepted' | 'withdrawn';
  declare token_hash: Buffer;
  declare invited_by: string;
  declare created_at: Date;
  declare expires_at: Date;
}

// made anew for each column: Sequelize writes the column's name into the object that it is given
const text = () => ({ type: DataTypes.TEXT, allowNull: false });
const uuid = () => ({ type: DataTypes.UUID, allowNull: false });
const instant = () => ({ type: DataTypes.DATE, allowNull: false });

function define(database: Database) {
  const { sequelize } = database;
  // classes of this database alone: a class is bound to the Sequelize of its last init
  const Organizations = class extends OrganizationModel {};
  const Invitations = class extends InvitationModel {};
  Organizations.init(
    {
      id: { ...uuid(), primaryKey: true },
      name: text(),
      approval_policy: { ...text(), defaultValue: 'two_people' },
      created_at: instant(),
    },
    { sequelize, tableName: 'organizations', timestamps: false },
  );
  Invitations.init(
    {
      organization_id: { ...uuid(), primaryKey: true },
      id: { ...uuid(), primaryKey: true },
      email: text(),
      role: text(),
      status: text(),
      token_hash: { type: DataTypes.BLOB, allowNull: false },
      invited_by: uuid(),
      created_at: instant(),
      expires_at: instant(),
    },
    { sequelize, tableName: 'invitations', timestamps: false },
  );
  return { organizations: Organizations, invitations: Invitations };
}

/** Models of the tables that are administered rarely; everything else is prepared SQL in store/. */
export const models = { names: ['organizations', 'invitations'], define } as const;
