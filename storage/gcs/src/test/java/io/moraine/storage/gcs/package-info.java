/**
 * The store against a server that speaks the JSON API, {@link io.moraine.storage.gcs.GcsStub}.
 */
package io.moraine.storage.gcs;
