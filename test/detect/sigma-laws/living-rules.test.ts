import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { isMeant } from '../../../agent/detect/sigma/read-log-source.js';
import type { CompiledRule } from '../../../agent/detect/sigma/rule.js';
import { productFiles } from '../content/product-rules.js';
import { recordsFor } from './record-for.js';

const SAMPLES = process.env.MAILWARDEN_SAMPLES;
const WHY =
  SAMPLES === undefined ? ' (skipped: MAILWARDEN_SAMPLES names no folder of third-party samples)' : '';

function loadCloudRules() {
  const folder = join(SAMPLES ?? '', 'sigma', 'rules', 'rules', 'cloud');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  return loadContent(files, productFiles('mappings'));
}

function serviceOf({ logSource: { product, service } }: CompiledRule): string {
  return `${product} ${service}`;
}

describe.skipIf(SAMPLES === undefined)(`public rules that records can satisfy${WHY}`, () => {
  const { rules, compiled, taxonomies, warnings } =
    SAMPLES === undefined ? loadContent([]) : loadCloudRules();
  const dead = new Set(
    warnings.filter(({ message }) => message.startsWith('never matches')).map(({ file }) => file),
  );
  const alive = compiled.filter(({ rule }) => !dead.has(rule.file));
  const firesOnSome = (one: CompiledRule): boolean =>
    taxonomies
      .filter(({ logSources }) => logSources.some((log) => isMeant(one.logSource, log)))
      .some((taxonomy) =>
        [...recordsFor(one, taxonomy)].some((record) =>
          rules.match(record, null).some((hit) => hit.rule === one.rule.id),
        ),
      );

  it('each rule that is not named as dead fires on a record made for it', () => {
    expect(alive.filter((one) => !firesOnSome(one)).map(({ rule }) => rule.title)).toEqual([]);
  });

  it('the shares in docs/sigma.md are these', () => {
    const share = (service: string): string => {
      const all = compiled.filter((one) => serviceOf(one) === service);
      return `${alive.filter((one) => serviceOf(one) === service).length} of ${all.length}`;
    };
    const services = [...new Set(compiled.map(serviceOf))].sort();
    expect(Object.fromEntries(services.map((service) => [service, share(service)]))).toEqual({
      'azure activitylogs': '0 of 35',
      'azure auditlogs': '44 of 44',
      'azure pim': '0 of 7',
      'azure riskdetection': '19 of 19',
      'azure signinlogs': '17 of 18',
      'm365 audit': '4 of 4',
      'm365 exchange': '1 of 1',
      'm365 threat_detection': '1 of 1',
      'm365 threat_management': '13 of 13',
    });
  });
});
