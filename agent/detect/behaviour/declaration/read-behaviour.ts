import { isJsonObject, type JsonObject } from '../../../model/json.js';
import { nearestName } from '../../../model/nearest-name.js';
import { refuseUnknown } from '../../content/refuse-unknown.js';
import type { YamlDocument } from '../../content/yaml-documents.js';
import { Issues } from '../../sigma/language/issues.js';
import { ATTRIBUTE_KEYS, type Attributes, readAttributes } from '../../sigma/read-attributes.js';
import type { Behaviour } from './behaviour.js';
import { BEHAVIOUR_TYPES, type BehaviourName, type BehaviourType } from './behaviour-types.js';
import { readParameters } from './read-parameters.js';
import { readWeight } from './read-weight.js';
import { isBehaviourName } from './settings-of.js';

/** What may stand at the top of a behaviour's file. Of what Sigma allows there, all but what makes a rule. */
export const BEHAVIOUR_KEYS = [
  'title',
  'id',
  ...ATTRIBUTE_KEYS,
  'tags',
  'behaviour',
  'falsepositives',
  'level',
  'runbook',
  'mailwarden',
];

/**
 * Reads a document with a `behaviour`. What it leaves out is as the product has it, points too unless a level stands in their place.
 * Null when it has errors, of which every one is reported.
 */
export function readBehaviour(document: YamlDocument): { behaviour: Behaviour | null; issues: Issues } {
  const issues = new Issues(document);
  const body: JsonObject = isJsonObject(document.value) ? document.value : {};
  refuseUnknown(body, BEHAVIOUR_KEYS, [], issues);
  const attributes = readAttributes(body, issues);
  const type = readType(body, issues);
  if (type === null) return { behaviour: null, issues };
  const behaviour = assemble(document, body, attributes, type, issues);
  return { behaviour: issues.errors.length === 0 ? behaviour : null, issues };
}

function assemble(
  document: YamlDocument,
  body: JsonObject,
  attributes: Attributes,
  type: BehaviourName,
  issues: Issues,
): Behaviour {
  const known: BehaviourType = BEHAVIOUR_TYPES[type];
  const { title, tags: _tags, techniques, ...others } = attributes;
  return {
    type,
    ...others,
    title: title ?? known.title,
    description: readDescription(body, issues),
    techniques: body.tags === undefined ? known.techniques : techniques,
    parameters: readParameters(body.behaviour, known, issues),
    ...readWeight(body.mailwarden, known, others.level, issues),
    file: document.file,
    line: document.lineOf(['title']),
  };
}

function readDescription({ description }: JsonObject, issues: Issues): string | null {
  if (typeof description === 'string') return description.trim();
  if (description !== undefined) issues.error(['description'], 'description must be a text');
  return null;
}

function readType({ behaviour }: JsonObject, issues: Issues): BehaviourName | null {
  const type = isJsonObject(behaviour) ? behaviour.type : undefined;
  if (typeof type === 'string' && isBehaviourName(type)) return type;
  const names = Object.keys(BEHAVIOUR_TYPES);
  if (type === undefined) {
    issues.error(['behaviour'], `behaviour must be a map with a type, which is one of: ${names.join(', ')}`);
    return null;
  }
  const near = typeof type === 'string' ? nearestName(type, names) : null;
  const hint = near === null ? `expected one of: ${names.join(', ')}` : `did you mean "${near}"?`;
  issues.error(['behaviour', 'type'], `behaviour.type ${JSON.stringify(type)} is not known; ${hint}`);
  return null;
}
