package io.moraine.spec.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the manual.
 *
 * @param path of its file
 * @param blocks of code, in order
 */
record Document(Path path, String text, List<Block> blocks) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)([^\\n]*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /**
   * A block of code.
   *
   * @param language as the page says: sh, sql, java, text, csv
   * @param attributes what follows it on the line
   * @param code its lines
   */
  record Block(String language, String attributes, String code) {}

  static Document read(Path path) throws IOException {
    String text = Files.readString(path);
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2).strip(), matcher.group(3)));
    }
    return new Document(path, text, List.copyOf(blocks));
  }

  /** The text without its code. */
  String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }
}
