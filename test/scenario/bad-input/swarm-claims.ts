/** Claims about swarm mode. */
import { type Case, claim, swarmClaim } from './case.ts'

export const swarmClaims: readonly Case[] = [
  {
    title: 'a state that no task has',
    input: swarmClaim('state(web.1) == runing'),
    says: [
      'scenario.yaml:6:30: expect[0].that: found "runing", expected one of new, pending, assigned, accepted, preparing, ready, starting, running, complete, shutdown, failed, rejected, orphaned, none; did you mean running?',
    ],
  },
  {
    title: 'a state that no node of swarm mode has',
    input: swarmClaim('state(node-1) == healthy'),
    says: [
      'scenario.yaml:6:31: expect[0].that: found "healthy", expected one of unknown, ready, down, disconnected',
    ],
  },
  {
    title: 'a state that no update has',
    input: swarmClaim('update(web) == complete'),
    says: [
      'scenario.yaml:6:29: expect[0].that: found "complete", expected one of none, updating, paused, completed, rollback_started, rollback_paused, rollback_completed; did you mean completed?',
    ],
  },
  {
    title: 'a leader that is no manager',
    input: swarmClaim('leader() == manager-2'),
    says: [
      'scenario.yaml:6:26: expect[0].that: found "manager-2", expected one of manager-1 or nobody',
    ],
  },
  {
    title: 'a leader of something',
    input: swarmClaim('leader(web) == manager-1'),
    says: ['scenario.yaml:6:21: expect[0].that: found "web", expected nothing in the parentheses'],
  },
  {
    title: 'a service nobody creates',
    input: swarmClaim('desired(wep) == 2'),
    says: [
      'scenario.yaml:6:22: expect[0].that: found "wep", expected a service (web); did you mean web?',
    ],
  },
  {
    title: 'one task of many',
    input: swarmClaim('state(web) == running'),
    says: [
      'scenario.yaml:6:20: expect[0].that: found "web", expected one container of the service web: web.1, web.2',
    ],
  },
  {
    title: 'a slot nobody asks for',
    input: swarmClaim('state(web.3) == running'),
    says: [
      'scenario.yaml:6:20: expect[0].that: found "web.3", expected a container (web.1, web.2)',
    ],
  },
  {
    title: 'a number that is none',
    input: swarmClaim('tasks(web) == many'),
    says: ['scenario.yaml:6:28: expect[0].that: found "many", expected a whole number'],
  },
  {
    title: 'words compared by size',
    input: swarmClaim('update(web) > updating'),
    says: [
      'scenario.yaml:6:26: expect[0].that: found ">", expected == or !=, because the answer is a word',
    ],
  },
  {
    title: 'a question of swarm mode under classic Swarm',
    input: claim('leader() == manager-1'),
    says: [
      'scenario.yaml:5:13: expect[0].that: found leader, a question of swarm mode, expected a question of classic Swarm (state and believed answer for the primary manager, whoever that is)',
    ],
  },
]
