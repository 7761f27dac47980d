import { it } from 'vitest';
import { runStorm } from '../end-to-end/storm-of-campaigns.js';

it('500 campaigns at once are contained up to the budget, paged once, and go on when a person says so', () =>
  runStorm(500));
