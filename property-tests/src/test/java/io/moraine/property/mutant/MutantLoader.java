package io.moraine.property.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Loads all of Moraine anew, and one class of it with a fault. */
final class MutantLoader extends ClassLoader {
  private static final String OURS = "io.moraine.";

  static {
    registerAsParallelCapable();
  }

  private final Optional<Mutant> mutant;

  MutantLoader(Optional<Mutant> mutant) {
    super(MutantLoader.class.getClassLoader());
    this.mutant = mutant;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] read = in.readAllBytes();
      byte[] bytes =
          mutant.filter(m -> m.className().equals(name)).map(m -> m.apply(read)).orElse(read);
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
