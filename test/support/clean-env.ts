/** A worker runs many files, each of which begins with the environment the first one found. */
const FOUND = Symbol.for('hilo.environment')
const found = ((globalThis as { [FOUND]?: NodeJS.ProcessEnv })[FOUND] ??= { ...process.env })

for (const name of Object.keys(process.env)) if (!(name in found)) delete process.env[name]
Object.assign(process.env, found)
