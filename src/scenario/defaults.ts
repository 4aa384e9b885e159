/**
 * Every value the compiler fills in, with its source. *Assumed* marks what is our choice because
 * nobody published a number; the scenario can replace each of them.
 */
import type { Costs } from '../model/model.ts'

/**
 * What things take.
 *
 * `create` and `start`: Docker measured `docker run` through Swarm on 1,000 nodes with 30,000
 * containers at 230 ms in the median and 400 ms in the 99th percentile ("Scale Testing Docker Swarm
 * to 30,000 Containers", Docker blog, 2015-11-16). The split between the two is *assumed*; with two
 * round trips they sum up to that median.
 *
 * `pullBytesPerSecond`: *assumed*, a tenth of a gigabit link, which is what unpacking layers left of
 * it. With the default image this makes a first start take about 10 s; Google reports 25 s in the
 * median for Borg, 80 % of it package installation (Verma et al., EuroSys 2015, section 3.2), and
 * Harter et al. (FAST 2016) find 76 % of a container's start to be copying packages.
 *
 * The rest is *assumed*: half a millisecond one way inside a data centre; `stop` is a process that
 * heeds SIGTERM, not Docker's 10 s limit.
 */
export const defaultCosts: Costs = {
  latencyUs: 500,
  createUs: 100_000,
  startUs: 128_000,
  stopUs: 500_000,
  killUs: 100_000,
  removeUs: 100_000,
  requestUs: 20_000,
  pullBytesPerSecond: 12_500_000,
  pullOverheadUs: 1_000_000,
}

/** Size of an image the scenario does not describe. *Assumed*: 120 MB compressed. */
export const imageSizeBytes = 120_000_000

/** `swarm manage --help` of 1.1.0. */
export const swarmDefaults = {
  strategy: 'spread',
  filters: ['health', 'port', 'dependency', 'affinity', 'constraint'],
  overcommit: 0.05,
  createRetry: 0,
  refreshMinUs: 30_000_000,
  refreshMaxUs: 60_000_000,
  failureRetry: 3,
  heartbeatUs: 60_000_000,
  replicationTtlUs: 15_000_000,
} as const

/**
 * The real default is off: in 1.1 rescheduling hides behind the global flag `--experimental`. Here
 * it is on, because rescheduling is what the simulator is for.
 */
export const experimental = true

/** *Assumed*: a small server. Scenarios about capacity say their own. */
export const nodeDefaults = { cpus: 4, memoryBytes: 8 * 1024 ** 3 } as const

/** Labels every engine of the time reports; these are Docker 1.10's on the Ubuntu of its day. */
export const engineLabels: Readonly<Record<string, string>> = {
  storagedriver: 'aufs',
  executiondriver: 'native-0.2',
  kernelversion: '3.13.0-77-generic',
  operatingsystem: 'Ubuntu 14.04.3 LTS',
}

/** Docker's port without TLS. */
export const enginePort = 2375

/** How long a run goes on after the last thing the scenario names: ten minutes, more than three
 * times the slowest detection (180 s), and never less than ten minutes in all. */
export const untilAfterLastUs = 600_000_000

/** A bound for every run. A thousand nodes for a day need about a tenth of it. */
export const eventsMax = 100_000_000

/** Docker refuses a smaller memory limit. */
export const memoryLimitMinBytes = 4 * 1024 ** 2

/** Containers one scenario may ask for: the two million of Nomad's C2M test. */
export const containersMax = 2_000_000

/** Containers a minute that gradual rebalancing moves unless told otherwise. *Assumed*. */
export const rebalancePerMinute = 6

/** Flapping unless told otherwise. *Assumed*: three outages of 30 s with 60 s between them. */
export const flapping = { times: 3, downUs: 30_000_000, upUs: 60_000_000 } as const

/** How long a reboot takes. *Assumed*: a virtual machine with its engine is back after a minute. */
export const rebootUs = 60_000_000

/**
 * When an application without `at` is brought up. *Assumed*: the operator waits until the manager
 * has validated its engines, which takes some milliseconds after its start.
 */
export const appStartUs = 1_000_000
