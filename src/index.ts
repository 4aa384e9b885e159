/** The library: what `import ... from 'reberth'` gives. */
export type { Action } from './model/action.ts'
export type { ContainerConfig } from './model/container-config.ts'
export type { Expectation } from './model/expectation.ts'
export type { Model } from './model/model.ts'
