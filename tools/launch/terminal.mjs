// What the launch tools say, and how: one plain sentence a step, durations as people say them.

/** Prints one step of the work in plain words. */
export function say(sentence) {
  console.log(`› ${sentence}`)
}

/** Prints something the person should look at. */
export function warn(sentence) {
  console.warn(`! ${sentence}`)
}

/** Prints why the tool cannot go on, and ends it with exit code 1. */
export function giveUp(sentence) {
  console.error(`✗ ${sentence}`)
  process.exit(1)
}

/** Formats milliseconds as "0.4 s", "12 s" or "3 min 05 s". */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}

/** Splits the tool's own flags from the rest: `flags` lists names without dashes that take no value. */
export function takeFlags(argv, flags) {
  const taken = new Set()
  const rest = argv.filter((argument) => {
    const name = argument.replace(/^--/, '')
    if (argument.startsWith('--') && flags.includes(name)) {
      taken.add(name)
      return false
    }
    return true
  })
  return { taken, rest }
}
