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

type Included<I extends readonly SettingsDefinition[]> = I extends readonly [
  SettingsDefinition<infer V>,
  ...infer Others extends readonly SettingsDefinition[],
]
  ? V & Included<Others>
  : unknown;

type Declaration<S extends Shape, I extends readonly SettingsDefinition[], D extends object> = {
  /** Definitions whose values are needed too. */
  includes?: readonly [...I];
  /** The variables and their schemas. Without a value a setting has its default or is absent; empty is no value. */
  shape: S;
  /** Names of the shape that open something: production refuses example values. */
  secrets?: readonly (keyof S & string)[];
  /** Names of the shape that production does not start without. */
  neededInProduction?: readonly (keyof S & string)[];
  /** What else is wrong in production, a line for each fault. */
  checkProduction?: (values: ValuesIn<S>) => string[];
  /** What the product uses instead of the variables as they were given. */
  derive?: (values: ValuesIn<S>, production: boolean) => D;
};

/** One or more settings are wrong or missing: one readable line for each fault. */
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
>(declaration: Declaration<S, I, D>): SettingsDefinition<Included<I> & D> {
  const included: readonly SettingsDefinition[] = declaration.includes ?? [];
  const own = Object.keys(declaration.shape);
  const all = (of: (definition: SettingsDefinition) => readonly string[], mine: readonly string[] = []) => [
    ...new Set([...included.flatMap(of), ...mine]),
  ];
  return {
    own,
    names: all(({ names }) => names, own),
    secrets: all(({ secrets }) => secrets, declaration.secrets),
    neededInProduction: all((d) => d.neededInProduction, declaration.neededInProduction),
    read: (environment) => {
      const readings = [...included.map((d) => d.read(environment)), readOwn(declaration, environment)];
      const values = Object.assign({}, ...readings.map((r) => r.values)) as Included<I> & D;
      return { values, faults: readings.flatMap(({ faults }) => faults) };
    },
  };
}

function readOwn<S extends Shape, I extends readonly SettingsDefinition[], D extends object>(
  declaration: Declaration<S, I, D>,
  environment: Environment,
): Reading<object> {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const parsed = z.object(declaration.shape).safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    return { values: {}, faults: parsed.error.issues.map((i) => `${String(i.path[0])}: ${i.message}`) };
  }
  const production = isProduction(environment);
  const faults = production ? weaknesses(declaration, parsed.data) : [];
  return { values: declaration.derive?.(parsed.data, production) ?? parsed.data, faults };
}

function weaknesses<S extends Shape, I extends readonly SettingsDefinition[], D extends object>(
  { neededInProduction = [], secrets = [], checkProduction }: Declaration<S, I, D>,
  values: ValuesIn<S>,
): string[] {
  const given: Readonly<Record<string, unknown>> = values;
  return [
    ...neededInProduction.filter((name) => !given[name]).map((name) => `${name}: needed in production`),
    ...secrets
      .filter((name) => typeof given[name] === 'string' && EXAMPLES.test(given[name]))
      .map((name) => `${name}: an example value is refused in production`),
    ...(checkProduction?.(values) ?? []),
  ];
}

/**
 * Reads and checks the settings of the given definitions, and of no other. Pure.
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

export const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'])
    .default(fallback ? 'true' : 'false')
    .transform((text) => text === 'true');
