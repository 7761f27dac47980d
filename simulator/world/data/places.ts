/** A city with what addresses, phones and geo-location need. Offsets are standard time. */
export interface Place {
  readonly city: string;
  readonly state: string;
  readonly stateCode: string;
  readonly country: string;
  readonly utcOffsetHours: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly areaCode: string;
  readonly zipPrefix: string;
}

function place(text: string): Place {
  const [
    city = '',
    state = '',
    stateCode = '',
    offset = '',
    lat = '',
    lon = '',
    areaCode = '',
    zipPrefix = '',
  ] = text.split('|');
  return {
    city,
    state,
    stateCode,
    country: 'US',
    utcOffsetHours: Number(offset),
    latitude: Number(lat),
    longitude: Number(lon),
    areaCode,
    zipPrefix,
  };
}

export const PLACES: readonly Place[] = [
  'Bellevue|Washington|WA|-8|47.61|-122.2|425|980',
  'Seattle|Washington|WA|-8|47.61|-122.33|206|981',
  'Spokane|Washington|WA|-8|47.66|-117.43|509|992',
  'Portland|Oregon|OR|-8|45.52|-122.68|503|972',
  'Sacramento|California|CA|-8|38.58|-121.49|916|958',
  'Denver|Colorado|CO|-7|39.74|-104.99|303|802',
  'Boise|Idaho|ID|-7|43.62|-116.2|208|837',
  'Phoenix|Arizona|AZ|-7|33.45|-112.07|602|850',
  'Dallas|Texas|TX|-6|32.78|-96.8|214|752',
  'Austin|Texas|TX|-6|30.27|-97.74|512|787',
  'Kansas City|Missouri|MO|-6|39.1|-94.58|816|641',
  'Nashville|Tennessee|TN|-6|36.16|-86.78|615|372',
  'Chicago|Illinois|IL|-6|41.88|-87.63|312|606',
  'Atlanta|Georgia|GA|-5|33.75|-84.39|404|303',
  'Charlotte|North Carolina|NC|-5|35.23|-80.84|704|282',
  'Tampa|Florida|FL|-5|27.95|-82.46|813|336',
  'Richmond|Virginia|VA|-5|37.54|-77.44|804|232',
].map(place);

/** Where travellers go and where networks of others stand. */
export const FAR_PLACES: readonly Place[] = [
  'Las Vegas|Nevada|NV|-8|36.17|-115.14|702|891',
  'Orlando|Florida|FL|-5|28.54|-81.38|407|328',
  'New York|New York|NY|-5|40.71|-74.01|212|100',
  'Clifton|New Jersey|NJ|-5|40.86|-74.16|973|070',
  'Ashburn|Virginia|VA|-5|39.04|-77.49|703|201',
  'Secaucus|New Jersey|NJ|-5|40.79|-74.06|201|070',
].map(place);

/** Abroad: country codes as the sign-in log writes them. */
export const ABROAD: readonly Place[] = [
  { ...place('Amsterdam|Noord-Holland|NH|1|52.37|4.9|020|101'), country: 'NL' },
  { ...place('Frankfurt am Main|Hessen|HE|1|50.11|8.68|069|603'), country: 'DE' },
  { ...place('Toronto|Ontario|ON|-5|43.65|-79.38|416|M5V'), country: 'CA' },
  { ...place('London|London, City Of|LND|0|51.51|-0.13|020|EC1'), country: 'GB' },
];
