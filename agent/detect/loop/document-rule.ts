import type { YAMLMap } from 'yaml';

/** The rule that findings of a document give: its id, or `behaviour:<type>`. Null for a document that tells neither. */
export function documentRule(document: YAMLMap): string | null {
  const type: unknown = document.getIn(['behaviour', 'type']);
  if (typeof type === 'string') return `behaviour:${type}`;
  const id: unknown = document.get('id');
  return typeof id === 'string' ? id : null;
}
