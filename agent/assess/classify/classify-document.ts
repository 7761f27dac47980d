import { DATA_CLASSES } from '../../model/exposure.js';
import type { Origin, Passage } from '../documents/document.js';
import { createAccountNumberFinder } from './account-number.js';
import { findBankAccounts } from './bank-account.js';
import { findCards } from './card.js';
import { findCellValues } from './cell-values.js';
import { LABEL_OF } from './class-labels.js';
import type { Candidate, Detection, Place, PlacedDetection } from './detection.js';
import { findAddresses, findEmails } from './email.js';
import { findIbans } from './iban.js';
import { labelWords } from './label-words.js';
import { findLabelled } from './labelled.js';
import { createLabelFinder, VOCABULARY } from './labels.js';
import { findLastFour } from './last-four.js';
import { lowerRecognised } from './lower-recognised.js';
import { findNamesBeside } from './names-beside.js';
import { resolveOverlaps } from './overlap.js';
import { findPasswords } from './passwords.js';
import { findPhones } from './phone.js';
import { findAddressesOfHomes } from './postal-address.js';
import { raiseBeside } from './raise-beside.js';
import { createSlipFinder } from './repair-words.js';
import { raiseRepeated } from './repetition.js';
import { createScan, type Scan, type ScanTools } from './scan.js';
import { findSecretsAndOrders } from './secrets-and-orders.js';
import type { ClassifierSettings } from './settings.js';
import { findSocialSecurityNumbers } from './ssn.js';
import { dropStaffPhones } from './staff.js';
import { createPatternFinders } from './tenant-pattern.js';
import type { LabelKind } from './vocabulary.js';
import { findWords } from './words.js';

/** Finds the values of customers in one document, sorted by position. Pure; linear in the length of the text. */
export type Classifier = (passages: readonly Passage[]) => readonly Detection[];

const CUSTOMER: ReadonlySet<LabelKind> = new Set(['customer']);
const STAFF: ReadonlySet<LabelKind> = new Set(['staff', 'staff-phone']);
const PERSON_DISTANCE = 80;

/** A classifier for one tenant: patterns and context words are prepared once. */
export function createClassifier(settings: ClassifierSettings): Classifier {
  const tools = scanTools(settings);
  const detectors = [
    createAccountNumberFinder(settings.classes['account-number']?.pattern),
    findPhones,
    findEmails,
    findCards,
    findSocialSecurityNumbers,
    findLastFour,
    findIbans,
    findBankAccounts,
    findLabelled,
    findAddressesOfHomes,
    findWords,
    findSecretsAndOrders,
    findPasswords,
    ...createPatternFinders(settings),
  ];
  return (passages) => {
    const found = passages.flatMap((passage) => classifyPassage(passage, settings, tools, detectors));
    return raiseRepeated(raiseBeside(found))
      .map((item) => lowerRecognised(item.detection))
      .sort((left, right) => left.start - right.start || left.end - right.end);
  };
}

function scanTools(settings: ClassifierSettings): ScanTools {
  const own = ownLabels(settings);
  const ownWords = own.flatMap(([, words]) => words.map((word) => word.toLowerCase()));
  return {
    finder: createLabelFinder(own),
    slips: createSlipFinder(new Set([...labelWords(VOCABULARY), ...ownWords])),
  };
}

function ownLabels(settings: ClassifierSettings): readonly (readonly [LabelKind, readonly string[]])[] {
  return DATA_CLASSES.map((dataClass) => [LABEL_OF[dataClass], settings.classes[dataClass]?.context ?? []]);
}

function classifyPassage(
  passage: Passage,
  settings: ClassifierSettings,
  tools: ScanTools,
  detectors: readonly ((scan: Scan) => readonly Candidate[])[],
): readonly PlacedDetection[] {
  const scan = createScan(passage.text, settings, tools);
  const found = detectors.flatMap((detect) => detect(scan));
  const candidates = [...found, ...(passage.kind === 'text' ? findNamesBeside(scan, found) : [])].map(
    (one) => ({ ...one, start: scan.original(one.start), end: scan.original(one.end) }),
  );
  const resolved = resolveOverlaps([...candidates, ...findCellValues(passage, tools)]);
  const kept = dropStaffPhones(resolved, findAddresses(passage.text, settings.ownDomains), passage);
  return placeAll(passage, scan, kept);
}

function placeAll(
  passage: Passage,
  scan: Scan,
  candidates: readonly Candidate[],
): readonly PlacedDetection[] {
  const placer = new Placer(passage);
  return candidates.flatMap((candidate) => {
    const origin = placer.originOf(candidate);
    if (origin === null) return [];
    const start = origin.at + candidate.start - origin.start;
    const detection: Detection = {
      class: candidate.class,
      confidence: candidate.confidence,
      start,
      end: start + candidate.end - candidate.start,
      value: candidate.value,
      place: placer.placeOf(candidate.start),
      role: candidate.role ?? 'customer',
      isCustomers: scan.writtenLabels.hasNear(CUSTOMER, candidate.start, candidate.end, PERSON_DISTANCE),
      ...(passage.isRecognised === undefined ? {} : { isRecognised: passage.isRecognised }),
      isStaffs: scan.writtenLabels.hasNear(STAFF, candidate.start, candidate.end, PERSON_DISTANCE),
    };
    return [{ detection, column: origin.column }];
  });
}

/** Walks a passage once, since candidates come in order. */
class Placer {
  readonly #passage: Passage;
  #origin = 0;
  #position = 0;
  #line = 0;
  #paragraph = 0;

  constructor(passage: Passage) {
    this.#passage = passage;
  }

  originOf(candidate: Candidate): Origin | null {
    const { origins } = this.#passage;
    while (this.#origin < origins.length - 1 && endOf(origins[this.#origin]) <= candidate.start)
      this.#origin += 1;
    const origin = origins[this.#origin];
    const isInside =
      origin !== undefined && candidate.start >= origin.start && candidate.end <= endOf(origin);
    return isInside ? origin : null;
  }

  placeOf(position: number): Place {
    if (this.#passage.kind === 'row')
      return { kind: 'row', table: this.#passage.table, line: this.#passage.row, paragraph: 0 };
    const { text } = this.#passage;
    for (let next = text.indexOf('\n', this.#position); next >= 0 && next < position; ) {
      this.#line += 1;
      this.#position = next + 1;
      next = text.indexOf('\n', this.#position);
      const line = text.slice(
        this.#position,
        next < 0 ? Math.min(text.length, this.#position + 8) : Math.min(next, this.#position + 8),
      );
      if (/^[\s>]*$/.test(line)) this.#paragraph += 1;
    }
    return { kind: 'text', table: this.#passage.table, line: this.#line, paragraph: this.#paragraph };
  }
}

function endOf(origin: Origin | undefined): number {
  return origin === undefined ? 0 : origin.start + origin.length;
}
