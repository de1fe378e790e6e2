import { currencyRateContracts } from '../../../contracts/analytics/currency-rates.ts';
import { placesOf } from '../../../contracts/places.ts';
import { invalidField } from '../../../lib/errors.ts';
import { answerMaker } from '../exchange/answer.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { paramsReader } from '../exchange/params.ts';
import { queryReader } from '../exchange/query.ts';
import { decodeUtf8, JSON_LIMIT, mediaType, readBody } from '../http/read-body.ts';

const contract = currencyRateContracts.setCurrencyRates;
const readParams = paramsReader(contract);
const readQuery = queryReader(placesOf(contract).query);
const answer = answerMaker(contract);
const COLUMNS = ['day', 'from', 'to', 'rate', 'source'];

/** PUT /api/analytics/rates: rates as JSON, or as CSV with the columns day, from, to, rate and source in any order. */
export async function uploadCurrencyRates(exchange: Exchange): Promise<Answer> {
  const params = await paramsOf(exchange);
  return answer(await exchange.inShare(() => exchange.call(contract, params as never)));
}

async function paramsOf(exchange: Exchange): Promise<unknown> {
  if (mediaType(exchange.request) !== 'text/csv') return readParams(exchange);
  readQuery(exchange.query);
  return { rates: ratesIn(decodeUtf8(await readBody(exchange.request, JSON_LIMIT))) };
}

/** The rates of a file; what their cells hold is the action's to check. @throws AppError REQUEST_INVALID */
export function ratesIn(text: string): Record<string, string>[] {
  const [header = [], ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(cellsOf);
  const names = header.map((name) => name.trim().toLowerCase());
  if (names.toSorted().join() !== COLUMNS.toSorted().join())
    throw invalidField(
      '',
      'CSV_COLUMNS',
      `The first line names the columns ${COLUMNS.join(', ')}, with commas between them.`,
    );
  return lines.map((cells, at) => {
    if (cells.length !== names.length)
      throw invalidField(
        `rates.${at}`,
        'CSV_LINE',
        `A line has ${names.length} cells; this one has ${cells.length}.`,
      );
    return Object.fromEntries(names.map((name, column) => [name, (cells[column] ?? '').trim()]));
  });
}

/** The cells of a line (RFC 4180); a cell in quotes may hold commas and doubled quotes, and no line end. */
function cellsOf(line: string): string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
