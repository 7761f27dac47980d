import { RULE_LEVELS, RULE_STATUSES } from '../../sigma/rule.js';
import { BEHAVIOUR_TYPES, type BehaviourType } from './behaviour-types.js';
import { type BehaviourParameter, writeParameter } from './parameter.js';
import { MOST_POINTS } from './read-weight.js';

const TEXT = { type: 'string', minLength: 1 };
const TEXTS = { type: 'array', items: TEXT };
const TYPES: readonly (readonly [string, BehaviourType])[] = Object.entries(BEHAVIOUR_TYPES);

/** The published JSON Schema of a behaviour's file, by which editors complete and check; made from the types in the code. */
export function behaviourSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://mailwarden.example/schemas/behaviour.schema.json',
    title: 'mailwarden behaviour',
    description:
      'What an account does that it never did before: the numbers and words of one behaviour. Attributes are those of a Sigma rule.',
    type: 'object',
    required: ['title', 'behaviour'],
    additionalProperties: false,
    properties: {
      title: { ...TEXT, maxLength: 256, description: 'What the behaviour finds, in one line.' },
      id: { ...TEXT, description: 'Unique, best a UUID.' },
      status: { enum: RULE_STATUSES },
      description: { type: 'string' },
      license: { type: 'string' },
      author: { type: 'string' },
      references: TEXTS,
      date: TEXT,
      modified: TEXT,
      tags: {
        ...TEXTS,
        description: 'Techniques as attack.t1078.004; without any, those that the product gives.',
      },
      behaviour: behaviourPart(),
      falsepositives: { anyOf: [TEXT, TEXTS] },
      level: { enum: RULE_LEVELS, description: 'Gives the points where mailwarden.points does not.' },
      runbook: { ...TEXT, description: 'What a person does about a finding: a link or a sentence.' },
      mailwarden: {
        type: 'object',
        additionalProperties: false,
        properties: {
          points: {
            type: 'integer',
            description: 'Thousandths of a nat; negative for what speaks for the owner.',
          },
          enabled: { type: 'boolean', default: true, description: 'false: it is not looked for.' },
          shadow: {
            type: 'boolean',
            default: false,
            description: 'true: on trial, recorded and never counted.',
          },
        },
      },
    },
    allOf: TYPES.map(([name, type]) => when(isOfType(name), oursWithin(type))),
  };
}

function behaviourPart(): object {
  return {
    type: 'object',
    required: ['type'],
    properties: { type: { enum: TYPES.map(([name]) => name) } },
    allOf: TYPES.map(([name, { title, parameters }]) => {
      const own = Object.entries(parameters).map(([key, one]) => [key, parameterSchema(one)] as const);
      const properties = { type: true, ...Object.fromEntries(own) };
      return when(isType(name), { title, additionalProperties: false, properties });
    }),
  };
}

function when(condition: object, consequence: object): object {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: condition, then: consequence };
}

function parameterSchema({ kind, standard, min, max, meaning }: BehaviourParameter): object {
  const description = `${meaning}; ${writeParameter(kind, min)} to ${writeParameter(kind, max)}`;
  // Draft 7 cannot compare times; the loader can.
  if (kind === 'span') {
    return {
      type: 'string',
      pattern: '^\\s*\\d{1,12}[smhdwMy]\\s*$',
      default: writeParameter(kind, standard),
      description,
    };
  }
  const type = kind === 'count' ? 'integer' : 'number';
  return { type, minimum: min, maximum: max, default: standard, description };
}

function isType(name: string): object {
  return { required: ['type'], properties: { type: { const: name } } };
}

function isOfType(name: string): object {
  return { required: ['behaviour'], properties: { behaviour: isType(name) } };
}

function oursWithin({ points, addsTo }: BehaviourType): object {
  const [minimum, maximum] = points < 0 ? [-MOST_POINTS, 0] : [0, MOST_POINTS];
  const bounds = { minimum, maximum, default: points };
  const shadow = addsTo === undefined ? true : { const: false };
  return { properties: { mailwarden: { properties: { points: bounds, shadow } } } };
}
