/** How the driver translates values; its types do not show it. */
declare module 'pg/lib/utils' {
  export function prepareValue(value: unknown): string | Buffer | null
}
