/** Changes given with --set. */
import { type Case, node } from './case.ts'

export const overrides: readonly Case[] = [
  {
    title: 'a change without a value',
    input: node,
    set: ['swarm.strategy'],
    says: [
      '--set swarm.strategy:1:1: found "swarm.strategy", expected path=value, such as swarm.strategy=binpack or nodes[0].memory=4g',
    ],
  },
  {
    title: 'a change to a wrong value',
    input: node,
    set: ['swarm.strategy=binpak'],
    says: [
      '--set swarm.strategy=binpak:1:16: swarm.strategy: found "binpak", expected one of spread, binpack, random; did you mean binpack?',
    ],
  },
  {
    title: 'a change to a node that is not there',
    input: node,
    set: ['nodes[4].memory=1g'],
    says: ['--set nodes[4].memory=1g:1:1: found entry 4 of nodes, expected an entry from 0 to 0'],
  },
  {
    title: 'a change inside of a word',
    input: `name: x\n${node}`,
    set: ['name.first=y'],
    says: ['--set name.first=y:1:1: found a single value at name, expected a path that ends there'],
  },
]
