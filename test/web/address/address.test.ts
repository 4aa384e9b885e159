/** Addresses of moments: what is written is read again, and what is wrong is said. */
import { expect, test } from 'vitest'
import {
  type Address,
  AddressError,
  addressText,
  parseAddress,
  plainView,
} from '../../../src/web/address/address.ts'
import {
  packedLengthMax,
  packScenario,
  unpackScenario,
} from '../../../src/web/address/packed-scenario.ts'

const plain: Address = {
  source: { type: 'first' },
  seed: undefined,
  digest: undefined,
  forks: [],
  view: plainView,
}

const full: Address = {
  source: { type: 'gallery', path: 'node-failure.yaml' },
  seed: '7 & 8',
  digest: '12ab34cd',
  forks: [
    {
      atUs: 42_001_000,
      label: 'crash node-2',
      entry: '{ at: 42.001s, fault: crash, node: node-2 }',
    },
    { atUs: 50_000_000, label: 'run', entry: '{ at: 50s, docker: "run -e a=~b#c nginx" }' },
  ],
  view: {
    timeUs: 102_300_001,
    position: 412,
    truth: 'believed',
    measure: 'cpu',
    selection: 'node:node-2',
    service: 'web',
    span: { fromUs: 0, untilUs: 90_500_000 },
    picked: { fromUs: 30_000_000, untilUs: 61_500_000 },
    zoom: { scale: 4.125, x: 120.5, y: -3 },
    query: 'service:web state:failed',
    isTabular: true,
    showsNetworks: true,
    colouring: { type: 'picked', services: ['web', 'a~b %'] },
    onlyDiffers: true,
    pairedNode: 'node-3',
  },
}

test('what stands beside a run is left out, and said, where it is not understood', () => {
  const read = parseAddress('#v=1&beside=moon')
  expect(read?.address.beside).toBeUndefined()
  expect(read?.remarks).toEqual(['beside=moon says nothing known.'])
})

test('an address is read as it was written, to the microsecond', () => {
  for (const address of [
    plain,
    full,
    { ...full, source: { type: 'served', path: 'lab/my scenario.yaml' } as const },
    { ...full, source: { type: 'inline', packed: 'q-_A' } as const },
    { ...full, beside: { type: 'branch', forks: [] } as const },
    { ...plain, beside: { type: 'branch', forks: full.forks } as const, isSwapped: true },
    {
      ...plain,
      beside: { type: 'variant', label: '9 ~ 5 %', set: ['seed="a~%7E"', 'b=1'] } as const,
    },
  ]) {
    expect(parseAddress(`#${addressText(address)}`)).toEqual({ address, remarks: [] })
  }
})

test('what is as it always is at first stands in no address', () => {
  expect(addressText(plain)).toBe('v=1')
  expect(addressText({ ...full, forks: [], seed: undefined, view: plainView })).toBe(
    'v=1&scenario=node-failure.yaml&run=12ab34cd',
  )
})

test('without an address there is nothing to open', () => {
  expect(parseAddress('')).toBeUndefined()
  expect(parseAddress('#')).toBeUndefined()
})

test('a time alone is an address, written as a person writes it', () => {
  expect(parseAddress('#t=1m42.3s')?.address.view.timeUs).toBe(102_300_000)
  expect(parseAddress('#t=1:42.3')?.address.view.timeUs).toBe(102_300_000)
})

test('what cannot be read is named and left out', () => {
  const read = parseAddress('#v=1&t=soon&show=hidden&zoom=3&lens=4')
  expect(read?.address.view).toEqual(plainView)
  expect(read?.remarks).toEqual([
    'lens is no part of an address.',
    't=soon says nothing known.',
    'show=hidden says nothing known.',
    'zoom=3 says nothing known.',
  ])
})

test('an address of another version, or with a damaged change, cannot be opened', () => {
  expect(() => parseAddress('#v=9&t=3s')).toThrow(AddressError)
  expect(() => parseAddress('#v=1&fork=crash')).toThrow(/change that cannot be read/)
})

const bundled = { 'a.yaml': 'name: A\n', 'web.yaml': 'services: {}\n' }

test('a scenario of one’s own fits into a word, without what the product brings itself', async () => {
  const own = { path: 'own.yaml', files: { ...bundled, 'own.yaml': 'name: Löwe 🦁\nnodes: []\n' } }
  const packed = await packScenario(own, bundled)
  expect(packed).toMatch(/^[\w-]+$/)
  expect(await unpackScenario(packed ?? '', bundled)).toEqual(own)
  const changed = { path: 'a.yaml', files: { ...bundled, 'a.yaml': 'name: B\n' } }
  expect(await unpackScenario((await packScenario(changed, bundled)) ?? '', bundled)).toEqual(
    changed,
  )
})

test('a scenario that is too long has no word', async () => {
  let text = ''
  for (let line = 0; line < 4_000; line++) text += `- ${(line * 7_919) % 65_537}\n`
  expect(await packScenario({ path: 'own.yaml', files: { 'own.yaml': text } }, {})).toBeUndefined()
  const short = await packScenario(
    { path: 'own.yaml', files: { 'own.yaml': text.slice(0, 900) } },
    {},
  )
  expect(short?.length).toBeLessThan(packedLengthMax)
})

test('a damaged word says so, whatever is damaged', async () => {
  const packed =
    (await packScenario({ path: 'own.yaml', files: { 'own.yaml': 'name: A\n' } }, {})) ?? ''
  for (const damaged of [packed.slice(0, -6), `${packed.slice(0, 4)}AAAA`, '', '%%%', 'AAAA']) {
    await expect(unpackScenario(damaged, bundled)).rejects.toThrow(/is damaged/)
  }
})
