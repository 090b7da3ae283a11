// `npm test`: installs what is missing, then runs every lane of tests and sums them up in the last line.
// `--only LANE` (check, build, unit, server, stand-in, sim, crash, e2e; several with commas) runs just those; what follows goes to e2e.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { build } from './build.mjs'
import { runNode, runProgram } from './child.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { inRoot, projectNode } from './places.mjs'
import { prepareRuntime, underDisplay } from './prepare.mjs'
import { ensureChromium } from './system-packages.mjs'
import { formatDuration, giveUp, say, takeFlags } from './terminal.mjs'

const reports = inRoot('test-results', 'reports')
const script = (...parts) => inRoot('node_modules', ...parts)

function freshReport(name) {
  mkdirSync(reports, { recursive: true })
  const file = `${reports}/${name}.json`
  rmSync(file, { force: true })
  return file
}

/** A check that passes or fails as a whole. */
function asOne(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function check() {
  const sum = { passed: 0, failed: 0 }
  const checks = ['main', 'preload', 'renderer', 'tools'].map((side) => [
    script('typescript', 'bin', 'tsc'),
    '-p',
    `tsconfig.${side}.json`,
  ])
  checks.push([script('@biomejs', 'biome', 'bin', 'biome'), 'check'])
  for (const args of checks) sum[(await runNode(args)) === 0 ? 'passed' : 'failed'] += 1
  return sum
}

async function runStandIn() {
  if (process.platform !== 'linux') {
    say('The stand-in is for Linux; here the app runs on Electron itself.')
    return { passed: 0, failed: 0 }
  }
  await ensureChromium()
  return runVitest('stand-in')
}

async function runVitest(project) {
  const file = freshReport(project)
  const code = await runNode([
    script('vitest', 'vitest.mjs'),
    'run',
    `--project=${project}`,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  if (!existsSync(file)) return asOne(code)
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const failed = report.numFailedTests + report.testResults.filter(brokeBeforeTests).length
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
}

function brokeBeforeTests(suite) {
  return suite.status === 'failed' && suite.assertionResults.length === 0
}

async function runEndToEnd(rest) {
  const runtime = await prepareRuntime()
  const file = freshReport('e2e')
  const [program, args] = underDisplay(runtime, projectNode(), [
    script('@playwright', 'test', 'cli.js'),
    'test',
    ...rest,
  ])
  const environment = { ...runtime.environment, REGULARS_RUNTIME: runtime.kind, REGULARS_E2E_REPORT: file }
  const code = await runProgram(program, args, { environment })
  if (!existsSync(file)) return asOne(code)
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const { expected, unexpected, flaky, skipped } = report.stats
  const failed = unexpected + skipped
  return {
    passed: expected + flaky,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    atSecondTry: flakySpecs(report.suites),
  }
}

/** The tests that failed and passed when they were tried again, as file and title. */
function flakySpecs(suites) {
  return suites.flatMap((suite) => [
    ...suite.specs
      .filter((spec) => spec.tests.some((test) => test.status === 'flaky'))
      .map((spec) => `${spec.file} › ${spec.title}`),
    ...flakySpecs(suite.suites ?? []),
  ])
}

const lanes = {
  check: { words: 'types of every side, style and lint', run: check },
  build: { words: 'the production build', run: async () => asOne((await build()) ? 0 : 1) },
  unit: { words: 'unit tests, fuzzed calls and import layers', run: () => runVitest('unit') },
  server: { words: 'the schema and the development backend on PostgreSQL', run: () => runVitest('server') },
  'stand-in': { words: 'the stand-in for Electron', run: runStandIn },
  sim: { words: 'counters and a server simulated through days of trouble', run: () => runVitest('sim') },
  crash: { words: 'processes killed in the middle of their work', run: () => runVitest('crash') },
  e2e: { words: 'the built app, driven as a person would', run: runEndToEnd },
}

function chooseLanes(argv) {
  const { rest } = takeFlags(argv, [])
  const at = rest.findIndex((argument) => argument === '--only' || argument.startsWith('--only='))
  if (at < 0) return { chosen: Object.keys(lanes), rest }
  const inline = rest[at].split('=')[1]
  const [value] = inline ? [inline] : rest.slice(at + 1, at + 2)
  rest.splice(at, inline ? 1 : 2)
  const chosen = (value ?? '').split(',').filter(Boolean)
  const unknown = chosen.find((name) => !(name in lanes))
  if (chosen.length === 0 || unknown) giveUp(`--only takes one or more of: ${Object.keys(lanes).join(', ')}.`)
  return { chosen: Object.keys(lanes).filter((name) => chosen.includes(name)), rest }
}

const startedAt = Date.now()
const { chosen, rest } = chooseLanes(process.argv.slice(2))
await ensureDependencies()
if (chosen.includes('e2e') && !chosen.includes('build') && !(await build())) giveUp('The build failed.')

const results = []
for (const name of chosen) {
  const laneStartedAt = Date.now()
  say(`Testing ${lanes[name].words}.`)
  const result = await lanes[name].run(rest)
  results.push({ name, ...result, took: Date.now() - laneStartedAt })
}

console.log('')
for (const { name, passed, failed, took } of results) {
  const mark = failed > 0 ? '✗' : '✓'
  console.log(
    `${mark} ${name.padEnd(8)} ${passed} passed, ${failed} failed (${formatDuration(took)}): ${lanes[name].words}`,
  )
}
for (const title of results.flatMap((result) => result.atSecondTry ?? [])) {
  console.log(`! did not pass at once: ${title}`)
}
const total = (what) => results.reduce((sum, result) => sum + result[what], 0)
console.log(`All of it took ${formatDuration(Date.now() - startedAt)}.`)
console.log(`${total('passed')} passed, ${total('failed')} failed`)
process.exit(total('failed') > 0 ? 1 : 0)
