// Runs other programs: waits for them, and never leaves one behind when the tool itself is ended.
import { spawn, spawnSync } from 'node:child_process'
import { childEnvironment, projectNode, root } from './places.mjs'

const endingSignals = process.platform === 'win32' ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP']
const graceMilliseconds = 5000

function askToEnd(child) {
  if (process.platform === 'win32') signalTree(child)
  else child.kill('SIGTERM')
}

function signalTree(child, signal) {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group has already ended.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Answers a function that says whether whoever started us (npm stands behind its shell) is still there. */
function watchStarter() {
  const parent = process.ppid
  const isUnderNpm = process.env.npm_lifecycle_event !== undefined && process.platform !== 'win32'
  const asked = isUnderNpm
    ? spawnSync('ps', ['-o', 'ppid=', '-p', String(parent)], { encoding: 'utf8' })
    : null
  const npm = Number(asked?.stdout?.trim() || 0)
  return () => process.ppid === parent && (npm <= 1 || isAlive(npm))
}

/**
 * Runs a program in a process group of its own with our terminal; answers its exit code (130 when we were interrupted).
 * An ending signal, or the end of whoever started us, ends the whole group: politely first, after 5 s by force.
 * With `endsItsOwn` the program itself is asked alone, since it knows in which order to end what it started.
 */
export function runProgram(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: childEnvironment(options.environment),
      stdio: options.stdio ?? 'inherit',
      detached: process.platform !== 'win32',
    })
    let ending = false
    const end = () => {
      if (ending) return
      ending = true
      if (options.endsItsOwn) askToEnd(child)
      else signalTree(child, 'SIGTERM')
      setTimeout(() => signalTree(child, 'SIGKILL'), graceMilliseconds).unref()
    }
    const isStarterThere = watchStarter()
    const watch = setInterval(() => {
      if (!isStarterThere()) end()
    }, 1000)
    const endNow = () => signalTree(child, 'SIGKILL')
    for (const signal of endingSignals) process.on(signal, end)
    process.on('exit', endNow)
    const finish = (settle) => {
      clearInterval(watch)
      for (const signal of endingSignals) process.off(signal, end)
      process.off('exit', endNow)
      // What the program started and left behind shares its group.
      if (process.platform !== 'win32') signalTree(child, 'SIGKILL')
      settle()
    }
    child.on('error', (error) => finish(() => reject(error)))
    child.on('exit', (code, signal) => finish(() => resolve(ending ? 130 : (code ?? (signal ? 1 : 0)))))
    options.onStarted?.(child)
  })
}

/** Runs a script of the project or of a dependency with the project's own Node. */
export function runNode(args, options = {}) {
  return runProgram(projectNode(), args, options)
}

/** Runs a program quietly and answers its exit code and output; null code when it could not start or took too long. */
export function askProgram(command, args, timeout = 20_000, environment = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: childEnvironment(environment),
    encoding: 'utf8',
    timeout,
  })
  return { code: result.error ? null : result.status, output: `${result.stdout ?? ''}${result.stderr ?? ''}` }
}
