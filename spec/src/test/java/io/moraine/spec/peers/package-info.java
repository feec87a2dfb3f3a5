/**
 * Tables exchanged with other implementations: each reads what the other wrote, at every version.
 */
package io.moraine.spec.peers;
