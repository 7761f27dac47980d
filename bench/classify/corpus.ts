import { createSeeded } from '../rules/seeded.js';
import { type Filled, fillTemplate } from './fill-template.js';
import { NOISE_LEVELS, type NoiseLevel } from './noise.js';
import { createPerson, type Person } from './person.js';
import { FORMAT_COUNT, type RenderedFile, renderDocument } from './render-document.js';
import { type SetName, TEMPLATES } from './templates/sets.js';
import type { Language } from './templates/template.js';

export interface BenchDocument {
  readonly language: Language;
  readonly noise: NoiseLevel;
  readonly file: RenderedFile;
  readonly filled: Filled;
}

export interface Corpus {
  readonly documents: readonly BenchDocument[];
  readonly persons: readonly Person[];
}

const SEEDS: Readonly<Record<SetName, number>> = { tuning: 7_001, test: 90_210 };

/** Every template at every level of noise, `rounds` times, each time in the next format and with new persons. */
export function createCorpus(set: SetName, rounds: number): Corpus {
  const seeded = createSeeded(SEEDS[set]);
  const persons: Person[] = [];
  const documents: BenchDocument[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const [number, template] of TEMPLATES[set].entries())
      for (const noise of NOISE_LEVELS) {
        const filled = fillTemplate(seeded, template, noise, () => {
          const person = createPerson(seeded, template.language, persons.length);
          persons.push(person);
          return person;
        });
        const format = (round + noise + number) % FORMAT_COUNT[template.kind];
        const file = renderDocument(filled.content, format);
        documents.push({ language: template.language, noise, file, filled });
      }
  return { documents, persons };
}
