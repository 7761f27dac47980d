import type { Vocabulary } from './vocabulary.js';

const NUMBER_WORDS = 'n[uú]mero|n[uú]m\\.?|n\\.?[ºo°]\\.?|nro\\.?';
const NUMBER_OF = `(?:(?:${NUMBER_WORDS}) (?:de |del )?(?:la )?)`;
const NUMBER = `(?:(?: con)? (?:${NUMBER_WORDS}))?`;

/** Spanish, as it is written in the Americas and in Spain. Longer and more telling words first. */
export const VOCABULARY_ES: Vocabulary = [
  ['email', ['(?:direcci[oó]n de )?correos?(?: electr[oó]nicos?)?']],
  [
    'name',
    [
      'nombres?(?: (?:completo|y apellidos?|del? (?:la )?(?:cliente|titular|abonado)))?',
      'apellidos?',
      'titular(?: de la (?:cuenta|tarjeta|l[ií]nea)| del contrato)?',
      'beneficiari[oa]',
      'a nombre de',
    ],
  ],
  [
    'bank',
    [
      `${NUMBER_OF}?cuenta (?:bancaria|corriente|de ahorros?|de cheques|de cobro)${NUMBER}`,
      'dep[oó]sito directo',
    ],
  ],
  ['routing', [`${NUMBER_OF}?(?:ruta|enrutamiento)(?: bancari[oa])?`]],
  [
    'account',
    [
      `${NUMBER_OF}?cuenta(?: del? cliente)?${NUMBER}`,
      `${NUMBER_OF}(?:cliente|abonado|usuario|socio)`,
      '(?:c[oó]digo|id|identificador) de cliente',
      `ctas?\\.?${NUMBER}`,
    ],
  ],
  ['staff-phone', ['extensi[oó]n', 'interno', 'atenci[oó]n al cliente', 'centralita', 'l[ií]nea gratuita']],
  [
    'phone',
    [
      `${NUMBER_OF}?(?:tel[eé]fonos?|m[oó]vil|celular|l[ií]nea|contacto)(?: (?:m[oó]vil|celular|fijo|de contacto))?${NUMBER}`,
      'tfno\\.?',
    ],
  ],
  ['ssn', [`${NUMBER_OF}?(?:seguro|seguridad) social${NUMBER}`, 'itin']],
  [
    'licence',
    [
      `${NUMBER_OF}?(?:licencia|permiso|carn[eé]t?) de (?:conducir|conducci[oó]n|manejo|manejar|conductor)${NUMBER}`,
    ],
  ],
  [
    'government-id',
    [
      `${NUMBER_OF}?pasaporte(?: (?:mexicano|estadounidense|espa[ñn]ol|vigente))?${NUMBER}`,
      `${NUMBER_OF}?(?:documento (?:nacional )?de identidad|c[eé]dula(?: de identidad)?|dni|nie|curp|ine|ife)${NUMBER}`,
      `(?:matr[ií]cula|identificaci[oó]n) (?:consular|oficial)${NUMBER}`,
      `tarjeta de residen(?:te|cia)(?: permanente)?${NUMBER}`,
      `credencial (?:de elector|para votar)${NUMBER}`,
    ],
  ],
  [
    'device',
    [
      'tarjeta e?sim',
      `${NUMBER_OF}(?:imei|iccid|e?sim)`,
      '(?:nuevo |n[uú]mero de )?chip',
      'e?sim nueva',
      'dispositivo',
    ],
  ],
  [
    'card',
    [
      `${NUMBER_OF}?tarjeta(?: (?:de (?:cr[eé]dito|d[eé]bito|pago)|bancaria))?${NUMBER}`,
      'venc(?:e|imiento)',
      'caduc(?:a|idad)',
    ],
  ],
  [
    'birth',
    [
      'fecha (?:de )?nac(?:imiento|\\.)?',
      'f\\. ?nac\\.?',
      'nacid[oa](?: el)?',
      'cumplea[ñn]os',
      'nacimiento',
    ],
  ],
  [
    'pin',
    ['c[oó]digo (?:pin|de seguridad|de acceso|secreto)', 'clave(?: (?:de (?:seguridad|acceso)|secreta))?'],
  ],
  [
    'address',
    ['direcci[oó]n(?: (?:postal|de (?:facturaci[oó]n|env[ií]o|servicio|domicilio)))?', 'domicilio'],
  ],
  ['plan', ['plan(?: (?:tarifario|contratado|actual))?', 'tarifa(?: contratada)?']],
  [
    'billing',
    [
      'saldo(?: (?:pendiente|deudor|vencido|total))?',
      '(?:importe|monto)(?: (?:a pagar|total|pendiente|adeudado|vencido|de la factura))?',
      'total (?:a pagar|de la factura)',
      'cargos?(?: mensual(?:es)?)?',
    ],
  ],
  ['credential', ['contrase[ñn]as?']],
  ['staff', ['emplead[oa]s?', 'proveedor(?:es|a)?']],
  ['customer', ['client[ea]s?', 'abonad[oa]s?', 'suscriptor(?:es|a)?']],
  ['sample', ['ejemplos?', 'de prueba', 'pruebas?', 'fictici[oa]s?']],
  [
    'other',
    [
      `${NUMBER_OF}?(?:pedido|orden|factura|seguimiento|gu[ií]a|referencia|expediente|caso|transacci[oó]n|reserva|confirmaci[oó]n|serie|contrato|lote|env[ií]o|paquete|recibo|solicitud|ticket|folio)${NUMBER}`,
      'fecha',
    ],
  ],
];
