import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { RE2JS } from 're2js';
import type { InputIssue } from '../model/errors.js';
import { nearestName } from '../model/nearest-name.js';
import type { PositionedJson } from './positions.js';
import { ConfigSchema } from './schema.js';

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, discriminator: true });
addFormats.default(ajv);
ajv.addFormat('linear-regex', { type: 'string', validate: isLinearPattern });

/** Every mistake of a configuration file against its schema, in the order of the file. */
export const schemaIssues = issuesAgainst(ConfigSchema);

/** Gives what finds every mistake of a file against a schema, in the order of the file. */
export function issuesAgainst(schema: object): (json: PositionedJson) => readonly InputIssue[] {
  const check = ajv.compile(schema);
  return (json) => (check(json.value) ? [] : issuesOf(json, check.errors ?? []));
}

function issuesOf(json: PositionedJson, found: readonly ErrorObject[]): readonly InputIssue[] {
  const errors = withoutOtherBranches(found);
  const issues = errors.map((error) => toIssue(json, error));
  const seen = new Set<string>();
  return issues
    .filter((issue) => {
      const key = `${issue.line}:${issue.column}:${issue.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

/** Whether the engine that runs in linear time takes the pattern. */
function isLinearPattern(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

/** A union that fails reports every branch; keep what is said of the branch that was meant. */
function withoutOtherBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  let kept = [...errors];
  for (const union of unions) {
    const inside = (error: ErrorObject): boolean =>
      error !== union &&
      error.schemaPath.startsWith(`${union.schemaPath}/`) &&
      error.instancePath.startsWith(union.instancePath);
    const meant = kept.filter(
      (error) => inside(error) && error.instancePath.length > union.instancePath.length,
    );
    kept = kept.filter((error) => !inside(error) || meant.includes(error));
    if (meant.length > 0) kept = kept.filter((error) => error !== union);
  }
  return kept;
}

function toIssue(json: PositionedJson, error: ErrorObject): InputIssue {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const name = path.join('.') || 'the file';
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      const known = Object.keys(
        (error.parentSchema as { properties?: object } | undefined)?.properties ?? {},
      );
      const near = nearestName(key, known);
      const hint = near === null ? `expected one of: ${known.join(', ')}` : `did you mean "${near}"?`;
      return json.issueAt([...path, key], `"${[...path, key].join('.')}" is not a known key; ${hint}`, 'key');
    }
    case 'required':
      return json.issueAt(path, `${name} lacks "${String(error.params.missingProperty)}"; add it`, 'value');
    case 'enum':
      return json.issueAt(path, `${name} must be one of: ${allowedValues(error).join(', ')}`);
    case 'discriminator':
      return json.issueAt([...path, 'type'], `${name}.type ${kindHint(error)}`);
    case 'oneOf':
      return json.issueAt(path, `${name} needs exactly one of clientSecret, certificate, federatedToken`);
    case 'anyOf':
      return json.issueAt(path, `${name} must be ${expectedOf(error)}`);
    case 'format':
      return json.issueAt(path, `${name} must be ${formatName(String(error.params.format))}`);
    default:
      return json.issueAt(path, `${name} ${error.message ?? 'is not valid'}`);
  }
}

/** The types that a union tells apart, and the nearest to what was written. */
function kindHint(error: ErrorObject): string {
  const branches = (
    (error.parentSchema as { oneOf?: readonly KindBranch[] } | undefined)?.oneOf ?? []
  ).flatMap((branch) => branch.properties?.type?.const ?? []);
  const near = nearestName(String((error.params as { tagValue?: unknown }).tagValue), branches);
  return near === null ? `must be one of: ${branches.join(', ')}` : `is not known; did you mean "${near}"?`;
}

interface KindBranch {
  readonly properties?: { readonly type?: { readonly const?: string } };
}

function allowedValues(error: ErrorObject): readonly string[] {
  return (error.params as { allowedValues?: readonly unknown[] }).allowedValues?.map(String) ?? [];
}

interface Branch {
  readonly enum?: readonly string[];
  readonly type?: string;
  readonly properties?: object;
}

function expectedOf(error: ErrorObject): string {
  const branches = (error.schema as readonly Branch[] | undefined) ?? [];
  return branches
    .map((branch) => {
      if (branch.enum !== undefined) return `one of ${branch.enum.join(', ')}`;
      if (branch.properties !== undefined) return `an object {${Object.keys(branch.properties).join(', ')}}`;
      return `a ${branch.type ?? 'value'}`;
    })
    .join(', or ');
}

function formatName(format: string): string {
  if (format === 'uuid') return 'a GUID such as 11111111-2222-3333-4444-555555555555';
  if (format === 'linear-regex') return 'a regular expression without look-around or back references';
  return `a ${format}`;
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
