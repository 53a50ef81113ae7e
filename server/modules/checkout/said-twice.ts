/**
 * The same thing is being said at this moment by somebody else. The database door rolls back what was done beside it
 * and does it again from the start (40001, serialization_failure): then the first one's result is found.
 */
export const saidTwice = (): Error => Object.assign(new Error('the same was said twice at once'), { code: '40001' })
