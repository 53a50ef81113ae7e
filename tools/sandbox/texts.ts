import type { CardField, Conduct } from './cards.ts'

export type Locale = 'es' | 'en'

type Texts = {
  title: string
  sandbox: string
  to_pay: string
  number: string
  expiry: string
  expiry_hint: string
  code: string
  code_hint: string
  pay: string
  back: string
  test_cards: string
  card: string
  outcome: string
  wrong_title: string
  wrong: Record<CardField, string>
  conduct: Record<Conduct, string>
  declined: Record<string, string>
  step_title: string
  step_text: string
  step_yes: string
  step_no: string
  done_title: string
  done_text: string
  processing_title: string
  processing_text: string
  closed_title: string
  closed_text: string
  missing_title: string
  missing_text: string
  return_to_shop: string
}

export const TEXTS: Record<Locale, Texts> = {
  en: {
    title: 'Pay by card',
    sandbox: 'Test provider: no real money moves. Never type a real card here.',
    to_pay: 'To pay',
    number: 'Card number',
    expiry: 'Expiry date',
    expiry_hint: 'Month and year, as 12/29',
    code: 'Security code',
    code_hint: 'The three or four digits on the card',
    pay: 'Pay',
    back: 'Back to the shop without paying',
    test_cards: 'Test cards',
    card: 'Card',
    outcome: 'What it does',
    wrong_title: 'Please check these fields',
    wrong: {
      number: 'Type one of the test card numbers below.',
      expiry: 'Type a month and a year that have not passed.',
      code: 'Type three or four digits.',
    },
    conduct: {
      approve: 'Approved',
      declined: 'Declined by the bank',
      insufficient_funds: 'Declined: not enough money',
      extra_step: 'The bank asks for one more step',
      slow: 'The answer takes a few seconds',
      unruly_notices: 'Approved; the shop is told twice and out of order',
    },
    declined: {
      card_declined: 'The bank declined this card. Please try another one.',
      insufficient_funds: 'There is not enough money on this card. Please try another one.',
      step_refused: 'The payment was not confirmed. Please try again.',
    },
    step_title: 'Your bank asks you to confirm',
    step_text: 'Is it you who is paying?',
    step_yes: 'Yes, confirm the payment',
    step_no: 'No, refuse it',
    done_title: 'Payment accepted',
    done_text: 'You may close this page.',
    processing_title: 'Your bank is still thinking',
    processing_text: 'This takes a few seconds. The shop is told as soon as there is an answer.',
    closed_title: 'This payment was cancelled',
    closed_text: 'Nothing was charged. Please start again from the shop.',
    missing_title: 'No such payment',
    missing_text: 'The address is not complete or is too old. Please start again from the shop.',
    return_to_shop: 'Return to the shop',
  },
  es: {
    title: 'Pagar con tarjeta',
    sandbox: 'Proveedor de pruebas: no se mueve dinero real. No escribas nunca una tarjeta real aquí.',
    to_pay: 'Importe',
    number: 'Número de tarjeta',
    expiry: 'Caducidad',
    expiry_hint: 'Mes y año, como 12/29',
    code: 'Código de seguridad',
    code_hint: 'Las tres o cuatro cifras de la tarjeta',
    pay: 'Pagar',
    back: 'Volver a la tienda sin pagar',
    test_cards: 'Tarjetas de prueba',
    card: 'Tarjeta',
    outcome: 'Qué hace',
    wrong_title: 'Revisa estos campos',
    wrong: {
      number: 'Escribe uno de los números de prueba de abajo.',
      expiry: 'Escribe un mes y un año que no hayan pasado.',
      code: 'Escribe tres o cuatro cifras.',
    },
    conduct: {
      approve: 'Aceptada',
      declined: 'Rechazada por el banco',
      insufficient_funds: 'Rechazada: no hay saldo',
      extra_step: 'El banco pide un paso más',
      slow: 'La respuesta tarda unos segundos',
      unruly_notices: 'Aceptada; el aviso llega dos veces y desordenado',
    },
    declined: {
      card_declined: 'El banco ha rechazado esta tarjeta. Prueba con otra.',
      insufficient_funds: 'No hay saldo suficiente en esta tarjeta. Prueba con otra.',
      step_refused: 'El pago no se ha confirmado. Inténtalo de nuevo.',
    },
    step_title: 'Tu banco te pide que confirmes',
    step_text: '¿Eres tú quien paga?',
    step_yes: 'Sí, confirmar el pago',
    step_no: 'No, rechazarlo',
    done_title: 'Pago aceptado',
    done_text: 'Puedes cerrar esta página.',
    processing_title: 'Tu banco aún lo está pensando',
    processing_text: 'Tarda unos segundos. La tienda recibe la respuesta en cuanto la haya.',
    closed_title: 'Este pago se canceló',
    closed_text: 'No se ha cobrado nada. Empieza de nuevo desde la tienda.',
    missing_title: 'No existe ese pago',
    missing_text: 'La dirección está incompleta o es demasiado antigua. Empieza de nuevo desde la tienda.',
    return_to_shop: 'Volver a la tienda',
  },
}
