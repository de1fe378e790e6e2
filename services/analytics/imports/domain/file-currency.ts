import { currencyInHeader } from './columns.ts';
import type { Header } from './header.ts';
import { currencyOfSign } from './numbers.ts';
import { unreadable } from './unreadable.ts';

/** `€` in `Cost (€)`. */
const IN_BRACKETS = /[(（[]([^)）\]]*)[)）\]]\s*$/;

/**
 * What a file says about its currency: its header, the choice of the person who sent it, the signs in its cells of money, and the
 * codes (in capitals) that its rows name.
 */
type CurrencySources = {
  readonly header: Header;
  readonly chosen: string | null;
  readonly signs: Iterable<string>;
  readonly codes: ReadonlySet<string>;
};

/**
 * The currency of rows that name none: the one that was chosen, the only one that the other rows name, or that of the
 * header or of a money sign; null when every row must name its own. @throws AppError IMPORT_UNREADABLE
 */
export function fileCurrency(
  { header, chosen, signs: inMoney, codes: named }: CurrencySources,
  say: (code: string, message: string) => void,
): string | null {
  const titled = new Set(
    (['cost', 'conversionValue'] as const)
      .map((field) => header.cells[header.columns.get(field) ?? -1] ?? '')
      .map((cell) => currencyInHeader(cell) ?? currencyOfSign(IN_BRACKETS.exec(cell)?.[1] ?? ''))
      .filter((code) => code !== null),
  );
  const signs = new Set([...titled, ...inMoney]);
  const stranger = [...titled].find((code) => named.size > 0 && !(named.size === 1 && named.has(code)));
  if (stranger)
    throw unreadable(
      `The header says ${stranger}, but the column of currencies says ${[...named].join(', ')}.`,
    );
  const other = [...signs, ...named].find((code) => chosen && code !== chosen);
  if (other)
    say('CURRENCY_DISAGREES', `The file says ${other}; rows without a currency were read as ${chosen}.`);
  if (chosen) return chosen;
  if (named.size > 0) return named.size === 1 ? ([...named][0] ?? null) : null;
  if (signs.size > 1)
    throw unreadable('The money of the file is in several currencies: add "Currency code".');
  const [sign = null] = signs;
  if (!sign && !header.columns.has('currency')) {
    throw unreadable('The column "Currency code" is missing: add it to the report, or say the currency.');
  }
  return sign;
}
