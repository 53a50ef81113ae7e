/** So long a password of staff is at least: as the API says it (`NewPassword`). */
export const PASSWORD_MIN = 12
