package io.moraine.spec.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Result;
import io.moraine.Session;
import io.moraine.SystemEnvironment;
import io.moraine.TableOptions;
import io.moraine.cli.print.Output;
import io.moraine.cli.print.OutputFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the manual. The blocks of a page are run in their order, in a folder of their own: {@code
 * sh} by the command line, {@code sql} in the warehouse {@code lake}, {@code java} as the body of a
 * method. A block of {@code text} is what the one before it prints; a comment after a println is
 * what that prints. The folders {@code lake} and {@code data} of the page are there.
 */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DOCS = ROOT.resolve("docs");

  @TempDir private Path folder;

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  static List<Path> pagesWithLinks() throws IOException {
    List<Path> pages = new ArrayList<>(pages());
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")) {
      pages.add(ROOT.resolve(name));
    }
    return pages;
  }

  /** The page's folders, as they are called here. */
  private String placed(String code) {
    return code.replaceAll("(?<![\\w/.$-])(lake|data)(?=[/\\s\"'`]|$)", folder + "/$1");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void everyBlockRuns(Path page) throws Exception {
    Files.createDirectories(folder.resolve("lake"));
    Files.createDirectories(folder.resolve("data"));
    Optional<String> printed = Optional.empty();
    for (Document.Block block : Document.read(page).blocks()) {
      if (block.language().equals("text")) {
        if (printed.isPresent()) {
          assertThat(printed.get()).as(page.toString()).isEqualToNormalizingNewlines(block.code());
        }
        printed = Optional.empty();
      } else {
        printed = Optional.of(run(block));
      }
    }
  }

  private String run(Document.Block block) throws Exception {
    String code = placed(block.code());
    return switch (block.language()) {
      case "sh" -> CommandLines.run(code);
      case "sql" -> sql(code);
      case "java" -> {
        String printed = JavaBlock.run(code, folder);
        assertThat(printed.lines()).containsAll(JavaBlock.promised(block.code()));
        yield printed;
      }
      case "csv" -> {
        String name = block.attributes().replaceFirst("^file=", "");
        Files.writeString(folder.resolve(name), block.code());
        yield "";
      }
      default ->
          throw new AssertionError("Nothing runs a block of '%s'".formatted(block.language()));
    };
  }

  /** What the last statement gives, as the command line prints it. */
  private String sql(String script) {
    StringWriter text = new StringWriter();
    try (Session session =
        Session.open(TableOptions.defaults().withWarehouse(folder.resolve("lake")))) {
      for (String statement : Session.split(script)) {
        text.getBuffer().setLength(0);
        try (Result result = session.sql(statement)) {
          if (result.schema().size() > 0) {
            new Output(
                    OutputFormat.TABLE, Optional.empty(), new PrintWriter(text), Integer.MAX_VALUE)
                .print(result.batches(), SystemEnvironment.shared());
          }
        }
      }
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pagesWithLinks")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    Document document = Document.read(page);
    Matcher links = Pattern.compile("]\\(([^)\\s]+)\\)").matcher(document.prose());
    while (links.find()) {
      String link = links.group(1);
      if (link.startsWith("http")) {
        continue;
      }
      String file = link.replaceFirst("#.*", "");
      Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
      assertThat(target).as("%s in %s", link, page).exists();
      if (link.contains("#")) {
        String anchor = link.substring(link.indexOf('#') + 1);
        assertThat(anchors(target)).as("%s in %s", link, page).contains(anchor);
      }
    }
  }

  private static List<String> anchors(Path page) throws IOException {
    return Files.readString(page)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ *", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("references")
  void referencePagesAreMadeFromTheCode(String name) throws IOException {
    Path page = DOCS.resolve("reference").resolve(name);
    String made =
        name.equals("commands.md") ? ReferencePages.commands() : ReferencePages.functions();
    if (Boolean.getBoolean("moraine.docs.write")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, made);
    }
    assertThat(page)
        .as("written by -Dmoraine.docs.write=true")
        .content()
        .isEqualToNormalizingNewlines(made);
  }

  static List<String> references() {
    return List.of("commands.md", "functions.md");
  }

  @Test
  void theManualHasATutorialAndPagesForTasks() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(8).contains(DOCS.resolve("tutorial.md"));
  }
}
