/**
 * What every store promises, as tests that each store's module runs on its own.
 *
 * <p>Start with {@link io.moraine.core.store.contract.ObjectStoreContract}: a test class that
 * extends it gives it the store. {@link io.moraine.core.store.contract.PutRace} is the test that
 * matters most, apart, so that it can be held against a store that fails it.
 */
package io.moraine.core.store.contract;
