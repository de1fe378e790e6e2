/**
 * Whether the person's address counted as proved when a factor was added: where no proof is asked for, it does. A reset that
 * proves an address for the first time ends the factors that were added while it counted for nothing. Of factors that are
 * there already nobody knows (null), and they are ended as before.
 */
export const up = `ALTER TABLE factors ADD COLUMN address_counted boolean;`;

export const down = `ALTER TABLE factors DROP COLUMN address_counted;`;
