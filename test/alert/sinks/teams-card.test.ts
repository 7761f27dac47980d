import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { describe, expect, it } from 'vitest';
import { renderTeams } from '../../../agent/alert/sinks/render-teams.js';
import type { JsonObject } from '../../../agent/model/json.js';
import { PLAIN_TELLING } from '../../../agent/model/telling.js';
import { hugeAlert, sampleAlert } from '../sample-alerts.js';

// The package's main file imports folders, which Node refuses; the bundle beside it is the same code.
const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof AdaptiveCards;

/** What Microsoft's own reader of cards finds wrong, and what of the card it understood. */
function readCard(card: JsonObject): { readonly faults: readonly string[]; readonly understood: object } {
  const read = new AdaptiveCard();
  const context = new SerializationContext(Versions.v1_4);
  read.parse(card, context);
  const parsing = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const validation = read.validateProperties().validationEvents.map(({ message }) => message);
  return { faults: [...parsing, ...validation], understood: read.toJSON() as object };
}

function cardOf(message: JsonObject): JsonObject {
  const { attachments } = message as unknown as { attachments: readonly { content: JsonObject }[] };
  return attachments[0]?.content ?? {};
}

describe('a card for Teams', () => {
  it.each([
    { name: 'an alert', alert: sampleAlert() },
    { name: 'a huge alert', alert: hugeAlert() },
  ])('of $name is read whole by the published reader of cards', ({ alert }) => {
    const { msteams, ...card } = cardOf(renderTeams(alert, PLAIN_TELLING));
    expect(msteams).toEqual({ width: 'Full' });
    const { faults, understood } = readCard(card);
    expect(faults).toEqual([]);
    expect(understood).toEqual(card);
  });

  it('with a made-up element or value would be refused by it', () => {
    const card = cardOf(renderTeams(sampleAlert(), PLAIN_TELLING));
    const body = [{ type: 'Paragraph', text: 'x' }, ...(card.body as JsonObject[])];
    expect(readCard({ ...card, body }).faults).toHaveLength(1);
    expect(readCard({ ...card, body: [{ type: 'TextBlock', text: 'x', size: 'Huge' }] }).faults).toHaveLength(
      1,
    );
  });
});
