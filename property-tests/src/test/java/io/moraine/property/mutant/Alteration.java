package io.moraine.property.mutant;

import java.util.Iterator;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What is made wrong of a method. */
sealed interface Alteration {
  /** Alters {@code method}. */
  void apply(MethodNode method);

  /** It does nothing; gives 0, false, null, or its first argument where that is of its type. */
  record DoesNothing() implements Alteration {
    @Override
    public void apply(MethodNode method) {
      Type result = Type.getReturnType(method.desc);
      InsnList body = new InsnList();
      boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
      Type[] arguments = Type.getArgumentTypes(method.desc);
      if (result.getSort() >= Type.ARRAY && arguments.length > 0 && arguments[0].equals(result)) {
        body.add(new VarInsnNode(Opcodes.ALOAD, isStatic ? 0 : 1));
      } else {
        body.add(zero(result));
      }
      body.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
      replace(method, body);
    }
  }

  /** It gives true. */
  record IsTrue() implements Alteration {
    @Override
    public void apply(MethodNode method) {
      InsnList body = new InsnList();
      body.add(new InsnNode(Opcodes.ICONST_1));
      body.add(new InsnNode(Opcodes.IRETURN));
      replace(method, body);
    }
  }

  /** It gives an empty {@code Optional}, {@code List}, {@code Map} or {@code Stream}. */
  record IsEmpty() implements Alteration {
    @Override
    public void apply(MethodNode method) {
      Type result = Type.getReturnType(method.desc);
      String factory = result.getClassName().endsWith(".Optional") ? "empty" : "of";
      if (result.getClassName().endsWith(".Stream")) {
        factory = "empty";
      }
      boolean isInterface = !result.getClassName().startsWith("java.util.Optional");
      InsnList body = new InsnList();
      body.add(
          new MethodInsnNode(
              Opcodes.INVOKESTATIC,
              result.getInternalName(),
              factory,
              "()" + result.getDescriptor(),
              isInterface));
      body.add(new InsnNode(Opcodes.ARETURN));
      replace(method, body);
    }
  }

  /** It gives what it is called on. */
  record IsItself() implements Alteration {
    @Override
    public void apply(MethodNode method) {
      InsnList body = new InsnList();
      body.add(new VarInsnNode(Opcodes.ALOAD, 0));
      body.add(new InsnNode(Opcodes.ARETURN));
      replace(method, body);
    }
  }

  /**
   * One of its conditions is turned round.
   *
   * @param number of the conditional jump, from 0
   */
  record Negated(int number) implements Alteration {
    @Override
    public void apply(MethodNode method) {
      int left = number;
      for (AbstractInsnNode node : method.instructions) {
        if (node instanceof JumpInsnNode jump && jump.getOpcode() != Opcodes.GOTO && left-- == 0) {
          jump.setOpcode(opposite(jump.getOpcode()));
          return;
        }
      }
      throw new IllegalArgumentException("No condition %d in %s".formatted(number, method.name));
    }

    private static int opposite(int opcode) {
      if (opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL) {
        return opcode ^ 1;
      }
      // Opcodes of opposite conditions stand beside each other, the first with an odd number.
      return ((opcode + 1) ^ 1) - 1;
    }
  }

  /** Its calls of {@code called} are left out; their results are 0, false or null. */
  record Skips(String called) implements Alteration {
    @Override
    public void apply(MethodNode method) {
      boolean found = false;
      for (Iterator<AbstractInsnNode> nodes = method.instructions.iterator(); nodes.hasNext(); ) {
        if (nodes.next() instanceof MethodInsnNode call && call.name.equals(called)) {
          found = true;
          InsnList instead = new InsnList();
          Type[] arguments = Type.getArgumentTypes(call.desc);
          for (int i = arguments.length - 1; i >= 0; i--) {
            instead.add(new InsnNode(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP));
          }
          if (call.getOpcode() != Opcodes.INVOKESTATIC) {
            instead.add(new InsnNode(Opcodes.POP));
          }
          Type result = Type.getReturnType(call.desc);
          if (result.getSort() != Type.VOID) {
            instead.add(zero(result));
          }
          method.instructions.insert(call, instead);
          method.instructions.remove(call);
        }
      }
      if (!found) {
        throw new IllegalArgumentException("%s does not call %s".formatted(method.name, called));
      }
    }
  }

  private static AbstractInsnNode zero(Type type) {
    return new InsnNode(
        switch (type.getSort()) {
          case Type.VOID -> Opcodes.NOP;
          case Type.LONG -> Opcodes.LCONST_0;
          case Type.DOUBLE -> Opcodes.DCONST_0;
          case Type.FLOAT -> Opcodes.FCONST_0;
          case Type.ARRAY, Type.OBJECT -> Opcodes.ACONST_NULL;
          default -> Opcodes.ICONST_0;
        });
  }

  private static void replace(MethodNode method, InsnList body) {
    Objects.requireNonNull(method.instructions).clear();
    method.instructions.add(body);
    method.tryCatchBlocks.clear();
    method.localVariables = null;
    method.visibleLocalVariableAnnotations = null;
    method.invisibleLocalVariableAnnotations = null;
  }
}
