/** A column whose texts are sealed under the data key of the row's organisation. Its table has `organization_id` and `id`. */
export type SealedColumn = { readonly table: string; readonly column: string };

/** Where a sealed text is stored. */
export type Place = SealedColumn & { organizationId: string; id: string };

/**
 * What is authenticated with the ciphertext, so that a text moved to another organisation, table, column or row does
 * not open.
 */
export const placeText = ({ organizationId, table, column, id }: Place): string =>
  [organizationId, table, column, id].join('|');
