import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { YamlDocument } from '../content/yaml-documents.js';
import { compileDetection } from './language/compile-detection.js';
import { Issues } from './language/issues.js';
import { PlaceholderLists } from './language/placeholders.js';
import { readLogSource } from './read-log-source.js';
import { readMetadata } from './read-metadata.js';
import type { CompiledRule } from './rule.js';

/** A rule, or null when it has errors. */
export interface ReadRule {
  readonly compiled: CompiledRule | null;
  readonly issues: Issues;
}

/** Reads a document that has a `detection`. Every mistake in it is reported, not only the first. */
export function readRule(document: YamlDocument, placeholders = new PlaceholderLists([])): ReadRule {
  const issues = new Issues(document);
  const body: JsonObject = isJsonObject(document.value) ? document.value : {};
  refuseOtherTaxonomies(body, issues);
  const logSource = readLogSource(body.logsource, ['logsource'], issues);
  const expression = compileDetection('detection', body.detection, { issues, placeholders });
  const rule = readMetadata(document, body, logSource, issues);
  if (issues.errors.length > 0 || rule === null || logSource === null || expression === null) {
    return { compiled: null, issues };
  }
  return {
    compiled: { rule, name: typeof body.name === 'string' ? body.name : null, logSource, expression },
    issues,
  };
}

function refuseOtherTaxonomies(body: JsonObject, issues: Issues): void {
  const { taxonomy, action } = body;
  if (taxonomy !== undefined && taxonomy !== 'sigma') {
    issues.error(
      ['taxonomy'],
      `taxonomy "${String(taxonomy)}" is not supported; use the field names of taxonomy "sigma"`,
    );
  }
  if (action !== undefined) {
    issues.error(
      ['action'],
      'rule collections ("action") left Sigma with version 2; write whole rules',
      'key',
    );
  }
}
