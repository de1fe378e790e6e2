/**
 * How the fields that a REST client may send are described. `!` marks output only, `=` immutable after creation.
 */
export type FieldType =
  | 'string'
  | 'date'
  | 'int64'
  | 'double'
  | 'bool'
  | { readonly enum: readonly string[] }
  | { readonly message: MessageType }
  | { readonly list: FieldType };
export type Field = { readonly type: FieldType; readonly mark?: '!' | '=' };
export type MessageType = { readonly [name: string]: Field };

export const of = (type: FieldType, mark?: '!' | '='): Field =>
  mark === undefined ? { type } : { type, mark };
export const oneOf = (...values: string[]): FieldType => ({ enum: values });
export const message = (fields: MessageType): FieldType => ({ message: fields });
export const list = (type: FieldType): FieldType => ({ list: type });
