/**
 * Zod without functions made from text: it would try whether it may, and pages whose policy forbids it
 * report every try as an error. Documents here are read once, so the slower way costs nothing that is seen.
 */
import { z } from 'zod'

z.config({ jitless: true })

export { z }
