package io.carillon.front.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One case, as its file says it.
public record DialectCase(String name, List<Step> steps) {
  private static final String REQUEST = ">>> ";
  private static final String REPLY = "<<< ";
  private static final String ORDER = "@ ";

  /// One step of a case.
  public sealed interface Step {}

  /// A request: `first` is method and path, a reply: `first` is the status.
  public record Text(boolean request, String first, List<String> headers, String body)
      implements Step {}

  /// Something done to the house.
  public record Order(List<String> words) implements Step {}

  @Override
  public String toString() {
    return name;
  }

  /// Reads the case that a file holds.
  static DialectCase read(Path file) throws IOException {
    var steps = new ArrayList<Step>();
    var lines = Files.readAllLines(file);
    int at = 0;
    while (at < lines.size()) {
      var line = lines.get(at);
      if (line.startsWith(ORDER)) {
        steps.add(new Order(List.of(line.substring(ORDER.length()).split(" "))));
        at++;
      } else if (isText(line)) {
        int end = at + 1;
        while (end < lines.size() && !isStep(lines.get(end)) && !isRemark(lines.get(end))) {
          end++;
        }
        steps.add(text(line, lines.subList(at + 1, end)));
        at = end;
      } else if (line.isBlank() || isRemark(line)) {
        at++;
      } else {
        throw new IOException(file + ", line " + (at + 1) + ": not a step");
      }
    }
    return new DialectCase(file.getFileName().toString().replace(".http", ""), steps);
  }

  private static boolean isRemark(String line) {
    return line.startsWith("# ");
  }

  private static boolean isStep(String line) {
    return isText(line) || line.startsWith(ORDER);
  }

  private static boolean isText(String line) {
    return line.startsWith(REQUEST) || line.startsWith(REPLY);
  }

  private static Text text(String first, List<String> rest) {
    int blank = rest.indexOf("");
    var headers = blank < 0 ? rest : rest.subList(0, blank);
    var body = blank < 0 ? "" : String.join("\n", rest.subList(blank + 1, rest.size())).strip();
    return new Text(
        first.startsWith(REQUEST), first.substring(REQUEST.length()), List.copyOf(headers), body);
  }
}
