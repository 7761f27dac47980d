import { basename } from 'node:path';
import { stemOf } from '../../detect/content/read-rule-test.js';
import type { Rule } from '../../detect/sigma/rule.js';
import { InputError } from '../../model/errors.js';
import { nearestName } from '../../model/nearest-name.js';

/** By what a rule, correlation or behaviour is called. */
export interface Findable {
  readonly rule: Pick<Rule, 'id' | 'title' | 'file'>;
  readonly name: string | null;
}

/** The one that a person means by its id, name, title or file name. Raises `InputError` when there is none, or not one. */
export function findRule<T extends Findable>(wanted: string, rules: readonly T[], directory: string): T {
  const meant = rules.filter((one) => namesOf(one).includes(wanted.toLowerCase()));
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only;
  const message =
    only === undefined
      ? `"${wanted}" is the id, name, title or file of no rule here${hint(wanted, rules)}`
      : `"${wanted}" means ${meant.length} rules; give an id: ${meant.map(({ rule }) => rule.id).join(', ')}`;
  throw new InputError([{ file: directory, line: null, column: null, message }]);
}

function hint(wanted: string, rules: readonly Findable[]): string {
  const near = nearestName(wanted.toLowerCase(), rules.flatMap(namesOf));
  return near === null
    ? '; mailwarden rules check lists what is wrong with the others'
    : `; did you mean "${near}"?`;
}

function namesOf({ rule, name }: Findable): readonly string[] {
  const names = [
    rule.id,
    name ?? rule.id,
    rule.title,
    rule.file,
    basename(rule.file),
    basename(stemOf(rule.file)),
  ];
  return names.map((one) => one.toLowerCase());
}
