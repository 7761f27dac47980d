import { placesOf, type Taxonomy } from '../../../agent/detect/sigma/fields/taxonomy.js';
import type { Expression } from '../../../agent/detect/sigma/language/expression.js';
import type { CompiledRule } from '../../../agent/detect/sigma/rule.js';
import type { JsonObject } from '../../../agent/model/json.js';
import type { RawRecord } from '../../../agent/model/raw-record.js';

/** A field and a value that it must have. */
type Demand = readonly [field: string, value: string];

const MAX_WAYS = 50;

/**
 * Records that are made to satisfy a rule under a mapping, in the layout of its log and with no field that the mapping
 * does not know. Whether they do is for the engine to say.
 */
export function* recordsFor({ expression }: CompiledRule, taxonomy: Taxonomy): Generator<RawRecord> {
  const here = taxonomy.when === null ? [[]] : waysOf(taxonomy.when);
  for (const way of waysOf(expression)) {
    for (const when of here) {
      const body = {};
      for (const [field, value] of when) put(body, field.split('.'), value);
      const isPlaced = way.every((demand) => place(body, demand, taxonomy));
      const [shape] = taxonomy.shapes;
      if (isPlaced && shape !== undefined) yield { key: 'k', source: 's', shape, occurredAt: null, body };
    }
  }
}

/** Each way to satisfy an expression, as far as equal and contained texts can; what must not be is left out. */
function waysOf(expression: Expression): readonly (readonly Demand[])[] {
  switch (expression.type) {
    case 'or':
      return expression.parts.flatMap(waysOf).slice(0, MAX_WAYS);
    case 'and':
      return expression.parts.reduce<readonly (readonly Demand[])[]>(
        (ways, part) =>
          ways.flatMap((way) => waysOf(part).map((more) => [...way, ...more])).slice(0, MAX_WAYS),
        [[]],
      );
    case 'field':
      return (expression.equals ?? expression.needles ?? []).map((text) => [[expression.field, text]]);
    default:
      return [[]];
  }
}

function place(body: JsonObject, [field, value]: Demand, taxonomy: Taxonomy): boolean {
  if (taxonomy.constants.has(field.toLowerCase())) return true;
  const { names } = taxonomy;
  const known = placesOf(taxonomy, field).find(
    ({ within, path }) =>
      within === 'record' &&
      (names === null ||
        path
          .toLowerCase()
          .split('.')
          .every((part) => names.has(part))),
  );
  if (known === undefined) return false;
  put(body, known.path.split('.'), value);
  return true;
}

/** Several values for one field become a list. */
function put(body: object, [head = '', ...rest]: readonly string[], value: string): void {
  const at = body as Record<string, unknown>;
  const known = Object.keys(at).find((key) => key.toLowerCase() === head.toLowerCase()) ?? head;
  const now = at[known];
  if (rest.length > 0) {
    const inner = typeof now === 'object' && now !== null ? now : {};
    at[known] = inner;
    put(inner, rest, value);
  } else if (now === undefined) at[known] = value;
  else if (now !== value) at[known] = [now, value].flat();
}
