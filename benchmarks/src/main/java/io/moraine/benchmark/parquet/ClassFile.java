package io.moraine.benchmark.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A compiled class taken apart, as a row of {@link ClassesFile}.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html">JVM specification,
 *     4</a>
 */
final class ClassFile {
  private static final int MAGIC = 0xcafebabe;
  private static final int TAGS = 21;

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;

  private final ByteBuffer bytes;
  private final int[] constants;
  private final int[] tags = new int[TAGS];
  private final List<Object> texts = new ArrayList<>();

  private ClassFile(byte[] content) {
    bytes = ByteBuffer.wrap(content);
    if (bytes.getInt() != MAGIC) {
      throw new IllegalArgumentException("No class file");
    }
    bytes.position(8);
    constants = new int[unsigned()];
    for (int i = 1; i < constants.length; i++) {
      constants[i] = bytes.position();
      int tag = bytes.get();
      tags[tag]++;
      if (tag == UTF8) {
        skip(unsigned());
      } else {
        skip(size(tag));
      }
      i += tag == LONG || tag == DOUBLE ? 1 : 0;
    }
    for (int at : constants) {
      if (at > 0 && bytes.get(at) == STRING) {
        texts.add(text(bytes.getShort(at + 1) & 0xffff));
      }
    }
  }

  private static int size(int tag) {
    return switch (tag) {
      case LONG, DOUBLE -> 8;
      case CLASS, STRING, METHOD_TYPE, 19, 20 -> 2;
      case METHOD_HANDLE -> 3;
      default -> 4;
    };
  }

  /** The row, without where the class was found, of a class file. */
  static List<Object> row(byte[] content) {
    return new ClassFile(content).row();
  }

  private int unsigned() {
    return bytes.getShort() & 0xffff;
  }

  private void skip(int count) {
    bytes.position(bytes.position() + count);
  }

  /** The UTF-8 constant {@code index}; text in the JVM's own UTF-8 may come out changed. */
  private String text(int index) {
    int at = constants[index];
    int length = bytes.getShort(at + 1) & 0xffff;
    return new String(bytes.array(), at + 3, length, StandardCharsets.UTF_8);
  }

  private String name(int index) {
    return index == 0 ? null : text(bytes.getShort(constants[index] + 1) & 0xffff);
  }

  private List<Object> names(int count) {
    List<Object> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(name(unsigned()));
    }
    return names;
  }

  private List<Object> row() {
    int major = bytes.getShort(6);
    int flags = unsigned();
    String name = name(unsigned());
    String parent = name(unsigned());
    List<Object> interfaces = names(unsigned());
    int slash = name.lastIndexOf('/');
    List<Object> row = new ArrayList<>();
    row.add(slash < 0 ? null : name.substring(0, slash));
    row.add(name.substring(slash + 1));
    row.add(parent);
    row.add(interfaces);
    row.add(flags);
    row.add(major);
    row.add(bytes.capacity());
    row.add(constants.length);
    for (int tag : ClassesFile.TAGS) {
      row.add(tags[tag]);
    }
    row.add(fields());
    row.add(methods());
    Map<Object, Object> attributes = new LinkedHashMap<>();
    int source = attributes(attributes, "SourceFile");
    row.add(source < 0 ? null : text(bytes.getShort(source) & 0xffff));
    row.add(attributes);
    row.add(texts);
    return row;
  }

  /** Adds attributes with their sizes; returns where the one called {@code wanted} is, or −1. */
  private int attributes(Map<Object, Object> target, String wanted) {
    int found = -1;
    for (int count = unsigned(); count > 0; count--) {
      String name = text(unsigned());
      int length = bytes.getInt();
      found = name.equals(wanted) ? bytes.position() : found;
      target.put(name, length);
      skip(length);
    }
    return found;
  }

  private List<Object> fields() {
    List<Object> fields = new ArrayList<>();
    for (int count = unsigned(); count > 0; count--) {
      List<Object> field = member();
      int signature = attributes(new LinkedHashMap<>(), "Signature");
      field.add(signature < 0 ? null : text(bytes.getShort(signature) & 0xffff));
      fields.add(field);
    }
    return fields;
  }

  private List<Object> member() {
    return new ArrayList<>(Arrays.asList(unsigned(), text(unsigned()), text(unsigned())));
  }

  private List<Object> methods() {
    List<Object> methods = new ArrayList<>();
    for (int count = unsigned(); count > 0; count--) {
      List<Object> method = member();
      int start = bytes.position();
      int code = attributes(new LinkedHashMap<>(), "Code");
      int end = bytes.position();
      bytes.position(start);
      int thrown = attributes(new LinkedHashMap<>(), "Exceptions");
      method.add(code < 0 ? null : bytes.getShort(code) & 0xffff);
      method.add(code < 0 ? null : bytes.getShort(code + 2) & 0xffff);
      method.add(code < 0 ? null : bytes.getInt(code + 4));
      if (thrown < 0) {
        method.add(Collections.emptyList());
      } else {
        bytes.position(thrown);
        method.add(names(unsigned()));
        bytes.position(end);
      }
      methods.add(method);
    }
    return methods;
  }
}
