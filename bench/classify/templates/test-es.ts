import { type Template, table, texts } from './template.js';

/** Spanish of customers in the United States, for the published figures: nobody tunes on it. */
export const TEST_ES: readonly Template[] = [
  ...texts('es', [
    'Buenos días,\n\ntitular: {name}\nNº de cuenta: {account}\nMóvil: {phone}\nSSN: {ssn}\n\nSaludos',
    'Estimado {name}:\n\nTarifa: {plan}\nDirección postal: {address}\nImporte a pagar: {amount}\nCódigo de seguridad: {pin}',
    'Hablé con el abonado {name}; su número de cliente {account} está bloqueado. Llámele al teléfono {phone} o escriba al correo {email}.',
    'Solicitud de crédito de {name}, fecha de nacimiento {dob}, licencia de manejo número {licence}, número de seguridad social {ssn}, dirección {address}.',
    'Pago por teléfono: tarjeta {card}, titular de la tarjeta {name}, cuenta de cliente {account}.',
    'Depósito directo. Número de ruta bancaria {routing!}, cuenta corriente {bank}. {name}',
    'Cambio de SIM: ICCID {iccid}, número IMEI {imei}. El PIN es {pin}, línea {phone}.',
    'Nombre y apellidos: {name}\nNúmero de pasaporte {passport}\nFecha de nac. {dob}\nE-mail: {email}',
    'Verificado con los últimos 4 dígitos del seguro social: {last4} y la cuenta número {account}.',
    'Su correo es {email} y la contraseña es: {password}',
    'La policía trajo una {order:citación judicial} por la línea {phone}, cuenta {account}.',
    'Menciona una {health:receta médica} y su {health:historial médico}; cuenta {account}. Total de la factura: {amount}.',
    'Abonar en IBAN {iban}, beneficiario {name}.',
  ]),
  table('es', [
    ['Nombre completo', 'name'],
    ['Nº de cliente', 'account'],
    ['Celular', 'phone'],
    ['Correo', 'email'],
    ['Plan tarifario', 'plan'],
  ]),
  table('es', [
    ['Titular', 'name'],
    ['Número de seguro social', 'ssn'],
    ['Fecha nacimiento', 'dob'],
    ['Domicilio', 'address'],
    ['Importe', 'amount'],
  ]),
];
