/** Whether the mail of an invitation went out is shown with it. */
export const up = `
  CREATE INDEX mails_invitation ON mails (organization_id, invitation_id) WHERE invitation_id IS NOT NULL;`;

export const down = `DROP INDEX mails_invitation;`;
