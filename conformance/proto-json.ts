import protobuf from 'protobufjs';

type Fault = string;

/**
 * What a JSON value has that its message does not: unknown names, unknown values of enums, values of another type, two members
 * of a oneof. By the rules of ProtoJSON; int64 must be a string, as the API sends it.
 */
export function fits(value: unknown, type: protobuf.Type, at: string): Fault[] {
  const special = WELL_KNOWN[type.fullName];
  if (special !== undefined) return special(value) ? [] : [wrong(at, type.name, value)];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [wrong(at, type.name, value)];
  const given = Object.entries(value);
  return [
    ...given.flatMap(([name, member]) => {
      const field = type.fieldsArray.find((one) => one.name === name);
      return field === undefined
        ? [`${at}.${name} is not known`]
        : fieldFaults(member, field, `${at}.${name}`);
    }),
    ...type.oneofsArray
      .map((oneof) => given.map(([name]) => name).filter((name) => oneof.oneof.includes(name)))
      .filter((names) => names.length > 1)
      .map((names) => `${at}: only one of ${names.join(', ')} may be set`),
  ];
}

function fieldFaults(value: unknown, field: protobuf.Field, at: string): Fault[] {
  if (!field.repeated) return memberFaults(value, field, at);
  if (!Array.isArray(value)) return [wrong(at, 'list', value)];
  return value.flatMap((member, index) => memberFaults(member, field, `${at}[${index}]`));
}

function memberFaults(value: unknown, field: protobuf.Field, at: string): Fault[] {
  const type = field.resolvedType;
  if (type instanceof protobuf.Type) return fits(value, type, at);
  if (type instanceof protobuf.Enum)
    return typeof value === 'string' && Object.hasOwn(type.values, value)
      ? []
      : [wrong(at, type.name, value)];
  return SCALARS[field.type]?.(value) === true ? [] : [wrong(at, field.type, value)];
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isInt64 = (value: unknown): boolean => isText(value) && /^-?\d{1,19}$/.test(value);

const SCALARS: Record<string, (value: unknown) => boolean> = {
  string: isText,
  bytes: isText,
  bool: (value) => typeof value === 'boolean',
  double: isNumber,
  float: isNumber,
  int32: Number.isInteger,
  uint32: Number.isInteger,
  int64: isInt64,
  uint64: isInt64,
};

const WELL_KNOWN: Record<string, (value: unknown) => boolean> = {
  '.google.protobuf.FieldMask': (value) => isText(value) && /^[A-Za-z0-9_.]+(,[A-Za-z0-9_.]+)*$/.test(value),
  '.google.protobuf.Duration': (value) => isText(value) && /^-?\d+(\.\d{1,9})?s$/.test(value),
};

const wrong = (at: string, type: string, value: unknown): Fault =>
  `${at} is no ${type}: ${JSON.stringify(value)}`;
