/**
 * Who may import whom, as data. Dependencies point downwards only, so that a run stays a pure
 * function that a browser worker can execute as well as Node.
 */

const simulation = ['sim', 'model', 'machine', 'scheduler', 'engine', 'faults', 'manager']
const pure = [...simulation, 'scenario', 'run', 'projection', 'experiment']

/** For each folder of `src`, the other folders it may import. */
export const allowedFolders: Readonly<Record<string, readonly string[]>> = {
  sim: [],
  model: ['sim'],
  machine: ['sim', 'model'],
  scheduler: ['sim', 'model'],
  engine: ['sim', 'model', 'machine'],
  faults: ['sim', 'model', 'machine'],
  // The manager reaches the engines through messages, as the real one does.
  manager: ['sim', 'model', 'machine', 'scheduler'],
  // The compiled model is all that the scenario reader and the run have in common.
  scenario: ['sim', 'model'],
  run: [...simulation, 'scenario'],
  // Projections read a finished trace, never a running simulation.
  projection: ['sim', 'model', 'machine'],
  experiment: pure.filter((folder) => folder !== 'experiment'),
  docker: pure.filter((folder) => folder !== 'experiment'),
  web: pure,
  cli: [...pure, 'docker'],
  // `src/index.ts`, the library.
  index: [...pure, 'docker'],
}

/** The folders that must run anywhere: no Node, no DOM, no clock, no chance of their own. */
export const pureFolders: readonly string[] = [...pure, 'index']

/** The folders that may use Node's built-in modules. */
export const nodeFolders: readonly string[] = ['docker', 'cli']

/** Packages that only some folders may import. Others are free. */
export const restrictedPackages: readonly {
  readonly packages: readonly string[]
  readonly folders: readonly string[]
}[] = [
  { packages: ['xstate'], folders: ['machine', 'web'] },
  { packages: ['d3', 'react', 'react-dom', '@xstate/react'], folders: ['web'] },
  {
    packages: ['commander', 'cli-progress', 'cli-table3', 'picocolors', 'sirv'],
    folders: ['cli', 'docker'],
  },
]

/** Globals that make a run depend on more than scenario and seed, with what to use instead. */
export const impureGlobals: Readonly<Record<string, string>> = {
  ...reason('time comes from the kernel', [
    'Date',
    'performance',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'clearTimeout',
    'clearInterval',
    'queueMicrotask',
    'requestAnimationFrame',
  ]),
  ...reason('a run is one synchronous function', ['Promise', 'Worker', 'MessageChannel']),
  ...reason('files and networks belong to docker, cli and web', [
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'localStorage',
    'sessionStorage',
    'indexedDB',
  ]),
  ...reason('only docker, cli and web know where they run', [
    'process',
    'Buffer',
    'require',
    'window',
    'document',
    'navigator',
    'globalThis',
    'self',
    'console',
    'crypto',
    '__dirname',
    '__filename',
  ]),
  ...reason('its answer depends on the machine’s language', ['Intl']),
}

/** Members of `Math` that differ between JavaScript engines in the last bit, or are not ours. */
export const impureMath: readonly string[] = [
  'random',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'pow',
  'cbrt',
  'hypot',
]

/** Methods that ask for the machine's language. */
export const localeMethods: readonly string[] = [
  'localeCompare',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleUpperCase',
  'toLocaleLowerCase',
]

/** A file that needs more is two files. */
export const linesMax = 300

function reason(why: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, why]))
}
