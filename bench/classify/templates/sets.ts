import type { Template } from './template.js';
import { TEST_DE } from './test-de.js';
import { TEST_EN } from './test-en.js';
import { TEST_ES } from './test-es.js';
import { TEST_FR } from './test-fr.js';
import { TUNING_DE } from './tuning-de.js';
import { TUNING_EN } from './tuning-en.js';
import { TUNING_ES } from './tuning-es.js';
import { TUNING_FR } from './tuning-fr.js';

export type SetName = 'tuning' | 'test';

/** No template is in both. */
export const TEMPLATES: Readonly<Record<SetName, readonly Template[]>> = {
  tuning: [...TUNING_EN, ...TUNING_ES, ...TUNING_DE, ...TUNING_FR],
  test: [...TEST_EN, ...TEST_ES, ...TEST_DE, ...TEST_FR],
};
