/** What makes a plan another one: null or not, how long a list is, short words (a status, a kind) as they are. */
export const shapeOf = (values: readonly (string | null)[]): string => values.map(shapeOfOne).join(' ')

function shapeOfOne(value: string | null): string {
  if (value === null) return 'null'
  if (value.startsWith('{') && value.endsWith('}')) {
    const items = value === '{}' ? 0 : value.split(',').length
    return items === 0 ? 'none' : items === 1 ? 'one' : items < 20 ? 'some' : 'many'
  }
  return /^[a-z_]{1,20}$/.test(value) ? value : 'value'
}
