/**
 * A column of a result: the PostgreSQL types that it may have, and its TypeScript type `Value`, which exists for the
 * type checker only.
 */
export type Column<Value> = {
  readonly types: readonly number[];
  readonly nullable: boolean;
  /** The values of a text column that has a closed list of them. */
  readonly oneOf?: readonly string[];
  readonly value?: Value;
};
export type Columns = Readonly<Record<string, Column<unknown>>>;
export type RowOf<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer Value> ? Value : never };

/** A constant SQL text and the columns of its result. */
export type Statement<Row extends object> = {
  readonly text: string;
  readonly columns: Columns;
  readonly row?: Row;
};

/**
 * Declares the result of a statement. Where `checkRows` is on (everywhere but in production), the declaration is
 * compared with PostgreSQL's description of the result, so that the type of a row is proved and not only asserted.
 */
export function statement<C extends Columns>(text: string, columns: C): Statement<RowOf<C>> {
  return { text, columns };
}

const column = <Value>(...types: number[]): Column<Value> => ({ types, nullable: false });
const array = <Value>(...types: number[]): Column<Value[]> => ({ types, nullable: false });

/** OIDs of pg_type; they are the same on every PostgreSQL. */
export const uuid = column<string>(2950);
export const text = column<string>(25, 1043, 19);
/** A whole number that JSON holds exactly: int2, int4, int8 (micros and counts, see storage/database.ts). */
export const integer = column<number>(20, 21, 23);
export const real = column<number>(701, 700);
/** A sum of any size (numeric), as its digits. */
export const digits = column<string>(1700);
export const boolean = column<boolean>(16);
/** An instant (timestamptz) as a Date. */
export const instant = column<Date>(1184);
/** A day (date) as YYYY-MM-DD. */
export const day = column<string>(1082);
/** A document; its shape reads it (lib/shape.ts). */
export const json = column<unknown>(114, 3802);
export const bytes = column<Buffer>(17);
export const texts = array<string>(1009);
export const uuids = array<string>(2951);

/** Text that is one of a closed list. */
export function oneOf<const Values extends readonly string[]>(values: Values): Column<Values[number]> {
  return { types: text.types, nullable: false, oneOf: values };
}

/** The same column, which may be NULL. */
export function nullable<Value>(declared: Column<Value>): Column<Value | null> {
  const { types, oneOf: values } = declared;
  return { types, nullable: true, ...(values ? { oneOf: values } : {}) };
}

type Field = { name: string; dataTypeID: number };

/** The differences between a result and its statement's declaration, one line for each. */
export function rowFaults(
  { columns }: Statement<object>,
  fields: readonly Field[],
  rows: readonly Readonly<Record<string, unknown>>[],
): string[] {
  const fieldTypes = new Map(fields.map(({ name, dataTypeID }) => [name, dataTypeID]));
  const extra = [...fieldTypes.keys()].filter((name) => !(name in columns));
  return [
    ...extra.map((name) => `${name} is answered and not declared`),
    ...Object.entries(columns).flatMap(([name, declared]) =>
      columnFaults(name, declared, fieldTypes.get(name), rows),
    ),
  ];
}

function columnFaults(
  name: string,
  { types, nullable: mayBeNull, oneOf: values }: Column<unknown>,
  type: number | undefined,
  rows: readonly Readonly<Record<string, unknown>>[],
): string[] {
  if (type === undefined) return [`${name} is declared and not answered`];
  if (!types.includes(type)) return [`${name} has type ${type}, declared is ${types.join(' or ')}`];
  if (!mayBeNull && rows.some((row) => row[name] === null)) return [`${name} is NULL and not declared so`];
  const invalid = values && rows.find((row) => row[name] !== null && !values.includes(row[name] as string));
  return invalid ? [`${name} is ${String(invalid[name])}, declared is ${values.join(' | ')}`] : [];
}
