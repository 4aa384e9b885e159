/** What is no YAML text, or YAML that goes too far. */
import { type Case, node } from './case.ts'

const bytes = (...values: readonly number[]) => Uint8Array.from(values)
/** Ten levels of ten aliases each: 10 billion values from 11 lines. */
const bomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 9 }, (_, level) => {
    return `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`
  }),
].join('\n')

export const files: readonly Case[] = [
  {
    title: 'a binary file',
    input: bytes(0, 1, 2, 3, 255),
    says: ['scenario.yaml:1:1: found a binary file, expected a YAML text file in UTF-8'],
  },
  {
    title: 'a picture',
    input: bytes(0x89, 0x50, 0x4e, 0x47, 13, 10),
    says: ['scenario.yaml:1:1: found a PNG image, expected a YAML text file in UTF-8'],
  },
  {
    title: 'text in UTF-16',
    input: bytes(0xff, 0xfe, 0x6e, 0),
    says: ['scenario.yaml:1:1: found UTF-16 text, expected a YAML text file in UTF-8'],
  },
  {
    title: 'an empty file',
    input: '  \n\n',
    says: ['scenario.yaml:1:1: found an empty file, expected a YAML text file in UTF-8'],
  },
  {
    title: 'a file that is too large',
    input: `# ${'x'.repeat(5 * 1024 * 1024)}`,
    says: ['scenario.yaml:1:1: found 5242882 bytes, expected at most 5242880 bytes'],
  },
  {
    title: 'an alias bomb',
    input: bomb,
    says: [
      'scenario.yaml:6:10: found *a4, with which aliases stand for more than 200000 values, expected a file that stays small when its aliases are spelled out',
    ],
  },
  {
    title: 'an alias inside of itself',
    input: 'nodes: &n [{ name: a, labels: *n }]',
    says: [
      'scenario.yaml:1:31: found *n inside of &n, expected an alias that does not contain itself',
    ],
  },
  {
    title: 'an alias without an anchor',
    input: 'nodes: *n',
    says: ['scenario.yaml:1:8: found *n, expected a name set with & before'],
  },
  {
    title: 'a key written twice',
    input: `${node}nodes: []\n`,
    says: ['scenario.yaml:2:1: found the key nodes a second time, expected every key once'],
  },
  {
    title: 'two documents',
    input: `${node}---\n${node}`,
    says: ['scenario.yaml:2:1: found a second document after ---, expected one document'],
  },
  {
    title: 'a tag',
    input: 'nodes: !!python/object:os.system [{ name: a }]',
    says: ['scenario.yaml:1:8: found a tag, expected plain data without tags'],
  },
  {
    title: 'brackets without an end',
    input: 'nodes: [{ name: a }',
    says: [
      'scenario.yaml:1:20: found a mistake in the YAML, expected valid YAML (flow sequence in block collection must be sufficiently indented and end with a ])',
    ],
  },
  {
    title: 'a tab as indentation',
    input: 'nodes:\n\t- name: a',
    says: ['scenario.yaml:2:1: found a tab, expected spaces for indentation'],
  },
  {
    title: 'brackets nested too deeply',
    input: `a: ${'['.repeat(200_000)}`,
    says: [
      'scenario.yaml:1:1: found brackets nested too deeply, expected a file a person can read',
    ],
  },
  {
    title: 'a list instead of a scenario',
    input: '- name: a',
    says: ['scenario.yaml:1:1: found a list, expected a scenario: a map with nodes and a timeline'],
  },
  {
    title: 'a Compose file in the place of a scenario',
    input: 'services: { web: { image: nginx } }',
    says: [
      'scenario.yaml:1:1: found a Compose file, expected a scenario (name it under apps: in a scenario, or give it with --compose)',
    ],
  },
]
