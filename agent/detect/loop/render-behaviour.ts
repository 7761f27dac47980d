import type { DescribedBehaviour, DescribedParameter } from './describe-behaviour.js';

/** A behaviour for people: what it is, what it weighs, its numbers one a line, and how to try a change of them. */
export function renderBehaviour(behaviour: DescribedBehaviour): string {
  const { title, file, line, description, falsePositives, parameters, techniques } = behaviour;
  const lines = [
    `behaviour ${behaviour.behaviour}: ${title} (${file}:${line})`,
    ...(description === null ? [] : [`  ${description}`]),
    `  ${weight(behaviour)}; evidence of ${behaviour.families.join(', ')}`,
    ...(techniques.length === 0 ? [] : [`  shows ${techniques.join(', ')}`]),
    ...parameters.map((one) => `  ${parameterLine(one)}`),
    ...falsePositives.map((text) => `  false positive: ${text}`),
    'It holds a session against the whole history of its account, so no single record matches it.',
    '`mailwarden rules backtest` tells what other numbers would have found.',
  ];
  return `${lines.join('\n')}\n`;
}

function weight({ points, isEnabled, isShadow, addsTo }: DescribedBehaviour): string {
  if (!isEnabled) return 'switched off';
  if (points === 0) return '0 points, which switches it off';
  if (addsTo !== null) return `${points} points, added to those of ${addsTo}`;
  const worth = points > 0 ? `${points} points against the account` : `${-points} points for the owner`;
  return isShadow ? `on trial: recorded, and never counted with its ${worth}` : worth;
}

function parameterLine({ name, value, standard, meaning }: DescribedParameter): string {
  const changed = value === standard ? '' : `, ${standard} as the product brings it`;
  return `${name}: ${value}   (${meaning}${changed})`;
}
