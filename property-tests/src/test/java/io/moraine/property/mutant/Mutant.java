package io.moraine.property.mutant;

import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A fault in one method.
 *
 * @param name says what is wrong
 * @param type the class, below {@code io.moraine}
 */
record Mutant(String name, String type, String method, Alteration alteration) {
  String className() {
    return "io.moraine." + type;
  }

  /** The class file with the fault. */
  byte[] apply(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    List<MethodNode> methods =
        node.methods.stream().filter(candidate -> candidate.name.equals(method)).toList();
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("No method %s in %s".formatted(method, className()));
    }
    methods.forEach(alteration::apply);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    return writer.toByteArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
