import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { Type } from 'typebox'
import { Id, Shape, Text, Time } from '#platform/route'
import { PASSWORD_MAX, PASSWORD_MIN } from './passwords.ts'

export const Opened = { session_id: Id, token: Type.String({ description: 'Told this once' }), expires_at: Time }

export const TotpCode = Type.String({ pattern: '^[0-9]{6}$' })
export const Pin = Type.String({ pattern: '^[0-9]{4,8}$', description: '4 to 8 digits' })
export const SecondFactor = Shape({ totp_code: Type.Optional(TotpCode), recovery_code: Type.Optional(Text(40)) })
export const NewPassword = Type.String({ minLength: PASSWORD_MIN, maxLength: PASSWORD_MAX })

/** Handed to the browser as it is: WebAuthn Level 3 §5.4 and §5.5 in JSON. */
export const WebAuthnOptions = Shape({
  challenge_id: Id,
  options: Type.Unsafe<object>(Type.Object({}, { additionalProperties: true })),
})

const Base64Url = (max: number) => Type.String({ maxLength: max, pattern: '^[A-Za-z0-9_-]*$' })
/** Browsers add fields as the standard grows; what is not named here is not read. */
const Open = (properties: Parameters<typeof Type.Object>[0]) => Type.Object(properties, { additionalProperties: true })

const credential = {
  id: Base64Url(1400),
  rawId: Base64Url(1400),
  type: Type.Literal('public-key'),
  clientExtensionResults: Type.Optional(Open({})),
  authenticatorAttachment: Type.Optional(Text(40)),
}

export const RegistrationResponse = Type.Unsafe<RegistrationResponseJSON>(
  Open({
    ...credential,
    response: Open({
      clientDataJSON: Base64Url(4_000),
      attestationObject: Base64Url(60_000),
      transports: Type.Optional(Type.Array(Text(40), { maxItems: 10 })),
    }),
  }),
)

export const AuthenticationResponse = Type.Unsafe<AuthenticationResponseJSON>(
  Open({
    ...credential,
    response: Open({
      clientDataJSON: Base64Url(4_000),
      authenticatorData: Base64Url(20_000),
      signature: Base64Url(8_000),
    }),
  }),
)
