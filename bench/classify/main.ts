import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DATA_CLASSES } from '../../agent/model/exposure.js';
import type { MeasuredQuality } from '../../agent/model/measured-quality.js';
import { createSeeded } from '../rules/seeded.js';
import { createCorpus } from './corpus.js';
import { type CustomerFigures, measureCustomers } from './customers.js';
import { hardNegatives } from './hard-negatives.js';
import { type Measured, measureDocuments, measureNegatives, measureSpeed } from './measure.js';
import { createPerson } from './person.js';
import { renderClasses, renderMisses, renderParts } from './render-figures.js';

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'test' },
    rounds: { type: 'string', default: '5' },
    negatives: { type: 'string', default: '20000' },
    misses: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const set = values.set === 'tuning' ? 'tuning' : 'test';
const print = (text: string): void => void process.stdout.write(`${text}\n\n`);

const { documents } = createCorpus(set, Number(values.rounds));
const measured = await measureDocuments(documents);
if (values.misses && set === 'tuning') print(renderMisses(measured));
print(`${documents.length} documents of the ${set} templates`);
print(renderClasses(measured));
print(renderParts(measured));

const seeded = createSeeded(31);
const strangers = Array.from({ length: 20_000 }, (_, number) =>
  createPerson(seeded, 'en', 1_000_000 + number),
);
const customers = measureCustomers(measured, strangers);
print(describeCustomers(customers));

const lines = Number(values.negatives);
const texts = hardNegatives(createSeeded(set === 'test' ? 55 : 44), set, lines);
const wrong = measureNegatives(texts);
const per = (count: number): string => ((count / lines) * 10_000).toFixed(2);
print(
  `false values per 10,000 lines that hold none: ${per(wrong.ours.length)}; Presidio's patterns: ${per(wrong.presidio.length)}`,
);
if (values.misses && set === 'tuning')
  print(wrong.ours.map((found) => `${found.class}\t${found.key}`).join('\n'));

const running = measured.flatMap(({ document: { filled } }) =>
  filled.content.kind === 'text' ? [filled.content.text] : [],
);
print(`${measureSpeed([...running, ...texts]).toFixed(2)} MB of text in a second of one core`);
if (values.write) write(measured, customers);

function describeCustomers({ covered, found, wrong: strangersNamed, rightGroup }: CustomerFigures): string {
  const share = (part: number, whole: number): string => (part / whole).toFixed(4);
  return [
    `customers ${covered}: recall ${share(found, covered)}, precision ${share(found, found + strangersNamed)}`,
    `notice group right for ${share(rightGroup, found)} of those found`,
  ].join('; ');
}

/** What reports cite: of the test templates, whatever was asked for on the command line. */
function write(all: readonly Measured[], { covered, found }: CustomerFigures): void {
  if (set !== 'test')
    throw new Error('only the figures of the test templates may be written: leave --set away');
  const quality: MeasuredQuality = {
    measuredAt: new Date().toISOString().slice(0, 10),
    corpus: `${all.length} generated documents in English, Spanish, German and French, text, HTML, mail, DOCX, XLSX, CSV and PDF, five levels of noise`,
    classes: DATA_CLASSES.flatMap((dataClass) => {
      const own = all.flatMap(({ ours }) =>
        ours.filter((one) => one.class === dataClass && one.outcome !== 'false'),
      );
      if (own.length === 0) return [];
      const hits = own.filter(({ outcome }) => outcome === 'found').length;
      return [{ class: dataClass, recall: rounded(hits / own.length), count: own.length }];
    }),
    customers: { recall: rounded(found / covered), count: covered },
  };
  mkdirSync('rules/measured', { recursive: true });
  writeFileSync('rules/measured/classification.json', `${JSON.stringify(quality, null, 2)}\n`);
}

/** Down, so that nothing rounds up to all. */
function rounded(share: number): number {
  return Math.floor(share * 10_000) / 10_000;
}
