#!/usr/bin/env node
/** The `reberth` command. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'

// From `src/cli` and from `dist/node` alike, the package's description is two folders up.
const { version, description } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string; description: string }

const program = new Command('reberth').description(description).version(version)
program.parse()
