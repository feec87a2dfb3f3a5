/**
 * Object stores, by what all of them can promise: ranged reads, ordered listings, conditional puts.
 *
 * <p>Start with {@link ObjectStore}; {@link Stores} finds the one for a location. {@link
 * LocalStore} and {@link InMemoryStore} are here, the clouds' stores are modules of their own,
 * which share {@link PagedListing}, {@link RangedReader} and {@link PartedWriter}.
 */
package io.moraine.core.store;
