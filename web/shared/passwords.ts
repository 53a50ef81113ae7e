/** So long a password of staff is at least: as the API says it (`NewPassword`). */
export const PASSWORD_MIN = 12

/** What is said beside the field in which somebody chooses their own. */
export const PASSWORD_ABOUT = {
  es: 'Doce letras o más; una frase va muy bien.',
  en: 'Twelve characters or more; a sentence is fine.',
} as const
