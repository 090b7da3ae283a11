// Counters killed while they pull, start over, and repair; and the whole app, killed at any moment.
import { pullScenarios } from './sync-scenarios.ts'
import { testScenarios } from './test-scenarios.ts'

testScenarios(pullScenarios)
