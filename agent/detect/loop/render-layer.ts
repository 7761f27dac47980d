import type { Tuning } from '../../model/tuning.js';
import type { Rule } from '../sigma/rule.js';

/** A layer file of the ATT&CK Navigator. */
export interface NavigatorLayer {
  readonly name: string;
  readonly versions: { readonly attack: string; readonly navigator: string; readonly layer: string };
  readonly domain: string;
  readonly description: string;
  readonly filters: { readonly platforms: readonly string[] };
  readonly techniques: readonly {
    readonly techniqueID: string;
    readonly score: number;
    /** The rules and behaviours, one a line. */
    readonly comment: string;
    readonly enabled: boolean;
    readonly showSubtechniques: boolean;
  }[];
  readonly gradient: {
    readonly colors: readonly string[];
    readonly minValue: number;
    readonly maxValue: number;
  };
}

/**
 * What the rules and behaviours show of ATT&CK, as a layer file of the Navigator (format 4.5,
 * https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md). A technique's score is the
 * number of rules and behaviours that can show it; rules on trial and behaviours that are switched off count for nothing.
 * `rules` are those that report, correlations among them.
 */
export function renderLayer(rules: readonly Rule[], tuning: Tuning): NavigatorLayer {
  const names = namesByTechnique(rules, tuning);
  const counts = [...names.values()].map((list) => list.length);
  return {
    name: 'mailwarden',
    versions: { attack: '17', navigator: '5.1.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description:
      'Techniques that the rules and behaviours of mailwarden can show; the score is their number.',
    filters: { platforms: ['Office Suite', 'Identity Provider', 'SaaS'] },
    techniques: [...names].sort(byName).map(([techniqueID, list]) => ({
      techniqueID,
      score: list.length,
      comment: [...list].sort().join('\n'),
      enabled: true,
      showSubtechniques: true,
    })),
    gradient: { colors: ['#e8f0fe', '#1a73e8'], minValue: 0, maxValue: Math.max(1, ...counts) },
  };
}

function namesByTechnique(rules: readonly Rule[], tuning: Tuning): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  const add = (technique: string, name: string): void => {
    names.set(technique, [...(names.get(technique) ?? []), name]);
  };
  for (const rule of rules) {
    if (!rule.isShadow) for (const technique of rule.techniques) add(technique, rule.title);
  }
  for (const [name, { points, techniques, isShadow }] of Object.entries(tuning.behaviours)) {
    if (points === 0 || isShadow) continue;
    for (const technique of techniques) add(technique, `behaviour:${name}`);
  }
  return names;
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
