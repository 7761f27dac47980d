import { type Template, table, texts } from './template.js';

/** Spanish of customers in the United States: texts that the classifiers may be tuned on. */
export const TUNING_ES: readonly Template[] = [
  ...texts('es', [
    'Hola equipo:\n\nCliente: {name}\nNúmero de cuenta: {account}\nTeléfono: {phone}\nNúmero de seguro social: {ssn}\n\nGracias',
    'Nombre del cliente: {name}\nDirección de facturación: {address}\nPlan: {plan}\nSaldo pendiente: {amount}\nPIN: {pin}',
    'La clienta {name} llamó por la cuenta {account}. Su celular es {phone} y su correo electrónico es {email}.',
    'Fecha de nacimiento: {dob}\nLicencia de conducir: {licence}\nSeguro social {ssn}\nDomicilio: {address}',
    'Quiero pagar con mi tarjeta de crédito {card}, vence 09/29. Mi número de cliente es {account}.\n{name}',
    'Cuenta bancaria {bank}, número de ruta {routing!}, a nombre de {name}.',
    'Cambio de equipo de la cuenta {account}\nIMEI: {imei}\nTarjeta SIM: {iccid}\nClave de seguridad: {pin}',
    'Pasaporte: {passport}\nNombre completo: {name}\nNacido el {dob}\nCorreo: {email}',
    'Últimos cuatro del seguro social {last4}, PIN {pin}, cuenta {account}.',
    'Usuario {email}, contraseña: {password}',
    'Recibimos una {order:orden judicial} sobre el teléfono {phone}.',
    'El cliente tiene un {health:diagnóstico} médico y pide una prórroga. Cuenta {account}, importe {amount}.',
    'Transferencia al IBAN {iban} de {name}.',
    'Le robaron el equipo con IMEI {imei}; bloquear la tarjeta SIM {iccid} de la cuenta {account}.',
    'Dio los últimos cuatro dígitos de su seguro social, {last4}, y su fecha de nacimiento, {dob}.',
    'El cliente {name} se mudó a {address} y paga con la tarjeta Visa {card}. Saldo total {amount}.',
  ]),
  table('es', [
    ['Nombre', 'name'],
    ['Número de cuenta', 'account'],
    ['Teléfono', 'phone'],
    ['Correo electrónico', 'email'],
    ['Plan', 'plan'],
  ]),
  table('es', [
    ['Cliente', 'name'],
    ['Seguro social', 'ssn'],
    ['Fecha de nacimiento', 'dob'],
    ['Dirección', 'address'],
    ['Saldo', 'amount'],
  ]),
  table('es', [
    ['Apellidos y nombre', 'name'],
    ['IMEI', 'imei'],
    ['Nacimiento', 'dob'],
    ['Monto', 'amount'],
    ['Tarjeta', 'card'],
  ]),
];
