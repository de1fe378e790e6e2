import { z } from 'zod';
import type { ActionContract } from './action.ts';

declare const held: unique symbol;
/** JSON text of a `T`: hot reads pass on what PostgreSQL made, and nothing is parsed on the way to the client. */
export type JsonText<T> = string & { readonly [held]: T };

/** By schema of a text: the schema of what the text holds. */
const contents = new WeakMap<z.ZodType, z.ZodType>();

/** Text that is the JSON of what `schema` describes. Parsing the text with this schema parses what it holds, too. */
export function jsonText<S extends z.ZodType>(schema: S): z.ZodCustom<JsonText<z.output<S>>> {
  const text = z
    .custom<JsonText<z.output<S>>>((value) => typeof value === 'string', 'JSON text')
    .superRefine((value, ctx) => {
      const parsed = schema.safeParse(parseJson(value));
      for (const { path, message } of parsed.error?.issues ?? [])
        ctx.addIssue({ code: 'custom', path: [...path], message });
    });
  contents.set(text, schema);
  return text;
}

/** The same text, for whoever made it and knows what it holds. */
export const asJsonText = <T>(text: string): JsonText<T> => text as JsonText<T>;

/** What clients get: what the result's `text` holds where that is JSON text, else the result. */
export const answerSchema = ({ result }: ActionContract): z.ZodType => contentOf(result) ?? result;

/** True when the answer to clients is the `text` of the result. */
export const answersWithText = ({ result }: ActionContract): boolean => contentOf(result) !== undefined;

function contentOf(result: z.ZodType): z.ZodType | undefined {
  if (!(result instanceof z.ZodObject)) return undefined;
  const { text } = result.shape as Record<string, z.ZodType>;
  return text && contents.get(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
