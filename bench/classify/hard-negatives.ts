import type { Seeded } from '../rules/seeded.js';
import { digits, grouped, pad, withLuhn } from './numbers.js';
import type { SetName } from './templates/sets.js';

type Line = (seeded: Seeded) => string;

const VALUES = {
  ups: (s: Seeded) => `1Z${s.hex(6).toUpperCase()}${digits(s, 10)}`,
  fedex: (s: Seeded) => digits(s, 12),
  usps: (s: Seeded) => grouped(`94${digits(s, 20)}`, [4], ' '),
  testCard: (s: Seeded) =>
    s.pick(['4111 1111 1111 1111', '4242424242424242', '5555-5555-5555-4444', '378282246310005']),
  time: (s: Seeded) =>
    `2026-${pad(1 + s.below(12), 2)}-${pad(1 + s.below(28), 2)} ${pad(s.below(24), 2)}:${pad(s.below(60), 2)}:${pad(s.below(60), 2)}`,
  address: (s: Seeded) => `10.${s.below(256)}.${s.below(256)}.${s.below(256)}`,
  mac: (s: Seeded) => grouped(s.hex(12), [2], ':'),
  version: (s: Seeded) => `${s.below(20)}.${s.below(30)}.${digits(s, 5)}.${digits(s, 4)}`,
  isbn: (s: Seeded) => `978-${digits(s, 1)}-${digits(s, 3)}-${digits(s, 5)}-${digits(s, 1)}`,
} as const;

/** Lines that are nobody's data, which the classifiers may be tuned on. */
const TUNING: readonly Line[] = [
  (s) => `Your order number ${digits(s, 10)} has shipped.`,
  (s) => `UPS tracking ${VALUES.ups(s)}`,
  (s) => `FedEx tracking number: ${VALUES.fedex(s)}`,
  (s) => `Ticket INC${digits(s, 9)} was closed.`,
  (s) => `Use the test card ${VALUES.testCard(s)} in the sandbox.`,
  (s) => `correlation id ${s.guid()}`,
  (s) => `https://portal.example/cases/${digits(s, 10)}?ref=${digits(s, 9)}`,
  (s) => `Part number ${grouped(digits(s, 10), [3, 3, 4], '-')} is out of stock.`,
  (s) => `Build ${VALUES.version(s)} is live.`,
  (s) => `${VALUES.time(s)} INFO worker ${digits(s, 5)} done in ${digits(s, 4)} ms`,
  (s) => `Host ${VALUES.address(s)} has MAC ${VALUES.mac(s)}`,
  (s) => `Invoice ${digits(s, 9)}, PO ${digits(s, 10)}`,
  (s) => `Meeting ID: ${grouped(digits(s, 11), [3, 4], ' ')}`,
  (s) => `Commit ${s.hex(40)} fixes it.`,
  (s) => `ISBN ${VALUES.isbn(s)}`,
  (s) => `Bestellnummer ${digits(s, 10)}, Sendungsnummer ${VALUES.fedex(s)}`,
  (s) => `Numéro de commande : ${digits(s, 10)}`,
  (s) => `Número de pedido ${digits(s, 9)}`,
  (s) => `For help call our toll-free line 1-800-${digits(s, 3)}-${digits(s, 4)}.`,
  (s) => `Serial number ${digits(s, 9)}, asset ${digits(s, 6)}`,
  (s) => `Call the helpline at +1 (855) ${2 + s.below(8)}${digits(s, 2)}-${digits(s, 4)} for details.`,
  (s) => `Barcode ${digits(s, 13)} scanned at dock ${digits(s, 2)}`,
  (s) => `Postal label 9${grouped(digits(s, 21), [3, 4], ' ')}`,
  (s) => `Approval of ${withLuhn(s, '4', 16)} by the gateway, terminal ${digits(s, 8)}`,
  (s) => `Vorgang ${digits(s, 9)} wurde geschlossen, Lieferschein ${digits(s, 8)}`,
  (s) => `Dossier n° ${digits(s, 9)} transmis au niveau 2`,
  (s) => `El folio ${digits(s, 9)} queda cerrado`,
  (s) => `GET /v1/items/${digits(s, 9)} 200 ${digits(s, 4)}ms trace=${s.hex(32)}`,
  (s) => `Circuit ${digits(s, 2)}.KXGS.${digits(s, 6)}..ABCD, port ${s.below(48)}/${s.below(4)}`,
  (s) => `Warehouse bin ${grouped(digits(s, 9), [3, 2, 4], '-')} holds ${digits(s, 4)} units`,
  (s) => `message-id <${s.guid()}@mx.example>`,
];

/** The same kind of lines in other words, for the published figure. */
const TEST: readonly Line[] = [
  (s) => `Order #${digits(s, 9)} was placed on ${VALUES.time(s)}.`,
  (s) => `Parcel ${VALUES.ups(s)} is out for delivery.`,
  (s) => `USPS label ${VALUES.usps(s)}`,
  (s) => `Case reference ${digits(s, 10)} is assigned to tier 2.`,
  (s) => `Dummy payment with ${VALUES.testCard(s)} works in staging tests.`,
  (s) => `thread index ${s.hex(30).toUpperCase()}`,
  (s) => `See https://wiki.example/x/${digits(s, 12)}/${s.hex(8)}-${digits(s, 4)}`,
  (s) =>
    `SKU ${grouped(digits(s, 10), [3, 3, 4], '-')} replaces p/n ${grouped(digits(s, 9), [3, 2, 4], '-')}.`,
  (s) => `Firmware version ${VALUES.version(s)}`,
  (s) => `[${VALUES.time(s)}] job=${digits(s, 8)} rows=${digits(s, 7)} epoch=${digits(s, 10)}`,
  (s) => `route ${VALUES.address(s)}/24 via ${VALUES.address(s)} lladdr ${VALUES.mac(s)}`,
  (s) => `Purchase order ${digits(s, 10)} for quote ${digits(s, 9)}`,
  (s) => `Conference ID ${digits(s, 9)}#`,
  (s) => `sha1 ${s.hex(40)}`,
  (s) => `UPC ${digits(s, 12)}, EAN ${digits(s, 13)}`,
  (s) => `Auftragsnummer: ${digits(s, 9)}`,
  (s) => `Suivi du colis ${VALUES.fedex(s)}`,
  (s) => `Número de seguimiento: ${VALUES.fedex(s)}`,
  (s) => `Questions? Our hotline is +1 (888) ${digits(s, 3)}-${digits(s, 4)}.`,
  (s) => `Transaction ${withLuhn(s, digits(s, 2), 16)} settled, batch ${digits(s, 6)}`,
];

const LINES: Readonly<Record<SetName, readonly Line[]>> = { tuning: TUNING, test: TEST };
const LINES_OF_A_TEXT = 10;

/** Texts of ten such lines each; `count` lines in all. */
export function hardNegatives(seeded: Seeded, set: SetName, count: number): readonly string[] {
  const lines = Array.from(
    { length: count },
    (_, index) => LINES[set][index % LINES[set].length]?.(seeded) ?? '',
  );
  const shuffled = lines.map((line) => ({ line, at: seeded.below(1_000_000) })).sort((a, b) => a.at - b.at);
  return Array.from({ length: Math.ceil(count / LINES_OF_A_TEXT) }, (_, index) =>
    shuffled
      .slice(index * LINES_OF_A_TEXT, (index + 1) * LINES_OF_A_TEXT)
      .map(({ line }) => line)
      .join('\n'),
  );
}
