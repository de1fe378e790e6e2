import { z } from 'zod';
import type { Environment } from './environment.ts';

type Shape = Readonly<Record<string, z.ZodType>>;
type ValuesIn<S extends Shape> = z.output<z.ZodObject<S>>;
type Reading<Values> = { faults: readonly string[]; values: Values };

/** The settings that one part of the product reads from the environment. */
export type SettingsDefinition<Values extends object = object> = {
  /** The variables that this definition declares itself. */
  own: readonly string[];
  /** Every variable that is read: its own, and those of the definitions that it includes. */
  names: readonly string[];
  secrets: readonly string[];
  neededInProduction: readonly string[];
  /** The values; incomplete where there are faults, one line for each. */
  read: (environment: Environment) => Reading<Values>;
};
export type ValuesOf<D extends SettingsDefinition> = D extends SettingsDefinition<infer V> ? V : never;

type IncludedValues<I extends readonly SettingsDefinition[]> = I extends readonly [
  SettingsDefinition<infer V>,
  ...infer Others extends readonly SettingsDefinition[],
]
  ? V & IncludedValues<Others>
  : unknown;

type Declaration<S extends Shape, I extends readonly SettingsDefinition[], D extends object> = {
  /** Definitions whose values are needed too. */
  includes?: readonly [...I];
  /** The variables with their schemas. A variable that is missing or empty has its default, or is absent. */
  shape: S;
  /** Names of the shape that are secrets: production refuses example values for them. */
  secrets?: readonly (keyof S & string)[];
  /** Names of the shape that production needs. */
  neededInProduction?: readonly (keyof S & string)[];
  /** Further faults in production, one line for each. */
  checkProduction?: (values: ValuesIn<S>) => string[];
  /** Computes the values that the product uses from the variables. */
  derive?: (values: ValuesIn<S>, production: boolean) => D;
};

/** One or more settings are wrong or missing; the message has one line for each. */
export class SettingsError extends Error {
  constructor(faults: readonly string[]) {
    super(
      faults.length === 1 ? faults[0] : `Settings are wrong:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    );
    this.name = 'SettingsError';
  }
}

const EXAMPLES = /change-?me|example|secret-?here|your-|<.*>|^(.)\1*$/i;
const isProduction = (environment: Environment) => environment['NODE_ENV'] === 'production';

/** Declares settings; nothing is read before {@link parseSettings}. */
export function defineSettings<
  const S extends Shape,
  I extends readonly SettingsDefinition[] = [],
  D extends object = ValuesIn<S>,
>(declaration: Declaration<S, I, D>): SettingsDefinition<IncludedValues<I> & D> {
  const included: readonly SettingsDefinition[] = declaration.includes ?? [];
  const own = Object.keys(declaration.shape);
  const all = (
    namesOf: (definition: SettingsDefinition) => readonly string[],
    ownNames: readonly string[] = [],
  ) => [...new Set([...included.flatMap(namesOf), ...ownNames])];
  return {
    own,
    names: all(({ names }) => names, own),
    secrets: all(({ secrets }) => secrets, declaration.secrets),
    neededInProduction: all((d) => d.neededInProduction, declaration.neededInProduction),
    read: (environment) => {
      const readings = [...included.map((d) => d.read(environment)), readOwn(declaration, environment)];
      const values = Object.assign({}, ...readings.map((r) => r.values)) as IncludedValues<I> & D;
      return { values, faults: readings.flatMap(({ faults }) => faults) };
    },
  };
}

function readOwn<S extends Shape, I extends readonly SettingsDefinition[], D extends object>(
  declaration: Declaration<S, I, D>,
  environment: Environment,
): Reading<object> {
  const variables = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const parsed = z.object(declaration.shape).safeParse(Object.fromEntries(variables));
  if (!parsed.success) {
    return { values: {}, faults: parsed.error.issues.map((i) => `${String(i.path[0])}: ${i.message}`) };
  }
  const production = isProduction(environment);
  const faults = production ? productionFaults(declaration, parsed.data) : [];
  return { values: declaration.derive?.(parsed.data, production) ?? parsed.data, faults };
}

function productionFaults<S extends Shape, I extends readonly SettingsDefinition[], D extends object>(
  { neededInProduction = [], secrets = [], checkProduction }: Declaration<S, I, D>,
  values: ValuesIn<S>,
): string[] {
  const settings: Readonly<Record<string, unknown>> = values;
  return [
    ...neededInProduction.filter((name) => !settings[name]).map((name) => `${name}: needed in production`),
    ...secrets
      .filter((name) => [settings[name]].flat().some((v) => typeof v === 'string' && EXAMPLES.test(v)))
      .map((name) => `${name}: an example value is refused in production`),
    ...(checkProduction?.(values) ?? []),
  ];
}

/**
 * Reads and checks the settings of these definitions. It does not read `process.env`.
 * @returns the values of each definition, under its key
 * @throws SettingsError with every fault of all of them
 */
export function parseSettings<D extends Readonly<Record<string, SettingsDefinition>>>(
  environment: Environment,
  definitions: D,
): { [K in keyof D]: ValuesOf<D[K]> } {
  const readings = Object.entries(definitions).map(([key, d]) => [key, d.read(environment)] as const);
  const faults = new Set(readings.flatMap(([, reading]) => reading.faults));
  if (faults.size > 0) throw new SettingsError([...faults]);
  return Object.fromEntries(readings.map(([key, { values }]) => [key, values])) as {
    [K in keyof D]: ValuesOf<D[K]>;
  };
}

/** A TCP port; 0 lets the system choose. */
export const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);

export const wholeNumber = (fallback: number, min = 1) => z.coerce.number().int().min(min).default(fallback);

/** Words separated by commas; none without a value. */
export const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean),
  );

/** A secret and, while it is being replaced, its earlier values behind it, separated by commas: they still open. */
export const rotatedSecret = z
  .string()
  .transform((text) => text.split(',').map((value) => value.trim()))
  .pipe(z.tuple([rotatedValue()], rotatedValue()));

function rotatedValue() {
  return z.string().min(32, 'at least 32 bytes');
}

export const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'])
    .default(fallback ? 'true' : 'false')
    .transform((text) => text === 'true');
