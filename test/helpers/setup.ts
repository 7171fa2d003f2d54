import { enableCompileCache } from 'node:module'
import fc from 'fast-check'
import { inject } from 'vitest'
import { propertyRuns, propertySeed } from './sizes.ts'

fc.configureGlobal({ numRuns: propertyRuns, seed: propertySeed })

// Compiling the chat SDKs takes a second of each process: the first one leaves the result to this one and its children.
enableCompileCache(inject('compileCache'))
process.env.NODE_COMPILE_CACHE = inject('compileCache')
