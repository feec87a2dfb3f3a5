package io.moraine;

/**
 * What a generation of manifests came to.
 *
 * @param version whose files they list
 * @param manifests how many there are: one for each partition
 * @param files how many files are in them
 * @param removedManifests how many went, of partitions that are no more
 */
public record ManifestResult(long version, long manifests, long files, long removedManifests) {}
