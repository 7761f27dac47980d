import { it } from 'vitest';
import { runStorm } from './storm-of-campaigns.js';

it(
  'forty campaigns at once are contained up to the budget, paged once, and go on when a person says so',
  {
    timeout: 600_000,
  },
  () => runStorm(40),
);
