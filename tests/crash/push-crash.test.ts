// Counters killed while they save, push, make a backup, or take a directory that was alone to a server.
import { pushScenarios } from './sync-scenarios.ts'
import { testScenarios } from './test-scenarios.ts'

testScenarios(pushScenarios)
