import { DATA_CLASSES, type DataClass, type Proof } from '../../model/exposure.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import { nearestName } from '../../model/nearest-name.js';
import {
  CLOCK_STARTS,
  NOTICE_PARTIES,
  type NoticeDuty,
  type NoticePeriod,
  type NoticeRegime,
  type NoticeTrigger,
} from '../../model/notice.js';
import { Issues } from '../sigma/language/issues.js';
import { refuseUnknown } from './refuse-unknown.js';
import type { YamlDocument, YamlPath } from './yaml-documents.js';

const KEYS = [
  'id',
  'title',
  'jurisdiction',
  'residents',
  'triggers',
  'proofs',
  'duties',
  'state',
  'sources',
  'counsel',
];
const TRIGGER_KEYS = ['id', 'text', 'all', 'linking'];
const DUTY_KEYS = ['whom', 'text', 'due', 'from', 'more-than', 'triggers'];
const UNITS = ['hours', 'days', 'business-days'] as const;
const PROOFS: readonly Proof[] = ['opened', 'synced', 'cannot-exclude', 'left', 'searched', 'present'];
/** Merely lying in a mailbox is no access. */
const USUAL_PROOFS = PROOFS.filter((proof) => proof !== 'present');

/** Reads a document with a `notice`. Null when it has errors. */
export function readNotice(document: YamlDocument): { regime: NoticeRegime | null; issues: Issues } {
  const issues = new Issues(document);
  const body = isJsonObject(document.value) ? document.value.notice : undefined;
  if (!isJsonObject(body)) {
    issues.error(['notice'], `notice must be a map of ${KEYS.join(', ')}`);
    return { regime: null, issues };
  }
  const reader = new NoticeReader(issues);
  const regime = reader.regime(body);
  return { regime: issues.errors.length === 0 ? regime : null, issues };
}

class NoticeReader {
  readonly #issues: Issues;

  constructor(issues: Issues) {
    this.#issues = issues;
  }

  regime(body: JsonObject): NoticeRegime {
    const at = ['notice'];
    refuseUnknown(body, KEYS, at, this.#issues);
    const triggers = this.#list(body.triggers, [...at, 'triggers'], (one, path) => this.#trigger(one, path));
    const ids = triggers.map((trigger) => trigger.id);
    const { residents } = body;
    if (residents !== undefined && typeof residents !== 'boolean')
      this.#issues.error([...at, 'residents'], 'residents must be true or false');
    return {
      id: this.#text(body, 'id', at),
      title: this.#text(body, 'title', at),
      jurisdiction: this.#text(body, 'jurisdiction', at),
      isForResidents: residents === true,
      triggers,
      proofs: body.proofs === undefined ? USUAL_PROOFS : this.#names(body.proofs, PROOFS, [...at, 'proofs']),
      duties: this.#list(body.duties, [...at, 'duties'], (one, path) => this.#duty(one, ids, path)),
      state: this.#text(body, 'state', at),
      sources: this.#list(body.sources, [...at, 'sources'], (one, path) => this.#address(one, path)),
      counsel: this.#text(body, 'counsel', at),
    };
  }

  #trigger(value: JsonValue, at: YamlPath): readonly NoticeTrigger[] {
    const body = this.#map(value, TRIGGER_KEYS, at);
    if (body === null) return [];
    const all = this.#list(body.all, [...at, 'all'], (one, path) => [
      this.#names(Array.isArray(one) ? one : [one], DATA_CLASSES, path),
    ]);
    const linking: readonly DataClass[] =
      body.linking === undefined ? ['name'] : this.#names(body.linking, DATA_CLASSES, [...at, 'linking']);
    return [{ id: this.#text(body, 'id', at), text: this.#text(body, 'text', at), all, linking }];
  }

  #duty(value: JsonValue, ids: readonly string[], at: YamlPath): readonly NoticeDuty[] {
    const body = this.#map(value, DUTY_KEYS, at);
    if (body === null) return [];
    const moreThan = body['more-than'] ?? 0;
    if (typeof moreThan !== 'number' || !Number.isInteger(moreThan) || moreThan < 0)
      this.#issues.error([...at, 'more-than'], 'more-than must be a whole number of customers');
    return [
      {
        whom: this.#name(body.whom, NOTICE_PARTIES, [...at, 'whom']) ?? 'others',
        text: this.#text(body, 'text', at),
        due: body.due === undefined ? null : this.#period(body.due, [...at, 'due']),
        from: this.#name(body.from, CLOCK_STARTS, [...at, 'from']) ?? 'opened',
        moreThan: Number(moreThan),
        triggers: body.triggers === undefined ? null : this.#names(body.triggers, ids, [...at, 'triggers']),
      },
    ];
  }

  #period(value: JsonValue, at: YamlPath): NoticePeriod | null {
    const [entry, ...others] = isJsonObject(value) ? Object.entries(value) : [];
    const unit = UNITS.find((one) => one === entry?.[0]);
    const count = entry?.[1];
    if (unit !== undefined && others.length === 0 && Number.isInteger(count) && Number(count) > 0)
      return { unit, count: Number(count) };
    this.#issues.error(at, `due must be one of ${UNITS.join(', ')} with a whole number, such as {days: 30}`);
    return null;
  }

  #address(value: JsonValue, at: YamlPath): readonly string[] {
    if (typeof value === 'string' && /^https:\/\/[^\s]+$/.test(value)) return [value];
    this.#issues.error(at, 'a source must be an https address where the rule can be read');
    return [];
  }

  #text(body: JsonObject, key: string, at: YamlPath): string {
    const value = body[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    this.#issues.error([...at, key], `${[...at, key].join('.')} needs a text`);
    return '';
  }

  #list<T>(
    value: JsonValue | undefined,
    at: YamlPath,
    read: (one: JsonValue, path: YamlPath) => readonly T[],
  ): readonly T[] {
    const list = Array.isArray(value) ? value : [];
    if (list.length === 0) this.#issues.error(at, `${at.join('.')} must be a list of at least one`);
    return list.flatMap((one, index) => read(one, [...at, index]));
  }

  #names<T extends string>(value: JsonValue, known: readonly T[], at: YamlPath): readonly T[] {
    return this.#list(value, at, (one, path) => {
      const name = this.#name(one, known, path);
      return name === null ? [] : [name];
    });
  }

  #name<T extends string>(value: JsonValue | undefined, known: readonly T[], at: YamlPath): T | null {
    const found = known.find((one) => one === value);
    if (found !== undefined) return found;
    const near = typeof value === 'string' ? nearestName(value, known) : null;
    const hint = near === null ? `expected one of: ${known.join(', ')}` : `did you mean "${near}"?`;
    this.#issues.error(at, `${at.join('.')} is "${String(value)}"; ${hint}`);
    return null;
  }

  #map(value: JsonValue, keys: readonly string[], at: YamlPath): JsonObject | null {
    if (isJsonObject(value)) {
      refuseUnknown(value, keys, at, this.#issues);
      return value;
    }
    this.#issues.error(at, `${at.join('.')} must be a map of ${keys.join(', ')}`);
    return null;
  }
}
