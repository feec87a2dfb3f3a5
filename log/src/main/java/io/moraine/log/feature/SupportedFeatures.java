package io.moraine.log.feature;

import io.moraine.log.action.Protocol;
import java.util.LinkedHashSet;
import java.util.Set;

/** The features that a protocol allows a table to use, whether they are named in it or implied. */
public final class SupportedFeatures {
  private SupportedFeatures() {}

  /** The names of all of them. */
  public static Set<String> of(Protocol protocol) {
    Set<String> names = new LinkedHashSet<>();
    if (protocol.namesWriterFeatures()) {
      names.addAll(protocol.writerFeatures());
      if (protocol.minReaderVersion() == TableFeature.COLUMN_MAPPING.legacyReaderVersion()) {
        names.add(TableFeature.COLUMN_MAPPING.protocolName());
      }
      return names;
    }
    for (TableFeature feature : implied(protocol)) {
      names.add(feature.protocolName());
    }
    return names;
  }

  /** Whether {@code protocol} allows {@code feature}. */
  public static boolean has(Protocol protocol, TableFeature feature) {
    return of(protocol).contains(feature.protocolName());
  }

  /** The features that the versions of a protocol without names imply. */
  static Set<TableFeature> implied(Protocol protocol) {
    Set<TableFeature> implied = new LinkedHashSet<>();
    for (TableFeature feature : TableFeature.impliedByWriter(protocol.minWriterVersion())) {
      if (feature.legacyReaderVersion() <= protocol.minReaderVersion()) {
        implied.add(feature);
      }
    }
    return implied;
  }
}
