package io.moraine.core.parquet.crypto;

/** How the modules of a file are encrypted. */
public enum Algorithm {
  /** All by AES-GCM: what was changed is noticed. */
  AES_GCM_V1,
  /** Page bodies by AES-CTR, which is faster but does not notice changes; all else by AES-GCM. */
  AES_GCM_CTR_V1
}
