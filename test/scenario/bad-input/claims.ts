/** Claims under expect. */
import { type Case, claim, three } from './case.ts'

export const claims: readonly Case[] = [
  {
    title: 'a claim that cannot be read',
    input: claim('db is up'),
    says: [
      'scenario.yaml:5:13: expect[0].that: found "db is up", expected a claim such as running(web) >= 2 or node(db) != node-2',
    ],
  },
  {
    title: 'an unknown question',
    input: claim('runing(db) >= 1'),
    says: [
      'scenario.yaml:5:13: expect[0].that: found "runing", expected one of running, believed, unplaced, duplicates, moves, recovery, node, state, unscheduled, time-to-recover; did you mean running?',
    ],
  },
  {
    title: 'a service nobody starts',
    input: claim('running(dp) >= 1'),
    says: [
      'scenario.yaml:5:22: expect[0].that: found "dp", expected a service (db); did you mean db?',
    ],
  },
  {
    title: 'an unknown node in a claim',
    input: claim('node(db) != node-9'),
    says: [
      'scenario.yaml:5:26: expect[0].that: found "node-9", expected a node (node-1, node-2, node-3) or nowhere',
    ],
  },
  {
    title: 'words compared by size',
    input: claim('state(node-1) < healthy'),
    says: [
      'scenario.yaml:5:28: expect[0].that: found "<", expected == or !=, because the answer is a word',
    ],
  },
  {
    title: 'an unknown state',
    input: claim('state(node-1) == helthy'),
    says: [
      'scenario.yaml:5:31: expect[0].that: found "helthy", expected one of unknown, pending, healthy, unhealthy; did you mean healthy?',
    ],
  },
  {
    title: 'a duration without a unit',
    input: claim('recovery(db) < 3'),
    says: ['scenario.yaml:5:29: expect[0].that: found "3", expected a duration such as 3m or 90s'],
  },
  {
    title: 'a claim about the time after the end',
    input: `until: 1m\n${three}expect: [{ that: moves() == 0, by: 2m }]`,
    says: [
      'scenario.yaml:3:36: expect[0].by: found 2m, expected a time before the end of the run (1m)',
    ],
  },
  {
    title: 'a claim at two times',
    input: `${three}expect: [{ that: moves() == 0, by: 2m, always: true }]`,
    says: ['scenario.yaml:2:40: expect[0].always: found both by and always, expected one of them'],
  },
  {
    title: 'an exception without always',
    input: `${three}expect: [{ that: moves() == 0, by: 2m, except: 1m }]`,
    says: [
      'scenario.yaml:2:40: expect[0].except: found the key except with by, expected it only with always: true',
    ],
  },
]
