package io.moraine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users see of the API is made of the API, of core types and of the JDK. */
class PublicApiTest {
  private static final Pattern OURS = Pattern.compile("io\\.moraine\\.[\\w.$]+");
  private static final Pattern ALLOWED =
      Pattern.compile(
          "io\\.moraine\\.(\\w+|core\\.(type|batch|env|error)\\.\\w+|core\\.store\\.StoreOptions)([$].*)?");

  private static List<Class<?>> publicClasses()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path classes = Path.of(Table.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes.resolve("io/moraine"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          Class<?> type = Class.forName("io.moraine." + name.replace(".class", ""));
          if (Modifier.isPublic(type.getModifiers())) {
            found.add(type);
          }
        }
      }
    }
    return found;
  }

  @Test
  void signaturesNameNoInternals() throws Exception {
    List<String> faults = new ArrayList<>();
    int seen = 0;
    for (Class<?> type : publicClasses()) {
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
          seen++;
          check(method.toGenericString(), method.getGenericReturnType(), faults);
          Arrays.stream(method.getGenericParameterTypes())
              .forEach(parameter -> check(method.toGenericString(), parameter, faults));
        }
      }
      for (Constructor<?> constructor : type.getConstructors()) {
        Arrays.stream(constructor.getGenericParameterTypes())
            .forEach(parameter -> check(constructor.toGenericString(), parameter, faults));
      }
    }

    assertThat(seen).isGreaterThan(100);
    assertThat(faults).isEmpty();
  }

  private static void check(String member, Type type, List<String> faults) {
    Matcher names = OURS.matcher(type.getTypeName());
    while (names.find()) {
      if (!ALLOWED.matcher(names.group()).matches()) {
        faults.add(names.group() + " in " + member);
      }
    }
  }
}
