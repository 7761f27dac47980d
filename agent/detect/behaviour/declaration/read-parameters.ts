import { isJsonObject, type JsonValue } from '../../../model/json.js';
import { refuseUnknown } from '../../content/refuse-unknown.js';
import { parseTimespan } from '../../correlation/read-timespan.js';
import type { Issues } from '../../sigma/language/issues.js';
import type { BehaviourType } from './behaviour-types.js';
import { type BehaviourParameter, writeParameter } from './parameter.js';

/** Every parameter of a type: as given beside `type`, else the standard. Spans in milliseconds. Unknown ones are refused. */
export function readParameters(
  value: JsonValue | undefined,
  { parameters }: BehaviourType,
  issues: Issues,
): Readonly<Record<string, number>> {
  const given = isJsonObject(value) ? value : {};
  refuseUnknown(given, ['type', ...Object.keys(parameters)], ['behaviour'], issues);
  const read = Object.entries(parameters).map(([name, parameter]) => {
    const written = given[name];
    const number = written === undefined ? parameter.standard : numberOf(written, parameter);
    if (number === null)
      issues.error(['behaviour', name], `behaviour.${name} must be ${expected(parameter)}`);
    return [name, number ?? parameter.standard] as const;
  });
  return Object.fromEntries(read);
}

function numberOf(value: JsonValue, { kind, min, max }: BehaviourParameter): number | null {
  const number = kind === 'span' ? parseTimespan(value) : value;
  if (typeof number !== 'number' || !(number >= min && number <= max)) return null;
  return kind === 'count' && !Number.isInteger(number) ? null : number;
}

function expected({ kind, standard, min, max, meaning }: BehaviourParameter): string {
  const [least, most, usual] = [min, max, standard].map((one) => writeParameter(kind, one));
  const what = { count: 'a whole number', share: 'a number', span: 'a time with its unit' }[kind];
  return `${what} from ${least} to ${most}, such as ${usual} (${meaning})`;
}
