/**
 * Table features: which there are, which a table needs, and which Moraine has.
 *
 * <p>Start with {@link FeatureGate}; {@link TableFeature} is the registry.
 */
@NullMarked
package io.moraine.log.feature;

import org.jspecify.annotations.NullMarked;
