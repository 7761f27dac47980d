import type { LoadedContent } from '../../detect/content/load-content.js';
import { createRuleSet, type RuleSet } from '../../detect/sigma/rule-set.js';
import { InputError } from '../../model/errors.js';
import { nearestName } from '../../model/nearest-name.js';

/**
 * The rules through every mapping, or through the one that was named; a name stands for its variants too, as
 * `azure-signinlogs` for `azure-signinlogs-graph`. Raises `InputError` for a name that no mapping has.
 */
export function rulesByMapping(content: LoadedContent, name: string | undefined): RuleSet {
  if (name === undefined || name === 'none') return content.rules;
  const { compiled, taxonomies, rules } = content;
  const known = taxonomies.map((taxonomy) => taxonomy.name);
  const chosen = taxonomies.filter(
    (taxonomy) => taxonomy.name === name || taxonomy.name.startsWith(`${name}-`),
  );
  if (chosen.length > 0) return createRuleSet(compiled, chosen, rules.correlations);
  const families = known.map((one) => one.replace(/-[^-]+$/, ''));
  const names = [...new Set(['none', ...families, ...known])];
  const near = nearestName(name, names);
  const hint = near === null ? `expected one of: ${names.join(', ')}` : `did you mean "${near}"?`;
  const message = `there is no mapping "${name}"; ${hint}`;
  throw new InputError([{ file: '--map', line: null, column: null, message }]);
}
