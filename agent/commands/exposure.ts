import { addInventory } from './exposure/add-inventory.js';
import type { AddVerb } from './verb.js';

/** `mailwarden exposure`: what mailboxes hold, before anybody was in them. */
export const addExposure: AddVerb = (program, io, done) => {
  const exposure = program
    .command('exposure')
    .description('Which mailboxes hold customer data, so that they can be cleaned and watched more closely.')
    .addHelpText('after', '\nExample:\n  mailwarden exposure inventory --config config.json\n');
  addInventory(exposure, io, done);
};
