/**
 * Refusals of the doors, by status: any address may answer them, whatever stands behind it. What an operation
 * refuses beyond these it names itself (`refusals` of its route); the document lists both.
 */
export const DOOR_REFUSALS: Readonly<Record<number, readonly string[]>> = {
  400: [
    'bad_input',
    'bad_json',
    'bad_value',
    'bad_request',
    'bad_channel',
    'bad_cursor',
    'idempotency_key_needed',
    'bad_idempotency_key',
  ],
  401: ['sign_in_needed', 'bad_credential'],
  403: ['forbidden', 'verification_needed', 'cross_site', 'other_store'],
  404: ['not_found', 'no_such_route'],
  405: ['method_not_allowed'],
  408: ['request_timeout'],
  409: ['still_in_flight', 'already_exists'],
  413: ['body_too_large'],
  414: ['address_too_long'],
  415: ['unsupported_media_type'],
  417: ['expectation_failed'],
  422: ['idempotency_key_reused', 'unknown_reference', 'not_allowed'],
  429: ['too_many_requests'],
  431: ['headers_too_large'],
  500: ['broken'],
  503: ['overloaded', 'database_unavailable', 'no_room', 'no_retailer'],
}

export const isOfTheDoors = (code: string): boolean =>
  Object.values(DOOR_REFUSALS).some((codes) => codes.includes(code))
