import { spelling } from './columns.ts';
import type { CsvRecord } from './text.ts';

/** The words of total rows in the languages of the headers, in the form that `spelling` gives them. */
const WORDS =
  '(?:grand )?(?:totals?|totale|totales|totali|totaux|totaal|gesamt|gesamtsumme|gesamtergebnis|insgesamt|summe|sum|suma|' +
  'soma|somme|somma|som|total general|total geral|totale complessivo|eindtotaal|razem|łacznie|ogołem|suma koncowa)|' +
  ['合計', '総計', '総合計', '計'].map(spelling).join('|');
const TOTAL = new RegExp(`^(?:${WORDS})$`);
/** Whether a text is the word of a total, and nothing else. */
export const isTotalWord = (text: string): boolean => TOTAL.test(spelling(text));
const COLON = /^([^:：]*)[:：]/;

/**
 * A record without a day whose first text is `Total: Account`, `Gesamt: Konto`, `Total : compte` and the like, or the
 * word alone. A campaign with the name "Total Wine" is data.
 */
export function isTotal({ cells }: Pick<CsvRecord, 'cells'>): boolean {
  const label = labelOf({ cells });
  return TOTAL.test(spelling(COLON.exec(label)?.[1] ?? label));
}

/** The first text of a record. */
export const labelOf = ({ cells }: Pick<CsvRecord, 'cells'>): string =>
  cells.find((cell) => cell !== '' && !/^-{1,2}$/.test(cell)) ?? '';
