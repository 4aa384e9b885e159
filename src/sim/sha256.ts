/**
 * SHA-256 over bytes that come in pieces, the same in Node and in a browser.
 *
 * Not `node:crypto`, which browsers lack, nor WebCrypto, which takes no pieces and makes one wait.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

export interface Digest {
  update(bytes: Uint8Array): void
  /** The digest of all bytes so far, as 64 hexadecimal digits. More bytes may follow. */
  hex(): string
}

export function createDigest(): Digest {
  const hash = sha256.create()
  return {
    update(bytes) {
      hash.update(bytes)
    },
    hex: () => bytesToHex(hash.clone().digest()),
  }
}
