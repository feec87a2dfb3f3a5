package io.moraine.connector.spark.catalog;

import io.moraine.connector.spark.table.TablePlace;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.connector.catalog.Identifier;

/**
 * A folder in which a table is a folder with a log, and a namespace one without.
 *
 * <p>A namespace may have an object {@code _namespace.json} with its properties. Names that are
 * paths or URIs are those of tables anywhere.
 *
 * @param root the folder; without one only paths name tables
 * @param options of the catalog, for what is opened through it
 */
public record Warehouse(Optional<TablePlace> root, Map<String, String> options) {
  private static final String PROPERTIES = "_namespace.json";

  public Warehouse {
    options = Map.copyOf(options);
  }

  /** The warehouse that a catalog's options name by {@code warehouse}. */
  public static Warehouse of(Map<String, String> options) {
    return new Warehouse(
        Optional.ofNullable(options.get("warehouse")).map(path -> TablePlace.of(path, options)),
        options);
  }

  /** Whether {@code name} is the path or URI of a table. */
  public static boolean isPath(Identifier name) {
    return name.namespace().length == 0 && name.name().indexOf('/') >= 0;
  }

  /**
   * Where the table called {@code name} is or would be.
   *
   * @throws InvalidInputException if it is no path and there is no warehouse
   */
  public TablePlace place(Identifier name) {
    if (isPath(name)) {
      return TablePlace.of(name.name(), options);
    }
    TablePlace place = folder(name.namespace());
    return place.below(plain(name.name()));
  }

  /** The folder of a namespace. */
  private TablePlace folder(String[] namespace) {
    TablePlace place =
        root.orElseThrow(
            () ->
                new InvalidInputException(
                    "This catalog has no warehouse: set spark.sql.catalog.NAME.warehouse to a"
                        + " folder, or name tables by their paths"));
    for (String part : namespace) {
      place = place.below(plain(part));
    }
    return place;
  }

  private static String plain(String name) {
    if (!name.matches("[A-Za-z0-9][\\w.-]*")) {
      throw new InvalidInputException(
          "A name below the warehouse has letters, digits, '_', '-' and '.', and begins with a letter or digit, got '%s'"
              .formatted(name));
    }
    return name;
  }

  /** Whether there is a table at {@code place}. */
  public static boolean isTable(TablePlace place) {
    return place.handle().log().latestHeaderIfExists().isPresent();
  }

  private ObjectStore store() {
    return root.orElseThrow().handle().store();
  }

  private String key(String[] namespace) {
    return String.join("/", namespace);
  }

  /** The names of the folders in a namespace that are tables, or that are not. */
  private List<String> folders(String[] namespace, boolean tables) {
    if (root.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (String name : store().listFolders(key(namespace))) {
      boolean visible = name.matches("[A-Za-z0-9][\\w.-]*");
      if (visible && isTable(folder(namespace).below(name)) == tables) {
        names.add(name);
      }
    }
    return names;
  }

  /** The tables of a namespace, in order. */
  public List<Identifier> tables(String[] namespace) {
    return folders(namespace, true).stream().map(name -> Identifier.of(namespace, name)).toList();
  }

  /** The namespaces in a namespace, in order. */
  public List<String[]> namespaces(String[] parent) {
    List<String[]> namespaces = new ArrayList<>();
    for (String name : folders(parent, false)) {
      String[] child = Arrays.copyOf(parent, parent.length + 1);
      child[parent.length] = name;
      namespaces.add(child);
    }
    return namespaces;
  }

  /** Whether there is such a namespace; that of the warehouse itself always is there. */
  public boolean hasNamespace(String[] namespace) {
    if (namespace.length == 0) {
      return true;
    }
    String[] parent = Arrays.copyOf(namespace, namespace.length - 1);
    return root.isPresent() && folders(parent, false).contains(namespace[namespace.length - 1]);
  }

  /** The properties of a namespace. */
  public Map<String, String> properties(String[] namespace) {
    Map<String, String> properties = new TreeMap<>();
    try {
      byte[] text = store().read(propertiesKey(namespace));
      JsonReader json =
          JsonReader.of(new String(text, StandardCharsets.UTF_8), propertiesKey(namespace));
      properties.putAll(json.stringMap());
    } catch (ObjectNotFoundException e) {
      // A folder that something else made.
      return properties;
    }
    return properties;
  }

  private String propertiesKey(String[] namespace) {
    return namespace.length == 0 ? PROPERTIES : key(namespace) + "/" + PROPERTIES;
  }

  /** Makes a namespace, or gives one that is there other properties. */
  public void put(String[] namespace, Map<String, String> properties) {
    for (String part : namespace) {
      plain(part);
    }
    JsonWriter json = new JsonWriter().beginObject();
    new TreeMap<>(properties).forEach((key, value) -> json.field(key, value));
    store()
        .put(
            propertiesKey(namespace), json.endObject().toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a namespace has neither tables nor namespaces. */
  public boolean isEmpty(String[] namespace) {
    return folders(namespace, true).isEmpty() && folders(namespace, false).isEmpty();
  }

  /** Removes all below a namespace. */
  public void remove(String[] namespace) {
    remove(folder(namespace));
  }

  /** Removes the table at {@code place}, its log first: without it there is no table. */
  public static void remove(TablePlace place) {
    ObjectStore store = place.handle().store();
    List<String> log = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Iterator<ObjectStatus> all = store.listTree(""); all.hasNext(); ) {
      String key = all.next().key();
      (key.startsWith("_delta_log/") ? log : others).add(key);
    }
    store.deleteAll(log);
    store.deleteAll(others);
    place.forget();
    LocalFolders.removeEmpty(URI.create(place.root()));
  }
}
