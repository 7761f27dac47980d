export const STREETS = (
  'Maple Ave|Cedar St|Lakeview Dr|Hillcrest Rd|Juniper Ln|Sunset Blvd|Prairie Way|Orchard St|Harbor Ct|Fairview Ave|' +
  'Ridgeline Rd|Willow Creek Dr|Chestnut St|Meadowbrook Ln|Summit Ave|Canyon Rd|Birch St|Riverside Dr'
).split('|');

export const PLANS = [
  'Northwind Unlimited Plus',
  'Northwind Essentials',
  'Northwind Family 4-Line',
  'Northwind Prepaid 10GB',
  'Northwind Business Flex',
  'Northwind Senior 55',
] as const;

export const FEATURES = [
  'International Roaming Pass',
  'Device Protection',
  'Voicemail to Text',
  'HD Streaming',
] as const;

/** Where customers have their mail; reserved names. */
export const CUSTOMER_MAIL_DOMAINS = [
  'mailhaven.example',
  'inboxly.example',
  'postbird.example',
  'cedarnet.example',
] as const;
