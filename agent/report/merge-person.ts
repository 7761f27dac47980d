import { DATA_CLASSES, type ExposedCustomer } from '../model/exposure.js';
import { PROOFS } from './wording-exposure.js';

/** One customer as all mailboxes together show them: the strongest proof, the widest times, the surest match. */
export function mergePerson(person: readonly [ExposedCustomer, ...ExposedCustomer[]]): ExposedCustomer {
  const [first] = person;
  const named = person.find((one) => one.reference !== null) ?? first;
  const proofs = person.map((one) => PROOFS.indexOf(one.proof));
  const confidences = person.map((one) => one.confidence).sort((a, b) => b - a);
  const { isRecognised: _, ...surely } = named;
  return {
    ...(person.every((one) => one.isRecognised === true) ? named : surely),
    group: person.some((one) => one.group === 'sensitive') ? 'sensitive' : 'account',
    classes: DATA_CLASSES.filter((dataClass) => person.some((one) => one.classes.includes(dataClass))),
    proof: PROOFS[Math.min(...proofs)] ?? first.proof,
    messages: person.reduce((sum, one) => sum + one.messages, 0),
    firstAccess: person.map((one) => one.firstAccess).sort()[0] ?? first.firstAccess,
    lastAccess:
      person
        .map((one) => one.lastAccess)
        .sort()
        .at(-1) ?? first.lastAccess,
    confidence: confidences[0] ?? first.confidence,
  };
}
