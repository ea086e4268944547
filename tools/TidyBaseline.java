import module java.base;

/// What was already too long when its rule came: `path lines` or `path Class.method lines`. A
/// ratchet: what stands here may not grow, and must be lowered or taken out when it shrinks.
final class TidyBaseline {
  private static final String PATH = "tools/tidy-baseline.txt";

  private final Map<String, Integer> allowed = new TreeMap<>();

  TidyBaseline(Path root) throws IOException {
    var file = root.resolve(PATH);
    if (Files.exists(file)) {
      for (var line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int gap = line.lastIndexOf(' ');
          allowed.put(line.substring(0, gap), Integer.parseInt(line.substring(gap + 1)));
        }
      }
    }
  }

  /// What is wrong with something `lines` long where `max` is the rule; nothing is an empty string.
  String judge(String what, int lines, int max) {
    if (lines <= max) {
      return "";
    }
    var known = allowed.remove(what);
    if (known == null || lines > known) {
      return lines + " lines, " + (known == null ? max : known) + " at most";
    }
    return lines < known ? "shrank to " + lines + " lines: lower it in " + PATH : "";
  }

  /// Entries that nothing needed, to be asked for last.
  Stream<TidyProblem> left() {
    return allowed.keySet().stream()
        .map(what -> new TidyProblem(PATH, 1, "take out " + what + ": short enough, or gone"));
  }
}
