import type { Field } from './columns.ts';

/** Something about a cell of an accepted line that the person who sent the file should know. */
export type Note = { readonly field: Field; readonly code: string; readonly message: string };

/** Why a record is rejected; the message is for the person who sent the file. */
export class RowFault extends Error {}
